"""``jyguide report``: whole answers, for a person to read or a file to keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from jyguide.app import Application
from jyguide.approval.year_section import approval_section
from jyguide.cli.session import FILE, json_option, opened, say_json
from jyguide.documents.files import replace_when_whole
from jyguide.documents.word import write_word
from jyguide.exchange.formula import defused
from jyguide.training.report_document import cell_text, report_document
from jyguide.training.report_workbook import write_report_workbook
from jyguide.training.year_report import (
    ReportSection,
    YearReport,
    matrix_section,
    rows_section,
    rule_text,
    sections,
)


@click.group(help="统计报表。")
def report() -> None:
    """Reports."""


@report.command(
    help="一年的培训：谁能达标、谁赶不上和原因、谁可以批复上岗、人次、讲坛、后备人才与任前培训。"
)
@click.option("--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。")
@click.option("--csv", "csv_file", type=FILE, default=None, help="写成 csv 文件。")
@click.option("--xlsx", type=FILE, default=None, help="写成 Excel 文件，附人次明细和培训情况表。")
@click.option("--docx", type=FILE, default=None, help="写成 Word 文件。")
@json_option
@click.pass_context
def training(
    context: click.Context,
    *,
    year: int | None,
    csv_file: Path | None,
    xlsx: Path | None,
    docx: Path | None,
    as_json: bool,
) -> None:
    """The training of a year, whole, and who may be approved at its end or today."""
    with opened(context) as app:
        told = app.credit.report(year or app.clock().date().year, app.reserve)
        day = min(app.clock().date(), date(told.credit.year, 12, 31))
        found = sections(told, [approval_section(app.approvals.standings(day))])
        _write(app, told, found, (csv_file, xlsx, docx))
    files = [str(file) for file in (csv_file, xlsx, docx) if file is not None]
    if as_json:
        say_json(_json(told, found, files))
        return
    if files:
        click.echo(f"{told.title}已写入{'、'.join(f'“{file}”' for file in files)}。")
        return
    click.echo(f"{told.title}　{told.office}")
    click.echo(rule_text(told.credit.rule.rule))
    for section in found:
        _say(section)


def _write(
    app: Application,
    told: YearReport,
    found: Sequence[ReportSection],
    files: tuple[Path | None, Path | None, Path | None],
) -> None:
    csv_file, xlsx, docx = files
    if csv_file is not None:
        _write_csv(found, csv_file)
    if xlsx is not None:
        more = [matrix_section(told.attended), rows_section(told.attended)]
        write_report_workbook(told.title, [*found, *more], xlsx)
    if docx is not None:
        today = app.clock().date()
        write_word(report_document(told.title, told.office, today, found), docx)


def _write_csv(found: Sequence[ReportSection], target: Path) -> None:
    """All tables one under another, each under its name, for spreadsheet programs."""
    text = io.StringIO()
    writer = csv.writer(text)
    for section in found:
        writer.writerow([defused(section.name)])
        writer.writerow(map(defused, section.heads))
        writer.writerows([defused(cell_text(value)) for value in row] for row in section.rows)
        writer.writerow([])
    with replace_when_whole(target) as part:
        part.write_bytes(text.getvalue().encode("utf-8-sig"))


def _say(section: ReportSection) -> None:
    click.echo()
    click.echo(f"【{section.name}】")
    click.echo("\t".join(section.heads))
    for row in section.rows:
        click.echo("\t".join(cell_text(value) for value in row))
    if not section.rows:
        click.echo("没有。")
    if section.note:
        click.echo(f"说明：{section.note}")


def _json(told: YearReport, found: Sequence[ReportSection], files: list[str]) -> dict[str, object]:
    return {
        "year": told.credit.year,
        "office": told.office,
        "rule": told.credit.rule.rule.to_json() | {"source": told.credit.rule.source},
        "files": files,
        "sections": [
            {
                "name": section.name,
                "heads": section.heads,
                "rows": [[_plain(value) for value in row] for row in section.rows],
                "note": section.note,
            }
            for section in found
        ],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
