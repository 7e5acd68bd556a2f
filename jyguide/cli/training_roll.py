"""``jyguide training roll``, ``marks``, ``own-credit``, ``guest``, ``slips``: who was there."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TextIO

import click

from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    text_of,
    write_document,
)
from jyguide.cli.table_import import fail_for_refused
from jyguide.cli.training import one_person
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.exam.points import parse_points
from jyguide.exchange.table.plan import Decision, Policy
from jyguide.ids import SessionId
from jyguide.training.attendance_sheet import read_block
from jyguide.training.service.attendance import Guest
from jyguide.training.session import ATTENDANCE_NAMES


@click.command(help="一期培训的名单和考勤，序号同签到表。")
@click.argument("session", type=click.UUID)
@json_option
@click.pass_context
def roll(context: click.Context, session: uuid.UUID, *, as_json: bool) -> None:
    """List who is enrolled, with the numbers of the printed sheet."""
    with opened(context) as app:
        app.training.session(SessionId(session))
        rows = app.training.enrolments(SessionId(session))
    if as_json:
        say_json(
            [
                {
                    "number": row.number,
                    "name": row.name,
                    "attendance": row.attendance.value,
                    "signed_at": row.signed_at.isoformat() if row.signed_at else None,
                    "reason": row.reason,
                    "credited_hours": row.credited_hours,
                    "credited_days": row.credited_days,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("序号", "姓名", "单位", "考勤", "事由"),
        [
            (
                row.number,
                row.name,
                row.organisation or row.station,
                ATTENDANCE_NAMES[row.attendance],
                row.reason,
            )
            for row in rows
        ],
    )


@click.command(help="按表格登记考勤：每行“序号或姓名 Tab 考勤 Tab 事由”；文件写 - 则从键盘读。")
@click.argument("session", type=click.UUID)
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@click.option("--why", default="", help="培训结束后更正原有考勤的原因。")
@click.pass_context
def marks(context: click.Context, session: uuid.UUID, file: TextIO, why: str) -> None:
    """Enter attendance from a table; one line that is not understood refuses all of it."""
    with opened(context) as app:
        app.training.session(SessionId(session))
        block = read_block(text_of(file), app.training.enrolments(SessionId(session)))
        if block.faults:
            raise RuleError(
                f"有 {len(block.faults)} 行没有认出，没有登记任何人：\n" + "\n".join(block.faults),
                hint="请改正这些行再登记。",
            )
        count = app.attendance.record(SessionId(session), block.marks, why)
    click.echo(f"已登记 {len(block.marks)} 人，其中有变动 {count} 人。")


@click.command("own-credit", help="为个人认定与本期不同的学时、天数；都不写则按本期计。")
@click.argument("session", type=click.UUID)
@click.argument("people", nargs=-1, required=True)
@click.option("--hours", default=None, help="计入学时。")
@click.option("--days", default=None, help="计入天数。")
@click.option("--reason", default="", help="原因。")
@click.pass_context
def own_credit(
    context: click.Context,
    session: uuid.UUID,
    people: tuple[str, ...],
    hours: str | None,
    days: str | None,
    reason: str,
) -> None:
    """Let other hours or days count for people than the session gives."""
    with opened(context) as app:
        amounts = [None if text is None else parse_points(text) for text in (hours, days)]
        names = {row.person_id for row in app.training.enrolments(SessionId(session))}
        found = [one_person(app, text, names) for text in people]
        app.attendance.credit(SessionId(session), found, amounts[0], amounts[1], reason)
    said = ["按本期" if one is None else tenths_text(one) for one in amounts]
    click.echo(f"已认定 {len(found)} 人：学时 {said[0]}，天数 {said[1]}。")


@click.command(help="登记来宾：人员库里没有的人，报名并签到。")
@click.argument("session", type=click.UUID)
@click.argument("name")
@click.option("--sex", type=click.Choice(["男", "女"]), required=True, help="性别。")
@click.option("--organisation", default="", help="单位。")
@click.option("--phone", default="", help="手机号。")
@click.option("--station", default="", help="指导站（市级要写）。")
@click.pass_context
def guest(context: click.Context, /, session: uuid.UUID, **facts: str) -> None:
    """Enter somebody nobody knows, enrol him and sign him in."""
    with opened(context) as app:
        app.attendance.admit_guest(SessionId(session), Guest(**facts))
    click.echo(f"{facts['name']}　已登记并签到")


@click.command(help="签到条（每人一张，有二维码），写成 Word 或 PDF，看文件名的结尾。")
@click.argument("session", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def slips(context: click.Context, session: uuid.UUID, file: Path) -> None:
    """Write a slip with a code for everybody enrolled."""
    with opened(context) as app:
        document = app.training.sign_in_slips(SessionId(session))
        write_document(document, file)
    click.echo(f"签到条已写入“{file}”。")


@click.command("import", help="从 Excel 导入名单和考勤；已在名单上的更新考勤，--skip 则跳过。")
@click.argument("session", type=click.UUID)
@click.argument("file", type=FILE, required=False)
@click.option("--skip", is_flag=True, help="已在名单上的人跳过。")
@click.option("--template", type=FILE, default=None, help="不导入，写一份空表。")
@click.pass_context
def import_(
    context: click.Context,
    session: uuid.UUID,
    file: Path | None,
    *,
    skip: bool,
    template: Path | None,
) -> None:
    """Take in a list of people and how they attended."""
    if (file is None) == (template is None):
        raise click.UsageError("请写要导入的文件，或用 --template，二者选一。")
    with opened(context) as app:
        files = app.roll_files(SessionId(session))
        if file is None:
            files.write_template(template or Path())
            click.echo(f"模板已写入“{template}”。")
            return
        plan = files.plan(file)
        decision = Decision(Policy.SKIP if skip else Policy.UPDATE)
        result = files.take_in(plan, decision)
    click.echo(
        f"新增报名 {result.imported} 人，更新考勤 {result.updated} 人，"
        f"没有变化 {result.unchanged} 人，跳过 {result.skipped} 人。"
    )
    fail_for_refused(plan)


ROLL_COMMANDS = (roll, marks, own_credit, guest, slips, import_)
