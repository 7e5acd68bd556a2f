"""``jyguide report openness``: postings, and what the collectives own, earn and trade."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.cli.reporting import Report, year_report


def _openness(app: Application, year: int) -> Report:
    sections = [
        *app.openness_notices.year_sections(year),
        *app.collective_assets.year_sections(year),
        *app.cooperatives.year_sections(year),
        *app.property_deals.year_sections(year),
    ]
    return Report(f"{year}年三务公开和集体三资统计", app.place.office, year, sections)


report_openness = year_report(
    "openness",
    "一年的公开和三资：应公布、按期、偏晚、异议和答复，三资台账、合作社、产权交易。",
    _openness,
)
