"""``jyguide brand``: brands on their way through the six stages; votes and stars beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import Step
from jyguide.brand.row import BrandFacts, BrandRow
from jyguide.brand.sheet import same_name
from jyguide.cli.approval_options import ON, day_of, today_of
from jyguide.cli.brand_star import star
from jyguide.cli.brand_vote import vote
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_document,
)
from jyguide.cli.table_import import (
    import_options,
    in_doubt,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.errors import RuleError
from jyguide.people.organisation_path import OrganisationPaths

_STEP = together(
    ON,
    click.option("--evidence", required=True, help="依据：看到了什么、有哪些材料。"),
    click.option("--by", "confirmed_by", default="", help="确认人。"),
)
_STAGE = click.Choice(list(STAGE_NAMES.values()))


@click.group(help="党建品牌：六个阶段、年度评选、5A 雁阵。品牌写名称；同名的写“组织/名称”。")
def brand() -> None:
    """Brands."""


brand.add_command(vote)
brand.add_command(star)


@brand.command("list", help="列出品牌和所在阶段。")
@click.option("--stage", type=_STAGE, default=None, help="只列这一阶段的。")
@json_option
@click.pass_context
def list_(context: click.Context, *, stage: str | None, as_json: bool) -> None:
    """List brands."""
    with opened(context) as app:
        rows = [row.masked() for row in app.brands.rows()]
        today = today_of(app)
    rows = [row for row in rows if stage in (None, row.stage_name)]
    if as_json:
        say_json([{**_about(row), "days": row.days(today)} for row in rows])
        return
    say_table(
        ("指导站", "所属组织", "品牌", "阶段", "天数", "说明"),
        [
            (
                row.station,
                row.facts.organisation,
                row.facts.name,
                row.stage_name,
                row.days(today),
                f"{row.ended_on} 停止：{row.end_reason}" if row.ended_on else _faults(row),
            )
            for row in rows
        ],
    )


@brand.command(help="看一个品牌的各阶段。")
@click.argument("name")
@json_option
@click.pass_context
def show(context: click.Context, name: str, *, as_json: bool) -> None:
    """Show one."""
    with opened(context) as app:
        row = one_brand(app, name).masked()
    if as_json:
        say_json(_about(row))
        return
    say_table(
        ("阶段", "日期", "依据", "确认人"),
        [
            (STAGE_NAMES[one.stage], one.step.on, one.step.evidence, one.step.confirmed_by)
            for one in (*row.way.held, *row.way.waiting)
        ],
    )
    click.echo(_faults(row))


@brand.command(help="新建一个品牌，从实践阶段开始。")
@click.argument("name")
@click.option("--organisation", required=True, help="所属组织，如“周庄镇/红豆村”。")
@click.option("--idea", default="", help="品牌内涵。")
@click.option("--owner", default="", help="负责人。")
@_STEP
@click.pass_context
def add(context: click.Context, /, name: str, **given: Any) -> None:
    """Enter one."""
    with opened(context) as app:
        of = OrganisationPaths(app.organisations.rows()).find(given["organisation"])
        facts = BrandFacts(name, of.id, idea=given["idea"], owner=given["owner"])
        app.brands.add(facts, _step(app, given))
    click.echo(f"已新建“{name}”。")


@brand.command(help="进入下一个阶段；不能跳过。")
@click.argument("name")
@click.argument("stage", type=_STAGE)
@_STEP
@click.pass_context
def advance(context: click.Context, /, name: str, stage: str, **given: Any) -> None:
    """Let one go to the next stage."""
    with opened(context) as app:
        app.brands.advance(one_brand(app, name).id, _stage(stage), _step(app, given))
    click.echo(f"“{name}”已进入“{stage}”阶段。")


@brand.command(help="退回最后一个阶段，须写明原因。")
@click.argument("name")
@click.option("--reason", required=True, help="原因。")
@click.pass_context
def back(context: click.Context, name: str, reason: str) -> None:
    """Take the last stage away."""
    with opened(context) as app:
        row = one_brand(app, name)
        if row.way.last is None:
            raise RuleError(f"“{name}”还没有登记阶段，没有改动。", hint="请先登记实践阶段。")
        app.brands.back(row.id, row.way.last.stage, reason)
    click.echo(f"“{name}”已退回一个阶段。")


@brand.command(help="停止一个品牌，须写明原因。")
@click.argument("name")
@click.option("--reason", required=True, help="原因。")
@ON
@click.pass_context
def stop(context: click.Context, name: str, reason: str, on: datetime | None) -> None:
    """Stop work on one."""
    with opened(context) as app:
        app.brands.stop(one_brand(app, name).id, day_of(on) or today_of(app), reason)
    click.echo(f"已停止“{name}”。")


@brand.command(help="恢复一个停止了的品牌。")
@click.argument("name")
@click.pass_context
def resume(context: click.Context, name: str) -> None:
    """Take one up again."""
    with opened(context) as app:
        app.brands.resume(one_brand(app, name).id)
    click.echo(f"已恢复“{name}”。")


@brand.command("import", help="导入品牌名单和各阶段的日期（Excel、csv）。")
@import_options("已经登记的品牌")
@click.pass_context
def import_(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list in."""
    with opened(context) as app:
        plan, decision = take_in(app.brand_files, file, options)
    faults = [*in_doubt(plan, decision), *plan.refused]
    said = "{done}：新增 {new} 个品牌，更新 {update} 个。"
    tell_taken(plan, decision, options, said, faults)


@brand.command(help="把品牌写成可以再导入的 Excel 文件。")
@click.argument("file", type=FILE)
@click.pass_context
def export(context: click.Context, file: Path) -> None:
    """Write all of them."""
    with opened(context) as app:
        count = app.brand_files.export(file)
    click.echo(f"已导出 {count} 个品牌到“{file}”。")


@brand.command(help="写一个空的导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty list."""
    write_template(context, file, lambda app: app.brand_files)


@brand.command(help="把品牌推进情况表写成 Word 或 PDF 文件（一页 A4）。")
@click.argument("name")
@click.argument("file", type=FILE)
@click.pass_context
def sheet(context: click.Context, name: str, file: Path) -> None:
    """Write the sheet of one."""
    with opened(context) as app:
        write_document(app.brand_papers.brand(one_brand(app, name).id), file)
    click.echo(f"品牌推进情况表已写入“{file}”。")


def one_brand(app: Application, text: str) -> BrandRow:
    """The brand meant by its name, or by organisation and name.

    Raises:
        RuleError: there is none, or there are several.
    """
    wanted = same_name(text)
    rows = app.brands.rows()
    found = [
        row
        for row in rows
        if wanted
        in (
            same_name(row.facts.name),
            same_name(f"{row.facts.organisation}/{row.facts.name}"),
            str(row.id),
        )
    ]
    if not found:
        raise RuleError(f"没有名为“{text}”的品牌，没有改动。", hint="可用 brand list 查看名称。")
    if len(found) > 1:
        named = "、".join(f"{row.facts.organisation}/{row.facts.name}" for row in found[:3])
        raise RuleError(
            f"名为“{text}”的品牌有 {len(found)} 个，没有改动。", hint=f"请写成“{named}”的样子。"
        )
    return found[0]


def _stage(name: str) -> Stage:
    return next(stage for stage, word in STAGE_NAMES.items() if word == name)


def _step(app: Application, given: dict[str, Any]) -> Step:
    return Step(day_of(given["on"]) or today_of(app), given["evidence"], given["confirmed_by"])


def _faults(row: BrandRow) -> str:
    return "".join(row.way.faults)


def _about(row: BrandRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.facts.name,
        "organisation": row.facts.organisation,
        "station": row.station,
        "idea": row.facts.idea,
        "owner": row.facts.owner,
        "stage": row.stage_name,
        "faults": list(row.way.faults),
        "ended_on": row.ended_on,
        "end_reason": row.end_reason,
        "stages": [
            {
                "stage": STAGE_NAMES[one.stage],
                "on": one.step.on,
                "evidence": one.step.evidence,
                "confirmed_by": one.step.confirmed_by,
            }
            for one in (*row.way.held, *row.way.waiting)
        ],
    }
