"""``jyguide people``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from jyguide.access.disclosure import DisclosureKind
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.cli.table_import import (
    done_word,
    faults_json,
    import_options,
    in_doubt,
    say_faults,
    take_in,
)
from jyguide.exchange.table.plan import Decision, Fate, TablePlan
from jyguide.people.finding import NAME_ORDERS, PeopleOrder, PeopleView
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow


@click.group(help="人员和花名册。")
def people() -> None:
    """People and rosters."""


@people.command("import", help="导入花名册（xlsx、xls、ods、csv）。")
@import_options("名单上已有的人")
@click.option("--suggest-roles", is_flag=True, help="按职务推断人员类别，按名称找到组织。")
@click.pass_context
def import_(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a roster in."""

    def decide(_plan: TablePlan, decision: Decision) -> Decision:
        return replace(decision, suggestions=options["suggest_roles"])

    with opened(context) as app:
        plan, decision = take_in(app.rosters, file, options, decide)
    if options["as_json"]:
        say_json(_imported(plan, decision))
        return
    _say_imported(plan, decision, done_word(options))


def _imported(plan: TablePlan, decision: Decision) -> dict[str, Any]:
    """Somebody in doubt counts as refused here, where nobody can be asked."""
    counts = plan.counts(decision)
    return {
        "imported": counts[Fate.NEW],
        "updated": counts[Fate.UPDATE] + counts[Fate.UNCHANGED],
        "refused": faults_json([*plan.refused, *in_doubt(plan, decision)]),
    }


def _say_imported(plan: TablePlan, decision: Decision, word: str) -> None:
    counts = plan.counts(decision)
    updated = counts[Fate.UPDATE] + counts[Fate.UNCHANGED]
    doubts = in_doubt(plan, decision)
    refused = plan.refused_rows + len(doubts)
    skipped = f"，跳过 {counts[Fate.SKIP]} 行" if counts[Fate.SKIP] else ""
    click.echo(
        f"{word} {counts[Fate.NEW]} 人，更新 {updated} 人{skipped}，不予导入 {refused} 行。"
    )
    say_faults([*plan.refused, *doubts])


@people.command("list", help="列出人员，默认按姓名拼音排序。")
@click.option(
    "--search",
    default="",
    help="姓名、拼音、首字母、身份证或手机尾号、组织；空格分隔多个词，每个词都要符合。",
)
@click.option(
    "--sort",
    type=click.Choice([order.value for order in NAME_ORDERS]),
    default=PeopleOrder.PINYIN.value,
    help="pinyin 姓名拼音，surname-strokes 姓氏笔画，name-strokes 姓名笔画，position 排序号。",
)
@click.option("--limit", type=click.IntRange(1), default=None, help="最多列出多少人。")
@click.option("--full", is_flag=True, help="身份证号和手机号不遮盖。")
@click.option("--ids", is_flag=True, help="在 JSON 里带上编号，供 history、sync erase 使用。")
@click.option(
    "--details", is_flag=True, help="在 JSON 里带上人员类别、组织、职务、姓名拼音、排序号。"
)
@json_option
@click.pass_context
def list_(context: click.Context, /, **options: Any) -> None:
    """List people, narrowed and sorted as in the window."""
    view = PeopleView(options["search"], PeopleOrder(options["sort"]))
    with opened(context) as app:
        rows = app.finder.find(view, count=options["limit"] or sys.maxsize).rows
        if full := options["full"]:
            app.disclosures.record(DisclosureKind.EXPORTED, "命令行列出人员名单", len(rows))
    if options["as_json"]:
        keys = [{"id": str(row.id)} if options["ids"] else {} for row in rows]
        more = [_details(row) if options["details"] else {} for row in rows]
        parts = zip(keys, rows, more, strict=True)
        say_json([key | _person(row, full=full) | said for key, row, said in parts])
        return
    say_table(_HEADS, [_line(row, full=full) for row in rows])


_HEADS = (
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "手机号码",
    "学历",
    "入党日期",
    "指导站",
    "类别",
    "人员类别",
    "所在组织",
)


def _person(row: PersonRow, *, full: bool) -> dict[str, Any]:
    return {
        "name": row.name,
        "sex": row.sex,
        "birth": (str(row.birth or "") if full else row.masked_birth) or None,
        "id_number": row.id_number if full else row.masked_id,
        "phone": row.phone if full else row.masked_phone,
        "education": row.education,
        "joined": row.joined.isoformat() if row.joined else None,
        "station": row.station,
        "kind": row.kind or None,
    }


def _details(row: PersonRow) -> dict[str, Any]:
    return {
        "role": row.role.value or None,
        "organisation": row.organisation,
        "post": row.post,
        "reading": row.reading,
        "position": row.position,
    }


def _line(row: PersonRow, *, full: bool) -> tuple[Any, ...]:
    person = _person(row, full=full)
    return (
        *(person[key] for key in ("name", "sex", "birth", "id_number", "phone", "education")),
        person["joined"],
        row.station,
        INSTRUCTOR_KIND_NAMES.get(row.kind, ""),
        PERSON_ROLE_NAMES[row.role],
        row.organisation,
    )


@people.command(help="把花名册导出为 Excel。")
@click.argument("file", type=FILE)
@click.option("--full", is_flag=True, help="身份证号和手机号不遮盖。")
@click.pass_context
def export(context: click.Context, file: Path, *, full: bool) -> None:
    """Write everybody into a workbook."""
    with opened(context) as app:
        count = app.rosters.export(file, full=full)
    click.echo(f"已导出 {count} 人到“{file}”。")


@people.command(help="写出空白的花名册模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty roster to fill in."""
    with opened(context) as app:
        app.rosters.write_template(file)
    click.echo(f"模板已写入“{file}”。")
