"""``jyguide openness assets``, ``cooperatives`` and ``deals``: what collectives own and trade."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
)
from jyguide.cli.table_import import (
    import_options,
    take_in,
    tell_taken,
    write_template,
)
from jyguide.exchange.money import yuan_text
from jyguide.exchange.table.service import ListFiles
from jyguide.masking import numbers_masked
from jyguide.openness.cooperative import total_of, year_words
from jyguide.openness.deal import DealFilter
from jyguide.openness.kinds import (
    ASSET_KIND_NAMES,
    COOPERATIVE_KIND_NAMES,
    DEAL_KIND_NAMES,
    DealKind,
)
from jyguide.openness.money_words import amount_text, hundredths_text

_YEAR = click.option(
    "--year", type=click.IntRange(2000, 2099), default=None, help="年份；不写即今年。"
)
_FILE = click.argument("file", type=FILE)


@click.group(help="集体资金、资产、资源台账。")
def assets() -> None:
    """Assets."""


@assets.command("list", help="列出一年的台账：年初、增加、减少、清查调整、年末。")
@_YEAR
@json_option
@click.pass_context
def asset_list(context: click.Context, *, year: int | None, as_json: bool) -> None:
    """List the ledger of a year."""
    with opened(context) as app:
        ledger = app.collective_assets.ledger(year or app.clock().year)
    rows = [
        (
            line.asset.township,
            line.asset.organisation,
            ASSET_KIND_NAMES[line.asset.facts.kind],
            line.asset.facts.name,
            line.asset.facts.code,
            hundredths_text(line.flow.opening),
            hundredths_text(line.flow.increase),
            hundredths_text(line.flow.decrease),
            hundredths_text(line.flow.revaluation),
            amount_text(line.flow.closing, line.asset.facts.unit),
        )
        for line in ledger.lines
    ]
    heads = ("镇街", "村（社区）", "类别", "名称", "编号", "年初", "增加", "减少", "调整", "年末")
    _say(heads, rows, ledger.sentence, as_json=as_json)


@assets.command("import", help="导入三资变动（xlsx、xls、ods、csv）。")
@import_options("已登记的变动")
@click.pass_context
def asset_import(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list of changes in."""
    with opened(context) as app:
        _take_in(app.asset_files, file, options)


@assets.command("export", help="导出全部三资变动，可再导入。")
@_FILE
@click.pass_context
def asset_export(context: click.Context, file: Path) -> None:
    """Write all changes."""
    with opened(context) as app:
        count = app.asset_files.export(file)
    click.echo(f"已导出 {count} 行到“{file}”。")


@assets.command("template", help="写出空白的三资导入模板。")
@_FILE
@click.pass_context
def asset_template(context: click.Context, file: Path) -> None:
    """Write an empty list."""
    write_template(context, file, lambda app: app.asset_files)


@assets.command("print", help="把一年的台账写成 Word 或 PDF（A4 横向）。")
@_FILE
@_YEAR
@click.pass_context
def asset_print(context: click.Context, file: Path, *, year: int | None) -> None:
    """Write the ledger of a year to be printed."""
    with opened(context) as app:
        write_document(app.collective_assets.document(year or app.clock().year), file)
    click.echo(f"台账已写入“{file}”。")


@click.group(help="合作社：成员、股份、收入和分红。")
def cooperatives() -> None:
    """Co-operatives."""


@cooperatives.command("list", help="列出合作社和一年的数据。")
@_YEAR
@json_option
@click.pass_context
def cooperative_list(context: click.Context, *, year: int | None, as_json: bool) -> None:
    """List co-operatives with their figures of a year."""
    with opened(context) as app:
        wanted, found = year or app.clock().year, app.cooperatives.rows()
    rows = []
    for row in found:
        one = row.figures(wanted)
        rows.append(
            (
                row.township,
                row.facts.organisation,
                row.facts.name,
                COOPERATIVE_KIND_NAMES[row.facts.kind],
                one.members,
                hundredths_text(one.shares),
                yuan_text(one.capital),
                yuan_text(one.income),
                yuan_text(one.dividend),
                "没有填报" if one.empty else year_words(one),
            )
        )
    heads = (
        "镇街",
        "村（社区）",
        "合作社",
        "类别",
        "成员",
        "股份",
        "股本",
        "收入",
        "分红",
        "情况",
    )
    _say(heads, rows, total_of(found, wanted).sentence(wanted), as_json=as_json)


@cooperatives.command("import", help="导入合作社和年度数据（xlsx、xls、ods、csv）。")
@import_options("已登记的合作社")
@click.pass_context
def cooperative_import(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list of co-operatives in."""
    with opened(context) as app:
        _take_in(app.cooperative_files, file, options)


@cooperatives.command("export", help="导出合作社；不写年份即各年的数据都导出。")
@_FILE
@_YEAR
@click.pass_context
def cooperative_export(context: click.Context, file: Path, *, year: int | None) -> None:
    """Write co-operatives with one year or all."""
    with opened(context) as app:
        count = app.cooperative_files.export(file, year)
    click.echo(f"已导出 {count} 行到“{file}”。")


@cooperatives.command("template", help="写出空白的合作社导入模板。")
@_FILE
@click.pass_context
def cooperative_template(context: click.Context, file: Path) -> None:
    """Write an empty list."""
    write_template(context, file, lambda app: app.cooperative_files)


@cooperatives.command("print", help="把一年的台账写成 Word 或 PDF（A4 横向）。")
@_FILE
@_YEAR
@click.pass_context
def cooperative_print(context: click.Context, file: Path, *, year: int | None) -> None:
    """Write the ledger of a year to be printed."""
    with opened(context) as app:
        write_document(app.cooperatives.document(year or app.clock().year), file)
    click.echo(f"台账已写入“{file}”。")


_DEALS = click.option("--township", default="", help="只要这个镇街的。")
_KIND = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in DealKind]),
    default=None,
    help="只要这一类。",
)
_WORDS = click.option("--find", "words", default="", help="编号、标的、村或备注里有这些字。")


@click.group(help="农村产权交易。")
def deals() -> None:
    """Deals."""


@deals.command("list", help="列出交易（默认最近 200 笔）和合计。")
@_YEAR
@_KIND
@_DEALS
@_WORDS
@click.option("--from", "start", type=click.IntRange(0), default=0, help="跳过前多少笔。")
@click.option("--count", type=click.IntRange(1, 5000), default=200, help="最多列多少笔。")
@json_option
@click.pass_context
def deal_list(
    context: click.Context, /, *, start: int, count: int, as_json: bool, **asked: Any
) -> None:
    """List deals."""
    with opened(context) as app:
        wanted = _filter(asked, app.clock().year)
        page = app.property_deals.page(wanted, start, count)
    rows = [
        (
            row.facts.number,
            row.facts.dealt_on,
            row.township,
            row.facts.organisation,
            DEAL_KIND_NAMES[row.facts.kind],
            numbers_masked(row.facts.subject),
            amount_text(row.facts.area, row.facts.area_unit),
            yuan_text(row.facts.price),
        )
        for row in page.rows
    ]
    heads = ("编号", "日期", "镇街", "村（社区）", "类别", "标的", "面积", "成交价（元）")
    _say(heads, rows, f"共 {page.whole.words}。", as_json=as_json)


@deals.command("import", help="导入产权交易（xlsx、xls、ods、csv）。")
@import_options("已登记的交易")
@click.pass_context
def deal_import(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a list of deals in."""
    with opened(context) as app:
        _take_in(app.deal_files, file, options)


@deals.command("export", help="导出交易，可再导入。")
@_FILE
@_YEAR
@_KIND
@_DEALS
@_WORDS
@click.pass_context
def deal_export(context: click.Context, /, file: Path, **asked: Any) -> None:
    """Write deals."""
    with opened(context) as app:
        count = app.deal_files.export(file, _filter(asked, app.clock().year))
    click.echo(f"已导出 {count} 行到“{file}”。")


@deals.command("template", help="写出空白的产权交易导入模板。")
@_FILE
@click.pass_context
def deal_template(context: click.Context, file: Path) -> None:
    """Write an empty list."""
    write_template(context, file, lambda app: app.deal_files)


@deals.command("print", help="把交易台账写成 Word 或 PDF（A4 横向）。")
@_FILE
@_YEAR
@_KIND
@_DEALS
@_WORDS
@click.pass_context
def deal_print(context: click.Context, /, file: Path, **asked: Any) -> None:
    """Write the ledger to be printed."""
    with opened(context) as app:
        write_document(app.property_deals.document(_filter(asked, app.clock().year)), file)
    click.echo(f"台账已写入“{file}”。")


def _filter(asked: dict[str, Any], this_year: int) -> DealFilter:
    kind = asked["kind"]
    return DealFilter(
        asked["year"] or this_year,
        DealKind(kind) if kind else None,
        asked["township"],
        asked["words"],
    )


def _take_in(files: ListFiles, file: Path, options: dict[str, Any]) -> None:
    """What was refused is told, row by row."""
    plan, decision = take_in(files, file, options)
    said = "{done} {new} 行，更新 {update} 行，不予导入 {refused} 行。"
    tell_taken(plan, decision, options, said, plan.refused)


def _say(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], sentence: str, *, as_json: bool
) -> None:
    if as_json:
        say_json([dict(zip(heads, row, strict=True)) for row in rows])
        return
    say_table(heads, rows)
    click.echo(sentence)


LEDGERS = (assets, cooperatives, deals)
"""Groups that stand under ``jyguide openness``."""
