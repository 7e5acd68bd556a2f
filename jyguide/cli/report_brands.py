"""``jyguide report brands``."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.cli.reporting import Report, year_report


def _brands(app: Application, year: int) -> Report:
    sections = app.brand_year.year_sections(year)
    return Report(f"{year}年党建品牌和雁阵计划统计", app.place.office, year, sections)


report_brands = year_report(
    "brands", "一年的党建品牌：各阶段、当年进展、年度评选、5A 雁阵。", _brands
)
