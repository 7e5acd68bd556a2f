"""The rows behind a number as a table that is written into a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jyguide.documents.dates import date_text
from jyguide.documents.section import Cell, ReportSection
from jyguide.report.figure import Figure, SourceRow, Sources

_LEAST, _MOST = 8.0, 40.0


def period_text(figure: Figure) -> str:
    """Of which time a number tells: a stock of a day, all else of a period."""
    scope = figure.scope
    if figure.what.standing:
        return f"截至{date_text(scope.ends_on)}"
    return f"{date_text(scope.begins_on)}至{date_text(scope.ends_on)}"


def file_title(figure: Figure) -> str:
    """``培训人次（2026年1月1日至2026年12月31日）依据``."""
    return f"{figure.what.name}（{period_text(figure)}）依据"


def source_section(sources: Sources, rows: Sequence[SourceRow] | None = None) -> ReportSection:
    """The list with the rule under it, and what each row adds where rows are not just counted.

    Args:
        sources: The number.
        rows: Those that are wanted, in their order; all of them unless it is said.
    """
    what = sources.what
    some = sources.rows if rows is None else rows
    weighed = what.parts != 1
    heads = (*sources.heads, f"计入（{what.unit}）") if weighed else sources.heads
    lines: tuple[tuple[Cell, ...], ...] = tuple(
        (*row.cells, what.said(row.weight)) if weighed else row.cells for row in some
    )
    widths = tuple(_width(head, (row[at] for row in lines[:200])) for at, head in enumerate(heads))
    return ReportSection(what.name, heads, lines, widths, f"{what.counting}{what.home}")


def _width(head: str, cells: Iterable[Cell]) -> float:
    longest = max((len(str(cell)) for cell in cells), default=0)
    return min(_MOST, max(_LEAST, 2.0 * len(head) + 2, 1.6 * longest + 2))
