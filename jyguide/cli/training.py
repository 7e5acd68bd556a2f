"""``jyguide training``."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    sentences,
    text_of,
)
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exam.points import parse_points
from jyguide.ids import OrganisationId, PersonId, SessionId
from jyguide.people.person import PersonRole
from jyguide.people.person_code import read_code
from jyguide.people.row import PersonRow
from jyguide.training.pasted_list import NamedLine
from jyguide.training.service.enrolling import clash_text
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    Attendance,
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionStage,
)
from jyguide.training.session_time import read_time, when_text

DAY = click.DateTime(["%Y-%m-%d"])
ATTENDANCE = click.option(
    "--as",
    "state",
    required=True,
    type=click.Choice([state.value for state in Attendance if state]),
    help="记为。",
)


KIND = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SessionKind]),
    default=SessionKind.TOPIC_LECTURE.value,
    show_default=True,
    help="培训类型。",
)


def level_option(default: SessionLevel) -> Callable[[Any], Any]:
    """Who holds a training; most often `default`."""
    return click.option(
        "--level",
        type=click.Choice([level.value for level in SessionLevel]),
        default=default.value,
        show_default=True,
        help="市级或镇级。",
    )


@click.group(help="培训：计划、报名、签到。")
def training() -> None:
    """Training sessions."""


@training.command(help="新建一期培训，输出它的编号。")
@click.option("--title", required=True, help="培训名称。")
@KIND
@level_option(SessionLevel.TOWNSHIP)
@click.option("--from", "start", type=DAY, required=True, help="开始日期，如 2026-11-20。")
@click.option("--to", "end", type=DAY, default=None, help="结束日期；不写即当天。")
@click.option("--place", default="", help="地点。")
@click.option("--lecturer", default="", help="授课人。")
@click.option("--hours", default="0", help="学时，如 8 或 7.5。")
@click.option("--days", default="0", help="培训天数，如 1 或 0.5。")
@click.option("--at", "times", default="", help="起止时间，如 9:00-16:30 或 9:00。")
@click.option("--month-only", is_flag=True, help="只定月份，日期待定。")
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
    times: str,
    month_only: bool,
) -> None:
    """Plan a session and print its key."""
    with sentences():
        starts_at, ends_at = read_times(times)
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
            stage=SessionStage.PLANNED if month_only else SessionStage.FIXED,
            starts_at=starts_at,
            ends_at=ends_at,
        )
    with opened(context) as app:
        click.echo(app.training.plan(planned))


@training.command("list", help="列出各期培训。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List sessions, the newest first."""
    with opened(context) as app:
        rows = app.training.whole_plan()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "title": row.plan.title,
                    "kind": row.plan.kind.value,
                    "level": row.plan.level.value,
                    "stage": row.plan.stage.value,
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
                when_text(row.plan),
                row.enrolled,
                row.attended,
            )
            for row in rows
        ],
    )


@training.command(help="为培训报名：按姓名、拼音逐个指定，或用一个选项成批指定。")
@click.argument("session", type=click.UUID)
@click.argument("people", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="所有人员。")
@click.option("--below", default="", help="某个组织和它下面的所有人，写组织名称。")
@click.option(
    "--role",
    default=None,
    type=click.Choice([role.value for role in PersonRole if role]),
    help="某种身份的所有人。",
)
@click.option("--list", "file", type=click.File(encoding="utf-8-sig"), help="名单，一行一人。")
@click.option("--as", "other", type=click.UUID, default=None, help="另一期培训的名单。")
@click.pass_context
def enrol(
    context: click.Context,
    /,
    session: uuid.UUID,
    people: tuple[str, ...],
    **ways: Any,
) -> None:
    """Put people on the list of a session, and say who is elsewhere that day."""
    if bool(people) + sum(bool(way) for way in ways.values()) != 1:
        raise click.UsageError("请写明人员，或用 --all 等选项中的一个。")
    with opened(context) as app:
        app.training.session(SessionId(session))
        ids = [one_person(app, text) for text in people] or chosen_people(app, ways)
        added = app.training.enrol(SessionId(session), ids)
        clashes = app.enrolling.clashes(SessionId(session), ids)
        names = {row.id: row.name for row in app.people.people(ids=list(clashes))}
    click.echo(f"新增报名 {added} 人。")
    for key, found in clashes.items():
        click.echo(f"{names[key]}\t{clash_text(found)}")


@training.command("sign-in", help="签到：姓名、拼音、首字母、手机尾号或上岗证上的二维码。")
@click.argument("session", type=click.UUID)
@click.argument("people", nargs=-1, required=True)
@click.option("--late/--on-time", default=None, help="记为迟到或准时；不写则看开始时间。")
@click.pass_context
def sign_in(
    context: click.Context, session: uuid.UUID, people: tuple[str, ...], *, late: bool | None
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
@click.option("--codes", is_flag=True, help="每行带二维码，供扫码枪签到。")
@click.pass_context
def sheet(context: click.Context, session: uuid.UUID, file: Path, *, codes: bool) -> None:
    """Write the sign-in sheet."""
    with opened(context) as app:
        write_word(app.training.sign_in_sheet(SessionId(session), with_codes=codes), file)
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
    scanned = read_code(text)
    if scanned is not None:
        return _of_code(app, scanned, among)
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


def _of_code(app: Application, scanned: PersonId, among: Container[PersonId] | None) -> PersonId:
    """Whose code was scanned."""
    person = app.attendance.whose(scanned)
    if person is None or (among is not None and person.id not in among):
        name = person.name if person else "这个二维码"
        raise RuleError(f"{name}不在名单里，没有处理任何人。", hint="请先为他报名。")
    return person.id


def read_times(text: str) -> tuple[int | None, int | None]:
    """``9:00-16:30`` as minutes after midnight; None for what is not said.

    Raises:
        RuleError: a part is no time.
    """
    parts = text.replace("–", "-").replace("—", "-").split("-") if text.strip() else []
    times = [read_time(part) for part in parts]
    if None in times or len(times) > 2:  # noqa: PLR2004 - a beginning and an end
        raise RuleError(f"“{text}”不是时间，没有保存。", hint="请写成 9:00-16:30 这样。")
    return tuple([*times, None, None][:2])  # type: ignore[return-value]


def chosen_people(app: Application, ways: Mapping[str, Any]) -> list[PersonId]:
    """The people that one of the options of ``enrol`` means.

    Raises:
        RuleError: a name of a list means nobody or several people, or no organisation is so named.
    """
    enrolling = app.enrolling
    if ways["everyone"]:
        rows = app.people.people()
    elif ways["role"]:
        rows = enrolling.in_role(PersonRole(ways["role"]))
    elif ways["other"]:
        rows = enrolling.enrolled_in(SessionId(ways["other"]))
    elif ways["file"]:
        rows = _listed(enrolling.named(text_of(ways["file"])))
    else:
        rows = enrolling.at(_organisation(app, ways["below"]))
    return [row.id for row in rows]


def _listed(lines: Sequence[NamedLine]) -> list[PersonRow]:
    doubtful = [line for line in lines if not line.sure]
    if doubtful:
        said = "；".join(
            f"“{line.text}”{f'有 {len(line.found)} 位' if line.found else '没有找到'}"
            for line in doubtful[:10]
        )
        raise RuleError(
            f"名单里有 {len(doubtful)} 行不能确定，没有处理任何人：{said}。",
            hint="请核对姓名；同名的在后面写身份证号或手机号末四位，或写单位。",
        )
    return [line.found[0] for line in lines]


def _organisation(app: Application, name: str) -> OrganisationId:
    found = [row for row in app.organisations.rows() if name in (row.name, "/".join(row.path))]
    if len(found) != 1:
        said = "没有找到" if not found else f"有 {len(found)} 个"
        raise RuleError(
            f"{said}名为“{name}”的组织，没有处理任何人。", hint="请写全名称，如“周庄镇/某村”。"
        )
    return found[0].id


def _enrolled(
    app: Application, session_id: SessionId, people: Sequence[str]
) -> dict[PersonId, str]:
    """Names of the enrolled people that the texts mean, before anything is done to any of them."""
    app.training.session(session_id)
    names = {row.person_id: row.name for row in app.training.enrolments(session_id)}
    meant = [one_person(app, text, names) for text in people]
    return {person_id: names[person_id] for person_id in meant}
