"""``jyguide organisation``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, Refusal, json_option, opened, say_json, say_table
from jyguide.cli.table_import import (
    import_options,
    in_doubt,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.exchange.table.plan import Decision, Policy, TablePlan
from jyguide.people.establishment import StationFacts, StationRow
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationFacts,
    OrganisationRow,
    organisation_label,
)
from jyguide.people.organisation_path import OrganisationPaths, read_kind
from jyguide.people.organisation_search import found_organisations

_HEADS = ("位置", "名称", "类型", "代码", "指导站", "人数", "备注")
_WHERE = "组织写成“周庄镇/红豆村”的样子；名称没有重复的，可以只写名称。"
_UNKNOWN = "未核定"


@click.group(help=f"组织树和指导站。{_WHERE}")
def organisation() -> None:
    """Organisations and stations."""


@organisation.command("list", help="列出组织，上级在前。")
@click.option("--search", default="", help="名称或拼音首字母，空格隔开上级和下级。")
@click.option("--below", default="", help="只列出这个组织和它的下级。")
@json_option
@click.pass_context
def list_(context: click.Context, search: str, below: str, *, as_json: bool) -> None:
    """List organisations, each before what lies under it."""
    with opened(context) as app:
        rows = _below(app, app.organisations.rows(), below)
    rows = found_organisations(rows, search)
    if as_json:
        say_json([_organisation(row) for row in rows])
        return
    say_table(_HEADS, [tuple(_organisation(row).values()) for row in rows])


@organisation.command(help="画出组织树，每个组织后面是连同下级的人数。")
@click.option("--below", default="", help="只画这个组织和它的下级。")
@click.pass_context
def tree(context: click.Context, below: str) -> None:
    """Draw the tree, with how many people are at each and under it."""
    with opened(context) as app:
        rows = _below(app, app.organisations.rows(), below)
    totals = {row.id: row.people for row in rows}
    depths: dict[Any, int] = {}
    for row in reversed(rows):
        if row.parent_id in totals:
            totals[row.parent_id] += totals[row.id]
    for row in rows:
        depths[row.id] = depths[row.parent_id] + 1 if row.parent_id in depths else 0
        count = f"　{totals[row.id]} 人" if totals[row.id] else ""
        kind = ORGANISATION_KIND_NAMES[row.kind]
        click.echo(f"{'　' * depths[row.id]}{row.name}（{kind}）{count}")


@organisation.command(help=f"新增一个组织。{_WHERE}")
@click.argument("name")
@click.option("--kind", required=True, help="类型：村、社区、两新组织、党支部……")
@click.option("--under", required=True, help="上级组织。")
@click.option("--code", default="", help="本单位自用的编码。")
@click.option("--note", default="", help="备注。")
@click.option("--station", default="", help="指导站；只有市级在“江阴市”下面直接新增时才要写。")
@click.pass_context
def add(context: click.Context, /, name: str, **options: str) -> None:
    """Add one below another."""
    kind = read_kind(options["kind"])
    if kind is None:
        names = "、".join(ORGANISATION_KIND_NAMES.values())
        raise Refusal(f"没有“{options['kind']}”这种类型，没有改动。\n可选：{names}。")
    with opened(context) as app:
        above = _find(app, options["under"])
        station = _station(app, options["station"]).id if options["station"] else None
        app.organisations.add(
            OrganisationFacts(name, kind, above.id, options["code"], options["note"], station)
        )
    click.echo(f"已新增“{name}”。")


@organisation.command(help="把一个组织移到另一个组织下面。")
@click.argument("name")
@click.argument("under")
@click.option("--at", type=click.IntRange(1), help="在同级里排第几；不写则排在最后。")
@click.option("--with-people", is_flag=True, help="移到别的镇街时，人员一起转到那个指导站。")
@click.pass_context
def move(
    context: click.Context, name: str, under: str, at: int | None, *, with_people: bool
) -> None:
    """Move one below another, with everything under it."""
    with opened(context) as app:
        row, above = _find(app, name), _find(app, under)
        going = app.organisations.resettling(row.id, above.id)
        place = None if at is None else at - 1
        app.organisations.move(row.id, above.id, place, with_people=with_people)
    click.echo(f"已把“{row.name}”移到“{above.name}”下面。")
    if going is not None:
        what = "一起转过去" if with_people else "留在原指导站，只保留组织名称的文字"
        people = f"，{len(going.people)} 人{what}" if going.people else ""
        click.echo(f"{going.organisations} 个组织转给{going.station}指导站{people}。")


@organisation.command(help="给一个组织改名。")
@click.argument("name")
@click.argument("new_name")
@click.pass_context
def rename(context: click.Context, name: str, new_name: str) -> None:
    """Rename one."""
    with opened(context) as app:
        row = _find(app, name)
        app.organisations.change(row.id, replace(_facts(row), name=new_name), row.version)
    click.echo(f"已把“{row.name}”改名为“{new_name}”。")


@organisation.command(help="删除一个没有人员、没有下级的组织。")
@click.argument("name")
@click.pass_context
def remove(context: click.Context, name: str) -> None:
    """Remove one that holds nothing."""
    with opened(context) as app:
        row = _find(app, name)
        app.organisations.remove(row.id)
    click.echo(f"已删除“{organisation_label(row)}”。")


@organisation.command(help="把录了两次的同一个组织并成一个：GONE 的人员和下级归到 KEPT。")
@click.argument("gone")
@click.argument("kept")
@click.pass_context
def merge(context: click.Context, gone: str, kept: str) -> None:
    """Make one of two."""
    with opened(context) as app:
        away, stays = _find(app, gone), _find(app, kept)
        app.organisations.merge(stays.id, away.id)
    click.echo(f"已把“{organisation_label(away)}”并入“{organisation_label(stays)}”。")


@organisation.command(help="按人员所填的组织名称放入组织；只放正好等于一个组织的。")
@click.option("--dry-run", is_flag=True, help="只列出，不写入。")
@click.pass_context
def match(context: click.Context, *, dry_run: bool) -> None:
    """Place people as their written organisation says."""
    with opened(context) as app:
        found = app.placements.proposals()
        unplaced = app.placements.unplaced()
        if found and not dry_run:
            app.placements.place_proposed(found)
    say_table(
        ("姓名", "所填组织", "放到"), [(p.written.name, p.written.text, p.label) for p in found]
    )
    word = "可放入" if dry_run else "已放入"
    said = "还没有放入组织的" if dry_run else "放入以前，没有放入组织的"
    click.echo(f"{word} {len(found)} 人；{said}共 {unplaced} 人。")


@organisation.command(help="把组织树导出为 Excel。")
@click.argument("file", type=FILE)
@click.option("--below", default="", help="只导出这个组织和它的下级。")
@click.pass_context
def export(context: click.Context, file: Path, below: str) -> None:
    """Write the tree into a workbook."""
    with opened(context) as app:
        count = app.organisation_files.export(file, _find(app, below).id if below else None)
    click.echo(f"已导出 {count} 个组织到“{file}”。")


@organisation.command("import", help="导入组织（xlsx、xls、ods、csv），上级写名称或位置。")
@import_options("已有的组织")
@click.option(
    "--renames", is_flag=True, help="代码相同或写法相近的，确认是同一个组织改了名称，照文件改名。"
)
@click.pass_context
def import_(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list of organisations in."""

    def decide(plan: TablePlan, decision: Decision) -> Decision:
        if not options["renames"]:
            return decision
        same = [row.place for row in plan.rows if row.doubt and row.known is not None]
        return decision.about(same, Policy.UPDATE)

    with opened(context) as app:
        plan, decision = take_in(app.organisation_files, file, options, decide)
    held = in_doubt(plan, decision)
    waiting = f"，待确认 {len(held)} 行" if held else ""
    said = f"{{done}} {{new}} 个组织，更新 {{update}} 个{waiting}，不予导入 {{refused}} 行。"
    faults = plan.refused if options["as_json"] else [*held, *plan.refused]
    tell_taken(plan, decision, options, said, faults)


@organisation.command(help="写出空白的组织导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty list to fill in."""
    write_template(context, file, lambda app: app.organisation_files)


@organisation.group(help="指导站的名称、次序和编制。")
def station() -> None:
    """Stations."""


@station.command("list", help="列出指导站和编制。")
@json_option
@click.pass_context
def list_stations(context: click.Context, *, as_json: bool) -> None:
    """List stations with their establishment."""
    with opened(context) as app:
        rows = app.stations.rows()
    if as_json:
        say_json([_station_facts(row) for row in rows])
        return
    cells = [
        tuple(_UNKNOWN if cell is None else cell for cell in _station_facts(row).values())
        for row in rows
    ]
    say_table(("编号", "指导站", "专职编制", "兼职编制"), cells)


@station.command("set", help="改指导站的名称或编制，只有市级可以。编制写 - 表示未核定。")
@click.argument("name")
@click.option("--rename", "new_name", default="", help="新的名称。")
@click.option("--full-time", "full", help="专职编制数。")
@click.option("--part-time", "part", help="兼职编制数。")
@click.pass_context
def set_station(
    context: click.Context, name: str, new_name: str, full: str | None, part: str | None
) -> None:
    """Rename a station or lay down its establishment."""
    with opened(context) as app:
        row = _station(app, name)
        facts = StationFacts(
            new_name or row.name,
            _posts(full, row.full_time_posts),
            _posts(part, row.part_time_posts),
        )
        app.stations.change(row.id, facts, row.version)
    click.echo(f"已保存“{facts.name}”。")


@station.command("move", help="调整指导站的次序，只有市级可以。")
@click.argument("name")
@click.argument("place", type=click.IntRange(1))
@click.pass_context
def move_station(context: click.Context, name: str, place: int) -> None:
    """Put a station elsewhere in official lists."""
    with opened(context) as app:
        row = _station(app, name)
        app.stations.move(row.id, place - 1)
    click.echo(f"“{row.name}”现在排第 {place}。")


def _find(app: Application, name: str) -> OrganisationRow:
    return OrganisationPaths(app.organisations.rows()).find(name)


def _below(app: Application, rows: list[OrganisationRow], below: str) -> list[OrganisationRow]:
    if not below:
        return rows
    wanted = app.organisations.below(OrganisationPaths(rows).find(below).id)
    return [row for row in rows if row.id in wanted]


def _station(app: Application, name: str) -> StationRow:
    found = [row for row in app.stations.rows() if name in {row.name, row.code}]
    if len(found) != 1:
        names = "、".join(row.name for row in app.stations.rows())
        raise Refusal(f"没有名为“{name}”的指导站，没有改动。\n可选：{names}。")
    return found[0]


def _posts(given: str | None, now: int | None) -> int | None:
    if given is None or given == "-":
        return now if given is None else None
    if not given.isdecimal():
        raise Refusal(f"“{given}”不是编制数，没有改动。\n请写整数，未核定的写 -。")
    return int(given)


def _facts(row: OrganisationRow) -> OrganisationFacts:
    return OrganisationFacts(row.name, row.kind, row.parent_id, row.code, row.note, row.station_id)


def _organisation(row: OrganisationRow) -> dict[str, Any]:
    return {
        "path": organisation_label(row),
        "name": row.name,
        "kind": ORGANISATION_KIND_NAMES[row.kind],
        "code": row.code,
        "station": row.station,
        "people": row.people,
        "note": row.note,
    }


def _station_facts(row: StationRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "full_time_posts": row.full_time_posts,
        "part_time_posts": row.part_time_posts,
    }
