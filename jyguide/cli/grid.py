"""``jyguide grid``: its tree, its links, what is missing, hand-overs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.approval_options import ON, day_of
from jyguide.cli.grid_files import GRID_FILES
from jyguide.cli.grid_matter import matters
from jyguide.cli.grid_visit import visits
from jyguide.cli.session import Refusal, json_option, opened, say_json, say_table
from jyguide.grid.gaps import (
    GAP_NAMES,
    GAP_UNITS,
    TARGET_GAPS,
    VANGUARD_GAPS,
    Gap,
    UnitCounts,
    count_sentence,
)
from jyguide.grid.handover import HandoverPlan
from jyguide.grid.kinds import GRID_LEVEL_NAMES, TARGET_KIND_NAMES
from jyguide.grid.link import TargetRow, VanguardRow
from jyguide.grid.unit import UnitRow
from jyguide.ids import VanguardId
from jyguide.masking import numbers_masked

_WHERE = "网格写名称、编号，或“澄江街道/江南村”这样的位置。"
_NAMED = 3


@click.group(help=f"四级网格：网格树、联系对象、缺口、移交、月联季访。{_WHERE}")
def grid() -> None:
    """The grid."""


for _command in (*GRID_FILES, visits, matters):
    grid.add_command(_command)


@grid.command("list", help="列出网格，上级在前；--people 列出一个网格的联系对象。")
@click.option("--unit", default="", help="只列出这个网格和它的下级。")
@click.option("--people", is_flag=True, help="列出联系对象。")
@json_option
@click.pass_context
def list_(context: click.Context, unit: str, *, people: bool, as_json: bool) -> None:
    """List units, or the targets of one."""
    with opened(context) as app:
        chosen = one_unit(app, unit) if unit else None
        if people:
            found = app.grid_links.in_unit(chosen.id if chosen else None)
            _say_targets(found, as_json=as_json)
            return
        overview = app.grid_gaps.overview()
    label = chosen.path if chosen else ()
    rows = [row for row in overview.units if row.path[: len(label)] == label]
    told = [_unit(row, overview.counts[row.id]) for row in rows]
    if as_json:
        say_json(told)
    else:
        heads = ("位置", "层级", "编号", "负责人", "党员", "农户", "先锋党员", "中心户", "缺口")
        say_table(heads, [tuple(one.values()) for one in told])


@grid.command(help="列出缺口：没有人联系的、联系过多的、没有先锋党员和中心户的。")
@click.option("--unit", default="", help="只算这个网格和它的下级。")
@click.option("--kind", type=click.Choice([gap.value for gap in Gap]), help="列出这一种的每一行。")
@json_option
@click.pass_context
def gaps(context: click.Context, unit: str, kind: str | None, *, as_json: bool) -> None:
    """What is missing, in figures or row by row."""
    with opened(context) as app:
        key = one_unit(app, unit).id if unit else None
        if kind:
            _say_behind(app, Gap(kind), key, as_json=as_json)
            return
        counts = app.grid_gaps.counts()[key]
    if as_json:
        say_json({gap.value: counts.of(gap) for gap in Gap})
        return
    click.echo(count_sentence(counts))
    for gap in Gap:
        click.echo(f"{GAP_NAMES[gap]}\t{counts.of(gap)} {GAP_UNITS[gap]}")


@grid.command(help="移交联系对象：写户号或编号；--all-of 移交一名先锋党员的全部对象。")
@click.argument("codes", nargs=-1)
@click.option("--all-of", "source", default="", help="这名先锋党员的全部对象（姓名或编号）。")
@click.option("--to", "taker", default="", help="接收的先锋党员（姓名或编号）；不写为无人联系。")
@click.option("--reason", default="", help="原因。")
@ON
@click.pass_context
def handover(
    context: click.Context,
    codes: tuple[str, ...],
    *,
    source: str,
    taker: str,
    reason: str,
    on: datetime | None,
) -> None:
    """Pass targets to another vanguard member, or to nobody."""
    if bool(codes) == bool(source):
        raise click.UsageError("请写户号，或用 --all-of 写先锋党员，二者选一。")
    with opened(context) as app:
        to = one_vanguard(app, taker).id if taker else None
        plan = HandoverPlan(to, day_of(on) or app.clock().date(), reason)
        if source:
            done = app.grid_handovers.hand_over_all(_any_vanguard(app, source), plan)
        else:
            rows = [_one_target(app, code) for code in codes]
            done = app.grid_handovers.hand_over([row.id for row in rows], plan)
    click.echo(f"{done.sentence}。")


@grid.command(help="按组织树建立镇街、村和网格支部；已有的不动。")
@click.pass_context
def seed(context: click.Context) -> None:
    """Begin the grid from the organisation tree."""
    with opened(context) as app:
        count = app.grid_units.begin_from_organisations()
    click.echo(f"已按组织树建立 {count} 个网格。")


def one_unit(app: Application, text: str) -> UnitRow:
    """The unit that is meant.

    Raises:
        Refusal: none is, or several are.
    """
    wanted = tuple(text.split("/"))
    rows = app.grid_units.rows()
    found = [row for row in rows if row.path[-len(wanted) :] == wanted or row.code == text]
    if len(found) != 1:
        named = "、".join(row.label for row in found[:_NAMED])
        said = f"“{text}”可能是{named}等 {len(found)} 个网格" if found else f"没有网格“{text}”"
        raise Refusal(f"{said}，没有改动。\n请写完整的位置，如“澄江街道/江南村”。")
    return found[0]


def one_vanguard(app: Application, text: str) -> VanguardRow:
    """The vanguard member at work who is meant.

    Raises:
        Refusal: none is, or several are.
    """
    return _only(text, [row for row in app.grid_links.vanguards() if text in (row.name, row.code)])


def _any_vanguard(app: Application, text: str) -> VanguardId:
    """As `one_vanguard`, those who have left too."""
    rows = app.grid_links.vanguards(left_too=True)
    return _only(text, [row for row in rows if text in (row.name, row.code)]).id


def _only(text: str, found: list[VanguardRow]) -> VanguardRow:
    if len(found) != 1:
        named = "、".join(row.label for row in found[:_NAMED])
        said = f"“{text}”可能是{named}" if found else f"没有先锋党员“{text}”"
        raise Refusal(f"{said}，没有改动。\n请写先锋党员的编号。")
    return found[0]


def _one_target(app: Application, code: str) -> TargetRow:
    found = app.grid_links.coded(code)
    if len(found) != 1:
        said = f"有 {len(found)} 个" if found else "没有"
        raise Refusal(f"{said}户号是“{code}”的联系对象，没有移交。")
    return found[0]


def _say_behind(app: Application, gap: Gap, key: Any, *, as_json: bool) -> None:
    links = app.grid_links
    if gap in TARGET_GAPS:
        _say_targets(links.behind_targets(gap, key), as_json=as_json)
        return
    if gap in VANGUARD_GAPS:
        told = [
            {
                "name": row.name,
                "code": row.code,
                "unit": "/".join(row.path),
                "members": row.members,
                "households": row.households,
            }
            for row in links.behind_vanguards(gap, key)
        ]
        heads: tuple[str, ...] = ("姓名", "编号", "所在网格", "党员", "农户")
    else:
        told = [
            {"unit": row.label, "level": GRID_LEVEL_NAMES[row.level], "code": row.code}
            for row in links.behind_units(gap, key)
        ]
        heads = ("位置", "层级", "编号")
    if as_json:
        say_json(told)
    else:
        say_table(heads, [tuple(one.values()) for one in told])


def _say_targets(rows: list[TargetRow], *, as_json: bool) -> None:
    told = [
        {
            "kind": TARGET_KIND_NAMES[row.kind],
            "name": row.name,
            "code": row.code,
            "unit": "/".join(row.path),
            "phone": row.masked_phone,
            "address": numbers_masked(row.address),
            "people": row.people,
            "vanguard": row.vanguard,
            "since": row.held_since,
        }
        for row in rows
    ]
    if as_json:
        say_json(told)
        return
    heads = ("类别", "姓名", "户号", "网格", "电话", "住址", "人口", "先锋党员", "联系起始")
    say_table(heads, [tuple(one.values()) for one in told])


def _unit(row: UnitRow, counts: UnitCounts) -> dict[str, Any]:
    return {
        "unit": row.label,
        "level": GRID_LEVEL_NAMES[row.level],
        "code": row.code,
        "leader": row.leader,
        "members": counts.members,
        "households": counts.households,
        "vanguards": counts.vanguards,
        "centres": counts.centres,
        "gaps": counts.total,
    }
