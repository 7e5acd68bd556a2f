"""What kind of item a block is: told by a tag or a heading, or seen from its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jyguide.bank.check import OPTION_KINDS
from jyguide.bank.item import Answer, ItemKind
from jyguide.exchange.loose.answers import read_judgement, read_letters
from jyguide.exchange.loose.lines import EMPTY_PLACE, LETTER_PLACE, kind_of
from jyguide.exchange.loose.stems import cut_mark, only_place
from jyguide.exchange.loose.types import Block, Label

_KIND_TAG = re.compile(
    r"[【\[（(]\s*(?P<word>[^】\]）)\d,，、]{2,8}?)\s*"
    r"(?:[,，、/\s]\s*\d{1,3}(?:\.\d)?\s*分)?\s*[】\]）)]"
)
_POINTS = re.compile(
    r"[（(【\[]\s*(?:每[小题空]+|本题|共)?\s*\d{1,3}(?:\.\d{1,2})?\s*分\s*[)）】\]]"
)
_LEAD = re.compile(
    r"(?P<word>问题?\s*\d{0,6}|题|题目|题干|试题|单选题?|多选题?|判断题?|填空题?|简答题?|问答题?|排序题?)\s*[:：]\s*"
)
_ASKS = re.compile(r"[？?]\s*$", re.MULTILINE)
_TRUE_FALSE_OPTIONS = ({"对", "错"}, {"正确", "错误"}, {"√", "×"}, {"是", "否"})


@dataclass(slots=True)
class Draft:
    """The item while it is being understood.

    Attributes:
        answer_text: Empty where none was found.
        reason: Why a text that was found is no answer.
        remark: What stands in brackets behind the letters of the answer.
    """

    kind: ItemKind
    stem: str
    options: tuple[str, ...]
    answer_text: str
    answer: Answer = None
    reason: str = ""
    remark: str = ""
    warnings: list[str] = field(default_factory=list)


def cut_tag(stem: str) -> tuple[str, ItemKind | None]:
    """A tag such as 【单选题】 at either end of the stem, or 多选： before it, names the kind.

    Points at either end, （2分）, are taken off: they belong to papers.
    """
    bare, kind = _cut_tag(_without_points(stem))
    return _without_points(bare), kind


def _without_points(stem: str) -> str:
    if "分" not in stem:
        return stem
    for points in _POINTS.finditer(stem):
        if points.start() == 0 or not stem[points.end() :].strip(" 。*"):
            return (stem[: points.start()] + stem[points.end() :]).strip()
    return stem


def _cut_tag(stem: str) -> tuple[str, ItemKind | None]:
    lead = _LEAD.match(stem)
    if lead:
        return stem[lead.end() :].strip(), kind_of(lead["word"])
    for tag in _KIND_TAG.finditer(stem):
        kind = kind_of(tag["word"])
        at_end = not stem[tag.end() :].strip(" 。")
        if kind and (tag.start() == 0 or at_end) and re.fullmatch(r"\S{2,6}题?", tag["word"]):
            return (stem[: tag.start()] + stem[tag.end() :]).strip(), kind
    return stem, None


def start(
    block: Block, stem: str, options: tuple[str, ...], told: ItemKind | None
) -> Draft | None:
    """The item with its kind settled and its answer still as text; None if no kind fits."""
    answer_text, conflict = _answer_text(block)
    kind = told or block.kind or _guess(stem, options, answer_text)
    if kind is None:
        return None
    fitting = _fit(kind, options, stem, answer_text)
    draft = Draft(fitting, stem, options, answer_text, warnings=list(block.warnings))
    if fitting is not kind:
        draft.warnings.append(f"分节标题与题目不符：按{_NAMES[fitting]}导入。")
    if conflict:
        draft.answer_text, draft.reason = "", conflict
    return draft


_NAMES = {
    ItemKind.SINGLE: "单选题",
    ItemKind.MULTIPLE: "多选题",
    ItemKind.TRUE_FALSE: "判断题",
}


def _answer_text(block: Block) -> tuple[str, str]:
    """The answer beside the question or in the list, and a sentence if they disagree."""
    beside = [text for text in (*block.earlier, block.text_of(Label.ANSWER)) if text.strip()]
    if any(text.endswith(("？", "?")) for text in beside[:-1]):
        return "", f"答案“{quoted(beside[0])}”里还有别的问题，后面又有答案“{quoted(beside[-1])}”。"
    if len(beside) > 1 and block.kind in _IN_WORDS:
        beside = ["\n".join(beside)]  # a question of several parts, each with its 答
    given = [*beside, *(text for text in block.keyed if text.strip())]
    if not given:
        return block.text_of(Label.POINTS) if block.kind is ItemKind.SHORT_ANSWER else "", ""
    if len({_plain(text) for text in given}) > 1:
        return "", f"这道题有不同的答案：{'、'.join(dict.fromkeys(map(quoted, given)))}。"
    return given[0], ""


_IN_WORDS = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})


def quoted(text: str) -> str:
    """The text that a draft could not take over; the warning is the one place that keeps it."""
    bare = " ".join(text.split("\n"))
    return bare if len(bare) <= _LONGEST_QUOTE else f"{bare[:_LONGEST_QUOTE]}…"


_LONGEST_QUOTE = 500


def _plain(text: str) -> str:
    judged = read_judgement(text)
    return read_letters(text) or (judged[0] if judged else text.strip())


def _guess(stem: str, options: tuple[str, ...], answer_text: str) -> ItemKind | None:
    if not stem:
        return None
    if options:
        return _guess_with_options(stem, options, answer_text)
    if read_judgement(answer_text) or cut_mark(stem)[1]:
        return ItemKind.TRUE_FALSE
    if read_letters(answer_text) or LETTER_PLACE.search(stem):
        return ItemKind.SINGLE
    if EMPTY_PLACE.search(stem):
        return ItemKind.FILL_IN
    asked = _ASKS.search(stem) or stem.startswith(("简述", "请简述", "试述", "论述"))
    return ItemKind.SHORT_ANSWER if answer_text or asked else None


def _guess_with_options(stem: str, options: tuple[str, ...], answer_text: str) -> ItemKind:
    letters = read_letters(answer_text, options) or only_place(stem) or ""
    falling = list(letters) != sorted(letters)
    if re.search(r"排序|顺序|次序", stem) and len(letters) == len(options) and falling:
        return ItemKind.ORDERING
    return ItemKind.MULTIPLE if len(letters) > 1 else ItemKind.SINGLE


def _fit(kind: ItemKind, options: tuple[str, ...], stem: str, answer_text: str) -> ItemKind:
    """A section's heading is believed unless the options speak plainly against it."""
    if kind in OPTION_KINDS and not options and _judged(stem, answer_text):
        return ItemKind.TRUE_FALSE
    fits = kind is ItemKind.TRUE_FALSE and judges(options)
    if kind in OPTION_KINDS or not options or fits:
        return kind
    letters = read_letters(answer_text, options) or only_place(stem)
    return _guess_with_options(stem, options, answer_text) if letters else kind


def _judged(stem: str, answer_text: str) -> bool:
    """Whether the answer is a plain √ or ×, and not a letter of options that were forgotten."""
    judged = read_judgement(answer_text) is not None or cut_mark(stem)[1] is not None
    return judged and not read_letters(answer_text) and not only_place(stem)


def judges(options: tuple[str, ...]) -> bool:
    """Whether the options are nothing but right and wrong."""
    return {option.rstrip("。") for option in options} in _TRUE_FALSE_OPTIONS
