"""One item on paper: as a question with its options, and as an answer with its grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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
from jyguide.exam.marking.key_change import TREATMENT_NAMES, Answer, Treatment

_SIZE = 12
_PLAIN = Style(FontRole.BODY, _SIZE)
_SMALL = Style(FontRole.KAI, 11)
_ANSWER = Style(FontRole.HEI, _SIZE)
_LINE = 20.0
_INDENT = 8.5
_WIDTH = 170.0
_LETTER_PLACE = "（" + "\u00a0" * 6 + "）"
"""With spaces at which no line ends, or the brackets would part."""
_NAMED_PLACE = re.compile(r"[（(][\s\u3000_]*[)）]")
_NAMED_BLANK = re.compile(r"_{2,}")
_WRITTEN = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})
_LEAST_ROOM, _ROOM_PER_POINT, _MOST_ROOM = 20.0, 2.5, 110.0
_A_PAGE = 1200
"""Characters that no page holds with certainty."""
_BLANKS = (6, 10, 16)
"""Widths of a blank in characters; coarse, so that they do not tell the answer's length."""
_TRUTH = {"T": "正确（√）", "F": "错误（×）"}


def written_room(points: int) -> float:
    """Millimetres for an answer in words worth so many tenths of a point."""
    return min(_MOST_ROOM, _LEAST_ROOM + _ROOM_PER_POINT * points / 10)


def item_blocks(
    number: int, item: ItemContent, points: int | None, room: float = 45
) -> list[Block]:
    """The question; stem, options and the room for the answer stay on one page.

    Args:
        number: Number on the paper.
        item: Shown as it is, options in their order.
        points: Printed behind the stem, in tenths; None prints nothing.
        room: Millimetres left for an answer in words; 0 leaves none.
    """
    options = list(_option_lines(item.options))
    below = options or (room and item.kind in _WRITTEN)
    shape = Shape(Align.JUSTIFY, _LINE, before=3, keep_next=bool(below), keep_together=True)
    worth = f"（{tenths_text(points)}分）" if points is not None else ""
    runs = (Run(f"{number}．", _PLAIN), *_stem_runs(item), *_worth_runs(worth))
    blocks: list[Block] = [Paragraph(runs, shape), *options]
    if room and item.kind in _WRITTEN:
        blocks.append(Spacer(room))
    return _loose(blocks) if _longer_than_a_page(blocks) else blocks


def _longer_than_a_page(blocks: list[Block]) -> bool:
    return sum(len(block.text) for block in blocks if isinstance(block, Paragraph)) > _A_PAGE


def _loose(blocks: list[Block]) -> list[Block]:
    """Free to be split: kept together it would leave a page empty and be split all the same."""
    return [
        replace(block, shape=replace(block.shape, keep_next=False, keep_together=False))
        if isinstance(block, Paragraph)
        else block
        for block in blocks
    ]


def answer_blocks(
    number: int,
    item: ItemContent,
    points: int | None,
    rights: tuple[Answer, ...] | None = None,
) -> list[Block]:
    """The answer, the key points, the explanation, and what it rests on; all on one page.

    Args:
        number: Number on the paper.
        item: As printed.
        points: As in ``item_blocks``.
        rights: What counts instead of the key, as in ``PaperItem``.
    """
    worth = f"（{tenths_text(points)}分）" if points is not None else ""
    details = list(_details(item))
    first = Paragraph(
        (Run(f"{number}．{worth}", _PLAIN), Run(_right_text(item, rights), _ANSWER)),
        Shape(Align.JUSTIFY, _LINE, before=2, keep_next=bool(details), keep_together=True),
    )
    shape = Shape(Align.JUSTIFY, 17, left=_INDENT, keep_next=True, keep_together=True)
    last = replace(shape, keep_next=False)
    shapes = [shape] * (len(details) - 1) + [last]
    below = (paragraph(text, _SMALL, one) for text, one in zip(details, shapes, strict=False))
    blocks: list[Block] = [first, *below]
    return _loose(blocks) if _longer_than_a_page(blocks) else blocks


def _right_text(item: ItemContent, rights: tuple[Answer, ...] | None) -> str:
    if rights is None:
        return answer_text(item)
    if not rights:
        return TREATMENT_NAMES[Treatment.FULL_MARKS]
    said = " 或 ".join(answer_text(replace(item, answer=right)) for right in rights)
    return f"{said}（答案已更正）"


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
    blank = "__" * _blank_width(item)
    for index, part in enumerate(_NAMED_BLANK.split(item.stem)):
        if index:
            yield Run(blank, _PLAIN)  # underlined spaces vanish where a line ends with them
        yield Run(part, _PLAIN)


def _blank_width(item: ItemContent) -> int:
    """All blanks of an item are as wide as its longest answer may need."""
    answers = item.answer if isinstance(item.answer, tuple) else ()
    longest = max((width_in_characters(text) for blank in answers for text in blank), default=0)
    return next((width for width in _BLANKS if longest < width - 1), _BLANKS[-1])


def _worth_runs(worth: str) -> tuple[Run, ...]:
    return (Run(worth, _PLAIN),) if worth else ()


def _with_place(item: ItemContent) -> str:
    if item.kind in _WRITTEN:
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
