"""产权交易台账 on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.page import Align, Document
from jyguide.documents.text_table import TextColumn, figure_column
from jyguide.exchange.money import yuan_text
from jyguide.masking import numbers_masked
from jyguide.openness.deal import DealFilter, DealRow, one_sum, sum_of
from jyguide.openness.kinds import DEAL_KIND_NAMES, PARTY_CATEGORY_NAMES
from jyguide.openness.money_words import amount_text, hundredths_text
from jyguide.openness.printing.ledger_page import (
    LedgerText,
    day_cell,
    ledger_page,
)

_COLUMNS = (
    TextColumn("序号", 11, Align.CENTRE),
    TextColumn("编号", 32, whole=True),
    TextColumn("日期", 23, Align.CENTRE, whole=True),
    TextColumn("村（社区）", 29),
    TextColumn("类别", 28),
    TextColumn("标的", 43),
    figure_column("面积", 34),
    figure_column("成交价（元）", 28),
    TextColumn("双方", 31, Align.CENTRE),
    TextColumn("期限", 45, Align.CENTRE, whole=True),
)


def deal_document(wanted: DealFilter, office: str, day: date, rows: Sequence[DealRow]) -> Document:
    """The ledger of what was asked for; see `asset_document`."""
    year = f"{wanted.year}年" if wanted.year else ""
    kind = DEAL_KIND_NAMES[wanted.kind] if wanted.kind else ""
    whole = sum_of(one_sum(row.facts.price, row.facts.area, row.facts.area_unit) for row in rows)
    title = f"{year}{wanted.township}农村产权交易台账{f'（{kind}）' if kind else ''}"
    text = LedgerText(title, office, day, f"共 {whole.words}。")
    area = f"{hundredths_text(whole.mu)} 亩" if whole.metres else ""
    count, price = f"{whole.count:,} 笔", yuan_text(whole.price)
    sums = ("", "合计", "", count, "", "", area, price, "", "")
    lines = [_line(at, row) for at, row in enumerate(rows, 1)]
    return ledger_page(text, _COLUMNS, lines, [sums])


def _line(at: int, row: DealRow) -> tuple[str, ...]:
    facts = row.facts
    return (
        str(at),
        facts.number,
        day_cell(facts.dealt_on),
        facts.organisation,
        DEAL_KIND_NAMES[facts.kind],
        numbers_masked(facts.subject),
        amount_text(facts.area, facts.area_unit),
        yuan_text(facts.price),
        "→".join(filter(None, (PARTY_CATEGORY_NAMES[one] for one in (facts.seller, facts.buyer)))),
        "至".join(filter(None, (day_cell(facts.began_on), day_cell(facts.ends_on)))),
    )
