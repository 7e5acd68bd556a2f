"""Blueprints in the columns that keep them, in a table of their own and with every paper."""

from __future__ import annotations

from typing import Any

from db.models import Blueprint as BlueprintTable
from db.models import Paper as PaperTable
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import Blueprint
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan, lines_from_json, lines_to_json

TRAVELS_WITH_PAPER = ("lines", "pass_points", "minutes", "rule", "shuffle")
"""What of a blueprint every paper drawn from it keeps."""


def check_plan(plan: BlueprintPlan) -> None:
    """See that a blueprint makes sense.

    Raises:
        RuleError: it has no name, no line, no time, or a pass mark above its total.
    """
    blueprint = plan.blueprint
    if not plan.name.strip():
        raise RuleError("蓝图名称没有填，没有保存。", hint="请填写蓝图名称。")
    if not any(line.count for line in blueprint.lines):
        raise RuleError("蓝图里还没有题目要求，没有保存。", hint="请至少加一行题型和题数。")
    if not 0 < blueprint.pass_points <= blueprint.total_points:
        raise RuleError(
            "及格分要大于零，且不高于总分，没有保存。", hint="请检查及格分和各行分值。"
        )
    if blueprint.minutes <= 0:
        raise RuleError("考试时长要大于零分钟，没有保存。", hint="请填写考试时长。")


def columns_of_plan(plan: BlueprintPlan) -> dict[str, Any]:
    """The columns of a blueprint that keep it."""
    return {
        "name": plan.name.strip(),
        "lines": lines_to_json(plan.blueprint.lines),
        "pass_points": plan.blueprint.pass_points,
        "minutes": plan.blueprint.minutes,
        "rule": plan.rule.to_json(),
        "shuffle": plan.blueprint.shuffle_options,
        "avoid_papers": plan.blueprint.avoid_papers,
        "allow_alike": plan.blueprint.allow_alike,
    }


def plan_of_blueprint(row: BlueprintTable) -> BlueprintPlan:
    """A kept blueprint."""
    return BlueprintPlan(
        name=row.name,
        blueprint=Blueprint(
            lines_from_json(row.lines),
            row.pass_points,
            row.minutes,
            row.shuffle,
            row.avoid_papers,
            row.allow_alike,
        ),
        rule=MarkingRule.from_json(row.rule),
    )


def plan_of_paper(row: PaperTable) -> BlueprintPlan:
    """What a kept paper was drawn by; the blueprint itself may say something else by now.

    A paper older than the recording of its drawing was drawn without looking for likeness.
    """
    drawing = row.drawing or {}
    return BlueprintPlan(
        name=row.title,
        blueprint=Blueprint(
            lines_from_json(row.lines),
            row.pass_points,
            row.minutes,
            row.shuffle,
            int(drawing.get("avoid_papers", 0)),
            bool(drawing.get("allow_alike", True)),
        ),
        rule=MarkingRule.from_json(row.rule),
    )
