"""Keys that stand neither beside the question nor in a list: shown by the type, or explained."""

from __future__ import annotations

import re
import unicodedata

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.exchange.loose.answers import read_letters
from jyguide.exchange.loose.kinds import Draft
from jyguide.exchange.loose.lines import LETTER_PLACE
from jyguide.exchange.loose.stems import only_place
from jyguide.exchange.loose.types import Block, Label

_EXPLAINED = re.compile(
    r"(?:(?:正确|本题)?(?:答案|选项)(?:应当?)?(?:是|为|选)?|故选|应选|本题选|因此选|所以选|故本题选)"
    r"\s*[:：]?\s*(?P<letters>[A-J](?:[、,，]?[A-J]){0,9})(?![A-Za-z])"
)
_OPTION_MARK = re.compile(r"(?<![A-Za-z])[A-Ja-j]\s*[.、:)]")
_LONE_LETTER = re.compile(r"[（(]?([A-Ja-j])[)）]?\s*[.、:]?")
_LEADING_LETTER = re.compile(r"[（(]?[A-Ja-jＡ-Ｊ][)）]?\s*[.．、:：]?\s*")


def answer_elsewhere(draft: Draft, block: Block) -> None:
    """Look for the key where only a person would, and ask for it to be checked."""
    if draft.kind is ItemKind.ORDERING or draft.answer_text:
        return
    shown, explained = _shown(draft, block), _explained(block.text_of(Label.EXPLANATION))
    letters, source = (shown, "加粗、标红的选项") if shown else (explained, "解析里的话")
    if letters and _fits(letters, draft):
        draft.answer = letters
        draft.warnings.append(f"答案取自{source}，请核对。")


def _fits(letters: str, draft: Draft) -> bool:
    if draft.kind is ItemKind.SINGLE and len(letters) > 1:
        return False
    if draft.kind is ItemKind.MULTIPLE and len(letters) == 1:
        return False
    return set(letters) <= set(OPTION_LETTERS[: len(draft.options)])


def _shown(draft: Draft, block: Block) -> str:
    """Letters of the options set apart from the others by bold, colour or a line under them.

    An option counts only if the whole of it is set so: one word in bold is mere emphasis.
    """
    emphasised = [one for notes in block.notes for one in notes.emphasised]
    underlined = [one for notes in block.notes for one in notes.underlined]
    for shown in (emphasised, underlined):
        stretches = [piece for one in shown for piece in _cut(one)]
        letters = "".join(
            letter
            for letter, text in zip(OPTION_LETTERS, draft.options, strict=False)
            if _bare(text) in stretches or letter in stretches
        )
        if letters and len(letters) < len(draft.options):
            return letters
    return ""


def _cut(stretch: str) -> list[str]:
    """The options in one stretch, without their letters; a letter alone stands for itself."""
    if alone := _LONE_LETTER.fullmatch(unicodedata.normalize("NFKC", stretch).strip()):
        return [alone[1].upper()]
    wide = unicodedata.normalize("NFKC", stretch)
    return [_bare(wide), *(_bare(piece) for piece in _OPTION_MARK.split(wide) if piece.strip())]


def _bare(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text).strip()
    return "".join(_LEADING_LETTER.sub("", wide, count=1).split()).rstrip("。.;；")


def _explained(text: str) -> str:
    """The letters that the explanation calls right, if it names them once and for all."""
    found = {
        "".join(sorted(re.sub(r"[、,，]", "", letters)))
        for letters in _EXPLAINED.findall(unicodedata.normalize("NFKC", text))
    }
    return found.pop() if len(found) == 1 else ""


def judge_by_letters(draft: Draft, letters: str) -> None:
    """``（A）`` under 正确的填A，错误的填B: the letter stands for √ or ×."""
    marks = dict(zip(letters, "√×", strict=True))
    told = marks.get(read_letters(draft.answer_text) or "")
    inside = marks.get(only_place(draft.stem) or "")
    if inside:
        draft.stem = LETTER_PLACE.sub(f"（{inside}）", draft.stem)
    draft.answer_text = told or draft.answer_text


def underlined_blanks(draft: Draft, block: Block) -> None:
    """A blank that was printed with its answer on the line becomes a blank and an answer."""
    stretches = [one.strip() for notes in block.notes for one in notes.underlined if one.strip()]
    if not stretches or "_" in draft.stem:
        return
    at, emptied = 0, draft.stem
    for text in stretches:
        found = emptied.find(text, at)
        if found < 0:
            return
        emptied = f"{emptied[:found]}____{emptied[found + len(text) :]}"
        at = found + 4
    draft.stem, draft.answer_text = emptied, "；".join(stretches)
    draft.warnings.append("答案取自带下划线的文字，请核对。")
