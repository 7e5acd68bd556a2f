"""``jyguide quiz``: what was asked and scored in front of a class."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.documents.word import write_word
from jyguide.ids import QuizId
from jyguide.quiz.record import AskedItem, QuizRecord, QuizRow
from jyguide.quiz.row import QUIZ_MODE_NAMES, QuizMode
from jyguide.quiz.scoring import points_text
from jyguide.quiz.shown import answer_sentence


@click.group(help="课堂竞答：查看和导出记录。")
def quiz() -> None:
    """Quizzes on the wall."""


@quiz.command("list", help="列出各次竞答。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List quizzes, the newest first."""
    with opened(context) as app:
        rows = app.quizzes.quizzes()
    if as_json:
        say_json([_row_json(row) for row in rows])
        return
    say_table(
        ("编号", "名称", "方式", "培训", "时间", "已问题数", "状态"),
        [
            (
                row.id,
                row.title,
                QUIZ_MODE_NAMES[row.mode],
                row.session_title,
                f"{row.started_at:%Y-%m-%d %H:%M}",
                f"{row.asked}/{row.items}",
                "已结束" if row.ended_at else "未结束",
            )
            for row in rows
        ],
    )


@quiz.command(help="显示一次竞答：问了哪些题，各组得分，哪些内容要再讲。")
@click.argument("quiz_id", metavar="QUIZ", type=click.UUID)
@json_option
@click.pass_context
def show(context: click.Context, quiz_id: uuid.UUID, *, as_json: bool) -> None:
    """Show what a quiz came to; of people no score, of teams their places."""
    with opened(context) as app:
        record = app.quizzes.record(QuizId(quiz_id))
    if as_json:
        say_json(_record_json(record))
        return
    names = record.quiz.names
    for one in record.places:
        click.echo(f"第 {one.place} 名\t{names[one.side]}\t{points_text(one.points)} 分")
    say_table(
        ("题号", "题目", "答案", "作答", "答对"),
        [
            (
                item.position,
                item.content.stem,
                answer_sentence(item.content),
                item.answered,
                item.right,
            )
            for item in record.items
        ],
    )


@quiz.command(help="把一次竞答的记录写成 Word 文件。")
@click.argument("quiz_id", metavar="QUIZ", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def record(context: click.Context, quiz_id: uuid.UUID, file: Path) -> None:
    """Write the record of a quiz."""
    with opened(context) as app:
        write_word(app.quizzes.record_document(QuizId(quiz_id)), file)
    click.echo(f"竞答记录已写入“{file}”。")


def _row_json(row: QuizRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": row.title,
        "mode": row.mode.value,
        "session": row.session_title,
        "sides": row.sides,
        "items": row.items,
        "asked": row.asked,
        "started_at": row.started_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }


def _record_json(record: QuizRecord) -> dict[str, Any]:
    made = record.quiz
    teams = made.plan.mode is QuizMode.TEAM
    return {
        "id": str(made.id),
        "title": made.plan.title,
        "mode": made.plan.mode.value,
        "session": made.session_title,
        "started_at": made.started_at.isoformat(),
        "ended_at": made.ended_at.isoformat() if made.ended_at else None,
        "teams": [
            {"place": one.place, "name": made.names[one.side], "points": one.points / 10}
            for one in record.places
        ],
        "items": [_item_json(item, teams=teams) for item in record.items],
        "weak_categories": [
            {"category": name, "right": right, "answered": answered}
            for name, right, answered in record.weak_categories
        ],
    }


def _item_json(item: AskedItem, *, teams: bool) -> dict[str, Any]:
    told = {
        "position": item.position,
        "revision": str(item.revision_id),
        "kind": item.kind.value,
        "stem": item.content.stem,
        "category": item.content.category,
        "answered": item.answered,
        "right": item.right,
        "hands": dict(item.hands),
    }
    if teams:
        told["sides"] = [
            {
                "side": one.side + 1,
                "answer": one.answer,
                "right": one.right,
                "points": one.points / 10,
                "seconds": one.seconds,
                "false_start": one.false_start,
            }
            for one in item.entries
        ]
    return told
