"""The year's filings as a table of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jyguide.documents.section import ReportSection
from jyguide.secretary.filing import FilingRow, FilingState

_NOTE = "按提出日期所在年份计；同意、退回是其中到现在的结果。"


def filing_sections(rows: Iterable[FilingRow], year: int) -> list[ReportSection]:
    """Filings proposed in the year, by township, and in all."""
    own = [row for row in rows if row.proposal.proposed_on.year == year]
    towns = sorted({row.township for row in own})
    lines = [_line(town or "市级", [row for row in own if row.township == town]) for town in towns]
    return [
        ReportSection(
            name="事前备案",
            heads=("镇街园区", "提出", "已备案", "同意", "退回", "办理中"),
            rows=(*lines, _line("合计", own)),
            widths=(20, 8, 8, 8, 8, 8),
            note=_NOTE,
        )
    ]


def _line(name: str, rows: Sequence[FilingRow]) -> tuple[str | int, ...]:
    return (
        name,
        len(rows),
        sum(row.steps.filed_on is not None for row in rows),
        sum(row.state is FilingState.APPROVED for row in rows),
        sum(row.state is FilingState.RETURNED for row in rows),
        sum(row.open for row in rows),
    )
