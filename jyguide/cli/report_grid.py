"""``jyguide report grid``."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.cli.reporting import Report, year_report


def _grid(app: Application, year: int) -> Report:
    sections = [
        *app.grid_gaps.year_sections(year),
        *app.visits.year_sections(year),
        *app.matters.year_sections(year),
    ]
    return Report(f"{year}年四级网格和月联季访统计", app.place.office, year, sections)


report_grid = year_report(
    "grid", "一年的四级网格：网格和联系对象、移交、联系走访、民情事项。", _grid
)
