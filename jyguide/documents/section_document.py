"""Sections of a report as a Word list, A4 landscape, each over its rule of counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.section import ReportSection, cell_text
from jyguide.documents.text_table import kept_together, kept_with_next

_SETUP = PageSetup(width=297, height=210, top=18, right=18, bottom=17, left=18, footer=9)
_PADDING = 1.0
_SIZES = (10.5, 10, 9)
_TITLE_SIZES = (20, 18, 16, 14)
_WIDEST = 3.2
"""Millimetres a character has in a table of few columns."""
_AIR = 1.5
"""Points between text and the lines over and under it."""
_FEW = 8
"""Rows that stay together."""
_SHORT = 8
"""Characters up to which a column is centred."""


def report_document(
    title: str, office: str, on: date, sections: Sequence[ReportSection]
) -> Document:
    """Every section under its name; one without rows says so."""
    blocks: list[Block] = [
        _title(title),
        paragraph(
            f"{office}　{date_text(on)}",
            Style(FontRole.KAI, 12),
            Shape(Align.CENTRE, line=20, after=4),
        ),
    ]
    for section in sections:
        blocks += _section(section)
    return Document(title, tuple(blocks), _SETUP, footer=PAGE_NUMBER, dated=on)


def _title(text: str) -> Paragraph:
    size = fitting_size(text, _SETUP.inner_width, _TITLE_SIZES)
    return paragraph(text, Style(FontRole.TITLE, size), Shape(Align.CENTRE, line=30))


def _section(section: ReportSection) -> Iterator[Block]:
    yield paragraph(
        section.name,
        Style(FontRole.HEI, 14),
        Shape(line=24, before=8, after=2, outline=1, keep_next=True),
    )
    if section.rows:
        yield _table(section)
    else:
        yield paragraph("没有。", Style(), Shape(line=20))
    if section.note:
        yield paragraph(f"说明：{section.note}", Style(FontRole.KAI, 10), Shape(line=15, before=4))
    yield Spacer(2)


def _table(section: ReportSection) -> Table:
    share = min(_WIDEST, (_SETUP.inner_width - 1) / sum(section.widths))
    columns = tuple(round(width * share, 1) for width in section.widths)
    hei = Style(FontRole.HEI, 10.5)
    head = Row(
        tuple(
            _cell(text, width, Align.CENTRE, hei)
            for text, width in zip(section.heads, columns, strict=True)
        ),
        height=8,
    )
    texts = [tuple(map(cell_text, row)) for row in section.rows]
    sides = [_side(column) for column in zip(*texts, strict=True)]
    rows = [Row(tuple(map(_cell, row, columns, sides)), height=7) for row in texts]
    whole = Table(columns, (head, *rows), header_rows=1, padding=_PADDING)
    if len(rows) <= _FEW:
        whole = kept_together(whole)
    *before, last_but_one, last = whole.rows  # a sum is not alone on its page
    if section.note:  # nor is what is said under the table
        last = kept_with_next(last)
    return replace(whole, rows=(*before, kept_with_next(last_but_one), last))


def _side(column: Sequence[str]) -> Align:
    """Of a whole column: texts of which some begin at the edge and some do not look torn."""
    short = all(len(text) <= _SHORT or text.endswith("日") for text in column)
    return Align.CENTRE if short else Align.LEFT


def _cell(text: str, column: float, align: Align, style: Style | None = None) -> Cell:
    size = fitting_size(text, column - 2 * _PADDING - 0.4, _SIZES)
    shape = Shape(align, line=max(12.0, size * 1.3), before=_AIR, after=_AIR)
    return Cell((paragraph(text, style or Style(FontRole.BODY, size), shape),))
