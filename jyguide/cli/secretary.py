"""``jyguide secretary``: dossiers of village and community secretaries."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jyguide.app import Application
from jyguide.cli.secretary_adjust import ADJUST_COMMANDS
from jyguide.cli.secretary_benefits import BENEFIT_COMMANDS
from jyguide.cli.secretary_file import filing
from jyguide.cli.secretary_ledger import LEDGER_COMMANDS
from jyguide.cli.secretary_mentor import mentor
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_documents,
)
from jyguide.cli.training import DAY, one_person
from jyguide.ids import PersonId
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.secretary.dossier import EntryFacts
from jyguide.secretary.dossier_line import DossierLine
from jyguide.secretary.dossier_terms import term_faults
from jyguide.secretary.kinds import DossierKind
from jyguide.secretary.timeline import LineKind, narrowed, timeline


@click.group(help="书记：村（社区）党组织书记的档案、备案和画像。")
def secretary() -> None:
    """Village and community secretaries."""


@secretary.command("list", help="列出书记，和任职有没有备案。")
@click.option("--township", default="", help="只列这个镇街。")
@click.option("--no-filing", is_flag=True, help="只列没有备案批复的。")
@json_option
@click.pass_context
def list_(context: click.Context, *, township: str, no_filing: bool, as_json: bool) -> None:
    """List secretaries in the order of the tree."""
    with opened(context) as app:
        lines = [
            line
            for line in app.dossiers.lines()
            if township in ("", line.row.township) and (line.lacking or not no_filing)
        ]
    if as_json:
        say_json([_as_json(line) for line in lines])
        return
    say_table(
        ("姓名", "镇街", "村（社区）", "职务", "任书记始于", "备案"),
        [
            (
                line.row.name,
                line.row.township,
                line.row.organisation,
                line.row.post,
                line.row.since,
                line.filing,
            )
            for line in lines
        ],
    )


@secretary.command(help="全程纪实：一个人的任职、备案、培训、考试、考核、整改、谈话，按时间列出。")
@click.argument("person")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in LineKind]),
    multiple=True,
    help="只列这一类，可写多次。",
)
@click.option("--year", type=click.IntRange(1950, 2099), default=None, help="只列这一年。")
@json_option
@click.pass_context
def show(
    context: click.Context, person: str, *, kinds: tuple[str, ...], year: int | None, as_json: bool
) -> None:
    """Show somebody's whole-process record."""
    with opened(context) as app:
        today = app.clock().date()
        dossier = app.dossiers.dossier(one_person(app, person))
    lines = narrowed(timeline(dossier, today), [LineKind(kind) for kind in kinds], year)
    faults = term_faults(dossier.postings, today)
    if as_json:
        rows = [
            {
                "day": line.day,
                "until": line.until,
                "kind": line.kind.value,
                "title": line.title,
                "detail": line.detail,
                "source": line.source,
                "remark": line.remark,
            }
            for line in lines
        ]
        say_json({"lines": rows, "faults": faults})
        return
    say_table(
        ("时间", "类别", "事项", "内容", "来源", "提示"),
        [
            (line.when, line.kind_name, line.title, line.detail, line.source, line.remark)
            for line in lines
        ],
    )
    for sentence in faults:
        click.echo(sentence)


@secretary.command(help="登记一条纪实：表彰、处分、考察、重点工作等。")
@click.argument("person")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in DossierKind]),
    required=True,
    help="类别：honour 表彰，discipline 处分，review 考察，work 重点工作，other 其他。",
)
@click.option("--on", type=DAY, default=None, help="日期；不写即今天。")
@click.option("--title", required=True, help="事项，一句话。")
@click.option("--detail", default="", help="详情。")
@click.option("--document", default="", help="依据的文号。")
@click.pass_context
def note(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    person: str,
    *,
    kind: str,
    on: datetime | None,
    title: str,
    detail: str,
    document: str,
) -> None:
    """Note something in somebody's record."""
    with opened(context) as app:
        day = on.date() if on else app.clock().date()
        facts = EntryFacts(DossierKind(kind), day, title, detail, document)
        app.dossiers.add_entry(one_person(app, person), facts)
    click.echo("已登记纪实。")


@secretary.command(help="书记画像：每人一张 A4，写成 Word 或 PDF。")
@click.argument("people", nargs=-1)
@click.argument("file", type=FILE)
@click.option("--township", default="", help="不写人名时，这个镇街的全部书记；都不写即全部。")
@click.pass_context
def portrait(
    context: click.Context, people: tuple[str, ...], file: Path, *, township: str
) -> None:
    """Write the page about each secretary into one file."""
    with opened(context) as app:
        documents = app.dossiers.portrait_documents(_meant(app, people, township))
        write_documents(documents, file)
    click.echo(f"已写入“{file}”：{len(documents)} 人，每人一页。")


def _meant(app: Application, people: tuple[str, ...], township: str) -> list[PersonId]:
    if people:
        return [one_person(app, text) for text in people]
    rows = app.secretaries.everybody()
    return [row.person_id for row in rows if township in ("", row.township)]


def _as_json(line: DossierLine) -> dict[str, object]:
    row = line.row
    return {
        "person": str(row.person_id),
        "name": row.name,
        "township": row.township,
        "organisation": row.organisation,
        "post": row.post,
        "role": PERSON_ROLE_NAMES[row.role],
        "since": row.since,
        "filing": line.filing,
    }


secretary.add_command(filing)
for command in (*LEDGER_COMMANDS, *ADJUST_COMMANDS, *BENEFIT_COMMANDS):
    secretary.add_command(command)
secretary.add_command(mentor)
