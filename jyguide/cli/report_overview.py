"""``jyguide day`` and ``jyguide report overview``: what waits, and the stations side by side."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_document
from jyguide.documents.section import cell_text
from jyguide.report.day_due import WHEN_NAMES
from jyguide.report.overview import overview_section


@click.command(help="今天、本周和近期要办的事。")
@json_option
@click.pass_context
def day(context: click.Context, *, as_json: bool) -> None:
    """Tell what waits, the soonest first."""
    with opened(context) as app:
        found = app.day.due()
    if as_json:
        say_json(
            [
                {
                    "when": one.when.name.lower(),
                    "day": None if one.day is None else one.day.isoformat(),
                    "area": one.area,
                    "sentence": one.sentence,
                    "place": one.place,
                }
                for one in found.lines
            ]
        )
        return
    for one in found.lines:
        click.echo(f"{WHEN_NAMES[one.when]}\t{one.area}\t{one.sentence}")
    click.echo(found.sentence)


@click.command(help="全市总览：各站的人员、培训、考试、整改、证书和最近上报；指导站只看到本站。")
@click.option("--xlsx", type=FILE, default=None, help="写成 Excel 文件。")
@click.option("--docx", type=FILE, default=None, help="写成 Word 文件。")
@json_option
@click.pass_context
def overview(
    context: click.Context, *, xlsx: Path | None, docx: Path | None, as_json: bool
) -> None:
    """Show the stations side by side, or write them into files."""
    with opened(context) as app:
        found = app.station_overview.overview()
        if xlsx is not None:
            app.station_overview.write_workbook(found, xlsx)
        if docx is not None:
            write_document(app.station_overview.document(found), docx)
    section = overview_section(found)
    if as_json:
        say_json([dict(zip(section.heads, row, strict=True)) for row in section.rows])
        return
    say_table(section.heads, [[cell_text(cell) for cell in row] for row in section.rows])
    click.echo(found.sentence)


OVERVIEW = (overview,)
"""Commands of the group ``report``."""
