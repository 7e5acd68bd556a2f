"""``jyguide report check``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.errors import RuleError
from jyguide.report.comparison import ROW_STATE_NAMES, ComparedFigure, Comparison

_DIFFERS = 1


@click.command(
    "check",
    help="核对打印过的报表与现在的数据是否一致。TEXT 是报表末尾的校验码或二维码内容。\n\n"
    "一致时退出码为 0，不一致为 1。",
)
@click.argument("text", default="")
@click.option(
    "--picture",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="从报表的照片或扫描件读二维码。",
)
@json_option
@click.pass_context
def check(context: click.Context, *, text: str, picture: Path | None, as_json: bool) -> None:
    """Hold paper against the data."""
    with opened(context) as app:
        if bool(text) == (picture is not None):
            raise RuleError(
                "请写校验码或二维码内容，或用 --picture 给出图片（只选一种），没有核对。",
                hint="例如：report check 7K3M9-QXT40",
            )
        prints = app.report_prints
        found = prints.check(text) if picture is None else prints.check_file(picture)
    if as_json:
        say_json(_json(found))
    else:
        _say(found)
    if not found.agrees:
        context.exit(_DIFFERS)


def _say(found: Comparison) -> None:
    click.echo(found.verdict)
    click.echo(f"校验码 {found.code}　{found.note}")
    differing = [one for one in found.figures if not one.same]
    if differing:
        click.echo()
        rows = [(one.name, one.before, one.after or "—", one.words) for one in differing]
        say_table(("数字", "纸面", "现在", "结果"), rows)
    for one in differing:
        for row in one.rows:
            click.echo(f"{one.name}　{ROW_STATE_NAMES[row.state]}：{row.text}")


def _json(found: Comparison) -> dict[str, Any]:
    return {
        "code": found.code,
        "agrees": found.agrees,
        "verdict": found.verdict,
        "report": found.kind,
        "title": found.title,
        "about": found.about,
        "begins_on": found.begins_on,
        "ends_on": found.ends_on,
        "printed_at": found.printed_at,
        "printed_by": found.printed_by,
        "altered": found.altered,
        "figures": [_figure(one) for one in found.figures],
    }


def _figure(one: ComparedFigure) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "printed": one.before,
        "now": one.after,
        "equal": one.equal,
        "same": one.same,
        "rows": [
            {"state": row.state.value, "table": row.table, "id": row.id, "text": row.text}
            for row in one.rows
        ],
        "unnamed": one.unnamed,
    }
