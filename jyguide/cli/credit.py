"""``jyguide training credit``, ``credit-rule``, ``credit-record``, ``hand-down``, ``reserve``."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import click

from jyguide.cli.credit_record import record, year_option
from jyguide.cli.session import json_option, opened, say_json, say_table, sentences
from jyguide.cli.training import DAY, one_person
from jyguide.documents.dates import span_text, tenths_text
from jyguide.exam.points import parse_points
from jyguide.ids import ReserveTalentId
from jyguide.people.person import PersonRole
from jyguide.training.credit import CREDIT_SOURCE_NAMES, CreditEntry
from jyguide.training.credit_year import CreditYear
from jyguide.training.pace import Light
from jyguide.training.reserve import RESERVE_OUTCOME_NAMES, ReserveFacts, ReserveOutcome
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
)
from jyguide.training.year_report import rule_text


@click.command(help="一年的学时和天数；写上姓名则列出此人每一期。")
@click.argument("person", required=False)
@year_option
@click.option(
    "--light",
    type=click.Choice([light.value for light in Light if light]),
    default=None,
    help="只列这种情况的人，如 out_of_reach（赶不上）。",
)
@json_option
@click.pass_context
def credit(
    context: click.Context,
    person: str | None,
    *,
    year: int | None,
    light: str | None,
    as_json: bool,
) -> None:
    """Days of a year, or the trainings behind one person's."""
    with opened(context) as app:
        wanted = year or app.clock().date().year
        if person:
            rows = _trainings(app.credit.entries(one_person(app, person), wanted))
        else:
            rows = _people(app.credit.year(wanted), light)
    heads = _TRAINING if person else _PERSON
    if as_json:
        say_json([dict(zip(heads, row, strict=True)) for row in rows])
    else:
        say_table(heads, rows)


_TRAINING = ("时间", "名称", "类型", "级别", "学时", "天数", "来源")
_PERSON = ("姓名", "指导站", "学时", "天数", "市级", "镇级", "情况", "说明")


def _trainings(entries: Iterable[CreditEntry]) -> list[tuple[str, ...]]:
    return [
        (
            span_text(one.starts_on, one.ends_on),
            one.title,
            SESSION_KIND_NAMES[one.kind],
            SESSION_LEVEL_NAMES[one.level],
            tenths_text(one.hours),
            tenths_text(one.days),
            CREDIT_SOURCE_NAMES[one.source],
        )
        for one in entries
    ]


def _people(report: CreditYear, light: str | None) -> list[tuple[str, ...]]:
    return [
        (
            one.person.name,
            one.person.station,
            tenths_text(one.gained.hours),
            tenths_text(one.gained.days),
            tenths_text(one.gained.city_days),
            tenths_text(one.gained.township_days),
            report.light_text(one) or "—",
            report.sentence(one),
        )
        for one in report.lines
        if light is None or one.light == light
    ]


@click.command("credit-rule", help="看或设定学时规则；设定的自某年起算，以前各年不变。")
@year_option
@click.option("--days", default=None, help="每年要求天数，如 7。")
@click.option("--hours-a-day", default=None, help="多少学时折合一天，如 8。")
@click.option("--both-levels/--any-level", default=None, help="是否市级、镇级都要参加过。")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([role.value for role in PersonRole if role]),
    help="对哪类人员要求；可写多次。",
)
@click.option("--reserve-days", default=None, help="后备人才要求天数；0 为参加一期即可。")
@click.pass_context
def credit_rule(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    *,
    year: int | None,
    days: str | None,
    hours_a_day: str | None,
    both_levels: bool | None,
    roles: tuple[str, ...],
    reserve_days: str | None,
) -> None:
    """Show or set the rule."""
    changes: dict[str, object] = {}
    with sentences():
        for name, text in (
            ("required_days", days),
            ("hours_a_day", hours_a_day),
            ("reserve_days", reserve_days),
        ):
            if text is not None:
                changes[name] = parse_points(text)
    if both_levels is not None:
        changes["both_levels"] = both_levels
    if roles:
        changes["roles"] = frozenset(PersonRole(one) for one in roles)
    with opened(context) as app:
        wanted = year or app.clock().date().year
        if changes:
            base = app.credit.rule(wanted).rule
            app.credit.set_rule(replace(base, year=wanted, **changes))  # type: ignore[arg-type]
        now = app.credit.rule(wanted)
    click.echo(f"{wanted} 年：{rule_text(now.rule)}")
    click.echo(f"来源：{now.source}")


@click.command("hand-down", help="市级：把市级培训的学时和安排写给各站，随下次数据交换送到。")
@click.pass_context
def hand_down(context: click.Context) -> None:
    """Hand down credit of all the city's sessions."""
    with opened(context) as app:
        app.credit.hand_down_all()
    click.echo("市级培训的学时和安排已写好，下次导出数据包时送到各站。")


@click.group(help="后备人才名单。")
def reserve() -> None:
    """Reserve talents."""


@reserve.command("list", help="列出后备人才和培训进度。")
@click.pass_context
def reserve_list(context: click.Context) -> None:
    """List reserve talents."""
    with opened(context) as app:
        rows = app.reserve.rows()
    say_table(
        ("编号", "姓名", "指导站", "拟任职务", "列入日期", "状态", "培训进度"),
        [
            (
                row.id,
                row.name,
                row.station,
                row.facts.target,
                row.facts.listed_on,
                RESERVE_OUTCOME_NAMES[row.facts.outcome],
                row.progress,
            )
            for row in rows
        ],
    )


@reserve.command("add", help="列入后备人才名单。")
@click.argument("people", nargs=-1, required=True)
@click.option("--on", "day", type=DAY, default=None, help="列入日期；不写即今天。")
@click.option("--target", default="", help="拟任职务。")
@click.option("--note", default="", help="备注。")
@click.pass_context
def reserve_add(
    context: click.Context,
    people: tuple[str, ...],
    *,
    day: datetime | None,
    target: str,
    note: str,
) -> None:
    """Put people on the list."""
    with opened(context) as app:
        listed = day.date() if day else app.clock().date()
        ids = [one_person(app, text) for text in people]
        app.reserve.add(ids, ReserveFacts(listed, target, note))
    click.echo(f"已列入 {len(ids)} 人。")


@reserve.command("end", help="结束：已任职（took_post）或移出名单（left_list）。")
@click.argument("row", type=click.UUID)
@click.option(
    "--as",
    "outcome",
    required=True,
    type=click.Choice([one.value for one in ReserveOutcome if one]),
    help="去向。",
)
@click.option("--on", "day", type=DAY, default=None, help="日期；不写即今天。")
@click.pass_context
def reserve_end(
    context: click.Context, row: uuid.UUID, *, outcome: str, day: datetime | None
) -> None:
    """End somebody's time on the list."""
    with opened(context) as app:
        facts = app.reserve.row(ReserveTalentId(row)).facts
        ended = day.date() if day else app.clock().date()
        changed = replace(facts, ended_on=ended, outcome=ReserveOutcome(outcome))
        app.reserve.change(ReserveTalentId(row), changed)
    click.echo(f"已记为“{RESERVE_OUTCOME_NAMES[ReserveOutcome(outcome)]}”。")


CREDIT = (credit, credit_rule, record, hand_down, reserve)
"""Commands that stand under ``jyguide training``."""
