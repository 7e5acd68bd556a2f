"""``jyguide drill``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import SEED, json_option, opened, say_json, say_table
from jyguide.cli.training import DAY, one_person
from jyguide.drill.coach import CAUTION
from jyguide.drill.desk import Sprint
from jyguide.drill.review import GRADE_NAMES, Answered, DrillMode, Grade
from jyguide.drill.score import Estimate
from jyguide.errors import RuleError
from jyguide.ids import PersonId

_MODES = [mode.value for mode in DrillMode if mode is not DrillMode.ORAL]


@click.group(help="练习：该温习什么、今后的量、考前冲刺、记一次自评。")
def drill() -> None:
    """Practice."""


@drill.command(help="列出一个人现在要练的题。")
@click.argument("person")
@click.option(
    "--mode",
    type=click.Choice(_MODES),
    default=DrillMode.QUEUE.value,
    show_default=True,
    help="练习方式。",
)
@click.option("--category", default="", help="分类练习的类别。")
@click.option("--seed", type=SEED, default=0, show_default=True, help="随机练习的种子。")
@json_option
@click.pass_context
def queue(
    context: click.Context, person: str, mode: str, category: str, seed: int, *, as_json: bool
) -> None:
    """List what comes up for somebody."""
    if (DrillMode(mode) is DrillMode.CATEGORY) != bool(category):
        raise click.UsageError("--mode category 要与 --category 类别 一起写。")
    with opened(context) as app:
        who = one_person(app, person)
        session = app.drills.session(who, DrillMode(mode), category, seed)
    if as_json:
        say_json(
            [
                {
                    "item": str(card.item_id),
                    "number": card.name,
                    "kind": card.content.kind.value,
                    "stem": card.content.stem,
                    "recall": card.recall,
                    "next_days": card.next_days,
                }
                for card in session.cards
            ]
        )
        return
    say_table(
        ("题号", "题目", "大约记得"),
        [(card.name, card.content.stem, _share(card.recall)) for card in session.cards],
    )


@drill.command(help="今后 30 天每天要温习的题数，和各类别今天大约记得多少。")
@click.argument("person")
@json_option
@click.pass_context
def forecast(context: click.Context, person: str, *, as_json: bool) -> None:
    """Tell the load of the coming days."""
    with opened(context) as app:
        desk = app.drills.desk(one_person(app, person))
    if as_json:
        say_json(
            {
                "due": desk.due,
                "new": desk.fresh,
                "minutes": desk.minutes,
                "days": [
                    {"day": load.day.isoformat(), "again": load.again, "new": load.new}
                    for load in desk.forecast
                ],
                "categories": [
                    {"category": row.category, "items": row.items, "share": round(row.share, 3)}
                    for row in desk.progress
                ],
            }
        )
        return
    click.echo(desk.sentence())
    say_table(
        ("日期", "再次温习", "新题"),
        [(load.day.isoformat(), load.again, load.new) for load in desk.forecast],
    )


@drill.command(help="考前冲刺：排到考试前一天，估计那天的分数。--exam 填或改考试日期。")
@click.argument("person")
@click.option("--exam", "exam_on", type=DAY, default=None, help="考试日期，如 2026-12-18。")
@click.option("--daily", type=int, default=None, help="每天最多几题。")
@json_option
@click.pass_context
def sprint(
    context: click.Context,
    person: str,
    exam_on: datetime | None,
    daily: int | None,
    *,
    as_json: bool,
) -> None:
    """Plan up to an exam."""
    with opened(context) as app:
        who = one_person(app, person)
        _keep_plan(app, who, exam_on, daily)
        plan = app.drills.sprint(who)
    if as_json:
        say_json(_sprint_json(plan))
        return
    click.echo(f"考试日期 {plan.exam_on.isoformat()}，还有 {plan.days} 天。{CAUTION}")
    for words, found in (("照计划练", plan.then), ("如果今天就考", plan.now)):
        click.echo(f"{words}：{found.sentence() if found else '练得少，暂不估计'}")
    say_table(("日期", "题数"), [(day.isoformat(), count) for day, count in plan.doses])
    click.echo("最值得先看的题：")
    say_table(("题号", "题目"), [(row.short_name, row.content.stem) for row in plan.worth_most])


@drill.command(help="记一次练习：题号（如 001-2）和自评 1 没答上、2 勉强、3 答对、4 很熟。")
@click.argument("person")
@click.argument("number")
@click.argument("grade", type=click.IntRange(1, 4))
@click.option("--seconds", type=click.IntRange(0, 24 * 3600), default=0, help="用了几秒。")
@json_option
@click.pass_context
def review(
    context: click.Context, person: str, number: str, grade: int, seconds: int, *, as_json: bool
) -> None:
    """Keep one review."""
    with opened(context) as app:
        who = one_person(app, person)
        rows = app.drills.standing(who).items
        found = [row for row in rows if number in (row.short_name, str(row.id))]
        if len(found) != 1:
            raise RuleError(
                f"没有找到能练的题“{number}”，没有记。", hint="请用 drill queue 查题号。"
            )
        answered = Answered(
            who, found[0].id, found[0].revision_id, DrillMode.QUEUE, Grade(grade), seconds
        )
        kept = app.drills.keep(answered)
    days = kept.card.next_days
    if as_json:
        say_json({"review": str(kept.review_id), "recall": kept.card.recall, "next_days": days})
        return
    click.echo(f"已记：第 {number} 题，{GRADE_NAMES[Grade(grade)]}。")


def _keep_plan(
    app: Application, who: PersonId, exam_on: datetime | None, daily: int | None
) -> None:
    if exam_on is None and daily is None:
        return
    plan = app.drills.standing(who).plan
    if exam_on is not None:
        plan = replace(plan, exam_on=exam_on.date())
    if daily is not None:
        plan = replace(plan, daily_items=daily)
    app.drills.save_plan(who, plan)


def _sprint_json(plan: Sprint) -> dict[str, Any]:
    return {
        "exam_on": plan.exam_on.isoformat(),
        "days": plan.days,
        "now": _estimate_json(plan.now),
        "then": _estimate_json(plan.then),
        "doses": [{"day": day.isoformat(), "items": count} for day, count in plan.doses],
        "worth_most": [row.short_name for row in plan.worth_most],
        "note": CAUTION,
    }


def _estimate_json(found: Estimate | None) -> dict[str, int] | None:
    if found is None:
        return None
    return {"points": found.points, "low": found.low, "high": found.high}


def _share(recall: float | None) -> str:
    return "新题" if recall is None else f"{recall:.0%}"
