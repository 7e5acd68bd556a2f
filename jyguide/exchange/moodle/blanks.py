"""Short answers, numbers and cloze texts: the fill-in items of the bank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jyguide.bank.check import BLANK, count_blanks
from jyguide.bank.item import ItemKind
from jyguide.exchange.moodle.draft import Draft, begin, percent_text
from jyguide.exchange.moodle.question import Question, Weighted
from jyguide.exchange.moodle.types import unsupported

_FULL = 99.99
_RUN = re.compile(r"_{2,}")
_EMPTY_BRACKET = re.compile(r"[（(]\s*[)）]")
_WILDCARD = re.compile(r"(?<!\\)\*")


def read_short_answer(question: Question) -> Draft | str:
    """One blank with its accepted variants."""
    draft = begin(question, ItemKind.FILL_IN, stem_with_blank(question.stem))
    return _fill(draft, [question.answers])


def read_numerical(question: Question) -> Draft | str:
    """One blank that takes a number, if nothing but that very number is right."""
    loose = [one for one in question.answers if one.percent >= _FULL and one.tolerance]
    if loose:
        return unsupported("numerical", f"答案 {loose[0].text} 允许误差 {loose[0].tolerance:g}")
    return read_short_answer(question)


def read_cloze(question: Question) -> Draft | str:
    """Several blanks inside a text; the parser has looked at the types of the blanks."""
    if not question.blanks:
        return unsupported(question.type, "里面没有要填的空")
    loose = [
        one for blank in question.blanks for one in blank if one.tolerance and one.percent >= _FULL
    ]
    if loose:
        return unsupported(question.type, f"答案 {loose[0].text} 允许误差 {loose[0].tolerance:g}")
    draft = begin(question, ItemKind.FILL_IN, _RUN.sub(BLANK, question.stem))
    return _fill(draft, question.blanks)


def stem_with_blank(stem: str) -> str:
    """The stem with its blank written the one way the bank writes it.

    A question that has none (``中国的首都是哪里？``) gets one at its end.
    """
    if count_blanks(stem):
        return _RUN.sub(BLANK, stem)
    if len(_EMPTY_BRACKET.findall(stem)) == 1:
        return _EMPTY_BRACKET.sub(BLANK, stem)
    return f"{stem}{BLANK}" if stem else ""


def _fill(draft: Draft, blanks: Sequence[tuple[Weighted, ...]]) -> Draft | str:
    filled = [_accepted(draft, blank, place, len(blanks)) for place, blank in enumerate(blanks, 1)]
    found = [variants for variants in filled if isinstance(variants, tuple)]
    reasons = [reason for reason in filled if isinstance(reason, str)]
    if reasons:
        return reasons[0]
    draft.answer = tuple(found)
    return draft


def _accepted(
    draft: Draft, blank: tuple[Weighted, ...], place: int, count: int
) -> tuple[str, ...] | str:
    """What gets the full points in one blank, or why nothing does."""
    here = f"第 {place} 空的" if count > 1 else ""
    variants = []
    for one in blank:
        if one.feedback:
            draft.notes.append(_note(here, one))
        if one.percent < _FULL:
            _tell_partial(draft, here, one)
        elif _WILDCARD.search(one.text):
            draft.doubts.append(
                f"{here}答案“{one.text}”里的 * 代表任意文字，题库不能这样判分，没有收进答案，"
                "请核对后再启用。"
            )
            draft.unready = True
        else:
            variants.append(one.text.replace(r"\*", "*"))
    if not variants:
        return f"{here}答案没有一个能照原文判为全对，没有导入。"
    return tuple(dict.fromkeys(variants))


def _tell_partial(draft: Draft, here: str, one: Weighted) -> None:
    if one.percent > 0:
        draft.doubts.append(
            f"{here}答案“{one.text}”原来得 {percent_text(one.percent)}，题库的填空题没有部分分，"
            "没有收进答案。"
        )


def _note(here: str, one: Weighted) -> str:
    what = "其他答案" if one.text.strip() in ("", "*") else f"答案“{one.text}”"
    return f"{here}{what}：{one.feedback}"
