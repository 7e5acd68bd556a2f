"""A ledger on A4 across: title, what it comes to, a table with heads on each page and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)

SETUP = PageSetup(width=297, height=210, top=16, right=13, bottom=16, left=13, header=9, footer=8)
_SIZE = 9.0
_LEADING = 1.45
_HEAD_HEIGHT = 9.0
_ROW_HEIGHT = 7.5
_PADDING = 1.0


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: its head, its width in millimetres, and how its cells lie."""

    head: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class LedgerText:
    """What stands over the table."""

    title: str
    office: str
    day: date
    sentence: str


def ledger_page(
    text: LedgerText,
    columns: Sequence[LedgerColumn],
    rows: Sequence[Sequence[str]],
    sums: Sequence[Sequence[str]],
) -> Document:
    """The ledger.

    Args:
        text: Title, whose it is, as of when, and what it comes to.
        columns: From left to right; widths are shares of the page's.
        rows: Texts, one a column; they break into lines where they are long.
        sums: Rows at the end, in bold; they stay with the last row.
    """
    head = f"{text.office}　　截至{date_text(text.day)}"
    blocks = (
        paragraph(text.title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=28, after=2)),
        paragraph(head, Style(FontRole.BODY, 10.5), Shape(line=17)),
        paragraph(text.sentence, Style(FontRole.BODY, 10.5), Shape(line=17, after=4)),
        _table(columns, rows, sums),
    )
    return Document(text.title, blocks, SETUP, footer=PAGE_NUMBER, dated=text.day)


def _table(
    columns: Sequence[LedgerColumn], rows: Sequence[Sequence[str]], sums: Sequence[Sequence[str]]
) -> Table:
    scale = SETUP.inner_width / sum(one.width for one in columns)
    head = Row(tuple(_cell(one.head, Align.CENTRE, FontRole.HEI) for one in columns), _HEAD_HEIGHT)
    body = [_row(columns, row, FontRole.BODY) for row in rows]
    foot = [_row(columns, row, FontRole.HEI) for row in sums]
    widths = tuple(one.width * scale for one in columns)
    return Table(widths, (head, *body, *foot), header_rows=1, padding=_PADDING)


def _row(columns: Sequence[LedgerColumn], texts: Sequence[str], role: FontRole) -> Row:
    cells = zip(columns, texts, strict=True)
    return Row(tuple(_cell(text, one.align, role) for one, text in cells), _ROW_HEIGHT)


def _cell(text: str, align: Align, role: FontRole) -> Cell:
    return Cell((paragraph(text, Style(role, _SIZE), Shape(align, line=_SIZE * _LEADING)),))


def day_cell(day: date | None) -> str:
    """``2026.11.20``, nothing for no day."""
    return f"{day:%Y.%m.%d}" if day else ""
