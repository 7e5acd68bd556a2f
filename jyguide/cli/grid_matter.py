"""``jyguide grid matters list|raise|reply|remove|slips|export``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_document,
    write_documents,
)
from jyguide.cli.training import DAY
from jyguide.grid.kinds import Acceptance, MatterCategory
from jyguide.grid.matter import (
    MATTER_STATE_NAMES,
    MatterFacts,
    MatterRow,
    MatterState,
    Reply,
    masked_matter,
    matter_counts,
)
from jyguide.grid.service.matters import MatterFilter
from jyguide.ids import MatterId, TargetId

_CATEGORY = click.Choice([kind.value for kind in MatterCategory])
_CHOSEN = together(
    click.option("--year", type=click.IntRange(2000, 2099), default=None, help="提出的年份。"),
    click.option("--village", default="", help="只要网格名称里有这些字的。"),
    click.option("--category", type=_CATEGORY, default=None, help="类别。"),
    click.option(
        "--state", type=click.Choice([state.value for state in MatterState]), default=None
    ),
)


@click.group(help="民情台账：提出、答复、答复单。")
def matters() -> None:
    """Matters raised."""


@matters.command("list", help="列出民情。")
@_CHOSEN
@json_option
@click.pass_context
def list_(context: click.Context, /, *, as_json: bool, **chosen: Any) -> None:
    """List matters."""
    with opened(context) as app:
        rows = [masked_matter(row) for row in app.matters.matters(_filter(chosen))]
    if as_json:
        say_json([_json(row) for row in rows])
        return
    say_table(
        ("编号", "提出日期", "网格", "提出人", "内容", "责任人", "期限", "状态"),
        [
            (
                row.id,
                row.facts.raised_on,
                row.place.label,
                row.facts.raised_by or row.target,
                row.facts.content,
                row.facts.owner,
                row.facts.due_on,
                MATTER_STATE_NAMES[row.state],
            )
            for row in rows
        ],
    )
    click.echo(matter_counts(rows).sentence)


@matters.command("raise", help="登记一件民情。")
@click.argument("content")
@click.option("--on", type=DAY, default=None, help="提出日期；不写为今天。")
@click.option("--by", default="", help="提出人。")
@click.option("--category", type=_CATEGORY, default=MatterCategory.OTHER.value, help="类别。")
@click.option("--owner", default="", help="责任人。")
@click.option("--due", type=DAY, default=None, help="答复期限；不写按规则的天数。")
@click.option("--target", type=click.UUID, default=None, help="联系对象的编号。")
@click.pass_context
def raise_(
    context: click.Context,
    /,
    content: str,
    *,
    on: datetime | None,
    due: datetime | None,
    target: UUID | None,
    **told: str,
) -> None:
    """Write a matter down."""
    with opened(context) as app:
        key = app.matters.raise_(
            MatterFacts(
                content,
                on.date() if on else app.clock().date(),
                MatterCategory(told["category"]),
                told["by"],
                told["owner"],
                due.date() if due else None,
                target_id=TargetId(target) if target else None,
            )
        )
    click.echo(f"已登记民情（{key}）。")


@matters.command(help="登记答复。")
@click.argument("matter", type=click.UUID)
@click.argument("text")
@click.option("--on", type=DAY, default=None, help="答复日期；不写为今天。")
@click.option(
    "--accepted",
    type=click.Choice([one.value for one in Acceptance]),
    default=None,
    help="是否满意：content 满意，partly 基本满意，not 不满意。",
)
@click.pass_context
def reply(
    context: click.Context,
    matter: UUID,
    text: str,
    *,
    on: datetime | None,
    accepted: str | None,
) -> None:
    """Note down what was replied."""
    with opened(context) as app:
        day = on.date() if on else app.clock().date()
        given = Reply(day, text, Acceptance(accepted) if accepted else None)
        app.matters.reply(MatterId(matter), None, given)
    click.echo("已登记答复。")


@matters.command(help="删除登记错的民情。")
@click.argument("matter", type=click.UUID)
@click.pass_context
def remove(context: click.Context, matter: UUID) -> None:
    """Take a matter out."""
    with opened(context) as app:
        app.matters.remove(MatterId(matter), None)
    click.echo("已删除这件民情。")


@matters.command(help="把答复单写成文件：.docx 或 .pdf，一件一页。")
@click.argument("file", type=FILE)
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@click.pass_context
def slips(context: click.Context, file: Path, ids: tuple[UUID, ...]) -> None:
    """Write reply slips."""
    with opened(context) as app:
        write_documents(app.matters.slips([MatterId(key) for key in ids]), file)
    click.echo(f"答复单已写入“{file}”。")


@matters.command(help="把民情台账写成文件：.xlsx 为 Excel，.docx 或 .pdf 为打印的台账。")
@click.argument("file", type=FILE)
@_CHOSEN
@click.pass_context
def export(context: click.Context, /, file: Path, **chosen: Any) -> None:
    """Write the ledger."""
    with opened(context) as app:
        if file.suffix.lower() == ".xlsx":
            app.matters.export(file, _filter(chosen))
        else:
            write_document(app.matters.ledger(_filter(chosen)), file)
    click.echo(f"民情台账已写入“{file}”。")


def _filter(chosen: dict[str, Any]) -> MatterFilter:
    return MatterFilter(
        chosen["year"],
        chosen["village"],
        MatterCategory(chosen["category"]) if chosen["category"] else None,
        MatterState(chosen["state"]) if chosen["state"] else None,
    )


def _json(row: MatterRow) -> dict[str, Any]:
    facts, given = row.facts, row.reply
    return {
        "id": row.id,
        "raised_on": facts.raised_on,
        "raised_by": facts.raised_by,
        "target": row.target,
        "place": row.place.label,
        "category": facts.category.value,
        "content": facts.content,
        "owner": facts.owner,
        "due_on": facts.due_on,
        "state": row.state.value,
        "replied_on": given.on if given else None,
        "reply": given.text if given else "",
        "accepted": given.accepted.value if given and given.accepted else None,
    }
