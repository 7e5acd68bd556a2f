"""Columns of the list of deals, and of what deals come to."""

from __future__ import annotations

from jyguide.exchange.money import wan_text, yuan_text
from jyguide.masking import numbers_masked
from jyguide.openness.deal import DealOrder, DealRow, DealSum
from jyguide.openness.kinds import DEAL_KIND_NAMES, PARTY_CATEGORY_NAMES
from jyguide.openness.money_words import amount_text, hundredths_text
from ui.widgets import RIGHT, Adds, Column

SumLine = tuple[str, DealSum]
ORDERS = {0: DealOrder.NUMBER, 1: DealOrder.DAY, 5: DealOrder.PRICE, 6: DealOrder.AREA}
"""Columns by which the database can order."""
KIND_COLUMN = 3


def deal_columns() -> list[Column[DealRow]]:
    """Of the list."""
    return [
        Column("编号", lambda row: row.facts.number, width=112),
        Column("日期", lambda row: row.facts.dealt_on.isoformat(), width=96),
        Column("村（社区）", lambda row: row.facts.organisation, width=88),
        Column("类别", lambda row: DEAL_KIND_NAMES[row.facts.kind], width=132),
        Column("标的", lambda row: numbers_masked(row.facts.subject), width=160),
        Column(
            "成交价（元）",
            lambda row: yuan_text(row.facts.price),
            align=RIGHT,
            width=124,
            adds=Adds.SUM,
        ),
        Column("面积", area_text, align=RIGHT, width=120),
        Column("受让方", lambda row: PARTY_CATEGORY_NAMES[row.facts.buyer], width=84),
        Column("期限止", _day, width=96),
    ]


def sum_columns(head: str) -> list[Column[SumLine]]:
    """Of what deals come to, one line a kind, a month or a township."""
    return [
        Column(head, lambda line: line[0], sort_key=lambda _: None, width=150),
        Column(
            "笔数",
            lambda line: f"{line[1].count:,}",
            sort_key=lambda line: line[1].count,
            align=RIGHT,
            width=80,
        ),
        Column(
            "成交价（万元）",
            lambda line: wan_text(line[1].price),
            sort_key=lambda line: line[1].price,
            align=RIGHT,
            width=140,
        ),
        Column(
            "面积（亩）",
            lambda line: hundredths_text(line[1].mu) if line[1].metres else "",
            sort_key=lambda line: line[1].metres,
            align=RIGHT,
            width=130,
        ),
        Column(
            "面积（平方米）",
            lambda line: hundredths_text(line[1].square_metres) if line[1].metres else "",
            sort_key=lambda line: line[1].metres,
            align=RIGHT,
            width=160,
        ),
    ]


def area_text(row: DealRow) -> str:
    """``12.50 亩``, nothing where there is none."""
    return amount_text(row.facts.area, row.facts.area_unit)


def _day(row: DealRow) -> str:
    return row.facts.ends_on.isoformat() if row.facts.ends_on else ""
