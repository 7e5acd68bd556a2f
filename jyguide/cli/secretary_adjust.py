"""``jyguide secretary adjust``, and ``jyguide secretary ledger`` for all three ledgers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jyguide.cli.secretary_ledger import CHOSEN, ON, YEAR, day_of, say_lines
from jyguide.cli.session import FILE, opened, write_document
from jyguide.cli.training import one_person
from jyguide.errors import RuleError
from jyguide.secretary.adjustment import AdjustmentFacts, Closing
from jyguide.secretary.kinds import ADJUSTMENT_KIND_NAMES, AdjustmentKind
from jyguide.secretary.ledger import LedgerFilter, adjustments_sentence

_LEDGERS = ("measures", "talks", "adjustments")


@click.group(help="调整：免职、辞职、转任、离任。")
def adjust() -> None:
    """Adjustments."""


@adjust.command("list", help="列出调整。")
@CHOSEN
@click.pass_context
def list_adjustments(
    context: click.Context, *, year: int | None, township: str, as_json: bool
) -> None:
    """List adjustments."""
    with opened(context) as app:
        rows = app.adjustments.ledger(LedgerFilter(year, township))
    heads = ("编号", "姓名", "镇街园区", "类型", "决定日期", "原任", "原因", "文号", "接任人")
    lines = [
        (
            row.id,
            row.person.name,
            row.person.township,
            ADJUSTMENT_KIND_NAMES[row.facts.kind],
            row.facts.decided_on,
            f"{row.facts.organisation} {row.facts.post}".strip(),
            row.facts.reason,
            row.facts.document,
            row.facts.successor,
        )
        for row in rows
    ]
    say_lines(heads, lines, adjustments_sentence(rows), as_json=as_json)


@adjust.command("add", help="登记一次调整；--close 同时结束现任职务。")
@click.argument("person")
@click.option("--kind", type=click.Choice([one.value for one in AdjustmentKind]), required=True)
@click.option("--reason", required=True, help="原因。")
@click.option("--document", default="", help="文号。")
@click.option("--successor", default="", help="接任人。")
@click.option("--close", is_flag=True, help="从这一天起结束现任书记职务。")
@ON
@click.pass_context
def add_adjustment(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    person: str,
    *,
    kind: str,
    reason: str,
    document: str,
    successor: str,
    close: bool,
    on: datetime | None,
) -> None:
    """Note down an adjustment."""
    with opened(context) as app:
        day, key = day_of(app, on), one_person(app, person)
        row = next((one for one in app.people.people() if one.id == key), None)
        if row is None:
            raise RuleError(f"没有找到“{person}”，没有登记。", hint="请核对姓名。")
        facts = AdjustmentFacts(
            key, day.year, AdjustmentKind(kind), day, row.organisation, row.post, reason,
            document, successor,
        )  # fmt: skip
        app.adjustments.add(facts, Closing() if close else None)
    click.echo(f"已登记{row.name}的调整。" + ("现任职务已同时结束。" if close else ""))


@click.command(
    "ledger", help="把一年的三本台账写成文件：.xlsx 为 Excel；.docx、.pdf 为打印的一本。"
)
@click.argument("file", type=FILE)
@YEAR
@click.option("--which", type=click.Choice(_LEDGERS), default="measures", show_default=True)
@click.pass_context
def ledger(context: click.Context, file: Path, *, year: int | None, which: str) -> None:
    """Write the ledgers of a year."""
    with opened(context) as app:
        found = app.secretary_ledgers.year(year or app.clock().date().year)
        if file.suffix.lower() == ".xlsx":
            app.secretary_ledgers.export(found, file)
        else:
            write_document(app.secretary_ledgers.documents(found)[which], file)
    click.echo(f"{found.year} 年台账已写入“{file}”。")


ADJUST_COMMANDS = (adjust, ledger)
"""Under ``jyguide secretary``."""
