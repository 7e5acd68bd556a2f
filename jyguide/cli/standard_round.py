"""``jyguide standard round list|create|show|branches|leave|settle|close``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.cli.standard_pick import BRANCH, TOWNSHIP, branch_keys, one_round
from jyguide.cli.standard_round_create import create
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.comparing_tree import TREE_ACTION_NAMES, TreeAction
from jyguide.standard.kinds import (
    BRANCH_KIND_NAMES,
    PHASE_NAMES,
    RATING_NAMES,
    SCORED_PHASES,
    Phase,
)
from jyguide.standard.overview import RoundOverview

_ROUND = click.argument("round_text", metavar="[ROUND]", default="")
_PHASES = click.Choice([phase.value for phase in Phase])


@click.command("list", help="所有轮次，新的在前。")
@json_option
@click.pass_context
def list_rounds(context: click.Context, *, as_json: bool) -> None:
    """List rounds."""
    with opened(context) as app:
        rows = app.rounds.rounds()
        today = app.clock().date()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "name": row.facts.name,
                    "year": row.facts.year,
                    "station": row.station,
                    "branches": row.branches,
                    "phases": {phase: row.state(phase, today) for phase in Phase},
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("年度", "名称", "主办", "支部", "已关闭", "编号"),
        [
            (
                row.facts.year,
                row.facts.name,
                row.station or "市级",
                row.branches,
                "、".join(PHASE_NAMES[phase] for phase in Phase if phase in row.closed),
                row.id,
            )
            for row in rows
        ],
    )


@click.command(help="一个轮次的四个阶段和总数；不写 ROUND 为最新一轮。")
@_ROUND
@json_option
@click.pass_context
def show(context: click.Context, round_text: str, *, as_json: bool) -> None:
    """Show how far a round is."""
    with opened(context) as app:
        now = app.rounds.overview(one_round(app, round_text).id)
    if as_json:
        say_json(_as_json(now))
        return
    click.echo(f"{now.round.label}　{now.round.branches} 个支部")
    say_table(
        ("阶段", "状态", "时间", "进度", "备注"),
        [
            (PHASE_NAMES[one.phase], one.state_text, one.days_text, one.count_text, one.late)
            for one in now.phases
        ],
    )


def _as_json(now: RoundOverview) -> dict[str, object]:
    return {
        "id": str(now.round.id),
        "name": now.round.facts.name,
        "year": now.round.facts.year,
        "branches": now.round.branches,
        "checklists": {kind: str(key) for kind, key in now.round.facts.checklists.items()},
        "phases": [
            {
                "phase": one.phase,
                "state": one.state,
                "opens_on": one.plan.opens_on,
                "closes_on": one.plan.closes_on,
                "scorers": one.plan.scorers,
                "named": list(one.plan.named),
                "closed_on": one.closed_on,
                "done": one.done,
                "total": one.total,
                "late": one.late,
            }
            for one in now.phases
        ],
    }


@click.command(help="一个轮次的支部和各阶段得分；--differences 列出与组织树不一致的地方。")
@_ROUND
@TOWNSHIP
@click.option("--differences", is_flag=True, help="与组织树对照。")
@json_option
@click.pass_context
def branches(
    context: click.Context, round_text: str, township: str, *, differences: bool, as_json: bool
) -> None:
    """List branches, or where they and the tree have come apart."""
    with opened(context) as app:
        row = one_round(app, round_text)
        if differences:
            _say_differences(app, row.id, as_json=as_json)
            return
        lines = [
            line
            for line in app.rounds.overview(row.id).branches
            if not township or line.branch.township == township
        ]
    if as_json:
        say_json([_line_json(line) for line in lines])
        return
    say_table(
        (
            "镇街园区",
            "党支部",
            "类型",
            "自查",
            "互查",
            "抽查",
            "整改未完成",
            "超期",
            "名单",
            "退出",
        ),
        [_line_cells(line) for line in lines],
    )


def _say_differences(app: Application, round_id: Any, *, as_json: bool) -> None:
    found = app.rounds.differences(round_id)
    if as_json:
        say_json([{"action": one.action, "sentence": one.sentence} for one in found])
        return
    say_table(("可以", "说明"), [(TREE_ACTION_NAMES[one.action], one.sentence) for one in found])


def _line_cells(line: BranchLine) -> tuple[object, ...]:
    points = [line.points(phase) for phase in SCORED_PHASES]
    return (
        line.branch.township,
        line.branch.name,
        BRANCH_KIND_NAMES[line.branch.kind],
        *("" if one is None else tenths_text(one) for one in points),
        line.measures.open or "",
        line.measures.overdue or "",
        "" if line.rating is None else RATING_NAMES[line.rating],
        line.branch.left_reason,
    )


def _line_json(line: BranchLine) -> dict[str, object]:
    points = {phase: line.points(phase) for phase in SCORED_PHASES}
    return {
        "id": str(line.branch.id),
        "name": line.branch.name,
        "township": line.branch.township,
        "kind": line.branch.kind,
        "points": {phase: None if one is None else one / 10 for phase, one in points.items()},
        "measures": {"open": line.measures.open, "overdue": line.measures.overdue},
        "rating": line.rating,
        "left_on": line.branch.left_on,
        "left_reason": line.branch.left_reason,
    }


@click.command(help="让支部退出轮次：没有检查过的移出，检查过的保留记录并写明原因。")
@_ROUND
@BRANCH
@click.option("--reason", default="", help="原因，如：撤销；并入某某党支部。")
@click.pass_context
def leave(context: click.Context, round_text: str, names: Sequence[str], reason: str) -> None:
    """Let branches leave."""
    with opened(context) as app:
        row = one_round(app, round_text)
        keys = branch_keys(app, row, names, "")
        if not keys:
            raise RuleError(
                "没有写哪个支部退出，什么都没有做。", hint="请用 --branch 写支部名称。"
            )
        out, left = app.rounds.remove_branches(row.id, keys, reason)
    click.echo(f"移出 {out} 个支部；{left} 个退出并保留检查记录。")


@click.command(help="按组织树更新改名、调整的支部；--add 把新建的也加进来。")
@_ROUND
@click.option("--add", is_flag=True, help="加入组织树里新建的支部。")
@click.pass_context
def settle(context: click.Context, round_text: str, *, add: bool) -> None:
    """Take over what the tree says now; branches that are gone are left to a person."""
    with opened(context) as app:
        row = one_round(app, round_text)
        found = app.rounds.differences(row.id)
        changed = [one.branch_id for one in found if one.action is TreeAction.UPDATE]
        keys = [key for key in changed if key is not None]
        updated = app.rounds.update_branches(row.id, keys) if keys else 0
        new = {
            one.organisation_id: one.kind
            for one in found
            if add and one.action is TreeAction.ADD and one.kind is not None
        }
        added = app.rounds.add_branches(row.id, new) if new else 0
    click.echo(f"更新 {updated} 个支部，加入 {added} 个。")


@click.command(help="关闭一个阶段；不加 --yes 只列出还没有办完的。关闭以后不能重开。")
@_ROUND
@click.option("--phase", "phase_text", type=_PHASES, required=True, help="哪个阶段。")
@click.option("--yes", is_flag=True, help="确认关闭。")
@json_option
@click.pass_context
def close(
    context: click.Context, round_text: str, phase_text: str, *, yes: bool, as_json: bool
) -> None:
    """Close a phase for good."""
    phase = Phase(phase_text)
    with opened(context) as app:
        row = one_round(app, round_text)
        found = app.rounds.closing_preview(row.id, phase)
        if yes:
            app.rounds.close(row.id, phase)
    if as_json:
        figures = found.figures
        say_json(
            {
                "phase": phase,
                "closed": yes,
                "branches": figures.branches,
                "scored": figures.scored,
                "mean": figures.mean / 10,
                "digest": figures.digest,
                "undone": list(found.undone),
            }
        )
        return
    for sentence in found.undone or ("没有遗留。",):
        click.echo(sentence)
    name = PHASE_NAMES[phase]
    click.echo(
        f"“{name}”阶段已关闭。" if yes else f"没有关闭。确认请加 --yes：关闭“{name}”后不能重开。"
    )


ROUND_COMMANDS = (list_rounds, create, show, branches, leave, settle, close)
