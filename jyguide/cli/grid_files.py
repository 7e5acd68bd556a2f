"""``jyguide grid import|export|template``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, opened
from jyguide.cli.table_import import (
    import_options,
    in_doubt,
    take_in,
    tell_taken,
    write_template,
)


@click.command("import", help="导入网格、中心户、先锋党员、联系对象；一个文件四张表，可只有几张。")
@import_options("网格里已有的")
@click.pass_context
def import_(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a workbook of the grid in."""
    with opened(context) as app:
        plan, decision = take_in(app.grid_files, file, options)
    faults = [*plan.refused, *in_doubt(plan, decision)]
    said = "{done}：新增 {new} 行，更新 {update} 行，无变化 {unchanged} 行，有问题 {refused} 行。"
    tell_taken(plan, decision, options, said, faults)


@click.command(help="导出网格名单，可以再导入；电话隐去中间几位。")
@click.argument("file", type=FILE)
@click.option("--unit", default="", help="只导出这个网格和它的下级。")
@click.pass_context
def export(context: click.Context, file: Path, unit: str) -> None:
    """Write the grid."""
    from jyguide.cli.grid import one_unit  # noqa: PLC0415 - the group has these commands

    with opened(context) as app:
        key = one_unit(app, unit).id if unit else None
        count = app.grid_files.export(file, key)
    click.echo(f"已导出 {count} 行到“{file}”。")


@click.command(help="写一个空的导入模板。")
@click.argument("file", type=FILE)
@click.pass_context
def template(context: click.Context, file: Path) -> None:
    """Write an empty workbook."""
    write_template(context, file, lambda app: app.grid_files)


GRID_FILES = (import_, export, template)
