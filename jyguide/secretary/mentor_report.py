"""Mentor pairs of a year as a section of its report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jyguide.documents.section import Cell, ReportSection
from jyguide.secretary.kinds import PairOutcome
from jyguide.secretary.mentor import PairRow

_HEADS = ("镇街园区", "结对", "其中新结对", "活动次数", "期满结业", "中止")
_WIDTHS = (16.0, 8.0, 12.0, 10.0, 10.0, 8.0)
_NOTE = "“结对”是这一年里有过的结对；活动按日期计入本年。"


@dataclass(frozen=True, slots=True)
class _Line:
    """Figures of one township."""

    pairs: int = 0
    begun: int = 0
    meetings: int = 0
    completed: int = 0
    broken_off: int = 0

    def with_pair(self, pair: PairRow, year: int) -> _Line:
        ended = pair.end.outcome if pair.end and pair.end.ended_on.year == year else None
        return replace(
            self,
            pairs=self.pairs + 1,
            begun=self.begun + (pair.facts.began_on.year == year),
            meetings=self.meetings + sum(day.year == year for day in pair.meetings),
            completed=self.completed + (ended is PairOutcome.COMPLETED),
            broken_off=self.broken_off + (ended is PairOutcome.BROKEN_OFF),
        )

    @property
    def cells(self) -> tuple[int, ...]:
        return (self.pairs, self.begun, self.meetings, self.completed, self.broken_off)


def mentor_section(pairs: Iterable[PairRow], year: int) -> ReportSection:
    """By township and in all: pairs that ran in a year, meetings, ends."""
    lines: dict[str, _Line] = {}
    total = _Line()
    for pair in pairs:
        last = pair.end.ended_on.year if pair.end else max(year, pair.facts.began_on.year)
        if not pair.facts.began_on.year <= year <= last:
            continue
        town = pair.township or pair.station or "未写镇街园区"
        lines[town] = lines.get(town, _Line()).with_pair(pair, year)
        total = total.with_pair(pair, year)
    rows: list[tuple[Cell, ...]] = [(town, *lines[town].cells) for town in sorted(lines)]
    if rows:
        rows.append(("合计", *total.cells))
    return ReportSection("导师制", _HEADS, tuple(rows), _WIDTHS, _NOTE)
