"""``jyguide standard round create``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import json_option, opened, say_json
from jyguide.errors import RuleError
from jyguide.ids import ChecklistId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind, Phase
from jyguide.standard.participants import of_known_kind
from jyguide.standard.round import PhasePlan, RoundFacts, Scorers

_KINDS = click.Choice([kind.value for kind in BranchKind])
_DAYS_HINT = "写法如 self_inspection=2026-03-01..2026-04-30，一头可以空着。"


@click.command(help="新建轮次，把组织树里的支部加进来。")
@click.option("--name", required=True, help="名称。")
@click.option("--year", type=click.IntRange(2000, 2099), required=True, help="年度。")
@click.option("--kind", "kinds", type=_KINDS, multiple=True, help="只要这几类支部；不写为全部。")
@click.option("--township", "townships", multiple=True, help="只要这几个镇街的支部。")
@click.option(
    "--checklist", "lists", multiple=True, help="某类支部用的检查表：village=编号；不写用最新的。"
)
@click.option("--days", "days", multiple=True, help=f"阶段的起止日期：{_DAYS_HINT}")
@click.option(
    "--scorers",
    multiple=True,
    help="由谁评分：cross_inspection=assigned，或 spot_acceptance=named:王芳、李明。",
)
@json_option
@click.pass_context
def create(context: click.Context, /, *, as_json: bool, **given: Any) -> None:
    """Lay a round down."""
    with opened(context) as app:
        kinds = [BranchKind(kind) for kind in given["kinds"]] or list(BranchKind)
        facts = RoundFacts(
            given["name"],
            given["year"],
            _checklists(app, kinds, given["lists"]),
            _schedule(given["days"], given["scorers"]),
        )
        found = [
            one
            for one in app.rounds.candidates()
            if not given["townships"] or one.township in given["townships"]
        ]
        chosen = {key: kind for key, kind in of_known_kind(found).items() if kind in kinds}
        unknown = [one.name for one in found if one.kind is None]
        key = app.rounds.create(facts, chosen)
    if as_json:
        say_json({"id": str(key), "branches": len(chosen), "kind_unknown": unknown})
        return
    click.echo(f"已新建轮次“{facts.name}”（{key}），参加的支部 {len(chosen)} 个。")
    if unknown:
        click.echo(f"有 {len(unknown)} 个看不出类型，没有加入：{'、'.join(unknown)}")


def _checklists(
    app: Application, kinds: Sequence[BranchKind], given: Sequence[str]
) -> dict[BranchKind, ChecklistId]:
    named = dict(_pair(text, "--checklist") for text in given)
    rows = [row for row in app.checklists.rows() if row.issued_on is not None]
    chosen: dict[BranchKind, ChecklistId] = {}
    for kind in kinds:
        fitting = [row for row in rows if row.kind is kind]
        if kind.value in named:
            wanted = named[kind.value]
            fitting = [row for row in fitting if wanted in (str(row.id), row.name, row.label)]
        if not fitting:
            raise RuleError(
                f"没有可用的{BRANCH_KIND_NAMES[kind]}检查表，没有新建轮次。",
                hint="用 standard template list 查看已启用的检查表。",
            )
        chosen[kind] = fitting[0].id
    return chosen


def _schedule(days: Sequence[str], scorers: Sequence[str]) -> dict[Phase, PhasePlan]:
    plans = {phase: PhasePlan() for phase in Phase}
    for text in days:
        phase, span = _phase_pair(text, "--days")
        opens, _, closes = span.partition("..")
        plans[phase] = replace(plans[phase], opens_on=_day(opens), closes_on=_day(closes))
    for text in scorers:
        phase, who = _phase_pair(text, "--scorers")
        kind, _, names = who.partition(":")
        if kind not in list(Scorers):
            raise RuleError(
                f"--scorers 里的“{kind}”不认识，没有新建轮次。",
                hint=f"可以写：{'、'.join(Scorers)}。",
            )
        named = tuple(filter(None, names.replace(",", "、").split("、")))
        plans[phase] = replace(plans[phase], scorers=Scorers(kind), named=named)
    return plans


def _pair(text: str, option: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not value:
        raise RuleError(f"{option} 的“{text}”看不懂，没有新建轮次。", hint="写成 名称=值。")
    return name.strip(), value.strip()


def _phase_pair(text: str, option: str) -> tuple[Phase, str]:
    name, value = _pair(text, option)
    if name not in list(Phase):
        raise RuleError(
            f"{option} 里没有叫“{name}”的阶段，没有新建轮次。",
            hint=f"四个阶段是：{'、'.join(Phase)}。",
        )
    return Phase(name), value


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 - a day only
    except ValueError as error:
        raise RuleError(f"“{text}”不是日期，没有新建轮次。", hint=_DAYS_HINT) from error
