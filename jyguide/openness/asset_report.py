"""What assets come to in a year, as sections of its report."""

from __future__ import annotations

from collections.abc import Iterable

from jyguide.documents.section import Cell, ReportSection
from jyguide.exchange.money import WAN, YUAN, wan
from jyguide.openness.asset_ledger import AssetLedger, Flow, LedgerLine, asset_totals
from jyguide.openness.kinds import ASSET_KIND_NAMES
from jyguide.openness.money_words import figure

_FLOWS = ("年初及本年登记", "增加", "减少", "清查调整", "年末")
_NOTE = (
    "年初及本年登记 + 增加 − 减少 + 清查调整 = 年末。金额以万元计、四舍五入到两位小数，"
    "其他数量以各自的单位计；单位不同的不相加。"
)


def asset_sections(ledger: AssetLedger) -> list[ReportSection]:
    """Totals by kind and unit, and the same by township."""
    whole = tuple(_rows(ledger.lines))
    towns = tuple(
        (town, *row)
        for town in dict.fromkeys(line.asset.township for line in ledger.lines)
        for row in _rows(line for line in ledger.lines if line.asset.township == town)
    )
    heads = ("类别", "单位", "项数", *_FLOWS)
    widths = (10.0, 10.0, 8.0, 18.0, 16.0, 16.0, 16.0, 18.0)
    return [
        ReportSection("集体三资", heads, whole, widths, _NOTE),
        ReportSection("集体三资按镇街", ("镇街", *heads), towns, (14.0, *widths), _NOTE),
    ]


def flow_cells(flow: Flow, unit: str) -> tuple[Cell, ...]:
    """A flow in 万元, or in any other unit."""
    said = wan if unit == YUAN else figure
    return tuple(
        said(one)
        for one in (flow.opening, flow.increase, flow.decrease, flow.revaluation, flow.closing)
    )


def _rows(lines: Iterable[LedgerLine]) -> Iterable[tuple[Cell, ...]]:
    for one in asset_totals(lines):
        unit = WAN if one.unit == YUAN else one.unit
        yield (ASSET_KIND_NAMES[one.kind], unit, one.count, *flow_cells(one.flow, one.unit))
