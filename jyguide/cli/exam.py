"""``jyguide exam``."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.cli.answers import grade, hand_in, waiting
from jyguide.cli.exam_blueprint import blueprint
from jyguide.cli.exam_draw import draw, papers, redraw, write
from jyguide.cli.exam_mark import answers_template, mark
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.exam.points import format_points
from jyguide.exam.report import verdict
from jyguide.exam.row import ExamState, ResultRow
from jyguide.ids import ExamId, PaperId, SessionId


@click.group(help="组卷、考试、成绩。")
def exam() -> None:
    """Papers and exams."""


for command in (draw, redraw, papers, write, hand_in, waiting, grade, mark, answers_template):
    exam.add_command(command)

exam.add_command(blueprint)


@exam.command(help="为一期培训安排考试，输出考试编号。")
@click.argument("paper", type=click.UUID)
@click.argument("session", type=click.UUID)
@click.option("--title", required=True, help="考试名称。")
@click.pass_context
def arrange(context: click.Context, paper: uuid.UUID, session: uuid.UUID, *, title: str) -> None:
    """Put a paper before the people of a session."""
    with opened(context) as app:
        click.echo(app.sittings.open_exam(PaperId(paper), title, SessionId(session)))


@exam.command("list", help="列出考试。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List exams, the newest first."""
    with opened(context) as app:
        rows = app.sittings.exams()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "title": row.title,
                    "state": row.state.value,
                    "paper": str(row.paper_id),
                    "session": str(row.session_id),
                    "attempts": row.attempts,
                    "handed_in": row.handed_in,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("编号", "名称", "培训", "开始答题", "已交卷"),
        [(row.id, row.title, row.session_title, row.attempts, row.handed_in) for row in rows],
    )


@exam.command(help="结束考试；--reopen 重新开放。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@click.option("--reopen", is_flag=True, help="重新开放。")
@click.pass_context
def close(context: click.Context, exam_id: uuid.UUID, *, reopen: bool) -> None:
    """Close an exam, or open it again."""
    with opened(context) as app:
        app.sittings.set_state(ExamId(exam_id), ExamState.OPEN if reopen else ExamState.CLOSED)
    click.echo("考试已重新开放。" if reopen else "考试已结束。")


@exam.command(help="成绩：列出，或写成 Excel 成绩单。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
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


@exam.command("analyse", help="逐题分析。")
@click.argument("exam_id", metavar="EXAM", type=click.UUID)
@json_option
@click.pass_context
def analyse(context: click.Context, exam_id: uuid.UUID, *, as_json: bool) -> None:
    """Print how good the items were."""
    with opened(context) as app:
        heads, rows = app.results.analysis_table(ExamId(exam_id))
    if as_json:
        say_json([dict(zip(heads, row, strict=True)) for row in rows])
        return
    say_table(heads, rows)
