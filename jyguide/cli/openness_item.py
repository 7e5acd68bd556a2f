"""``jyguide openness items|item-add|item-end``: the matters, each with what of it is law."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.cli.training import DAY
from jyguide.errors import RuleError
from jyguide.ids import OpennessItemId, OrganisationId
from jyguide.openness.item import ItemFacts, ItemRow
from jyguide.openness.kinds import (
    AFFAIRS_NAMES,
    PERIOD_NAMES,
    PLACE_KIND_NAMES,
    Affairs,
    Period,
    PlaceKind,
)

_HEADS = (
    *("类别", "适用", "事项", "周期", "周期性质", "期满后天数", "张贴天数", "张贴性质"),
    *("来源", "停用", "编号", "依据"),
)


def one_item(app: Application, text: str, places: Collection[OrganisationId]) -> ItemRow:
    """The matter that a name or a key means for these places.

    Raises:
        RuleError: none is meant, or several are.
    """
    kinds = {one.kind for one in app.openness_notices.places() if one.key in places}
    rows = [row for row in app.openness_items.rows() if row.running]
    found = [
        row
        for row in rows
        if str(row.id) == text or (row.facts.name == text and row.facts.place_kind in kinds)
    ]
    if len(found) != 1:
        near = "、".join(
            dict.fromkeys(row.facts.name for row in rows if row.facts.place_kind in kinds)
        )
        raise RuleError(
            f"没有（或不止一个）适用于所选村社区的公开事项“{text}”，没有登记。",
            hint=f"请从这里选：{near}。",
        )
    return found[0]


@click.command(help="列出公开事项：周期、天数，哪些是法定的，哪些是建议的。")
@json_option
@click.pass_context
def items(context: click.Context, *, as_json: bool) -> None:
    """List matters."""
    with opened(context) as app:
        rows = app.openness_items.rows()
    told = [_json(row) for row in rows]
    if as_json:
        say_json(told)
    else:
        say_table(_HEADS, [tuple(one.values()) for one in told])


@click.command("item-add", help="新增一个公开事项：市级的全市用，站里的本站用。输出编号。")
@click.argument("name")
@click.option("--affairs", type=click.Choice([one.value for one in Affairs]), required=True)
@click.option("--place-kind", type=click.Choice([one.value for one in PlaceKind]), required=True)
@click.option("--period", type=click.Choice([one.value for one in Period]), required=True)
@click.option("--days-after", type=int, default=15, show_default=True, help="期满后几天内贴出。")
@click.option("--posted-days", type=int, default=15, show_default=True, help="张贴不少于几天。")
@click.option("--content", default="", help="公开内容。")
@click.option("--basis", default="", help="依据。")
@click.option("--from", "began", type=DAY, default=None, help="启用日期；不写即今天。")
@click.pass_context
def item_add(context: click.Context, /, name: str, **given: Any) -> None:
    """Add a matter."""
    began: datetime | None = given["began"]
    with opened(context) as app:
        facts = ItemFacts(
            affairs=Affairs(given["affairs"]),
            name=name,
            place_kind=PlaceKind(given["place_kind"]),
            period=Period(given["period"]),
            began_on=began.date() if began else app.clock().date(),
            content=given["content"],
            days_after=given["days_after"],
            posted_days=given["posted_days"],
            basis=given["basis"],
        )
        click.echo(app.openness_items.add(facts))


@click.command("item-end", help="停用公开事项；--resume 恢复。已有的公开记录不变。")
@click.argument("items", nargs=-1, required=True, type=click.UUID)
@click.option("--on", type=DAY, default=None, help="停用日期；不写即今天。")
@click.option("--resume", is_flag=True, help="恢复。")
@click.pass_context
def item_end(
    context: click.Context,
    items: tuple[uuid.UUID, ...],
    *,
    on: datetime | None,
    resume: bool,
) -> None:
    """End matters, or let them go on."""
    with opened(context) as app:
        day = None if resume else (on.date() if on else app.clock().date())
        app.openness_items.end([OpennessItemId(key) for key in items], day)
    click.echo(f"已{'恢复' if resume else '停用'} {len(items)} 个公开事项。")


def _json(row: ItemRow) -> dict[str, Any]:
    facts = row.facts
    return {
        "affairs": AFFAIRS_NAMES[facts.affairs],
        "place_kind": PLACE_KIND_NAMES[facts.place_kind],
        "name": facts.name,
        "period": PERIOD_NAMES[facts.period],
        "period_is": row.period_origin.value,
        "days_after": facts.days_after,
        "posted_days": facts.posted_days,
        "posted_days_are": row.days_origin.value,
        "source": row.station or "全市统一",
        "ended_on": facts.ended_on,
        "id": str(row.id),
        "basis": facts.basis,
    }


ITEM_COMMANDS = (items, item_add, item_end)
