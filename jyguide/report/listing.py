"""The rows behind a number as a list of a report."""

from __future__ import annotations

from jyguide.documents.measure import width_in_characters
from jyguide.documents.section import ReportSection
from jyguide.report.figure import SourceRow, Sources

LISTED = {"sessions": "举办的培训", "exams": "组织的考试"}
"""Numbers whose rows are told one by one, and what the list is called."""
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


def _order(row: SourceRow) -> tuple[str, ...]:
    """By what the list begins with, a day for the most part."""
    return row.cells


def _width(texts: list[str]) -> float:
    """In characters of a sheet, of which a Chinese one takes two."""
    widest = max(map(width_in_characters, texts))
    return max(_NARROWEST, min(_WIDEST, 2 * widest + 2))
