"""How every report of a year is given: on the screen, as one JSON document, or as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, json_option, opened, say_json
from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.documents.section import ReportSection, cell_text
from jyguide.exchange.formula import defused
from jyguide.report.area_report import AreaReport, write_area_word, write_area_workbook
from jyguide.year_reports import YearReportEntry


def year_report(entry: YearReportEntry) -> click.Command:
    """A command ``jyguide report <name>`` with the options all reports of a year have."""

    @click.command(entry.name, help=entry.help)
    @click.option(
        "--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。"
    )
    @click.option("--csv", "csv_file", type=FILE, default=None, help="写成 csv 文件。")
    @click.option("--xlsx", type=FILE, default=None, help="写成 Excel 文件。")
    @click.option("--docx", type=FILE, default=None, help="写成 Word 文件。")
    @json_option
    @click.pass_context
    def command(
        context: click.Context,
        *,
        year: int | None,
        csv_file: Path | None,
        xlsx: Path | None,
        docx: Path | None,
        as_json: bool,
    ) -> None:
        with opened(context) as app:
            today = app.clock().date()
            told = entry.make(app, year or today.year)
            _write(told, today, (csv_file, xlsx, docx))
        files = [str(file) for file in (csv_file, xlsx, docx) if file is not None]
        _say(told, files, as_json=as_json)

    return command


def _write(
    told: AreaReport, today: date, files: tuple[Path | None, Path | None, Path | None]
) -> None:
    csv_file, xlsx, docx = files
    if csv_file is not None:
        _write_csv(told.sections, csv_file)
    if xlsx is not None:
        write_area_workbook(told, today, xlsx)
    if docx is not None:
        write_area_word(told, today, docx)


def _write_csv(found: Sequence[ReportSection], target: Path) -> None:
    """All tables one under another, each under its name, for spreadsheet programs."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows(PRACTICE.lines())
    for section in found:
        writer.writerow([defused(section.name)])
        writer.writerow(map(defused, section.heads))
        writer.writerows([defused(_bare(value)) for value in row] for row in section.rows)
        writer.writerow([])
    with replace_when_whole(target) as part:
        part.write_bytes(text.getvalue().encode("utf-8-sig"))


def _say(told: AreaReport, files: list[str], *, as_json: bool) -> None:
    if as_json:
        say_json(_json(told, files))
        return
    if files:
        click.echo(f"{told.title}已写入{'、'.join(f'“{file}”' for file in files)}。")
        return
    click.echo(f"{told.title}　{told.office}")
    if told.opening:
        click.echo(told.opening)
    for section in told.sections:
        _say_section(section)


def _say_section(section: ReportSection) -> None:
    click.echo()
    click.echo(f"【{section.name}】")
    click.echo("\t".join(section.heads))
    for row in section.rows:
        click.echo("\t".join(cell_text(value) for value in row))
    if not section.rows:
        click.echo("没有。")
    if section.note:
        click.echo(f"说明：{section.note}")


def _json(told: AreaReport, files: list[str]) -> dict[str, Any]:
    return {
        "year": told.year,
        "office": told.office,
        **(told.beside or {}),
        "files": files,
        "sections": [
            {
                "name": section.name,
                "heads": section.heads,
                "rows": [[_plain(value) for value in row] for row in section.rows],
                "note": section.note,
            }
            for section in told.sections
        ],
    }


def _bare(value: object) -> str:
    """Programs that read separated text take a figure with grouped digits for two."""
    return str(value) if isinstance(value, Decimal) else cell_text(value)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
