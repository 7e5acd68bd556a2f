"""``jyguide report``: whole answers, for a person to read or a file to keep."""

from __future__ import annotations

from datetime import date

import click

from jyguide.app import Application
from jyguide.approval.year_section import approval_section
from jyguide.cli.report_brands import report_brands
from jyguide.cli.report_grid import report_grid
from jyguide.cli.report_openness import report_openness
from jyguide.cli.report_secretaries import report_secretaries
from jyguide.cli.reporting import Report, year_report
from jyguide.training.year_report import matrix_section, rows_section, rule_text, sections


@click.group(help="统计报表。")
def report() -> None:
    """Reports."""


def _training(app: Application, year: int) -> Report:
    """The training of a year, whole, and who may be approved at its end or today."""
    told = app.credit.report(year, app.reserve)
    day = min(app.clock().date(), date(year, 12, 31))
    rule = told.credit.rule
    return Report(
        told.title,
        told.office,
        year,
        sections(told, [approval_section(app.approvals.standings(day))]),
        opening=rule_text(rule.rule),
        detail=[matrix_section(told.attended), rows_section(told.attended)],
        beside={"rule": rule.rule.to_json() | {"source": rule.source}},
    )


report.add_command(
    year_report(
        "training",
        "一年的培训：谁能达标、谁赶不上和原因、谁可以批复上岗、人次、讲坛、后备人才与任前培训。\n\n"
        "Excel 文件另附人次明细和培训情况表。",
        _training,
    )
)
report.add_command(report_brands)
report.add_command(report_grid)
report.add_command(report_openness)
report.add_command(report_secretaries)
