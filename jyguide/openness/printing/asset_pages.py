"""集体三资台账 on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.page import Align, Document
from jyguide.documents.text_table import TextColumn, figure_column
from jyguide.openness.asset_ledger import Flow, LedgerLine, asset_totals, ledger_sentence
from jyguide.openness.kinds import ASSET_KIND_NAMES
from jyguide.openness.money_words import hundredths_text
from jyguide.openness.printing.ledger_page import LedgerText, ledger_page

_COLUMNS = (
    TextColumn("序号", 10, Align.CENTRE),
    TextColumn("村（社区）", 34),
    TextColumn("类别", 13, Align.CENTRE),
    TextColumn("名称", 52),
    TextColumn("编号", 24),
    TextColumn("单位", 15, Align.CENTRE),
    figure_column("年初及登记", 27),
    figure_column("增加", 25),
    figure_column("减少", 25),
    figure_column("清查调整", 25),
    figure_column("年末", 27),
)


def asset_document(year: int, office: str, day: date, lines: Sequence[LedgerLine]) -> Document:
    """The ledger of a year.

    Args:
        year: Which.
        office: Whose ledger it is.
        day: On which it is printed.
        lines: In the order of printing.
    """
    text = LedgerText(f"{year}年集体资金资产资源台账", office, day, ledger_sentence(year, lines))
    rows = [_line(at, line) for at, line in enumerate(lines, 1)]
    sums = [
        ("", "合计", ASSET_KIND_NAMES[one.kind], f"{one.count} 项", "", one.unit, *_flow(one.flow))
        for one in asset_totals(lines)
    ]
    return ledger_page(text, _COLUMNS, rows, sums)


def _line(at: int, line: LedgerLine) -> tuple[str, ...]:
    facts = line.asset.facts
    return (
        str(at),
        line.asset.organisation,
        ASSET_KIND_NAMES[facts.kind],
        facts.name,
        facts.code,
        facts.unit,
        *_flow(line.flow),
    )


def _flow(flow: Flow) -> tuple[str, ...]:
    """What did not change in the year is left empty."""
    changed = (flow.increase, flow.decrease, flow.revaluation)
    said = (hundredths_text(one) if one else "" for one in changed)
    return (hundredths_text(flow.opening), *said, hundredths_text(flow.closing))
