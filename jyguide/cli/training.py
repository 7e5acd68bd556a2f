"""``jyguide training``."""

from __future__ import annotations

import uuid
from collections.abc import Container, Sequence
from datetime import datetime
from pathlib import Path

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, sentences
from jyguide.documents.dates import span_text
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.points import parse_points
from jyguide.ids import PersonId, SessionId
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    Attendance,
    SessionKind,
    SessionLevel,
    SessionPlan,
)

DAY = click.DateTime(["%Y-%m-%d"])
ATTENDANCE = click.option(
    "--as",
    "state",
    required=True,
    type=click.Choice([state.value for state in Attendance if state]),
    help="记为。",
)


@click.group(help="培训：计划、报名、签到。")
def training() -> None:
    """Training sessions."""


@training.command(help="新建一期培训，输出它的编号。")
@click.option("--title", required=True, help="培训名称。")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SessionKind]),
    default=SessionKind.TOPIC_LECTURE.value,
    show_default=True,
    help="培训类型。",
)
@click.option(
    "--level",
    type=click.Choice([level.value for level in SessionLevel]),
    default=SessionLevel.TOWNSHIP.value,
    show_default=True,
    help="市级或镇级。",
)
@click.option("--from", "start", type=DAY, required=True, help="开始日期，如 2026-11-20。")
@click.option("--to", "end", type=DAY, default=None, help="结束日期；不写即当天。")
@click.option("--place", default="", help="地点。")
@click.option("--lecturer", default="", help="授课人。")
@click.option("--hours", default="0", help="学时，如 8 或 7.5。")
@click.option("--days", default="0", help="培训天数，如 1 或 0.5。")
@click.pass_context
def plan(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    *,
    title: str,
    kind: str,
    level: str,
    start: datetime,
    end: datetime | None,
    place: str,
    lecturer: str,
    hours: str,
    days: str,
) -> None:
    """Plan a session and print its key."""
    with sentences():
        planned = SessionPlan(
            title=title,
            kind=SessionKind(kind),
            level=SessionLevel(level),
            starts_on=start.date(),
            ends_on=(end or start).date(),
            place=place,
            lecturer=lecturer,
            credit_hours=parse_points(hours),
            training_days=parse_points(days),
        )
    with opened(context) as app:
        click.echo(app.training.plan(planned))


@training.command("list", help="列出各期培训。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List sessions, the newest first."""
    with opened(context) as app:
        rows = app.training.sessions()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "title": row.plan.title,
                    "kind": row.plan.kind.value,
                    "level": row.plan.level.value,
                    "starts_on": row.plan.starts_on.isoformat(),
                    "ends_on": row.plan.ends_on.isoformat(),
                    "enrolled": row.enrolled,
                    "attended": row.attended,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("编号", "名称", "类型", "时间", "报名", "实到"),
        [
            (
                row.id,
                row.plan.title,
                SESSION_KIND_NAMES[row.plan.kind],
                span_text(row.plan.starts_on, row.plan.ends_on),
                row.enrolled,
                row.attended,
            )
            for row in rows
        ],
    )


@training.command(help="为培训报名：按姓名、拼音逐个指定，或 --all 全部人员。")
@click.argument("session", type=click.UUID)
@click.argument("people", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="所有人员。")
@click.pass_context
def enrol(
    context: click.Context, session: uuid.UUID, people: tuple[str, ...], *, everyone: bool
) -> None:
    """Put people on the list of a session."""
    if bool(people) == everyone:
        raise click.UsageError("请写明人员，或用 --all，二者选一。")
    with opened(context) as app:
        if everyone:
            ids = [row.id for row in app.people.people()]
        else:
            ids = [one_person(app, text) for text in people]
        added = app.training.enrol(SessionId(session), ids)
    click.echo(f"新增报名 {added} 人。")


@training.command("sign-in", help="签到：姓名、拼音、首字母或手机尾号。")
@click.argument("session", type=click.UUID)
@click.argument("people", nargs=-1, required=True)
@click.option("--late", is_flag=True, help="记为迟到。")
@click.pass_context
def sign_in(
    context: click.Context, session: uuid.UUID, people: tuple[str, ...], *, late: bool
) -> None:
    """Sign people in as at the door."""
    with opened(context) as app:
        found = _enrolled(app, SessionId(session), people)
        for key in found:
            app.training.sign_in(SessionId(session), key, late=late)
    for name in found.values():
        click.echo(f"{name}　已签到")


@training.command(help="登记所写人员的考勤，可注明原因。")
@click.argument("session", type=click.UUID)
@click.argument("people", nargs=-1, required=True)
@ATTENDANCE
@click.option("--reason", default="", help="原因，如“公务”。")
@click.pass_context
def settle(
    context: click.Context, session: uuid.UUID, people: tuple[str, ...], *, state: str, reason: str
) -> None:
    """Set the attendance of people by hand."""
    with opened(context) as app:
        found = _enrolled(app, SessionId(session), people)
        app.training.settle(SessionId(session), found, Attendance(state), reason)
    click.echo(f"已登记 {len(found)} 人为“{ATTENDANCE_NAMES[Attendance(state)]}”。")


@training.command(help="登记其余人员的考勤。")
@click.argument("session", type=click.UUID)
@ATTENDANCE
@click.pass_context
def rest(context: click.Context, session: uuid.UUID, *, state: str) -> None:
    """Settle everybody whose attendance is still unknown."""
    with opened(context) as app:
        count = app.training.settle_rest(SessionId(session), Attendance(state))
    click.echo(f"已登记 {count} 人为“{ATTENDANCE_NAMES[Attendance(state)]}”。")


@training.command(help="把签到表写成 Word 文件。")
@click.argument("session", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def sheet(context: click.Context, session: uuid.UUID, file: Path) -> None:
    """Write the sign-in sheet."""
    with opened(context) as app:
        write_word(app.training.sign_in_sheet(SessionId(session)), file)
    click.echo(f"签到表已写入“{file}”。")


def one_person(app: Application, text: str, among: Container[PersonId] | None = None) -> PersonId:
    """The one person that a text means: name, pinyin, initials, ID number or its tail.

    Args:
        app: The station.
        text: What was typed.
        among: Only these people; None means everybody.

    Raises:
        RuleError: nobody, or more than one.
    """
    wanted = "".join(text.split())
    found = [row for row in app.people.people(wanted) if among is None or row.id in among]
    exact = [row for row in found if wanted in (row.name, row.id_number)]
    meant = exact or found
    if not wanted or not meant:
        raise RuleError(f"没有找到“{text}”，没有处理任何人。", hint="请核对姓名或拼音。")
    if len(meant) > 1:
        names = "、".join(row.name for row in meant[:5])
        raise RuleError(f"“{text}”可能是{names}，没有处理任何人。", hint="请写全姓名或身份证号。")
    return meant[0].id


def _enrolled(
    app: Application, session_id: SessionId, people: Sequence[str]
) -> dict[PersonId, str]:
    """Names of the enrolled people that the texts mean, before anything is done to any of them."""
    app.training.session(session_id)
    names = {row.person_id: row.name for row in app.training.enrolments(session_id)}
    meant = [one_person(app, text, names) for text in people]
    return {person_id: names[person_id] for person_id in meant}
