"""What a year's deals come to, as sections of its report."""

from __future__ import annotations

from jyguide.documents.section import Cell, ReportSection
from jyguide.exchange.money import wan
from jyguide.openness.deal import DealSum, DealTotals
from jyguide.openness.money_words import figure

_WIDTHS = (18.0, 10.0, 18.0, 16.0, 18.0)
_NOTE = "面积以亩和平方米登记，统一折算：1 亩 = 666.67 平方米（2000/3）；四舍五入只在最后一步。"


def deal_sections(totals: DealTotals) -> list[ReportSection]:
    """By kind, by month and by township, each with the whole at its end."""
    found = []
    for name, head, lines in totals.tables():
        heads = (head, "笔数", "成交价（万元）", "面积（亩）", "面积（平方米）")
        rows = tuple((said, *sum_cells(one)) for said, one in lines)
        whole = ("合计", *sum_cells(totals.whole))
        found.append(ReportSection(f"产权交易{name}", heads, (*rows, whole), _WIDTHS, _NOTE))
    return found


def sum_cells(one: DealSum) -> tuple[Cell, ...]:
    """Count, price in 万元, area in 亩 and in square metres."""
    area = (figure(one.mu), figure(one.square_metres)) if one.metres else (None, None)
    return (one.count, wan(one.price), *area)
