"""``jyguide exam``."""

from __future__ import annotations

import uuid

import click

from jyguide.cli.answers import grade, hand_in, waiting
from jyguide.cli.exam_blueprint import blueprint
from jyguide.cli.exam_draw import draw, papers, redraw, write
from jyguide.cli.exam_keys import apply_corrections, correct
from jyguide.cli.exam_mark import answers_template, mark
from jyguide.cli.exam_proctor import (
    arrange,
    collect,
    events,
    extra_time,
    restore,
    unlock,
    void,
)
from jyguide.cli.exam_results import analyse, report, results, sheets
from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.exam.row import ExamState
from jyguide.ids import ExamId


@click.group(help="组卷、考试、成绩。")
def exam() -> None:
    """Papers and exams."""


for command in (draw, redraw, papers, write, hand_in, waiting, grade, mark, answers_template):
    exam.add_command(command)

for command in (results, analyse, report, sheets):
    exam.add_command(command)

for command in (correct, apply_corrections):
    exam.add_command(command)

for command in (arrange, unlock, extra_time, void, restore, collect, events):
    exam.add_command(command)

exam.add_command(blueprint)


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
