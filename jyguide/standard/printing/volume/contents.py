"""卷内目录: every paper of the volume, and the page on which it begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Document, Shape, Style, paragraph
from jyguide.documents.text_table import TextColumn, text_table
from jyguide.standard.printing.volume.cover import SETUP
from jyguide.standard.printing.volume.part import Listed, VolumeHead

_COLUMNS = (
    TextColumn("序号", 10, Align.CENTRE),
    TextColumn("文号或编号", 30, Align.CENTRE, whole=True),
    TextColumn("责任者", 24, Align.CENTRE),
    TextColumn("题名", 44),
    TextColumn("日期", 23, Align.CENTRE, whole=True),
    TextColumn("页次", 15, Align.CENTRE, whole=True),
    TextColumn("备注", 14, Align.CENTRE),
)
"""GB/T 9705-2008; 160 mm."""
_ROW = 11.0
_SIZE = 10.5


def contents(head: VolumeHead, listed: Sequence[Listed]) -> Document:
    """The list; the last line says on which page it ends, too."""
    rows = [_row(at, one, last=at == len(listed)) for at, one in enumerate(listed, 1)]
    blocks = (
        paragraph("卷内目录", Style(FontRole.TITLE, 22), Shape(Align.CENTRE, line=40, after=4)),
        text_table(_COLUMNS, rows, size=_SIZE, height=_ROW),
    )
    return Document("卷内目录", blocks, SETUP, dated=head.bound_on)


def _row(at: int, one: Listed, *, last: bool) -> tuple[str, ...]:
    part = one.part
    pages = f"{one.first}—{one.last}" if last and one.last > one.first else str(one.first)
    return (str(at), part.number, part.maker, part.title, _day(part.day), pages, part.remark)


def _day(day: date | None) -> str:
    """``2026.6.30``: registers of archives have no room for signs."""
    return f"{day.year}.{day.month}.{day.day}" if day else ""
