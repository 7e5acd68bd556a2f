"""``jyguide approval``: the lists that go to the city, and its answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.approval.row import NameKey, SubmissionRow
from jyguide.approval.step import SUBMISSION_KIND_NAMES, NominationOutcome, SubmissionKind
from jyguide.cli.approval_options import (
    DECREE,
    ON,
    PEOPLE,
    REASON,
    day_of,
    decree_of,
    term_text,
    today_of,
)
from jyguide.cli.session import (
    FILE,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
    write_documents,
)
from jyguide.cli.training import one_person
from jyguide.ids import PersonId, SubmissionId


@click.command("lists", help="列出上报名单及结果。")
@json_option
@click.pass_context
def lists_(context: click.Context, *, as_json: bool) -> None:
    """List the lists."""
    with opened(context) as app:
        rows = app.submissions.lists()
    if as_json:
        say_json([_list_json(row) for row in rows])
        return
    say_table(
        ("编号", "指导站", "种类", "标题", "上报", "文号", "人数", "待批复"),
        [
            (
                row.id,
                row.station,
                SUBMISSION_KIND_NAMES[row.kind],
                row.title,
                row.submitted_on or "未上报",
                row.number,
                row.names,
                row.waiting,
            )
            for row in rows
        ],
    )


@click.command(help="把所写人员（或全部具备条件的人）做成名单并登记上报，输出名单编号。")
@click.argument("people", nargs=-1)
@click.option("--all-ready", is_flag=True, help="所有具备条件的人。")
@click.option("--renewal", is_flag=True, help="报续聘；不写则报首次上岗。")
@click.option("--title", default="", help="名单标题。")
@click.option("--number", default="", help="请示文号。")
@click.option("--draft", is_flag=True, help="只做名单，先不登记上报。")
@ON
@click.pass_context
def submit(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    people: tuple[str, ...],
    *,
    all_ready: bool,
    renewal: bool,
    title: str,
    number: str,
    draft: bool,
    on: datetime | None,
) -> None:
    """Put a list together and note that it was submitted."""
    if bool(people) == all_ready:
        raise click.UsageError("请写明人员，或用 --all-ready，二者选一。")
    kind = SubmissionKind.RENEWAL if renewal else SubmissionKind.FIRST
    with opened(context) as app:
        named = _ready(app, kind) if all_ready else [one_person(app, text) for text in people]
        made = app.submissions.draft(named, kind, title)
        for key in [] if draft else made:
            app.submissions.submit(key, day_of(on) or today_of(app), number)
    for key in made:
        click.echo(key)


@click.command(help="登记批复：一份名单上全部待批复的人，或其中所写的人。")
@click.argument("submission", type=click.UUID)
@click.argument("people", nargs=-1)
@DECREE
@click.pass_context
def approve(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    submission: uuid.UUID,
    people: tuple[str, ...],
    *,
    number: str,
    approved: datetime,
    effective: datetime | None,
    until: datetime | None,
    endless: bool,
) -> None:
    """Note down the city's document."""
    with opened(context) as app:
        names = _waiting(app, SubmissionId(submission), people)
        decree = decree_of(app, number, (approved, effective, until), endless=endless)
        app.outcomes.approve(names, decree)
    click.echo(f"已登记批复 {decree.number}，{len(names)} 人，{term_text(decree)}。")


@click.command(help="登记未批准：名单上所写的人。")
@click.argument("submission", type=click.UUID)
@PEOPLE
@ON
@REASON
@click.pass_context
def refuse(
    context: click.Context,
    submission: uuid.UUID,
    people: tuple[str, ...],
    *,
    on: datetime | None,
    reason: str,
) -> None:
    """Note down a refusal."""
    with opened(context) as app:
        names = _waiting(app, SubmissionId(submission), people)
        app.outcomes.refuse(names, day_of(on) or today_of(app), reason)
    click.echo(f"已登记 {len(names)} 人未批准。")


@click.command(help="撤回名单上的名字。")
@click.argument("submission", type=click.UUID)
@PEOPLE
@ON
@REASON
@click.pass_context
def withdraw(
    context: click.Context,
    submission: uuid.UUID,
    people: tuple[str, ...],
    *,
    on: datetime | None,
    reason: str,
) -> None:
    """Take names back."""
    with opened(context) as app:
        names = _waiting(app, SubmissionId(submission), people)
        app.outcomes.withdraw(names, day_of(on) or today_of(app), reason)
    click.echo(f"已撤回 {len(names)} 人。")


@click.command(help="把请示和名单写成 Word 或 PDF 文件。")
@click.argument("submission", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def request(context: click.Context, submission: uuid.UUID, file: Path) -> None:
    """Write the letter with its list."""
    with opened(context) as app:
        write_document(app.approval_papers.request(SubmissionId(submission)), file)
    click.echo(f"请示已写入“{file}”。")


@click.command(help="把市级的批复和名单写成 Word 或 PDF 文件；一份名单有几份批复的，写在一起。")
@click.argument("submission", type=click.UUID)
@click.argument("file", type=FILE)
@click.pass_context
def reply(context: click.Context, submission: uuid.UUID, file: Path) -> None:
    """Write the letters that approved names of a list."""
    with opened(context) as app:
        letters = app.approval_papers.replies(SubmissionId(submission))
        write_documents(letters, file)
    click.echo(f"{len(letters)} 份批复已写入“{file}”。")


def _ready(app: Application, kind: SubmissionKind) -> list[PersonId]:
    return [row.id for row in app.approvals.standings() if not row.lacks_for(kind)]


def _waiting(app: Application, submission: SubmissionId, people: Sequence[str]) -> list[NameKey]:
    """The undecided names that the texts mean; all of them without any."""
    rows = [
        row
        for row in app.submissions.names(submission)
        if row.outcome is NominationOutcome.WAITING
    ]
    keys = {row.person.id for row in rows}
    meant = [one_person(app, text, keys) for text in people] if people else list(keys)
    return [NameKey(submission, key) for key in meant]


def _list_json(row: SubmissionRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "station": row.station,
        "kind": row.kind.value,
        "title": row.title,
        "number": row.number,
        "submitted_on": row.submitted_on,
        "outcomes": {outcome.name.lower(): count for outcome, count in row.counts.items()},
    }


LISTS = (lists_, submit, approve, refuse, withdraw, request, reply)
