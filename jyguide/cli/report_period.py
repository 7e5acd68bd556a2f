"""``jyguide report period`` and ``matrix``: reports of a month, quarter or year; who was where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import (
    FILE,
    draw_charts,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_document,
)
from jyguide.documents.dates import tenths_text
from jyguide.report.kinds import ReportKind
from jyguide.report.layout import FigureLine, PeriodReport, words
from jyguide.report.matrix import Matrix, MatrixFilter, mark_text, narrowed
from jyguide.report.period import Period
from jyguide.report.period_text import period_text, read_period
from jyguide.report.printing.matrix import MatrixPaper
from jyguide.report.reminder import period_kind
from jyguide.report.service.reports import Wanted
from jyguide.training.session import SessionKind

_FILES = together(
    click.option("--docx", type=FILE, default=None, help="写成 Word 文件。"),
    click.option("--xlsx", type=FILE, default=None, help="写成 Excel 文件。"),
    click.option("--pdf", type=FILE, default=None, help="写成 PDF 文件。"),
    json_option,
)


_PERIOD_HELP = (
    "指导站或全市的月报、季报、年报：概况、各项数字和上期、增减，培训和考试清单。\n\n"
    "写成 Word 或 PDF 时记下校验码，日后可以用 report check 核对纸面与数据。"
)
_MATRIX_HELP = "一年的培训矩阵：人员 × 培训班，谁参加了哪一期，横竖都有合计。"


@click.command("period", help=_PERIOD_HELP)
@click.argument("kind", type=click.Choice([one.value for one in ReportKind]))
@click.option(
    "--period", "period_said", default="", help="2026-11、2026-Q4 或 2026；不写即刚结束的一期。"
)
@click.option("--station", default="", help="市级制作一个站的报表：指导站代号，如 S07。")
@_FILES
@click.pass_context
def period(
    context: click.Context, /, *, kind: str, period_said: str, station: str, **options: Any
) -> None:
    """Tell or write the report of a period."""
    with opened(context) as app:
        wanted = _wanted(app, ReportKind(kind), period_said, station)
        told = app.period_reports.report(wanted)
        files = _write_report(app, wanted, told, options)
    if options["as_json"]:
        say_json(_report_json(told, files))
    elif files:
        click.echo(f"{told.title}已写入{'、'.join(f'“{file}”' for file in files)}。")
    else:
        _say_report(told)


@click.command("matrix", help=_MATRIX_HELP)
@click.option("--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。")
@click.option(
    "--kind", type=click.Choice([one.value for one in SessionKind]), help="只要一类培训。"
)
@click.option("--organisation", default="", help="只要一个单位的人员。")
@click.option("--hours", is_flag=True, help="格中写学时，不写 √。")
@click.option("--a3", is_flag=True, help="Word 和 PDF 用 A3 纸；不写即 A4。")
@_FILES
@click.pass_context
def matrix(
    context: click.Context,
    /,
    *,
    year: int | None,
    kind: str | None,
    organisation: str,
    hours: bool,
    a3: bool,
    **options: Any,
) -> None:
    """Tell or write who was at which training."""
    with opened(context) as app:
        whole = app.training_matrix.read(year or app.clock().date().year)
        wanted = MatrixFilter(SessionKind(kind) if kind else None, organisation)
        found = narrowed(whole, wanted)
        files = _write_matrix(app, found, MatrixPaper(a3, hours), options)
    if options["as_json"]:
        say_json(_matrix_json(found, files))
    elif files:
        click.echo(f"{found.title}已写入{'、'.join(f'“{file}”' for file in files)}。")
    else:
        _say_matrix(found, hours=hours)


def _wanted(app: Application, kind: ReportKind, said: str, station: str) -> Wanted:
    if said:
        return Wanted(kind, read_period(said), station)
    today = app.clock().date()
    return Wanted(kind, Period.of(period_kind(kind), today).before(), station)


def _write_report(
    app: Application, wanted: Wanted, told: PeriodReport, options: dict[str, Any]
) -> list[str]:
    papers = [one for one in (options["docx"], options["pdf"]) if one is not None]
    if papers:
        with draw_charts() as draw:
            paper = app.period_reports.paper(wanted, told, draw)
        for target in papers:
            write_document(paper.document, target)
            app.period_reports.keep(paper)  # once: what the next file comes to is another matter
    if options["xlsx"] is not None:
        app.period_reports.write_workbook(told, options["xlsx"])
    return _written(options)


def _write_matrix(
    app: Application, found: Matrix, paper: MatrixPaper, options: dict[str, Any]
) -> list[str]:
    papers = [one for one in (options["docx"], options["pdf"]) if one is not None]
    if papers:
        document = app.training_matrix.document(found, paper)
        for target in papers:
            write_document(document, target)
    if options["xlsx"] is not None:
        app.training_matrix.write_workbook(found, options["xlsx"], hours=paper.hours)
    return _written(options)


def _written(options: dict[str, Any]) -> list[str]:
    files: list[Path | None] = [options["docx"], options["xlsx"], options["pdf"]]
    return [str(file) for file in files if file is not None]


def _say_report(told: PeriodReport) -> None:
    click.echo(f"{told.title}　{told.office}")
    for one in told.opening:
        click.echo(words(one))
    for part in told.parts:
        click.echo()
        click.echo(f"【{part.name}】")
        say_table(
            ("项目", "单位", "本期", "上期", "增减"),
            [
                (one.name, one.what.unit, one.now.number, one.before.number, one.change)
                for one in part.lines
            ],
        )
    for note in (told.unfinished, told.left_out_text):
        if note:
            click.echo()
            click.echo(note)


def _report_json(told: PeriodReport, files: list[str]) -> dict[str, Any]:
    return {
        "kind": told.kind.value,
        "period": period_text(told.period),
        "title": told.title,
        "office": told.office,
        "opening": [words(one) for one in told.opening],
        "figures": [_line_json(one) for part in told.parts for one in part.lines],
        "left_out": [one.name for one in told.left_out],
        "files": files,
    }


def _line_json(one: FigureLine) -> dict[str, Any]:
    return {
        "key": one.what.key,
        "area": one.what.area,
        "name": one.what.name,
        "unit": one.what.unit,
        "value": float(one.now.number),
        "before": float(one.before.number),
    }


def _say_matrix(found: Matrix, *, hours: bool) -> None:
    say_table(
        ("姓名", "单位", *(one.head for one in found.columns), "人次", "学时"),
        [
            (
                row.person.name,
                row.person.organisation,
                *(mark_text(mark, hours=hours) for mark in row.marks),
                row.times,
                tenths_text(row.hours),
            )
            for row in found.rows
        ],
    )


def _matrix_json(found: Matrix, files: list[str]) -> dict[str, Any]:
    return {
        "year": found.year,
        "sessions": [
            {"title": one.session.title, "times": one.times, "hours": one.hours / 10}
            for one in found.columns
        ],
        "people": [
            {
                "name": row.person.name,
                "organisation": row.person.organisation,
                "times": row.times,
                "hours": row.hours / 10,
            }
            for row in found.rows
        ],
        "files": files,
    }
