"""``jyguide quiz oral-…``: answers said aloud in class."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.documents.word import write_word
from jyguide.exam.points import format_points
from jyguide.ids import SessionId
from jyguide.quiz.oral_record import TurnRow

_SESSION = click.argument("session_id", metavar="SESSION", type=click.UUID)


@click.command("oral-list", help="列出一期培训的课堂口答，按先后排列。")
@_SESSION
@json_option
@click.pass_context
def oral_list(context: click.Context, session_id: uuid.UUID, *, as_json: bool) -> None:
    """List turns in the order in which they were taken."""
    with opened(context) as app:
        turns = app.orals.record(SessionId(session_id)).turns
    if as_json:
        say_json([_turn(one) for one in turns])
        return
    say_table(
        ("时间", "姓名", "题号", "题目", "用时（秒）", "得分", "满分", "漏答的要点"),
        [
            (
                f"{one.at:%Y-%m-%d %H:%M}",
                one.name,
                one.number,
                one.content.stem,
                one.seconds,
                format_points(one.score.points),
                format_points(one.score.max_points),
                "；".join(one.missed_texts),
            )
            for one in turns
        ],
    )


@click.command("oral-record", help="把一期培训的口答记录写成 Word 文件，供指导员讲评。")
@_SESSION
@click.argument("file", type=FILE)
@click.pass_context
def oral_record(context: click.Context, session_id: uuid.UUID, file: Path) -> None:
    """Write the list of turns."""
    with opened(context) as app:
        write_word(app.orals.record_document(SessionId(session_id)), file)
    click.echo(f"口答记录已写入“{file}”。")


@click.command("oral-slips", help="把每个人自己的口答写成 Word 文件，一人一张，裁开发给本人。")
@_SESSION
@click.argument("file", type=FILE)
@click.pass_context
def oral_slips(context: click.Context, session_id: uuid.UUID, file: Path) -> None:
    """Write a slip for each person."""
    with opened(context) as app:
        write_word(app.orals.slips(SessionId(session_id)), file)
    click.echo(f"个人口答单已写入“{file}”。")


ORAL = (oral_list, oral_record, oral_slips)


def _turn(one: TurnRow) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "at": one.at.isoformat(),
        "person": str(one.person_id),
        "name": one.name,
        "number": one.number,
        "stem": one.content.stem,
        "seconds": one.seconds,
        "points": one.score.points / 10,
        "max_points": one.score.max_points / 10,
        "by_judge": [points / 10 for points in one.score.by_judge],
        "heard": [heard.value for heard in one.score.heard],
        "missed": list(one.missed_texts),
    }
