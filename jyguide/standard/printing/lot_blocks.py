"""What lists drawn by lot have in common on paper: title, and how they were drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Paragraph, Shape, Style, paragraph
from jyguide.standard.lot_record import LotRow

_LINE = 18


def title_blocks(title: str, office: str, day: date, figures: str) -> tuple[Paragraph, ...]:
    """The title, and under it whose list it is, of which day, and what it comes to."""
    return (
        paragraph(title, Style(FontRole.TITLE, 20), Shape(Align.CENTRE, line=32, after=4)),
        paragraph(
            f"{office}　　{date_text(day)}　　{figures}",
            Style(FontRole.BODY, 11),
            Shape(Align.CENTRE, line=_LINE, after=4),
        ),
    )


def how_blocks(lots: Iterable[LotRow]) -> tuple[Paragraph, ...]:
    """Seed and rules of each lot, so that whoever doubts it can have it drawn again."""
    said = Style(FontRole.BODY, 10.5)
    return tuple(
        paragraph(
            f"抽签：{date_text(one.drawn_at.date())} {one.drawn_at:%H:%M}，种子“{one.seed}”。"
            f"规则：{one.how}。{one.sentence}用同样的名单和种子重抽，结果相同。",
            said,
            Shape(line=_LINE, after=2),
        )
        for one in lots
    )
