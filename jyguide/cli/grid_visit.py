"""``jyguide grid visits due|list|add|cards|keyed|import|template|month``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.cli.grid_visit_finding import day_of, one_vanguard, targets_meant, village_units
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
)
from jyguide.cli.table_import import (
    counts_json,
    done_word,
    fail_for_refused,
    import_options,
    say_faults,
    take_in,
)
from jyguide.cli.training import DAY
from jyguide.exchange.table.plan import Fate
from jyguide.grid.kinds import VISIT_WAY_NAMES, TargetKind, VisitWay
from jyguide.grid.service.visit_cards import CardOrder, quarter_of
from jyguide.grid.visit_entry import VisitEntry
from jyguide.grid.visit_rows import Share, TargetLine, left_text
from jyguide.masking import numbers_masked

_ON = click.option("--on", type=DAY, default=None, help="哪一天（所在的月、季）；不写为今天。")
_KIND = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in TargetKind]),
    default=TargetKind.HOUSEHOLD.value,
    show_default=True,
    help="member 按月联系的党员，household 按季走访的农户。",
)
_VANGUARD = click.option("--vanguard", default="", help="只要这位先锋党员的，写姓名或拼音。")
_WAY = click.option(
    "--way",
    type=click.Choice([way.value for way in VisitWay]),
    default=VisitWay.HOME.value,
    show_default=True,
    help="方式。",
)


@click.group(help="月联季访：该联系、走访谁，登记，走访卡。")
def visits() -> None:
    """Contacts and visits."""


@visits.command(help="还有多少没联系、没走访：按先锋党员或按村；--rows 逐个列出。")
@_KIND
@_ON
@_VANGUARD
@click.option("--village", "by_village", is_flag=True, help="按村（社区）列。")
@click.option("--rows", "rows", is_flag=True, help="逐个列出没联系、没走访的。")
@json_option
@click.pass_context
def due(
    context: click.Context,
    /,
    *,
    kind: str,
    on: datetime | None,
    vanguard: str,
    as_json: bool,
    **shown: bool,
) -> None:
    """Tell what is left of a stretch."""
    by_village, rows = shown["by_village"], shown["rows"]
    with opened(context) as app:
        day, meant = day_of(app, on), TargetKind(kind)
        holder = one_vanguard(app, vanguard).id if vanguard else None
        told = app.visits.overview(meant, day)
        found = app.visits.lines(meant, day, holder=holder, only_undone=True) if rows else []
    shares = told.by_village if by_village else told.by_holder
    shares = tuple(one for one in shares if holder is None or one.key == holder or by_village)
    if as_json:
        say_json(
            {
                "period": told.period.label,
                "asked": told.asked,
                "done": told.done,
                "left": told.left,
                "overdue": told.overdue,
                "unheld": sum(one.unheld for one in told.sums),
                "shares": [_share_json(share) for share in shares],
                "rows": [_line_json(line) for line in found],
            }
        )
        return
    click.echo(told.sentence)
    if told.unheld_text:
        click.echo(f"{told.unheld_text}。")
    if rows:
        say_table(
            ("编号", "姓名", "地址", "联系人", "网格", "情况", "上次"),
            [
                (
                    *(
                        line.id,
                        line.name,
                        numbers_masked(line.address),
                        line.holder,
                        line.place.label,
                    ),
                    *(line.state, line.last_on),
                )
                for line in found
            ],
        )
        return
    for share in shares:
        where = share.place.label if not by_village else share.place.township
        words = left_text(meant, share.left, overdue=told.overdue)
        click.echo(f"{share.name}（{where}）：{words}")
    click.echo(f"口径：{told.rule.text}")


@visits.command("list", help="列出登记过的走访：默认当天所在的季度。")
@_ON
@_VANGUARD
@json_option
@click.pass_context
def list_(context: click.Context, *, on: datetime | None, vanguard: str, as_json: bool) -> None:
    """List contacts."""
    with opened(context) as app:
        quarter = quarter_of(day_of(app, on))
        holder = one_vanguard(app, vanguard).id if vanguard else None
        rows = app.visits.visits(holder=holder, span=(quarter.first, quarter.last))
    if as_json:
        say_json(
            [
                {
                    "id": row.id,
                    "target": row.target,
                    "on": row.on,
                    "way": row.way.value,
                    "holder": row.holder,
                    "note": numbers_masked(row.note),
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("日期", "姓名", "方式", "走访人", "情况", "编号"),
        [
            (
                row.on,
                row.target,
                VISIT_WAY_NAMES[row.way],
                row.holder,
                numbers_masked(row.note),
                row.id,
            )
            for row in rows
        ],
    )


@visits.command(help="登记走访：写联系对象的姓名（可写几个）或编号。")
@click.argument("targets", nargs=-1, required=True)
@_VANGUARD
@_ON
@_WAY
@click.option("--note", default="", help="情况。")
@click.pass_context
def add(
    context: click.Context,
    targets: tuple[str, ...],
    *,
    vanguard: str,
    on: datetime | None,
    way: str,
    note: str,
) -> None:
    """Key in contacts of one day."""
    with opened(context) as app:
        day = day_of(app, on)
        keys = targets_meant(app, targets, vanguard)
        logged = app.visits.log([VisitEntry(key, day, VisitWay(way), note) for key in keys])
    click.echo(f"已登记 {logged.count} 个。")
    if logged.told:
        click.echo(logged.told)


@visits.command(help="按卡号登记走访，如 A12-3；可写几张。")
@click.argument("codes", nargs=-1, required=True)
@_ON
@_WAY
@click.option("--note", default="", help="情况。")
@click.pass_context
def keyed(
    context: click.Context,
    codes: tuple[str, ...],
    *,
    on: datetime | None,
    way: str,
    note: str,
) -> None:
    """Key in returned cards."""
    with opened(context) as app:
        day = day_of(app, on)
        found = [app.visit_cards.find(code) for code in codes]
        meant = VisitWay(way)
        entries = [VisitEntry(card.target_id, day, meant, note, card.holder_key) for card in found]
        logged = app.visits.log(entries)
    for card in found:
        click.echo(f"{card.code.text}\t{card.name}\t{card.place}")
    click.echo(f"已登记 {logged.count} 个。{logged.told}")


@visits.command(help="排版走访卡，A4 一页八张：.docx 或 .pdf。")
@click.argument("file", type=FILE)
@_VANGUARD
@click.option("--village", default="", help="只要这个村（社区）的。")
@_ON
@click.option("--all", "everybody", is_flag=True, help="已走访、联系过的也打印。")
@click.pass_context
def cards(
    context: click.Context,
    file: Path,
    *,
    vanguard: str,
    village: str,
    on: datetime | None,
    everybody: bool,
) -> None:
    """Write visit cards."""
    with opened(context) as app:
        order = CardOrder(
            quarter_of(day_of(app, on)),
            units=village_units(app, village) if village else None,
            holder=one_vanguard(app, vanguard).id if vanguard else None,
            only_undone=not everybody,
        )
        printed = app.visit_cards.print_cards(order)
        write_document(printed.document, file)
    click.echo(f"{printed.sentence}已写入“{file}”。")


@visits.command("import", help="从 Excel 导入走访记录。")
@import_options("已登记的走访")
@click.pass_context
def import_(context: click.Context, file: Path, /, **options: Any) -> None:
    """Take a list of contacts in."""
    with opened(context) as app:
        plan, decision = take_in(app.visit_files, file, options)
    counts = plan.counts(decision)
    if options["as_json"]:
        say_json(counts_json(plan, decision, plan.refused))
    else:
        already = counts[Fate.UNCHANGED] + counts[Fate.SKIP]
        click.echo(f"{done_word(options)} {counts[Fate.NEW]} 条，已登记过 {already} 条。")
        say_faults(plan.refused)
    fail_for_refused(plan)


@visits.command(help="写一个走访记录的空表。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty list."""
    with opened(context) as app:
        app.visit_files.write_template(file)
    click.echo(f"空表已写入“{file}”。")


@visits.command(help="一个月的小结，逐村一句话；写 --docx 成 Word。")
@_ON
@click.option("--docx", type=FILE, default=None, help="写成 Word 文件。")
@click.pass_context
def month(context: click.Context, *, on: datetime | None, docx: Path | None) -> None:
    """Tell a month."""
    with opened(context) as app:
        day = day_of(app, on)
        told = app.visits.month(day)
        if docx is not None:
            write_document(app.visits.month_paper(day), docx)
    for line in (told.title, told.visited, told.contacted, told.matters):
        click.echo(line)
    for village in told.villages:
        click.echo(f"{village.sentence}。")


def _share_json(share: Share) -> dict[str, Any]:
    return {
        "name": share.name,
        "village": share.place.village,
        "asked": share.asked,
        "done": share.done,
        "left": share.left,
    }


def _line_json(line: TargetLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "code": line.code,
        "address": numbers_masked(line.address),
        "holder": line.holder,
        "place": line.place.label,
        "state": line.standing.value,
        "last_on": line.last_on,
    }
