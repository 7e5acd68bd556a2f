"""``jyguide history`` and ``jyguide undo``."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import click

from jyguide.app import Application
from jyguide.cli.session import Refusal, json_option, opened, say_json, say_table
from jyguide.history.names import require_table
from jyguide.history.row import OFFER_NAMES, ActionRow, Offer, RecordChange
from jyguide.history.wording import CHANGE_NAMES
from jyguide.ids import ActionId


@click.command(help="一条记录的修改记录，最近的在前。TABLE 如 person，ID 是它的编号。")
@click.argument("table")
@click.argument("key", metavar="ID")
@click.option("--full", is_flag=True, help="显示完整的身份证号和手机号。")
@json_option
@click.pass_context
def history(context: click.Context, table: str, key: str, *, full: bool, as_json: bool) -> None:
    """Tell every change of one record, field by field."""
    with opened(context) as app:
        require_table(table)
        changes = app.history.record(table, _key(key), full=full)
    if as_json:
        say_json([_as_json(change) for change in changes])
        return
    say_table(
        ("时间", "使用人", "电脑", "操作", "变化", "项目", "改前", "改后"),
        [
            (
                f"{one.at:%Y-%m-%d %H:%M:%S}",
                one.actor,
                one.device,
                one.action,
                CHANGE_NAMES[one.kind],
                one.field.name,
                one.field.before,
                one.field.after,
            )
            for one in changes
        ],
    )


@click.command(help="撤销一次操作；不写 ACTION 则撤销本机最近一次。撤销“撤销”即重做。")
@click.argument("action", type=click.UUID, required=False)
@click.option("--list", "listing", is_flag=True, help="只列出最近的操作，不撤销。")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="列出多少次。"
)
@json_option
@click.pass_context
def undo(
    context: click.Context,
    action: uuid.UUID | None,
    *,
    listing: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Take one action back whole, or list those there are."""
    if listing and action is not None:
        raise click.UsageError("--list 只列出操作，不能同时写 ACTION。")
    with opened(context) as app:
        if listing:
            _say_actions(app.history.actions(limit), as_json=as_json)
        else:
            _undo(app, action, as_json=as_json)


def _undo(app: Application, action: uuid.UUID | None, *, as_json: bool) -> None:
    wanted = app.history.latest_in_force() if action is None else ActionId(action)
    if wanted is None:
        raise Refusal("本机没有可以撤销的操作，没有改动任何数据。")
    changed = app.history.undo(wanted)
    done = app.history.latest() or wanted
    name = app.history.name(done)
    if as_json:
        say_json({"undone": str(wanted), "action": str(done), "name": name, "rows": changed})
        return
    click.echo(f"已{name}，恢复了 {changed} 条记录。")


def _say_actions(rows: Sequence[ActionRow], *, as_json: bool) -> None:
    if as_json:
        say_json([_action_as_json(row) for row in rows])
        return
    say_table(
        ("编号", "时间", "操作", "使用人", "电脑", "记录数", "状态", "可以"),
        [
            (
                row.id,
                f"{row.at:%Y-%m-%d %H:%M:%S}",
                row.name,
                row.actor,
                "本机" if row.here else row.device,
                row.rows,
                row.state,
                "" if row.undone else OFFER_NAMES[row.offer],
            )
            for row in rows
        ],
    )


def _action_as_json(row: ActionRow) -> dict[str, object]:
    return {
        "id": str(row.id),
        "name": row.name,
        "at": row.at.isoformat(),
        "actor": row.actor,
        "device": row.device,
        "here": row.here,
        "rows": row.rows,
        "undone": row.undone,
        "offer": (Offer.NOTHING if row.undone else row.offer).value,
    }


def _as_json(change: RecordChange) -> dict[str, object]:
    return {
        "at": change.at.isoformat(),
        "actor": change.actor,
        "device": change.device,
        "here": change.here,
        "action_id": str(change.action_id),
        "action": change.action,
        "kind": change.kind.value,
        "field": change.field.column,
        "name": change.field.name,
        "before": change.field.before,
        "after": change.field.after,
    }


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Refusal(f"“{text}”不是记录的编号。\n编号用各 list 命令的 --json 查看。") from error
