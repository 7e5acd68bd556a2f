"""``jyguide approval``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.approval.establishment import Filled
from jyguide.approval.gate import GATE_NAMES, STATE_NAMES, State
from jyguide.approval.row import StandingRow
from jyguide.approval.rule import rule_text
from jyguide.approval.step import DUTY_STEP_NAMES, DutyStep
from jyguide.cli.approval_lists import LISTS
from jyguide.cli.approval_options import (
    AS_OF,
    DECREE,
    ON,
    PEOPLE,
    REASON,
    day_of,
    decree_of,
    term_text,
    today_of,
)
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_document
from jyguide.cli.training import one_person
from jyguide.errors import RuleError
from jyguide.people.row import INSTRUCTOR_KIND_NAMES

_STATES = click.Choice([state.value for state in State])


@click.group(help="上岗：统一培训考试、统一批复上岗。")
def approval() -> None:
    """Approval to take post."""


@approval.command(help="列出指导员走到哪一步、还缺什么。")
@AS_OF
@click.option("--state", type=_STATES, default=None, help="只列这一状态的人。")
@json_option
@click.pass_context
def standing(
    context: click.Context, *, day: datetime | None, state: str | None, as_json: bool
) -> None:
    """Say how far everybody is, and what he lacks."""
    with opened(context) as app:
        rows = app.approvals.standings(day_of(day))
        rule = app.approvals.rule()
    rows = [row for row in rows if state in (None, row.standing.state)]
    if as_json:
        say_json([_as_json(row) for row in rows])
        return
    say_table(
        ("姓名", "指导站", "类别", "状态", "说明"),
        [
            (
                row.person.name,
                row.station,
                INSTRUCTOR_KIND_NAMES.get(row.kind, ""),
                STATE_NAMES[row.standing.state],
                row.standing.remark,
            )
            for row in rows
        ],
    )
    click.echo(rule_text(rule))


@approval.command(help="历史认定：补记使用本程序之前的批复，须写明理由。")
@PEOPLE
@DECREE
@REASON
@click.pass_context
def historic(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    people: tuple[str, ...],
    *,
    number: str,
    approved: datetime,
    effective: datetime | None,
    until: datetime | None,
    endless: bool,
    reason: str,
) -> None:
    """Enter approvals given before this program was used."""
    with opened(context) as app:
        named = [one_person(app, text) for text in people]
        decree = decree_of(app, number, (approved, effective, until), endless=endless)
        app.approvals.recognise(named, decree, reason)
    click.echo(f"已历史认定 {len(named)} 人，{term_text(decree)}。")


@approval.command(help="更正批复：文号写错的批复，连同按它批准的全部人员一起更正。")
@click.argument("wrong")
@DECREE
@click.pass_context
def correct(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    wrong: str,
    *,
    number: str,
    approved: datetime,
    effective: datetime | None,
    until: datetime | None,
    endless: bool,
) -> None:
    """Correct a document for everybody it approved."""
    with opened(context) as app:
        found = {
            one.id: one.version
            for row in app.approvals.standings()
            for one in row.evidence.appointments
            if one.number == wrong
        }
        if not found:
            raise RuleError(
                f"没有文号是“{wrong}”的批复，没有改动。", hint="请照原来登记的文号写。"
            )
        decree = decree_of(app, number, (approved, effective, until), endless=endless)
        app.approvals.correct(found, decree)
    click.echo(f"已更正批复 {decree.number or wrong}，{len(found)} 人。")


def _step_command(name: str, step: DutyStep) -> click.Command:
    """A command that takes one decision about people."""

    @click.command(name, help=f"{DUTY_STEP_NAMES[step]}：须写明理由。")
    @PEOPLE
    @ON
    @REASON
    @click.pass_context
    def command(
        context: click.Context, people: tuple[str, ...], *, on: datetime | None, reason: str
    ) -> None:
        with opened(context) as app:
            named = [one_person(app, text) for text in people]
            app.approvals.decide(step, named, day_of(on) or today_of(app), reason)
        click.echo(f"已登记 {len(named)} 人“{DUTY_STEP_NAMES[step]}”。")

    return command


for _command in LISTS:
    approval.add_command(_command)
for _name, _step in (
    ("recognise-training", DutyStep.TRAINING_RECOGNISED),
    ("recognise-exam", DutyStep.EXAM_RECOGNISED),
    ("suspend", DutyStep.SUSPENDED),
    ("resume", DutyStep.RESUMED),
    ("leave", DutyStep.LEFT),
    ("return", DutyStep.RETURNED),
):
    approval.add_command(_step_command(_name, _step))


@approval.command(help="各站在岗人数与编制。")
@AS_OF
@click.pass_context
def posts(context: click.Context, *, day: datetime | None) -> None:
    """Count instructors against the establishment."""
    with opened(context) as app:
        table = app.approvals.establishment(app.approvals.standings(day_of(day)))
    lines = [*table.lines, *([table.total] if table.total else [])]
    say_table(
        ("指导站", "专职编制", "专职在岗", "专职", "兼职编制", "兼职在岗", "兼职"),
        [
            (line.name, *(cell for f in (line.full_time, line.part_time) for cell in _filled(f)))
            for line in lines
        ],
    )
    click.echo(table.yardstick)


@approval.command(help="任期规则：不带选项则显示，带选项则设定。")
@click.option("--years", type=click.IntRange(0, 20), default=None, help="任期年数，0 不设期限。")
@click.option("--renew-days", type=click.IntRange(0, 730), default=None, help="提前多少天报续聘。")
@click.option("--training/--no-training", default=None, help="续聘前是否需再参加培训。")
@click.pass_context
def rule(
    context: click.Context, *, years: int | None, renew_days: int | None, training: bool | None
) -> None:
    """Show or set the terms of approvals."""
    given = {
        "years": years,
        "renew_days": renew_days,
        "renewal_needs_training": training,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with opened(context) as app:
        if changes:
            app.approvals.set_rule(replace(app.approvals.rule(), **changes))
        now = app.approvals.rule()
    click.echo(rule_text(now))


@approval.command("set-posts", help="设定编制：市级设定全市的，站里设定本站的。")
@click.argument("full_time", type=click.IntRange(0, 9999))
@click.argument("part_time", type=click.IntRange(0, 9999))
@click.pass_context
def set_posts(context: click.Context, full_time: int, part_time: int) -> None:
    """Lay down how many posts the whole city, or this station, is to have."""
    with opened(context) as app:
        app.approvals.set_posts(full_time, part_time)
    click.echo(f"已设定编制：专职 {full_time}、兼职 {part_time}。")


@approval.command(help="把指导员花名册写成 Word 或 PDF 文件。")
@click.argument("file", type=FILE)
@AS_OF
@click.option("--full", is_flag=True, help="身份证号、手机号不隐去。")
@click.option("--station", default="", help="只写这个站（市级用）。")
@click.pass_context
def roster(
    context: click.Context, file: Path, *, day: datetime | None, full: bool, station: str
) -> None:
    """Write the roster."""
    with opened(context) as app:
        write_document(app.approval_papers.roster(day_of(day), full=full, station=station), file)
    click.echo(f"花名册已写入“{file}”。")


@approval.command(help="把上岗证写成 Word 或 PDF 文件：所写的人，不写即全部在岗的人。")
@click.argument("file", type=FILE)
@click.argument("people", nargs=-1)
@click.pass_context
def cards(context: click.Context, file: Path, people: tuple[str, ...]) -> None:
    """Write duty cards."""
    with opened(context) as app:
        named = [one_person(app, text) for text in people] if people else None
        write_document(app.approval_papers.cards(named), file)
    click.echo(f"上岗证已写入“{file}”。")


def _filled(posts: Filled) -> tuple[Any, ...]:
    return ("未核定" if posts.posts is None else posts.posts, posts.at_work, posts.words)


def _as_json(row: StandingRow) -> dict[str, Any]:
    given = row.standing.appointment
    return {
        "id": str(row.id),
        "name": row.person.name,
        "station": row.station,
        "kind": row.kind,
        "state": row.standing.state.value,
        "remark": row.standing.remark,
        "warning": row.standing.warning,
        "document": given.number if given else "",
        "valid_until": given.valid_until if given else None,
        "gates": [
            {
                "gate": view.gate.value,
                "name": GATE_NAMES[view.gate],
                "met": view.met,
                "on": view.on,
                "source": view.source,
                "missing": view.missing,
            }
            for view in (*row.standing.gates, *row.standing.renewal)
        ],
    }
