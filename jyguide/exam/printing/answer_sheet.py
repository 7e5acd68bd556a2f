"""The answer sheet: a page of its own on which every item of a paper has its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.documents.dates import tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    Row,
    Run,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.exam.printing.paper_document import (
    SETUP,
    PaperItem,
    PaperText,
    Section,
    candidate_fields,
    paper_head,
    section_head,
    sections,
    variant_document,
)

_BOXED = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE})
_GRID = Style(FontRole.BODY, 10.5)
_PLAIN = Style(FontRole.BODY, 12)
_LINE = Style(FontRole.BODY, 12, underline=True)
_ROW = 6.5
"""Millimetres from one line of boxes to the next."""
_NUMBER, _BOX = 9.0, 7.4
"""Millimetres of an item's number, and of a letter in its box."""
_MOST_COLUMNS = 5
_WRITING = 8.5
"""Millimetres of a line to write on."""
_BLANK = 15
"""Characters of a blank's line; two stand on a line."""
_LEAST_LINES, _LINES_PER_POINT, _MOST_LINES = 4, 0.7, 24
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_GUIDE = "用黑色笔作答。选择、判断题把选定的字母涂满；改动时擦净或划去，再涂新的。"


def sheet_document(text: PaperText) -> Document:
    """A place for every answer, under the numbers of the paper; the four corners stay free."""
    blocks: list[Block] = [*paper_head(text, "答题纸"), *candidate_fields(text), _guide(text)]
    for index, section in enumerate(sections(text.items)):
        blocks.append(section_head(index, section, rules=False))
        blocks.extend(_places(section))
    return variant_document(text, "答题纸", blocks)


def _guide(text: PaperText) -> Block:
    said = paragraph(_GUIDE, Style(FontRole.KAI, 10.5), Shape(line=16))
    if not text.variant:
        return said
    name = paragraph(
        f"卷别  {text.variant}", Style(FontRole.HEI, 14), Shape(Align.CENTRE, line=20)
    )
    cells = (Cell((name,)), Cell((said,), bordered=False))
    return Table((30.0, SETUP.inner_width - 30), (Row(cells, 10),))


def _places(section: Section) -> Iterator[Block]:
    numbered = list(enumerate(section.items, section.first))
    if section.kind in _BOXED:
        yield _grid(numbered)
    elif section.kind is ItemKind.FILL_IN:
        yield from _blank_lines(numbered)
    elif section.kind is ItemKind.ORDERING:
        yield from (_order(number, item.content) for number, item in numbered)
    else:
        for number, item in numbered:
            yield from _written(number, item)


def _grid(numbered: Sequence[tuple[int, PaperItem]]) -> Table:
    """Numbers run down each column, as an eye does that goes through a paper."""
    width = _NUMBER + _BOX * max(len(_letters(item.content)) for _, item in numbered) + 2
    most = max(1, min(_MOST_COLUMNS, int(SETUP.inner_width / width)))
    lines = math.ceil(len(numbered) / most)
    columns = math.ceil(len(numbered) / lines)
    step = SETUP.inner_width / columns
    rows = tuple(
        Row(
            tuple(
                cell
                for column in range(columns)
                for cell in _grid_cells(numbered, column * lines + line)
            ),
            _ROW,
        )
        for line in range(lines)
    )
    return Table((_NUMBER, step - _NUMBER) * columns, rows, border=0.25, padding=1)


def _grid_cells(numbered: Sequence[tuple[int, PaperItem]], at: int) -> tuple[Cell, Cell]:
    if at >= len(numbered):
        nothing = Cell((paragraph("", _GRID),), bordered=False)
        return nothing, nothing
    number = f"{numbered[at][0]}"
    letters = " ".join(f"[{one}]" for one in _letters(numbered[at][1].content))
    shape = Shape(Align.RIGHT, line=14)
    return (
        Cell((paragraph(number, _GRID, shape),)),
        Cell((paragraph(letters, _GRID, Shape(line=14)),)),
    )


def _letters(item: ItemContent) -> str:
    if item.kind is ItemKind.TRUE_FALSE:
        return "√×"
    return OPTION_LETTERS[: len(item.options)]


def _blank_lines(numbered: Sequence[tuple[int, PaperItem]]) -> Iterator[Paragraph]:
    labels = [label for number, item in numbered for label in _blank_labels(number, item)]
    half = SETUP.inner_width / 2
    for start in range(0, len(labels), 2):
        runs: list[Run] = []
        for label in labels[start : start + 2]:
            runs += [Run(f"\t{label}" if runs else label, _PLAIN), Run("\u3000" * _BLANK, _LINE)]
        yield Paragraph(tuple(runs), Shape(line=26, tabs=(half,), keep_together=True))


def _blank_labels(number: int, item: PaperItem) -> Iterator[str]:
    answer = item.content.answer
    count = len(answer) if isinstance(answer, tuple) else 1
    for blank in range(count):
        sign = (_CIRCLED[blank : blank + 1] or f"({blank + 1})") if count > 1 else ""
        yield f"{number}．{sign} "


def _order(number: int, item: ItemContent) -> Paragraph:
    places = "→".join(["（\u3000）"] * len(item.options))
    return paragraph(f"{number}．{places}", _GRID, Shape(line=24, keep_together=True))


def _written(number: int, item: PaperItem) -> Iterator[Block]:
    """Ruled lines, as many as the points ask for, all on one page."""
    points = item.points / 10
    lines = min(_MOST_LINES, max(_LEAST_LINES, round(points * _LINES_PER_POINT)))
    head = f"{number}．（{tenths_text(item.points)}分）"
    yield paragraph(head, _PLAIN, Shape(line=22, before=4, keep_next=True))
    ruled = Shape(line=_WRITING / MM_PER_POINT, rule=0.5, keep_next=True)
    for line in range(lines):
        # Word draws one rule under neighbours that are indented alike
        left = 0.2 * (line % 2)
        yield paragraph("", _PLAIN, replace(ruled, left=left, keep_next=line + 1 < lines))
    yield Spacer(3)
