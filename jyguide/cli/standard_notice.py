"""``jyguide standard measures notice|receipt``: letters to branches, and their answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.attachment.naming import safe_name
from jyguide.cli.session import FILE, opened, write_document
from jyguide.cli.standard_pick import BRANCH, ROUND, TOWNSHIP, branch_keys, day_or_today, one_round
from jyguide.cli.training import DAY
from jyguide.documents.files import file_faults
from jyguide.errors import RuleError
from jyguide.ids import MeasureId
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.measure_deeds import Deed, may

IDS = click.argument("ids", type=click.UUID, nargs=-1)
ON = click.option("--on", type=DAY, default=None, help="日期；不写为今天。")


@click.command(help="开具整改通知书并写成文件，一个支部一份；已开具的原样重印。")
@click.argument("folder", type=FILE)
@ROUND
@BRANCH
@TOWNSHIP
@click.option("--number", default="", help="第一份的编号；不写用下一个空号。")
@click.option("--reply-by", type=DAY, default=None, help="报回执的期限。")
@click.option("--pdf", "as_pdf", is_flag=True, help="写成 PDF；不写为 Word。")
@ON
@click.pass_context
def notice(
    context: click.Context,
    /,
    folder: Path,
    *,
    as_pdf: bool,
    on: datetime | None,
    reply_by: datetime | None,
    **given: Any,
) -> None:
    """Issue notices, and write each with its receipt form."""
    with opened(context) as app:
        rows = _of_branches(app, given)
        fresh = [one.row.id for one in rows if may(Deed.NOTICE, one)]
        day = day_or_today(app, on)
        if fresh:
            number = given["number"] or app.notices.suggestion(day)
            by = reply_by.date() if reply_by else None
            app.notices.issue(dict.fromkeys(fresh), number, day, by)
        ids = [one.row.id for one in rows]
        papers = app.notices.notices(ids)
        papers += app.notices.receipts(ids)
        with file_faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
        ending = "pdf" if as_pdf else "docx"
        for at, paper in enumerate(papers, 1):  # branches of two townships may share a name
            write_document(paper, folder / safe_name(f"{at:02} {paper.title}.{ending}"))
    click.echo(f"已在“{folder}”写入 {len(papers)} 份通知书和回执。")


@click.command(help="登记收到回执：所写整改所在的通知书，整份登记。")
@IDS
@ON
@click.pass_context
def receipt(context: click.Context, ids: tuple[uuid.UUID, ...], *, on: datetime | None) -> None:
    """Note down that the branches' answers came."""
    with opened(context) as app:
        app.notices.receive(unseen(ids), day_or_today(app, on))
    click.echo("已登记回执。")


def _of_branches(app: Application, given: dict[str, Any]) -> list[LedgerRow]:
    row = one_round(app, given["round_text"])
    meant = set(branch_keys(app, row, given["names"], given["township"]))
    rows = [
        one
        for one in app.measures.ledger(row.id)
        if one.mine and (not meant or one.row.branch_id in meant)
    ]
    if not rows:
        raise RuleError("没有整改事项，没有开具通知书。", hint="请先用 raise 把失分项列入整改。")
    return rows


def unseen(ids: Sequence[uuid.UUID]) -> dict[MeasureId, str | None]:
    """Measures in whatever state they are: a command shows nothing beforehand."""
    return {MeasureId(key): None for key in ids}


NOTICE_COMMANDS = (notice, receipt)
