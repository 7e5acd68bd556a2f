"""``jyguide report secretaries``."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.cli.reporting import Report, year_report


def _secretaries(app: Application, year: int) -> Report:
    sections = [
        *app.secretary_ledgers.year_sections(year),
        *app.insurance.year_sections(year),
        *app.selections.year_sections(year),
        *app.filings.year_sections(year),
        *app.mentors.year_sections(year),
    ]
    return Report(f"{year}年村书记管理统计", app.place.office, year, sections)


report_secretaries = year_report(
    "secretaries",
    "一年的村书记：考核名单、整改措施、谈话、调整按镇街合计，社保年金、选聘、备案和导师。",
    _secretaries,
)
