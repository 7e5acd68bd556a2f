"""The cell with the answer, read as the kind of its item wants it."""

from __future__ import annotations

import re
import unicodedata

from jyguide.bank.check import BLANK, OPTION_KINDS, count_blanks
from jyguide.bank.item import OPTION_LETTERS, Answer, ItemKind
from jyguide.exchange.loose.answers import is_missing, read_judgement, read_letters
from jyguide.exchange.loose.kinds import judges
from jyguide.exchange.loose.lines import EMPTY_PLACE
from jyguide.exchange.loose.stems import cut_mark, empty_place, only_place
from jyguide.exchange.sheets.cells import shown
from jyguide.exchange.sheets.notation import parse_blanks
from jyguide.exchange.sheets.parts import RowItem

_LABEL = re.compile(r"^(?:(?:参考|正确|标准)?答案\s*[:：]|应?选(?=[A-JＡ-Ｊ]))\s*")
_LETTERED_MARK = re.compile(r"[A-Ba-b]\s*[.、:]\s*(?P<mark>\S+)")
_LETTER_MEANS = {"A": "正确", "B": "错误"}
_BITS = {"1": "T", "0": "F"}
_BETWEEN_TEXTS = re.compile(r"[\n|｜；;]|┋")
_DIGIT_ANSWER = re.compile(r"(?:10|[1-9])(?:[\s,，、;；|]+(?:10|[1-9]))*")
_DIGIT_RUN = re.compile(r"[1-9]{2,9}")


class UnreadableAnswerError(ValueError):
    """The answer cannot be understood; ``str()`` is the Chinese sentence."""


def read_answer(item: RowItem, text: str, *, literal: bool) -> Answer:
    """The key of the item, or None where the cell says that there is none.

    May take an answer out of the stem, fold options into the answer, and leave warnings.

    Raises:
        UnreadableAnswerError: There is a text and nobody can tell what it means.
    """
    if item.kind in OPTION_KINDS:
        return _choice(item, _LABEL.sub("", text))
    if item.kind is ItemKind.TRUE_FALSE:
        return _true_false(item, _LABEL.sub("", text))
    if item.kind is ItemKind.FILL_IN:
        return _fill_in(item, text, literal=literal)
    return text if literal or not is_missing(text) else None


def _choice(item: RowItem, text: str) -> str | None:
    inside = only_place(item.stem)
    if not text:
        if inside:
            item.stem = empty_place(item.stem)
        return _in_order(inside, item.kind) if inside else None
    if is_missing(text):
        return None
    letters = _named_option(item, text) or _letters(item, text) or _numbered(item, text)
    if letters is None:
        raise UnreadableAnswerError(
            f"答案“{shown(text)}”看不懂：请写选项的字母，如 A 或 ACD，或与某个选项完全相同的文字。"
        )
    if inside and _in_order(inside, item.kind) == _in_order(letters, item.kind):
        item.stem = empty_place(item.stem)
    return _in_order(letters, item.kind)


def _in_order(letters: str, kind: ItemKind) -> str:
    return letters if kind is ItemKind.ORDERING else "".join(sorted(letters))


def _letters(item: RowItem, text: str) -> str | None:
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return read_letters(text, item.options)


def _named_option(item: RowItem, text: str) -> str | None:
    """An answer given as the very text of an option, or of several."""
    if text not in item.options and not _BETWEEN_TEXTS.search(text):
        return None
    letters = dict(zip(reversed(item.options), reversed(_letters_of(item)), strict=True))
    if text in letters and read_letters(text) is None:
        return letters[text]
    pieces = [piece.strip() for piece in _BETWEEN_TEXTS.split(text)]
    if len(pieces) > 1 and all(len(piece) > 1 and piece in letters for piece in pieces):
        return "".join(letters[piece] for piece in pieces)
    return None


def _letters_of(item: RowItem) -> str:
    """A letter for each option, also for those beyond the last that an item may have."""
    return "".join(chr(ord("A") + index) for index in range(len(item.options)))


def _numbered(item: RowItem, text: str) -> str | None:
    letters = read_numbers(text)
    if letters is not None:
        item.warnings.append(f"答案写的是序号“{shown(text)}”，按选项 {letters} 导入，请核对。")
    return letters


def read_numbers(text: str) -> str | None:
    """The letters that ``1,3`` or ``13`` stands for on platforms that number the options."""
    wide = unicodedata.normalize("NFKC", text).strip()
    if _DIGIT_ANSWER.fullmatch(wide):
        numbers = [int(n) for n in re.findall(r"\d+", wide)]
    elif _DIGIT_RUN.fullmatch(wide):
        numbers = [int(n) for n in wide]
    else:
        return None
    return "".join(OPTION_LETTERS[n - 1] for n in numbers)


def _true_false(item: RowItem, text: str) -> str | None:
    if item.options and judges(item.options):
        text = _judging_option(item.options, text)
        item.options = ()
    if not text:
        stem, mark = cut_mark(item.stem)
        item.stem = stem if mark else item.stem
        return mark
    found = _judged(item, text)
    if found is None and not is_missing(text):
        raise UnreadableAnswerError(f"判断题的答案“{shown(text)}”看不懂：请写“正确”或“错误”。")
    return found


def _judged(item: RowItem, text: str) -> str | None:
    """``"T"`` or ``"F"`` for any way of saying it; None for any other text."""
    wide = unicodedata.normalize("NFKC", text).strip()
    if lettered := _LETTERED_MARK.fullmatch(wide):
        wide = lettered["mark"]
    if judged := read_judgement(wide):
        if judged[1]:
            item.warnings.append(f"答案后面的说明没有导入：“{shown(judged[1])}”。")
        return judged[0]
    if meant := _LETTER_MEANS.get(wide.upper()):
        item.warnings.append(f"判断题的答案写的是 {wide}，按“{meant}”导入，请核对。")
        return "T" if meant == "正确" else "F"
    return _BITS.get(wide)


def _judging_option(options: tuple[str, ...], text: str) -> str:
    """``A`` of the options 正确 and 错误 is 正确."""
    letter = read_letters(text)
    index = OPTION_LETTERS.find(letter) if letter and len(letter) == 1 else -1
    return options[index].rstrip("。") if 0 <= index < len(options) else text


def _fill_in(item: RowItem, text: str, *, literal: bool) -> Answer:
    if not count_blanks(item.stem):
        item.stem = EMPTY_PLACE.sub(BLANK, item.stem)
    if item.options and not text:
        # some platforms keep the answer of each blank where other kinds have their options
        found = tuple((option,) for option in item.options)
        item.options = ()
        return found
    if not literal and is_missing(text):
        return None
    blanks = count_blanks(item.stem)
    cut = parse_blanks(text, blanks)
    if cut is None and blanks:
        raise UnreadableAnswerError(
            f"题干有 {blanks} 个空，答案“{shown(text)}”对不上：各空之间请用“；”隔开，"
            "同一空的几种答法用“|”隔开。"
        )
    return cut
