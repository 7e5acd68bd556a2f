"""One item on paper: as a question with its options, and as an answer with its grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.documents.dates import tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Paragraph,
    Run,
    Shape,
    Spacer,
    Style,
    paragraph,
)

_SIZE = 12
_PLAIN = Style(FontRole.BODY, _SIZE)
_SMALL = Style(FontRole.KAI, 11)
_ANSWER = Style(FontRole.HEI, _SIZE)
_LINE = 20.0
_INDENT = 8.5
_WIDTH = 170.0
_LETTER_PLACE = "（\u3000\u3000）"
_BLANK = "\u3000" * 6
_NAMED_PLACE = re.compile(r"[（(][\s\u3000_]*[)）]")
_NAMED_BLANK = re.compile(r"_{2,}")
_ROOM = {ItemKind.SHORT_ANSWER: 45.0, ItemKind.ORAL: 30.0}
_TRUTH = {"T": "正确（√）", "F": "错误（×）"}


def item_blocks(number: int, item: ItemContent, points: int | None) -> list[Block]:
    """The question; stem and options stay on one page.

    Args:
        number: Number on the paper.
        item: Shown as it is, options in their order.
        points: Printed behind the stem, in tenths; None prints nothing.
    """
    options = list(_option_lines(item.options))
    shape = Shape(Align.JUSTIFY, _LINE, before=3, keep_next=bool(options), keep_together=True)
    worth = f"（{tenths_text(points)}分）" if points is not None else ""
    runs = (Run(f"{number}．", _PLAIN), *_stem_runs(item), *_worth_runs(worth))
    blocks: list[Block] = [Paragraph(runs, shape), *options]
    if item.kind in _ROOM:
        blocks.append(Spacer(_ROOM[item.kind]))
    return blocks


def answer_blocks(number: int, item: ItemContent, points: int | None) -> list[Block]:
    """The answer, the key points, the explanation, and what it rests on."""
    worth = f"（{tenths_text(points)}分）" if points is not None else ""
    details = list(_details(item))
    first = Paragraph(
        (Run(f"{number}．{worth}", _PLAIN), Run(answer_text(item), _ANSWER)),
        Shape(Align.JUSTIFY, _LINE, before=2, keep_next=bool(details)),
    )
    shape = Shape(Align.JUSTIFY, 17, left=_INDENT)
    return [first, *(paragraph(detail, _SMALL, shape) for detail in details)]


def answer_text(item: ItemContent) -> str:
    """The key as a marker reads it; variants of a blank parted by ``/``, blanks by ``；``."""
    answer = item.answer
    if answer is None:
        return "（暂无参考答案）"
    if isinstance(answer, tuple):
        return "；".join("/".join(variants) for variants in answer)
    return _TRUTH.get(answer, answer) if item.kind is ItemKind.TRUE_FALSE else answer


def options_on_a_line(options: tuple[str, ...]) -> int:
    """4, 2 or 1: as many as the longest leaves room for; all lines of an item are alike."""
    width = max((width_in_characters(f"A．{option}") for option in options), default=0)
    room = (_WIDTH - _INDENT) / (_SIZE * MM_PER_POINT)
    for columns in (4, 2):
        if width + 1 <= room / columns and len(options) >= columns:
            return columns
    return 1


def _stem_runs(item: ItemContent) -> Iterator[Run]:
    """The stem with its blanks underlined, or with a place for the letter."""
    if item.kind is not ItemKind.FILL_IN:
        yield Run(_with_place(item), _PLAIN)
        return
    blank = Style(_PLAIN.role, _PLAIN.size, underline=True)
    for index, part in enumerate(_NAMED_BLANK.split(item.stem)):
        if index:
            yield Run(_BLANK, blank)
        yield Run(part, _PLAIN)


def _worth_runs(worth: str) -> tuple[Run, ...]:
    return (Run(worth, _PLAIN),) if worth else ()


def _with_place(item: ItemContent) -> str:
    if item.kind in _ROOM:
        return item.stem
    stem, found = _NAMED_PLACE.subn(_LETTER_PLACE, item.stem)
    return stem if found else f"{stem}{_LETTER_PLACE}"


def _option_lines(options: tuple[str, ...]) -> Iterator[Paragraph]:
    columns = options_on_a_line(options)
    step = (_WIDTH - _INDENT) / columns
    tabs = tuple(_INDENT + step * column for column in range(1, columns))
    named = [f"{OPTION_LETTERS[index]}．{text}" for index, text in enumerate(options)]
    for start in range(0, len(named), columns):
        last = start + columns >= len(named)
        shape = Shape(line=_LINE, left=_INDENT, tabs=tabs, keep_next=not last, keep_together=True)
        yield paragraph("\t".join(named[start : start + columns]), _PLAIN, shape)


def _details(item: ItemContent) -> Iterator[str]:
    for index, point in enumerate(item.key_points, 1):
        yield f"要点{index}：{point.text}"
    if item.explanation:
        yield f"解析：{item.explanation}"
    if item.regulation:
        edition = f"（{item.edition}）" if item.edition else ""
        name = item.regulation if item.regulation.startswith("《") else f"《{item.regulation}》"
        yield f"依据：{name}{edition}{item.article}"
