"""``jyguide history``."""

from __future__ import annotations

import uuid

import click

from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.ids import ActionId


@click.group(help="操作记录和撤销。")
def history() -> None:
    """What was done, and taking it back."""


@history.command("list", help="列出最近的操作。")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="最近多少次。"
)
@json_option
@click.pass_context
def list_(context: click.Context, limit: int, *, as_json: bool) -> None:
    """List the latest actions."""
    with opened(context) as app:
        rows = app.history.actions(limit)
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "name": row.name,
                    "at": row.at.isoformat(),
                    "actor": row.actor,
                    "rows": row.rows,
                    "undone": row.undone,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("编号", "时间", "操作", "使用人", "记录数", "已撤销"),
        [
            (
                row.id,
                f"{row.at:%Y-%m-%d %H:%M:%S}",
                row.name,
                row.actor,
                row.rows,
                "是" if row.undone else "",
            )
            for row in rows
        ],
    )


@history.command(help="整个撤销一次操作。")
@click.argument("action", type=click.UUID)
@click.pass_context
def undo(context: click.Context, action: uuid.UUID) -> None:
    """Take one action back whole."""
    with opened(context) as app:
        changed = app.history.undo(ActionId(action))
    click.echo(f"已撤销，恢复了 {changed} 条记录。")
