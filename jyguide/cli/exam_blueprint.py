"""``jyguide exam blueprint``."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint_file import read_blueprint, write_blueprint
from jyguide.exam.paper import BlueprintRow
from jyguide.exam.points import format_points


@click.group(help="组卷蓝图：列出，写成文件，从文件取入。")
def blueprint() -> None:
    """Kept blueprints."""


@blueprint.command("list", help="列出蓝图。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List kept blueprints, the newest first."""
    with opened(context) as app:
        rows = app.papers.blueprints()
    if as_json:
        say_json([_said(row) for row in rows])
        return
    say_table(
        ("编号", "名称", "题数", "总分", "及格", "分钟"),
        [
            (
                row.id,
                row.plan.name,
                row.plan.blueprint.item_count,
                format_points(row.plan.blueprint.total_points),
                format_points(row.plan.blueprint.pass_points),
                row.plan.blueprint.minutes,
            )
            for row in rows
        ],
    )


@blueprint.command(help="把蓝图写成文件：.json 为 JSON，其他为 TOML。BLUEPRINT 是编号或名称。")
@click.argument("blueprint")
@click.argument("file", type=FILE)
@click.pass_context
def export(context: click.Context, blueprint: str, file: Path) -> None:
    """Write a kept blueprint."""
    with opened(context) as app:
        found = [
            row for row in app.papers.blueprints() if blueprint in (str(row.id), row.plan.name)
        ]
        if not found:
            raise RuleError(
                f"没有找到蓝图“{blueprint}”，没有写文件。",
                hint="用 jyguide exam blueprint list 看有哪些。",
            )
        write_blueprint(found[0].plan, file)
    click.echo("已写入。")


@blueprint.command("import", help="从 TOML 或 JSON 文件取入蓝图，输出编号。")
@click.argument("file", type=FILE)
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Keep the blueprint of a file."""
    with opened(context) as app:
        click.echo(app.papers.save_blueprint(read_blueprint(file)))


def _said(row: BlueprintRow) -> dict[str, object]:
    blueprint = row.plan.blueprint
    return {
        "id": str(row.id),
        "name": row.plan.name,
        "items": blueprint.item_count,
        "total": blueprint.total_points / 10,
        "pass": blueprint.pass_points / 10,
        "minutes": blueprint.minutes,
    }
