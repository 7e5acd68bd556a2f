"""The rows behind a number as a list of a report."""

from __future__ import annotations

from jyguide.documents.measure import width_in_characters
from jyguide.documents.section import ReportSection
from jyguide.report.figure import SourceRow, Sources

LISTED = {"sessions": "举办的培训", "exams": "组织的考试"}
"""Numbers whose rows are told one by one, and what the list is called."""
INSPECTIONS = "inspections"
"""The number whose rows are told by phase and township: there are hundreds of them."""
_ROUND = ("检查日期", "镇街园区", "阶段")
_STATION = "指导站"
_NARROWEST, _WIDEST = 6.0, 40.0


def listing(name: str, sources: Sources) -> ReportSection:
    """The rows, without columns that say nothing: empty ones, and its own station."""
    columns = [
        at
        for at, head in enumerate(sources.heads)
        if any(row.cells[at] for row in sources.rows)
        and not (head == _STATION and sources.scope.station)
    ]
    heads = tuple(sources.heads[at] for at in columns)
    rows = tuple(
        tuple(row.cells[at] for at in columns) for row in sorted(sources.rows, key=_order)
    )
    widths = tuple(_width([head, *(row[at] for row in rows)]) for at, head in enumerate(heads))
    return ReportSection(name, heads, rows, widths, sources.what.counting)


def inspection_rounds(sources: Sources) -> ReportSection:
    """Inspections of branches as phases and townships: from when to when, and how many.

    Args:
        sources: Of the number of inspections; a list without the heads looked for tells nothing.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    heads = sources.heads
    if all(head in heads for head in _ROUND):
        day, town, phase = (heads.index(head) for head in _ROUND)
        for row in sources.rows:
            groups.setdefault((row.cells[phase], row.cells[town]), []).append(row.cells[day])
    rows = tuple(
        (phase, town, min(days), max(days), len(days))
        for (phase, town), days in sorted(groups.items())
    )
    titles = ("阶段", "镇街园区", "最早", "最晚", "检查（次）")
    return ReportSection("标准化检查", titles, rows, (14, 18, 14, 14, 12), sources.what.counting)


def _order(row: SourceRow) -> tuple[str, ...]:
    """By what the list begins with, a day for the most part."""
    return row.cells


def _width(texts: list[str]) -> float:
    """In characters of a sheet, of which a Chinese one takes two."""
    widest = max(map(width_in_characters, texts))
    return max(_NARROWEST, min(_WIDEST, 2 * widest + 2))
