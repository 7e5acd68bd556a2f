"""What co-operatives come to in a year, as sections of its report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jyguide.documents.section import Cell, ReportSection
from jyguide.exchange.money import wan
from jyguide.openness.cooperative import CooperativeRow, CooperativeTotal, total_of
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES
from jyguide.openness.money_words import figure

_HEADS = (
    *("家数", "已填报", "成员（人）", "股份（股）"),
    *("股本（万元）", "收入（万元）", "分红（万元）"),
)
_WIDTHS = (8.0, 8.0, 12.0, 16.0, 16.0, 16.0, 16.0)
_NOTE = "只计当年在办的合作社；没有填报的不作零计，列在“已填报”以外。"


def cooperative_sections(rows: Sequence[CooperativeRow], year: int) -> list[ReportSection]:
    """Totals by kind and by township, each with the whole at its end."""
    by_kind = _counted(rows, year, [(COOPERATIVE_KIND_NAMES[r.facts.kind], r) for r in rows])
    by_town = _counted(rows, year, [(r.township or "镇街不明", r) for r in rows])
    return [
        ReportSection("合作社", ("类别", *_HEADS), by_kind, (18.0, *_WIDTHS), _NOTE),
        ReportSection("合作社按镇街", ("镇街", *_HEADS), by_town, (18.0, *_WIDTHS), _NOTE),
    ]


def _counted(
    rows: Iterable[CooperativeRow], year: int, named: Sequence[tuple[str, CooperativeRow]]
) -> tuple[tuple[Cell, ...], ...]:
    groups: dict[str, list[CooperativeRow]] = {}
    for name, row in named:
        groups.setdefault(name, []).append(row)
    parts = [(name, total_of(group, year)) for name, group in groups.items()]
    lines = [(name, *_cells(total)) for name, total in parts if total.count]
    return (*lines, ("合计", *_cells(total_of(rows, year))))


def _cells(total: CooperativeTotal) -> tuple[Cell, ...]:
    return (
        total.count,
        total.reported,
        total.members,
        figure(total.shares),
        wan(total.capital),
        wan(total.income),
        wan(total.dividend),
    )
