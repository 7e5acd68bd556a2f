"""The reports of a year of each area, put together from what its services tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jyguide.report.area_report import AreaReport

if TYPE_CHECKING:
    from jyguide.app import Application


@dataclass(frozen=True, slots=True)
class YearReportEntry:
    """One of them.

    Attributes:
        name: As the command line calls it.
        title: As a menu does.
        help: What it tells.
    """

    name: str
    title: str
    help: str
    make: Callable[[Application, int], AreaReport]


def _training(app: Application, year: int) -> AreaReport:
    """The training of a year, whole, and who may be approved at its end or today."""
    from jyguide.approval.year_section import approval_section  # noqa: PLC0415 - when asked for
    from jyguide.training import year_report  # noqa: PLC0415 - when asked for

    told = app.credit.report(year, app.reserve)
    day = min(app.clock().date(), date(year, 12, 31))
    rule = told.credit.rule
    return AreaReport(
        told.title,
        told.office,
        year,
        year_report.sections(told, [approval_section(app.approvals.standings(day))]),
        opening=year_report.rule_text(rule.rule),
        detail=[
            year_report.matrix_section(told.attended),
            year_report.rows_section(told.attended),
        ],
        beside={"rule": rule.rule.to_json() | {"source": rule.source}},
    )


def _secretaries(app: Application, year: int) -> AreaReport:
    sections = [
        *app.secretary_ledgers.year_sections(year),
        *app.insurance.year_sections(year),
        *app.selections.year_sections(year),
        *app.filings.year_sections(year),
        *app.mentors.year_sections(year),
    ]
    return AreaReport(f"{year}年村书记管理统计", app.place.office, year, sections)


def _grid(app: Application, year: int) -> AreaReport:
    sections = [
        *app.grid_gaps.year_sections(year),
        *app.visits.year_sections(year),
        *app.matters.year_sections(year),
    ]
    return AreaReport(f"{year}年四级网格和月联季访统计", app.place.office, year, sections)


def _brands(app: Application, year: int) -> AreaReport:
    sections = app.brand_year.year_sections(year)
    return AreaReport(f"{year}年党建品牌和雁阵计划统计", app.place.office, year, sections)


def _openness(app: Application, year: int) -> AreaReport:
    sections = [
        *app.openness_notices.year_sections(year),
        *app.collective_assets.year_sections(year),
        *app.cooperatives.year_sections(year),
        *app.property_deals.year_sections(year),
    ]
    return AreaReport(f"{year}年三务公开和集体三资统计", app.place.office, year, sections)


TRAINING_YEAR = YearReportEntry(
    "training",
    "培训统计",
    "一年的培训：谁能达标、谁赶不上和原因、谁可以批复上岗、人次、讲坛、后备人才与任前培训。\n\n"
    "Excel 文件另附人次明细和培训情况表。",
    _training,
)
SECRETARIES_YEAR = YearReportEntry(
    "secretaries",
    "村书记管理统计",
    "一年的村书记：考核名单、整改措施、谈话、调整按镇街合计，社保年金、选聘、备案和导师。",
    _secretaries,
)
GRID_YEAR = YearReportEntry(
    "grid",
    "四级网格和月联季访统计",
    "一年的四级网格：网格和联系对象、移交、联系走访、民情事项。",
    _grid,
)
BRANDS_YEAR = YearReportEntry(
    "brands",
    "党建品牌和雁阵计划统计",
    "一年的党建品牌：各阶段、当年进展、年度评选、5A 雁阵。",
    _brands,
)
OPENNESS_YEAR = YearReportEntry(
    "openness",
    "三务公开和集体三资统计",
    "一年的公开和三资：应公布、按期、偏晚、异议和答复，三资台账、合作社、产权交易。",
    _openness,
)
YEAR_REPORTS = (TRAINING_YEAR, SECRETARIES_YEAR, GRID_YEAR, BRANDS_YEAR, OPENNESS_YEAR)
"""In the order of a menu."""
