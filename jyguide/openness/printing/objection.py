"""异议登记和答复: one sheet a posting, to be written on or filled in from what was noted down."""

from __future__ import annotations

from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.masking import numbers_masked
from jyguide.openness.notice import NoticeRow

_SETUP = PageSetup(top=30, right=25, bottom=25, left=25)
_LABEL = Style(FontRole.HEI, 14)
_TEXT = Style(FontRole.BODY, 14)
_LINE = 21.0
_COLUMNS = (36.0, 124.0)
_DAY_LINE = "＿＿＿＿年＿＿月＿＿日"


def objection_document(row: NoticeRow, on: date) -> Document:
    """The sheet; what is not noted down yet has room to be written by hand."""
    facts = row.facts
    rows = (
        _row("公开单位", row.organisation),
        _row("公开事项", row.item),
        _row("所属期", facts.when),
        _row("公布日期", _day(facts.posted_on)),
        _row("异议内容", numbers_masked(facts.objection), 62),
        _row("提出日期", _day(facts.objected_on)),
        _row("答复内容", numbers_masked(facts.reply), 62),
        _row("答复日期", _day(facts.replied_on)),
    )
    return Document(
        title=f"公开异议登记和答复（{row.label}）",
        blocks=(
            paragraph(
                "公开异议登记和答复", Style(FontRole.TITLE, 22), Shape(Align.CENTRE, line=34)
            ),
            Spacer(4),
            Table(_COLUMNS, rows, padding=2),
            Spacer(4),
            paragraph(
                "异议可以不留姓名。答复后，本表一份交提出人或者张贴在公开栏，一份存档。",
                Style(FontRole.KAI, 12),
                Shape(line=18),
            ),
            paragraph(
                "答复人签名：　　　　　　　　　　村（居）务监督委员会签名：",
                _TEXT,
                Shape(line=40),
            ),
        ),
        setup=_SETUP,
        dated=on,
    )


def _row(label: str, text: str, height: float = 11) -> Row:
    top = VerticalAlign.TOP if height > 20 else VerticalAlign.CENTRE  # noqa: PLR2004 - to write in
    lines = text.splitlines() or [""]
    return Row(
        (
            Cell((paragraph(label, _LABEL, Shape(Align.CENTRE, line=_LINE)),)),
            Cell(tuple(paragraph(line, _TEXT, Shape(line=_LINE)) for line in lines), align=top),
        ),
        height,
    )


def _day(day: date | None) -> str:
    return _DAY_LINE if day is None else date_text(day)
