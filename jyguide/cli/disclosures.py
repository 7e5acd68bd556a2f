"""``jyguide disclosures``: who saw or took out numbers in full."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jyguide.access.disclosure import HEADS, DisclosureFilter, DisclosureRow, cells
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(help="谁在什么时候看过、导出过完整的身份证号和手机号，最近的在前。")
@click.option("--since", type=_DAY, default=None, help="从哪天起（如 2026-03-01）。")
@click.option("--until", type=_DAY, default=None, help="到哪天为止（含当天）。")
@click.option("--who", default="", help="只看这个使用人。")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True)
@click.option("--xlsx", type=FILE, default=None, help="写成 Excel 文件。")
@json_option
@click.pass_context
def disclosures(  # noqa: PLR0913 - click passes each option by name
    context: click.Context,
    *,
    since: datetime | None,
    until: datetime | None,
    who: str,
    limit: int,
    xlsx: Path | None,
    as_json: bool,
) -> None:
    """List who saw what, or write the list into a workbook."""
    wanted = DisclosureFilter(
        since.date() if since else None, until.date() if until else None, who
    )
    with opened(context) as app:
        if xlsx is not None:
            count = app.disclosures.export(xlsx, wanted)
            click.echo(f"已把 {count} 次登记写入“{xlsx}”。")
            return
        rows = app.disclosures.rows(wanted, limit)
    if as_json:
        say_json([_as_json(row) for row in rows])
    else:
        say_table(HEADS, [cells(row) for row in rows])


def _as_json(row: DisclosureRow) -> dict[str, object]:
    return {
        "at": row.at.isoformat(),
        "user": row.user,
        "kind": row.kind.value,
        "what": row.what,
        "people": row.people,
        "person_id": str(row.person_id) if row.person_id else None,
        "person": row.person or None,
    }
