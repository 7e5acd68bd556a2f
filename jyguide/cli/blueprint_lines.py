"""A blueprint given on the command line: in a file, or line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from jyguide.bank.item import ItemKind
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.composing.blueprint_file import read_blueprint
from jyguide.exam.marking.mark import MarkingRule, MultipleRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.points import parse_points

_PARTS = 5
_DIFFICULTIES = (0, 1, 2, 3)


def plan_of(given: Mapping[str, Any]) -> BlueprintPlan:
    """The blueprint of the file, or of the lines.

    Args:
        given: What stands on the command line: ``file`` or ``lines``, with these ``title``,
            ``pass_points`` and ``minutes``, and where the command has them ``shuffle`` and
            ``multiple``.

    Raises:
        click.UsageError: neither is given, or both are.
        FileError: the file is no blueprint.
        RuleError: the pass mark is no number of points.
    """
    if (given["file"] is None) == (not given["lines"]):
        raise click.UsageError("请用 --blueprint 指定蓝图文件，或逐行写出要求，二者选一。")
    if given["file"] is not None:
        return read_blueprint(given["file"])
    if given["pass_points"] is None or given["minutes"] is None or not given["title"]:
        raise click.UsageError("逐行写要求时，--title、--pass 和 --minutes 都要写。")
    lines = tuple(_line_of(text) for text in given["lines"])
    passing = parse_points(given["pass_points"])
    blueprint = Blueprint(lines, passing, given["minutes"], given.get("shuffle", False))
    multiple = MultipleRule(given.get("multiple", MarkingRule().multiple))
    return BlueprintPlan(given["title"], blueprint, MarkingRule(multiple))


def _line_of(text: str) -> BlueprintLine:
    """A line written as ``single:5:2:党费管理:3``.

    Raises:
        click.BadParameter: it is not.
    """
    try:
        kind, count, points, category, difficulty = [*text.split(":"), "", ""][:_PARTS]
        line = BlueprintLine(
            ItemKind(kind), int(count), parse_points(points), category, int(difficulty or 0)
        )
    except (ValueError, RuleError):
        line = None
    if (
        line is None
        or text.count(":") >= _PARTS
        or line.count < 1
        or line.difficulty not in _DIFFICULTIES
    ):
        raise click.BadParameter(f"“{text}”看不懂；应写作 single:20:2 或 single:5:2:党费管理:3。")
    return line
