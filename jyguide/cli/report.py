"""``jyguide report``: whole answers, for a person to read or a file to keep."""

from __future__ import annotations

import click

from jyguide.cli.report_check import check
from jyguide.cli.report_period import matrix, period
from jyguide.cli.reporting import year_report
from jyguide.year_reports import YEAR_REPORTS


@click.group(help="统计报表。")
def report() -> None:
    """Reports."""


for _entry in YEAR_REPORTS:
    report.add_command(year_report(_entry))
report.add_command(period)
report.add_command(check)
report.add_command(matrix)
