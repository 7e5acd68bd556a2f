"""``jyguide standard score|tasks|inspection``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.cli.standard_pick import ROUND, branch_keys, one_round
from jyguide.cli.training import DAY
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.ids import InspectionId
from jyguide.standard.answering import answer_text
from jyguide.standard.kinds import ASPECT_NAMES, PHASE_NAMES, SCORED_PHASES, Phase
from jyguide.standard.rows import InspectionSheet
from jyguide.standard.score_file import read_scores
from jyguide.standard.visit import VisitHead
from jyguide.weighing import half_up

_PHASE = click.option(
    "--phase",
    type=click.Choice([phase.value for phase in SCORED_PHASES]),
    default=Phase.CROSS_INSPECTION.value,
    show_default=True,
    help="在哪个阶段评分。",
)


@click.command(help="用文件（JSON、CSV 或表格：编号、得分、问题）给一个支部评分。")
@click.argument("file", type=FILE)
@ROUND
@click.option("--branch", required=True, help="支部的名称或编号。")
@_PHASE
@click.option("--inspector", default="", help="检查员姓名。")
@click.option("--on", type=DAY, default=None, help="检查日期；不写为今天。")
@click.option("--received-by", default="", help="支部的陪同人员。")
@click.option("--conclusion", default="", help="总体意见。")
@click.option("--draft", is_flag=True, help="只录入，不完成：以后在程序里接着评。")
@click.pass_context
def score(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    file: Path,
    *,
    round_text: str,
    branch: str,
    phase: str,
    inspector: str,
    on: datetime | None,
    received_by: str,
    conclusion: str,
    draft: bool,
) -> None:
    """Score a branch from a file."""
    head = VisitHead(on.date() if on else None, conclusion, received_by)
    with opened(context) as app:
        row = one_round(app, round_text)
        (key,) = branch_keys(app, row, [branch], "")
        inspection = app.inspections.begin(row.id, key, Phase(phase), inspector)
        sheet = app.inspections.sheet(inspection)
        scores = read_scores(file, sheet.criteria)
        app.inspections.keep(inspection, scores, head=head, seen=sheet.drafted_at)
        if not draft:
            app.inspections.complete(inspection)
        sheet = app.inspections.sheet(inspection)
    if draft:
        said = sum(one.said for one in sheet.scores.values())
        click.echo(
            f"已录入 {sheet.row.branch}：{said}/{len(sheet.criteria)} 条，编号 {inspection}。"
        )
    elif sheet.row.tally is not None:
        lost = len(sheet.row.tally.lost)
        points = tenths_text(sheet.row.tally.total)
        click.echo(f"已完成 {sheet.row.branch}：{points} 分，失分 {lost} 条，编号 {inspection}。")


@click.command(help="本单位还没有完成的检查，期限近的在前。")
@ROUND
@json_option
@click.pass_context
def tasks(context: click.Context, *, round_text: str, as_json: bool) -> None:
    """List what is still to be inspected."""
    with opened(context) as app:
        found = app.inspections.tasks(one_round(app, round_text).id)
    if as_json:
        say_json(
            [
                {
                    "id": str(one.row.id),
                    "branch": one.row.branch,
                    "phase": one.row.phase,
                    "inspector": one.row.inspector,
                    "due": one.row.due_on,
                    "dealt_with": one.dealt_with,
                    "asked": one.asked,
                }
                for one in found
            ]
        )
        return
    say_table(
        ("支部", "镇街园区", "阶段", "检查员", "期限", "已评", "编号"),
        [
            (
                one.row.branch,
                one.row.township,
                PHASE_NAMES[one.row.phase],
                one.row.inspector,
                one.row.due_on,
                f"{one.dealt_with}/{one.asked}",
                one.row.id,
            )
            for one in found
        ],
    )


@click.command(help="一次检查的得分和问题；不写 ID 而写 --branch，列出这个支部的全部检查。")
@click.argument("key", metavar="[ID]", type=click.UUID, required=False)
@ROUND
@click.option("--branch", default="", help="支部的名称或编号。")
@json_option
@click.pass_context
def inspection(
    context: click.Context, key: UUID | None, *, round_text: str, branch: str, as_json: bool
) -> None:
    """Show an inspection, or those of a branch."""
    with opened(context) as app:
        if key is None:
            _say_of_branch(app, round_text, branch)
            return
        sheet = app.inspections.sheet(InspectionId(key))
    if as_json:
        say_json(_as_json(sheet))
        return
    say_table(("编号", "方面", "得分", "满分", "结果", "问题"), list(_lines(sheet)))
    found = sheet.row.tally
    if found is None:
        click.echo("还没有完成。")
        return
    for aspect, each in found.aspects.items():
        got, full = tenths_text(half_up(each.rescaled)), tenths_text(each.full)
        click.echo(f"{ASPECT_NAMES[aspect]}\t{got if each.of else '不适用'}/{full}")
    veto = f"，一票否决：{'、'.join(found.vetoes)}" if found.vetoes else ""
    click.echo(f"总分\t{tenths_text(found.total)}{veto}")


def _say_of_branch(app: Application, round_text: str, branch: str) -> None:
    if not branch:
        raise RuleError("没有写检查编号，也没有写支部。", hint="请写 ID，或 --branch 支部名称。")
    (key,) = branch_keys(app, one_round(app, round_text), [branch], "")
    say_table(
        ("阶段", "检查员", "日期", "得分", "说明", "编号"),
        [
            (
                PHASE_NAMES[row.phase],
                row.inspector,
                row.visited_on,
                tenths_text(row.tally.total) if row.tally else "未完成",
                "复查" if row.follow_up_of else "已更正" if row.replaced else "",
                row.id,
            )
            for row in app.inspections.of_branch(key)
        ],
    )


def _lines(sheet: InspectionSheet) -> Iterator[tuple[str, ...]]:
    for one in sheet.criteria:
        said = sheet.scores.get(one.code)
        points = "" if said is None or said.points is None else tenths_text(said.points)
        yield (
            one.code,
            ASPECT_NAMES[one.aspect],
            points,
            tenths_text(one.points),
            answer_text(one, said) if said else "",
            said.finding if said else "",
        )


def _as_json(sheet: InspectionSheet) -> dict[str, Any]:
    row = sheet.row
    return {
        "id": str(row.id),
        "branch": row.branch,
        "township": row.township,
        "phase": row.phase,
        "inspector": row.inspector,
        "visited_on": row.visited_on,
        "completed_at": row.completed_at,
        "total": row.tally.total / 10 if row.tally else None,
        "vetoes": list(row.tally.vetoes) if row.tally else [],
        "replaced": row.replaced,
        "scores": {
            code: {
                "points": None if said.points is None else said.points / 10,
                "value": list(said.value),
                "applies": said.applies,
                "finding": said.finding,
            }
            for code, said in sheet.scores.items()
        },
    }


SCORE_COMMANDS = (score, tasks, inspection)
