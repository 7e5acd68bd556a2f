"""``jyguide exam results``, ``analyse``, ``report``, ``sheets``: what comes after an exam."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.bank.row import KIND_NAMES
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_pdf
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.analysis import CategoryResult, PaperAnalysis
from jyguide.exam.analysis.readings import item_readings, paper_readings
from jyguide.exam.analysis.report import (
    ITEM_HEADS,
    ExamFigures,
    ItemLine,
    band_rows,
    item_lines,
    item_rows,
    verdict,
)
from jyguide.exam.points import format_points
from jyguide.exam.row import ResultRow
from jyguide.ids import ExamId, SessionId

_EXAM = click.argument("exam_id", metavar="EXAM", type=click.UUID)
_WORD = click.option("--word", type=FILE, help="Word 文件。")
_PDF = click.option("--pdf", type=FILE, help="PDF 文件。")


@click.command(help="成绩：列出，或写成 Excel 成绩单。")
@_EXAM
@click.option("--xlsx", type=FILE, help="成绩单文件。")
@json_option
@click.pass_context
def results(
    context: click.Context, exam_id: uuid.UUID, *, xlsx: Path | None, as_json: bool
) -> None:
    """List results, or write them into a workbook."""
    with opened(context) as app:
        rows = app.results.results(ExamId(exam_id))
        if xlsx:
            app.results.write_workbook(ExamId(exam_id), xlsx)
    if as_json:
        say_json([_result(row) for row in rows])
        return
    say_table(
        ("姓名", "单位", "得分", "总分", "结果"),
        [
            (
                row.name,
                row.organisation or row.station,
                format_points(row.points),
                format_points(row.total_points),
                verdict(row),
            )
            for row in rows
        ],
    )


@click.command(help="逐题分析：一场考试（EXAM），或一期培训的全部考试（--session）。")
@click.argument("exam_id", metavar="[EXAM]", type=click.UUID, required=False)
@click.option("--session", "session_id", type=click.UUID, help="培训编号；同一份试卷合并分析。")
@click.option("--family", is_flag=True, help="连同各站、各卷（A、B 卷）一起分析。")
@json_option
@click.pass_context
def analyse(
    context: click.Context,
    exam_id: uuid.UUID | None,
    *,
    session_id: uuid.UUID | None,
    family: bool,
    as_json: bool,
) -> None:
    """Print how good papers and items were."""
    if (exam_id is None) == (session_id is None):
        raise click.UsageError("请指定一场考试 EXAM，或用 --session 指定一期培训，二者选一。")
    with opened(context) as app:
        found = _figures(app, exam_id, session_id, family=family)
    if as_json:
        shown = [figures_json(one) for one in found]
        say_json(shown if session_id else shown[0])
        return
    for one in found:
        if session_id or family:
            click.echo(f"{one.title}（{one.exams} 场，{one.analysis.papers} 人）")
        say_table(ITEM_HEADS, item_rows(one))


@click.command(help="把质量分析报告写成 Word 或 PDF 文件。")
@_EXAM
@click.option("--family", is_flag=True, help="连同各站、各卷一起分析。")
@_WORD
@_PDF
@click.pass_context
def report(
    context: click.Context,
    exam_id: uuid.UUID,
    *,
    family: bool,
    word: Path | None,
    pdf: Path | None,
) -> None:
    """Write the report on a class."""
    with opened(context) as app:
        _write([app.figures.class_report(ExamId(exam_id), pooled=family)], word, pdf)


@click.command(help="把个人答卷分析写成 Word 或 PDF 文件，每人一份。")
@_EXAM
@click.option("--person", "people", multiple=True, help="只写这个人；可写多次。")
@_WORD
@_PDF
@click.pass_context
def sheets(
    context: click.Context,
    exam_id: uuid.UUID,
    *,
    people: tuple[str, ...],
    word: Path | None,
    pdf: Path | None,
) -> None:
    """Write a sheet a person, with what was wrong explained."""
    with opened(context) as app:
        rows = app.results.results(ExamId(exam_id))
        missing = [name for name in people if name not in {row.name for row in rows}]
        if missing or not rows:
            raise RuleError(
                f"没有{'、'.join(missing) or '任何人'}的答卷，没有写入文件。",
                hint="请用 jyguide exam results 查看谁交了卷。",
            )
        wanted = [row.attempt_id for row in rows if not people or row.name in people]
        _write(app.results.personal_sheets(ExamId(exam_id), wanted), word, pdf)


def _write(documents: list[Document], word: Path | None, pdf: Path | None) -> None:
    if not (word or pdf):
        raise click.UsageError("请至少指定 --word 或 --pdf 之一。")
    if word:
        write_word(documents, word)
    if pdf:
        write_pdf(documents, pdf)
    click.echo("已写入。")


def _figures(
    app: Application, exam_id: uuid.UUID | None, session_id: uuid.UUID | None, *, family: bool
) -> list[ExamFigures]:
    if exam_id is None:
        assert session_id is not None  # noqa: S101 - one of the two was given
        return app.figures.session_figures(SessionId(session_id), everywhere=family)
    if family:
        return [app.figures.family_figures(ExamId(exam_id))]
    return [app.results.figures(ExamId(exam_id))]


def figures_json(found: ExamFigures) -> dict[str, Any]:
    """Everything the figures say; each figure under 30 people carries its note."""
    row, figures = found.paper.row, found.analysis
    return {
        "title": found.title,
        "paper": str(row.id),
        "exams": found.exams,
        "stations": found.stations,
        "letters": found.letters,
        **_paper_json(figures),
        "total": row.total_points / 10,
        "pass": row.pass_points / 10,
        "readings": [one.text for one in paper_readings(figures)],
        "bands": [{"points": band, "people": people} for band, people, _ in band_rows(figures)],
        "categories": [_category_json(one) for one in figures.categories],
        "items": [_item_json(line) for line in item_lines(found)],
    }


def _paper_json(figures: PaperAnalysis) -> dict[str, Any]:
    return {
        "people": figures.papers,
        "passed": figures.passed,
        "waiting": figures.waiting,
        "mean": _points(figures.mean),
        "median": _points(figures.median),
        "spread": _points(figures.spread),
        "alpha": _rounded(figures.alpha),
        "kr20": figures.kr20,
        "note": figures.note,
    }


def _category_json(one: CategoryResult) -> dict[str, Any]:
    return {
        "category": one.category,
        "facility": _rounded(one.facility),
        "weak": one.weak,
        "note": one.note,
    }


def _item_json(line: ItemLine) -> dict[str, Any]:
    place, item = line.place, line.figures
    return {
        "position": place.position,
        "revision": str(place.revision_id),
        "kind": KIND_NAMES[place.content.kind],
        "stem": place.content.stem,
        "key": place.key_text,
        "answered": item.answered,
        "facility": _figure(item.facility, item.note),
        "upper_lower": _figure(item.upper_lower, item.note),
        "point_biserial": _figure(item.point_biserial, item.note),
        "alpha_without": _figure(item.alpha_without, item.note),
        "options": [
            {
                "label": one.label or "未答",
                "right": one.right,
                "count": one.count,
                "upper": _figure(one.upper, item.note),
                "lower": _figure(one.lower, item.note),
            }
            for one in item.options
        ],
        "flags": [flag.value for flag in item.flags],
        "readings": [one.text for one in item_readings(item)],
        "edited_since": line.edited,
        "note": item.note,
    }


def _figure(value: float | None, note: str) -> dict[str, Any]:
    return {"value": _rounded(value), "note": note}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _points(tenths: float | None) -> float | None:
    return None if tenths is None else round(tenths / 10, 2)


def _result(row: ResultRow) -> dict[str, Any]:
    return {
        "attempt": str(row.attempt_id),
        "name": row.name,
        "points": row.points / 10,
        "total": row.total_points / 10,
        "passed": row.passed,
        "waiting": row.waiting,
        "seconds_used": row.seconds_used,
    }
