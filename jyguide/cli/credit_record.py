"""``jyguide training credit-record``: trainings held elsewhere."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, sentences
from jyguide.cli.training import DAY, one_person
from jyguide.documents.dates import span_text, tenths_text
from jyguide.exam.points import parse_points
from jyguide.exchange.table.plan import Decision, Fate, Policy
from jyguide.exchange.table.source import TableSource
from jyguide.ids import RecordId
from jyguide.training.credit import RecordFacts
from jyguide.training.session import SessionKind, SessionLevel

YEAR = click.IntRange(2000, 2099)
year_option = click.option("--year", type=YEAR, default=None, help="年份；不写即今年。")


@click.group("credit-record", help="登记在别处参加的培训。")
def record() -> None:
    """Trainings held elsewhere."""


@record.command("add", help="为人员登记一次在别处参加的培训，输出编号。")
@click.argument("people", nargs=-1, required=True)
@click.option("--title", required=True, help="培训名称。")
@click.option("--from", "start", type=DAY, required=True, help="开始日期。")
@click.option("--to", "end", type=DAY, default=None, help="结束日期；不写即当天。")
@click.option("--hours", default="0", help="学时。")
@click.option("--days", default="0", help="天数；不写则按学时折算。")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SessionKind]),
    default=SessionKind.TOPIC_LECTURE.value,
    show_default=True,
    help="培训类型。",
)
@click.option(
    "--level",
    type=click.Choice([level.value for level in SessionLevel]),
    default=SessionLevel.CITY.value,
    show_default=True,
    help="级别。",
)
@click.option("--organiser", default="", help="主办单位。")
@click.option("--note", default="", help="备注。")
@click.pass_context
def record_add(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    people: tuple[str, ...],
    *,
    title: str,
    start: datetime,
    end: datetime | None,
    hours: str,
    days: str,
    kind: str,
    level: str,
    organiser: str,
    note: str,
) -> None:
    """Enter a training held elsewhere."""
    with sentences():
        facts = RecordFacts(
            title,
            SessionKind(kind),
            SessionLevel(level),
            start.date(),
            (end or start).date(),
            parse_points(hours),
            parse_points(days),
            organiser,
            note,
        )
    with opened(context) as app:
        for key in app.credit.add_records([one_person(app, text) for text in people], facts):
            click.echo(key)


@record.command("import", help="导入在别处参加的培训（xlsx、xls、ods、csv）。")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只检查，不写入。")
@click.option("--errors", type=FILE, help="把有问题的行写成可改正后再导入的表格。")
@click.option(
    "--existing",
    type=click.Choice([policy.value for policy in Policy]),
    default=Policy.UPDATE.value,
    help="对已登记的：update 以文件为准，fill 只填空缺，skip 跳过。",
)
@json_option
@click.pass_context
def record_import(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list of trainings held elsewhere in; rows in doubt are left out and named."""
    decision = Decision(Policy(options["existing"]))
    with opened(context) as app:
        plan = app.credit_files.plan(TableSource(file))
        if options["errors"] and plan.refused:
            app.credit_files.write_errors(plan, options["errors"])
        if not options["dry_run"]:
            app.credit_files.take_in(plan, decision)
    counts = plan.counts(decision)
    told = [(one.sheet, one.row, one.column, one.reason) for one in plan.refused]
    held = plan.sorted_out(decision)[Fate.HELD]
    told += [(row.sheet, row.row, "", row.doubt) for row in held]
    if options["as_json"]:
        names = ("sheet", "row", "column", "reason")
        faults = [dict(zip(names, one, strict=True)) for one in told]
        say_json({fate.name.lower(): counts[fate] for fate in Fate} | {"faults": faults})
        return
    word = "可导入" if options["dry_run"] else "已导入"
    said = f"{word} {counts[Fate.NEW]} 条培训记录，更新 {counts[Fate.UPDATE]} 条"
    click.echo(f"{said}，不予导入 {plan.refused_rows} 行，可能重复待确认 {len(held)} 行。")
    for sheet, row, column, reason in told:
        click.echo(f"{sheet} 第 {row} 行 {column}：{reason}")


@record.command("template", help="写出空白的培训记录导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def record_template(context: click.Context, file: Path) -> None:
    """Write an empty list to fill in."""
    with opened(context) as app:
        app.credit_files.write_template(file)
    click.echo(f"模板已写入“{file}”。")


@record.command("list", help="列出一年里登记的培训。")
@year_option
@click.pass_context
def record_list(context: click.Context, *, year: int | None) -> None:
    """List records."""
    with opened(context) as app:
        rows = app.credit.records(year or app.clock().date().year)
        names = {one.id: one.name for one in app.people.people(ids=[r.person_id for r in rows])}
    say_table(
        ("编号", "姓名", "名称", "时间", "学时", "天数", "主办"),
        [
            (
                row.id,
                names.get(row.person_id, ""),
                row.facts.title,
                span_text(row.facts.starts_on, row.facts.ends_on),
                tenths_text(row.facts.hours),
                tenths_text(row.facts.days),
                row.facts.organiser,
            )
            for row in rows
        ],
    )


@record.command("remove", help="删除登记错的培训。")
@click.argument("records", nargs=-1, required=True, type=click.UUID)
@click.pass_context
def record_remove(context: click.Context, records: tuple[uuid.UUID, ...]) -> None:
    """Remove records."""
    with opened(context) as app:
        app.credit.remove_records([RecordId(key) for key in records])
    click.echo(f"已删除 {len(records)} 条培训记录。")
