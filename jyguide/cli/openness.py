"""``jyguide openness``: what villages and communities must post, what hung, what was objected."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.openness_assets import LEDGERS
from jyguide.cli.openness_item import ITEM_COMMANDS, one_item
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_documents
from jyguide.cli.table_import import (
    fail_for_refused,
    import_options,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.cli.training import DAY
from jyguide.ids import NoticeId, OrganisationId
from jyguide.openness.board import Paper
from jyguide.openness.calendar import Slot, due_sentences
from jyguide.openness.calendar_period import read_period
from jyguide.openness.notice import NoticeFacts
from jyguide.people.organisation_path import OrganisationPaths

_YEAR = click.option(
    "--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。"
)
_HEADS = ("村（社区）", "镇街", "公开事项", "所属期", "情况", "应于", "公布", "撤下", "编号")
_ON = click.option("--on", type=DAY, default=None, help="日期；不写即今天。")
_ID = click.argument("notice", type=click.UUID)
_IDS = click.argument("notices", nargs=-1, required=True, type=click.UUID)


@click.group(help="三务公开、集体三资、合作社和产权交易。")
def openness() -> None:
    """Openness."""


@openness.command(help="列出待办：到期、过期没有公布的，待答复的异议。")
@json_option
@click.pass_context
def due(context: click.Context, *, as_json: bool) -> None:
    """List what is to be seen to."""
    with opened(context) as app:
        slots = app.openness_notices.pending()
    _say(slots, as_json=as_json)
    if not as_json:
        click.echo("".join(due_sentences(slots)) or "没有待办的公开。")


@openness.command(help="列出一年的公开日历；可以只看一个村（社区）或一个事项。")
@_YEAR
@click.option("--place", default="", help="只要这个村或社区。")
@click.option("--item", default="", help="只要名称里有这些字的事项。")
@json_option
@click.pass_context
def calendar(
    context: click.Context, *, year: int | None, place: str, item: str, as_json: bool
) -> None:
    """List a year."""
    with opened(context) as app:
        found = app.openness_notices.calendar(year or app.clock().year)
        keys = set(_places(app, (place,))) if place else None
    slots = [
        one
        for one in found.slots
        if (keys is None or one.place.key in keys) and item in one.item.facts.name
    ]
    _say(slots, as_json=as_json)


@openness.command(help="登记公布：一个事项、一期，一个或几个村（社区）。输出编号。")
@click.argument("places", nargs=-1, required=True)
@click.option("--item", required=True, help="公开事项的名称或编号。")
@click.option("--period", default="", help="所属期，如 2026-03、2026-Q1、2026；随时公布的不写。")
@click.option("--subject", default="", help="随时公布的：是什么事。")
@click.option("--happened", type=DAY, default=None, help="随时公布的：发生日期。")
@click.option("--text", default="", help="公开内容。")
@click.option("--draft", is_flag=True, help="还没有贴出，只存下内容。")
@click.option("--where", default="公开栏", show_default=True, help="公布地点。")
@_ON
@click.pass_context
def post(context: click.Context, /, places: tuple[str, ...], **given: Any) -> None:
    """Note down postings."""
    key = read_period(given["period"])
    if given["period"] and not key:
        raise click.UsageError("所属期写成 2026-03、2026-Q1、2026-H1 或 2026 的样子。")
    happened: datetime | None = given["happened"]
    with opened(context) as app:
        facts = NoticeFacts(
            period=key,
            subject=given["subject"],
            happened_on=happened.date() if happened else None,
            text=given["text"],
            posted_on=None if given["draft"] else _day(app, given["on"]),
            place=given["where"],
        )
        keys = _places(app, places)
        made = app.openness_notices.post(one_item(app, given["item"], keys).id, keys, facts)
    for notice in made:
        click.echo(notice)


@openness.command(help="让几个村按法律允许的较长周期公布一个事项；--usual 改回来。")
@click.argument("places", nargs=-1, required=True)
@click.option("--item", required=True, help="公开事项的名称或编号。")
@click.option("--usual", is_flag=True, help="改回和别的村一样。")
@click.pass_context
def rhythm(context: click.Context, places: tuple[str, ...], *, item: str, usual: bool) -> None:
    """Have places post a matter less often than others."""
    with opened(context) as app:
        keys = _places(app, places)
        app.openness_rhythms.choose(one_item(app, item, keys).id, keys, longer=not usual)
    click.echo(f"已改 {len(places)} 个村（社区）的公布周期。")


@openness.command("take-down", help="登记撤下。")
@_IDS
@_ON
@click.pass_context
def take_down(
    context: click.Context, notices: tuple[uuid.UUID, ...], *, on: datetime | None
) -> None:
    """Note down that postings were taken down."""
    with opened(context) as app:
        app.openness_notices.take_down([NoticeId(key) for key in notices], _day(app, on))
    click.echo(f"已登记撤下 {len(notices)} 条。")


@openness.command("object", help="登记异议。")
@_ID
@click.option("--text", required=True, help="异议内容。")
@_ON
@click.pass_context
def object_(context: click.Context, notice: uuid.UUID, *, text: str, on: datetime | None) -> None:
    """Note down an objection."""
    with opened(context) as app:
        row = app.openness_notices.notice(NoticeId(notice))
        facts = replace(row.facts, objected_on=_day(app, on), objection=text)
        app.openness_notices.change(row.id, facts, row.version)
    click.echo("已登记异议，等待答复。")


@openness.command(help="登记对异议的答复。")
@_ID
@click.option("--text", required=True, help="答复内容。")
@_ON
@click.pass_context
def reply(context: click.Context, notice: uuid.UUID, *, text: str, on: datetime | None) -> None:
    """Note down the reply to an objection."""
    with opened(context) as app:
        row = app.openness_notices.notice(NoticeId(notice))
        facts = replace(row.facts, replied_on=_day(app, on), reply=text)
        app.openness_notices.change(row.id, facts, row.version)
    click.echo("已登记答复。")


@openness.command(
    help="把公开栏写成 Word 或 PDF（看文件名），一条一份，字号取一页放得下的最大一档。"
)
@click.argument("file", type=FILE)
@_IDS
@click.option("--paper", type=click.Choice([one.value for one in Paper]), default=Paper.A4.value)
@click.option("--contact", default="", help="异议联系：办公地点或单位，不写个人电话。")
@click.pass_context
def board(
    context: click.Context,
    file: Path,
    notices: tuple[uuid.UUID, ...],
    *,
    paper: str,
    contact: str,
) -> None:
    """Write what hangs on the board."""
    keys = [NoticeId(key) for key in notices]
    with opened(context) as app:
        documents = app.openness_notices.boards(keys, Paper(paper), contact)
        sizes = app.openness_notices.board_sizes(keys, Paper(paper), contact)
        write_documents(documents, file)
    click.echo(f"{len(documents)} 份公开栏已写入“{file}”，正文字号：{'、'.join(sizes)}。")


@openness.command(help="把异议登记和答复表写成 Word 或 PDF，看文件名。")
@click.argument("file", type=FILE)
@_IDS
@click.pass_context
def slip(context: click.Context, file: Path, notices: tuple[uuid.UUID, ...]) -> None:
    """Write the sheets for objections and replies."""
    with opened(context) as app:
        documents = app.openness_notices.slips([NoticeId(key) for key in notices])
        write_documents(documents, file)
    click.echo(f"{len(documents)} 份异议答复表已写入“{file}”。")


@openness.command("import", help="导入一年的公开记录（xlsx、xls、ods、csv）。")
@import_options("已登记的")
@click.pass_context
def import_(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take postings in."""
    with opened(context) as app:
        plan, decision = take_in(app.openness_notice_files, file, options)
    said = "{done} {new} 条公开记录，更新 {update} 条，不予导入 {refused} 行。"
    tell_taken(plan, decision, options, said, plan.refused)
    if not options["as_json"]:
        fail_for_refused(plan)


@openness.command(help="把一年的公开记录写成可以再导入的 Excel。")
@click.argument("file", type=FILE)
@_YEAR
@click.pass_context
def export(context: click.Context, file: Path, *, year: int | None) -> None:
    """Write a year's postings."""
    with opened(context) as app:
        count = app.openness_notice_files.export(file, year or app.clock().year)
    click.echo(f"公开记录 {count} 条已写入“{file}”。")


@openness.command(help="写出空白的公开记录导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty list to fill in."""
    write_template(context, file, lambda app: app.openness_notice_files)


def _day(app: Application, given: datetime | None) -> Any:
    return given.date() if given else app.clock().date()


def _places(app: Application, names: Iterable[str]) -> list[OrganisationId]:
    """The organisations that names mean.

    Raises:
        RuleError: one means none or several.
    """
    paths = OrganisationPaths(app.organisations.rows())
    return [paths.find(name).id for name in names]


def _say(slots: Sequence[Slot], *, as_json: bool) -> None:
    if as_json:
        say_json([_json(one) for one in slots])
    else:
        say_table(_HEADS, [tuple(_json(one).values())[: len(_HEADS)] for one in slots])


def _json(slot: Slot) -> dict[str, Any]:
    told = slot.posting
    return {
        "place": slot.place.name,
        "township": slot.place.township,
        "item": slot.item.facts.name,
        "period": slot.when,
        "state": slot.state.value,
        "due_on": slot.due_on,
        "posted_on": told.posted_on if told else None,
        "taken_down_on": told.taken_down_on if told else None,
        "id": str(told.id) if told else None,
        "item_id": str(slot.item.id),
        "place_id": str(slot.place.key),
        "objected_on": told.objected_on if told else None,
        "replied_on": told.replied_on if told else None,
    }


for _command in (*ITEM_COMMANDS, *LEDGERS):
    openness.add_command(_command)
