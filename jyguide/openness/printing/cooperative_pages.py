"""合作社台账 on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.page import Align, Document
from jyguide.documents.text_table import TextColumn, figure_column
from jyguide.exchange.money import yuan_text
from jyguide.openness.cooperative import CooperativeRow, share_text, total_of, year_words
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES
from jyguide.openness.money_words import hundredths_text
from jyguide.openness.printing.ledger_page import (
    LedgerText,
    day_cell,
    ledger_page,
)

_COLUMNS = (
    TextColumn("序号", 10, Align.CENTRE),
    TextColumn("村（社区）", 28),
    TextColumn("合作社", 44),
    TextColumn("类别", 26),
    TextColumn("成立", 23, Align.CENTRE),
    figure_column("成员（人）", 17),
    figure_column("股份（股）", 24),
    figure_column("股本（元）", 28),
    figure_column("收入（元）", 28),
    figure_column("分红（元）", 28),
    TextColumn("每股分红、说明", 46),
)


def cooperative_document(
    year: int, office: str, day: date, rows: Sequence[CooperativeRow]
) -> Document:
    """The ledger of a year; see `asset_document`."""
    shown = [row for row in rows if row.at_work(year)]
    total = total_of(shown, year)
    text = LedgerText(f"{year}年合作社台账", office, day, total.sentence(year))
    lines = [_line(at, row, year) for at, row in enumerate(shown, 1)]
    money = (total.capital, total.income, total.dividend)
    sums = (
        *("", "合计", f"{total.count} 家", "", "", f"{total.members:,}"),
        *(hundredths_text(total.shares), *map(yuan_text, money), ""),
    )
    return ledger_page(text, _COLUMNS, lines, [sums])


def _line(at: int, row: CooperativeRow, year: int) -> tuple[str, ...]:
    facts, one = row.facts, row.figures(year)
    each = filter(None, (share_text(one.per_share, "股"), "请核对" if year_words(one) else ""))
    said = "没有填报" if one.empty else "；".join(each)
    return (
        str(at),
        facts.organisation,
        facts.name,
        COOPERATIVE_KIND_NAMES[facts.kind],
        day_cell(facts.founded_on),
        "" if one.members is None else f"{one.members:,}",
        hundredths_text(one.shares),
        yuan_text(one.capital),
        yuan_text(one.income),
        yuan_text(one.dividend),
        said,
    )
