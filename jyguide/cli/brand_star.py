"""``jyguide brand star``: the A's of the 雁阵 plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.brand.stars import STARS, AwardFacts, StarNames, StarRow, Withdrawal
from jyguide.cli.approval_options import ON, day_of, today_of
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_document,
)
from jyguide.people.organisation import OrganisationRow
from jyguide.people.organisation_path import OrganisationPaths

_STAR = click.argument("star", type=click.IntRange(STARS[0], STARS[-1]))
_OF = together(
    click.argument("organisation"),
    _STAR,
    ON,
    click.option("--document", required=True, help="文号或文件名称。"),
)


@click.group(help="“雁阵计划”5A 评星：一个一个授予，从最高的一个起撤销。")
def star() -> None:
    """Stars."""


@star.command("list", help="列出各组织的星级。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List organisations by their A's."""
    with opened(context) as app:
        rows, names = [row.masked() for row in app.stars.rows()], app.stars.names()
    rows.sort(key=lambda row: -row.state.stars)
    if as_json:
        say_json([_about(row, names) for row in rows])
        return
    say_table(
        ("星级", "指导站", "组织", "最近授予", "说明"),
        [
            (
                names.of(row.state.stars),
                row.station,
                row.organisation,
                row.state.held[-1].facts.on if row.state.held else None,
                "".join(row.state.faults),
            )
            for row in rows
        ],
    )
    if names.note:
        click.echo(names.note)


@star.command(help="授予下一个 A。")
@_OF
@click.option("--evidence", required=True, help="依据。")
@click.pass_context
def award(context: click.Context, /, organisation: str, star: int, **given: Any) -> None:
    """Give one."""
    with opened(context) as app:
        of = _organisation(app, organisation)
        facts = AwardFacts(star, _day(app, given["on"]), given["evidence"], given["document"])
        app.stars.award(of.id, facts)
    click.echo(f"已授予“{of.name}”{star}A。")


@star.command(help="撤销最高的一个 A，须写明原因。")
@_OF
@click.option("--reason", required=True, help="原因。")
@click.pass_context
def withdraw(context: click.Context, /, organisation: str, star: int, **given: Any) -> None:
    """Take one away."""
    with opened(context) as app:
        of = _organisation(app, organisation)
        said = Withdrawal(_day(app, given["on"]), given["reason"], given["document"])
        app.stars.withdraw(of.id, star, said)
    click.echo(f"已撤销“{of.name}”的 {star}A。")


@star.command(help="把一个组织的评星卡写成 Word 或 PDF 文件。")
@click.argument("organisation")
@click.argument("file", type=FILE)
@click.pass_context
def card(context: click.Context, organisation: str, file: Path) -> None:
    """Write the score card of one."""
    with opened(context) as app:
        of = _organisation(app, organisation)
        write_document(app.brand_papers.star_card(of.id), file)
    click.echo(f"评星卡已写入“{file}”。")


@star.command(help="五个星级的名称：不写则显示，写五个则设定（市级）。")
@click.argument("given", nargs=-1)
@click.pass_context
def names(context: click.Context, given: tuple[str, ...]) -> None:
    """Show or set what the five are called."""
    with opened(context) as app:
        if given:
            app.stars.set_names(given)
        now = app.stars.names()
    click.echo("、".join(now.of(one) for one in STARS))
    if now.note:
        click.echo(now.note)


def _day(app: Application, on: datetime | None) -> Any:
    return day_of(on) or today_of(app)


def _organisation(app: Application, text: str) -> OrganisationRow:
    return OrganisationPaths(app.organisations.rows()).find(text)


def _about(row: StarRow, names: StarNames) -> dict[str, Any]:
    return {
        "organisation": row.organisation,
        "station": row.station,
        "stars": row.state.stars,
        "name": names.of(row.state.stars),
        "faults": list(row.state.faults),
        "awards": [
            {
                "star": one.facts.star,
                "on": one.facts.on,
                "evidence": one.facts.evidence,
                "document": one.facts.document,
                "withdrawn_on": one.withdrawn.on if one.withdrawn else None,
                "reason": one.withdrawn.reason if one.withdrawn else "",
            }
            for one in row.state.all
        ],
    }
