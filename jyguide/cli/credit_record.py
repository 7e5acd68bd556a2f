"""``jyguide training credit-record``: trainings held elsewhere."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, opened, say_table, sentences
from jyguide.cli.table_import import (
    import_options,
    in_doubt,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.cli.training import DAY, KIND, level_option, one_person
from jyguide.documents.dates import span_text, tenths_text
from jyguide.exam.points import parse_points
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
@KIND
@level_option(SessionLevel.CITY)
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
@import_options("已登记的")
@click.pass_context
def record_import(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list of trainings held elsewhere in; rows in doubt are left out and named."""
    with opened(context) as app:
        plan, decision = take_in(app.credit_files, file, options)
    held = in_doubt(plan, decision)
    said = (
        "{done} {new} 条培训记录，更新 {update} 条，不予导入 {refused} 行，"
        f"可能重复待确认 {len(held)} 行。"
    )
    tell_taken(plan, decision, options, said, [*plan.refused, *held])


@record.command("template", help="写出空白的培训记录导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def record_template(context: click.Context, file: Path) -> None:
    """Write an empty list to fill in."""
    write_template(context, file, lambda app: app.credit_files)


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
