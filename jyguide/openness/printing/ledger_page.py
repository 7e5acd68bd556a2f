"""A ledger on A4 across: title, what it comes to, a table with heads on each page and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Document,
    PageSetup,
    Shape,
    Style,
    paragraph,
)
from jyguide.documents.text_table import TextColumn, text_table

SETUP = PageSetup(width=297, height=210, top=16, right=13, bottom=16, left=13, header=9, footer=8)
_SIZE = 9.0
_ROW_HEIGHT = 7.5


@dataclass(frozen=True, slots=True)
class LedgerText:
    """What stands over the table."""

    title: str
    office: str
    day: date
    sentence: str


def ledger_page(
    text: LedgerText,
    columns: Sequence[TextColumn],
    rows: Sequence[Sequence[str]],
    sums: Sequence[Sequence[str]],
) -> Document:
    """The ledger.

    Args:
        text: Title, whose it is, as of when, and what it comes to.
        columns: From left to right; widths are shares of the page's.
        rows: Texts, one a column; they break into lines where they are long.
        sums: Rows at the end, in bold.
    """
    head = f"{text.office}　　截至{date_text(text.day)}"
    scale = SETUP.inner_width / sum(one.width for one in columns)
    scaled = [replace(one, width=one.width * scale) for one in columns]
    blocks = (
        paragraph(text.title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=28, after=2)),
        paragraph(head, Style(FontRole.BODY, 10.5), Shape(line=17)),
        paragraph(text.sentence, Style(FontRole.BODY, 10.5), Shape(line=17, after=4)),
        text_table(scaled, rows, sums=sums, size=_SIZE, height=_ROW_HEIGHT),
    )
    return Document(text.title, blocks, SETUP, footer=PAGE_NUMBER, dated=text.day)


def day_cell(day: date | None) -> str:
    """``2026.11.20``, nothing for no day."""
    return f"{day:%Y.%m.%d}" if day else ""
