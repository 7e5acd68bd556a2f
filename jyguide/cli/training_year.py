"""``jyguide training board``, ``move``, ``copy-year``, ``fix``, ``plan-sheet``, ``calendar``."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_document
from jyguide.ids import SessionId
from jyguide.training.plan_board import QUARTER_NAMES, QUARTERS, YearPlan
from jyguide.training.plan_sheet import day_text
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SESSION_STAGE_NAMES,
    SessionStage,
)

_YEAR = click.IntRange(2000, 2099)
_ALL = click.option("--all", "everybody", is_flag=True, help="市级：连同各站举办的。")


@click.command(help="一年的培训计划，和四个季度的讲坛。")
@click.argument("year", type=_YEAR)
@_ALL
@json_option
@click.pass_context
def board(context: click.Context, year: int, *, everybody: bool, as_json: bool) -> None:
    """Show the plan of a year."""
    with opened(context) as app:
        plan = app.year.plan(year, own=not everybody)
    if as_json:
        say_json(_as_json(plan))
        return
    say_table(
        ("月份", "日期", "名称", "类型", "级别", "状态", "编号"),
        [
            (
                f"{row.plan.starts_on.month}月",
                day_text(row.plan),
                row.plan.title,
                SESSION_KIND_NAMES[row.plan.kind],
                SESSION_LEVEL_NAMES[row.plan.level],
                SESSION_STAGE_NAMES[row.plan.stage],
                row.id,
            )
            for row in sorted(plan.rows, key=lambda row: row.plan.starts_on)
        ],
    )
    for quarter in QUARTERS:
        forum = plan.forum(quarter)
        click.echo(f"{QUARTER_NAMES[quarter]}讲坛\t{forum.plan.title if forum else '未安排'}")


def _as_json(plan: YearPlan) -> dict[str, object]:
    sums = plan.totals
    forums = {quarter: plan.forum(quarter) for quarter in QUARTERS}
    return {
        "year": plan.year,
        "planned": sums.planned,
        "held": sums.held,
        "open": sums.open,
        "cancelled": sums.cancelled,
        "city_days": sums.city_days / 10,
        "township_days": sums.township_days / 10,
        "forums": {str(key): str(row.id) if row else None for key, row in forums.items()},
        "sessions": [
            {
                "id": str(row.id),
                "title": row.plan.title,
                "kind": row.plan.kind.value,
                "level": row.plan.level.value,
                "stage": row.plan.stage.value,
                "starts_on": row.plan.starts_on.isoformat(),
                "ends_on": row.plan.ends_on.isoformat(),
            }
            for row in plan.rows
        ],
    }


@click.command(help="把一期培训移到另一个月，日期待定。")
@click.argument("session", type=click.UUID)
@click.argument("month", type=click.IntRange(1, 12))
@click.pass_context
def move(context: click.Context, session: uuid.UUID, month: int) -> None:
    """Move a session into another month."""
    with opened(context) as app:
        row = app.year.move(SessionId(session), month)
    click.echo(f"“{row.plan.title}”在 {row.plan.starts_on.month} 月。")


@click.command("copy-year", help="把上一年的计划复制到这一年，日期只留月份。")
@click.argument("year", type=_YEAR)
@click.pass_context
def copy_year(context: click.Context, year: int) -> None:
    """Take last year's plan over."""
    with opened(context) as app:
        count = app.year.copy_last_year(year)
    click.echo(f"已复制 {count} 期培训到 {year} 年。")


@click.command(help="改定日期：--from、--to；--cancel 则取消这期培训。")
@click.argument("session", type=click.UUID)
@click.option(
    "--from", "start", type=click.DateTime(["%Y-%m-%d"]), default=None, help="开始日期。"
)
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), default=None, help="结束日期。")
@click.option("--cancel", is_flag=True, help="取消。")
@click.pass_context
def fix(
    context: click.Context,
    session: uuid.UUID,
    start: datetime | None,
    end: datetime | None,
    *,
    cancel: bool,
) -> None:
    """Give a session its days, or cancel it."""
    if cancel == (start is not None):
        raise click.UsageError("请写 --from，或用 --cancel，二者选一。")
    with opened(context) as app:
        plan = app.training.session(SessionId(session)).plan
        if start is None:
            plan = replace(plan, stage=SessionStage.CANCELLED)
        else:
            last = (end or start).date()
            plan = replace(plan, stage=SessionStage.FIXED, starts_on=start.date(), ends_on=last)
        app.training.change(SessionId(session), plan)
    click.echo(f"“{plan.title}”{SESSION_STAGE_NAMES[plan.stage]}。")


@click.command("plan-sheet", help="把一年的计划写成 Word 或 PDF，看文件名的结尾。")
@click.argument("year", type=_YEAR)
@click.argument("file", type=FILE)
@_ALL
@click.pass_context
def plan_sheet(context: click.Context, year: int, file: Path, *, everybody: bool) -> None:
    """Write the plan of a year."""
    with opened(context) as app:
        document = app.year.document(year, own=not everybody)
        write_document(document, file)
    click.echo(f"培训计划已写入“{file}”。")


@click.command(help="写成日历文件（.ics）：一年、一个月，或所写编号的培训。")
@click.argument("file", type=FILE)
@click.argument("sessions", nargs=-1, type=click.UUID)
@click.option("--year", type=_YEAR, default=None, help="哪一年。")
@click.option(
    "--month", type=click.IntRange(1, 12), default=None, help="哪个月，与 --year 一起用。"
)
@click.pass_context
def calendar(
    context: click.Context,
    file: Path,
    sessions: tuple[uuid.UUID, ...],
    year: int | None,
    month: int | None,
) -> None:
    """Write sessions into a calendar file."""
    if bool(sessions) == (year is not None):
        raise click.UsageError("请写培训编号，或用 --year，二者选一。")
    with opened(context) as app:
        keys = [SessionId(key) for key in sessions]
        if year is not None:
            plan = app.year.plan(year)
            rows = plan.rows if month is None else plan.month(month)
            keys = [row.id for row in rows]
        written, open_ = app.year.write_calendar(file, keys)
    click.echo(f"已写入 {written} 期；日期待定、没有写入的 {open_} 期。")


YEAR_COMMANDS = (board, move, copy_year, fix, plan_sheet, calendar)
