"""``jyguide secretary file``: 事前备案, a step at a time."""

from __future__ import annotations

import uuid
from datetime import datetime

import click

from jyguide.cli.session import json_option, opened, say_json, say_table
from jyguide.cli.training import DAY, one_person
from jyguide.ids import FilingId
from jyguide.secretary.filing import FILING_STATE_NAMES, Proposal, Steps
from jyguide.secretary.kinds import FilingDecision, FilingKind

_FILING = click.argument("filing_id", type=click.UUID)
_ON = click.option("--on", type=DAY, default=None, help="日期；不写即今天。")


@click.group("file", help="事前备案：提出、备案、批复，一步一步登记。")
def filing() -> None:
    """Filings before an appointment or removal."""


@filing.command("list", help="列出备案和各自等到了哪一步。")
@click.option("--open", "only_open", is_flag=True, help="只列还在办理的。")
@json_option
@click.pass_context
def list_(context: click.Context, *, only_open: bool, as_json: bool) -> None:
    """List filings with what they wait for."""
    with opened(context) as app:
        today = app.clock().date()
        rows = [row for row in app.filings.rows() if row.open or not only_open]
        due = app.filings.due()
    if as_json:
        say_json(
            [
                {
                    "id": str(row.id),
                    "name": row.name,
                    "title": row.title,
                    "state": FILING_STATE_NAMES[row.state],
                    "standing": row.standing(today),
                    "waited": row.waited(today),
                    "proposed_on": row.proposal.proposed_on,
                }
                for row in rows
            ]
        )
        return
    say_table(
        ("编号", "姓名", "事项", "提出日期", "办理情况"),
        [
            (row.id, row.name, row.title, row.proposal.proposed_on, row.standing(today))
            for row in rows
        ],
    )
    if due:
        click.echo(due)


@filing.command(help="提出备案。输出编号。")
@click.argument("person")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in FilingKind]),
    default=FilingKind.APPOINT.value,
    show_default=True,
    help="appoint 任职，transfer 调整，remove 免职。",
)
@click.option("--organisation", required=True, help="村（社区）。")
@click.option("--post", required=True, help="职务。")
@click.option("--by", default="", help="提出的党委。")
@click.option("--reason", default="", help="理由。")
@_ON
@click.pass_context
def propose(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    person: str,
    *,
    kind: str,
    organisation: str,
    post: str,
    by: str,
    reason: str,
    on: datetime | None,
) -> None:
    """Begin a filing."""
    with opened(context) as app:
        day = on.date() if on else app.clock().date()
        proposal = Proposal(FilingKind(kind), organisation, post, day, by, reason)
        key = app.filings.propose(one_person(app, person), proposal)
    click.echo(key)


@filing.command(help="登记备案日期和备案号。")
@_FILING
@click.option("--number", required=True, help="备案号。")
@_ON
@click.pass_context
def register(
    context: click.Context, filing_id: uuid.UUID, *, number: str, on: datetime | None
) -> None:
    """Note that a proposal was filed."""
    with opened(context) as app:
        day = on.date() if on else app.clock().date()
        app.filings.file(FilingId(filing_id), day, number)
    click.echo("已登记备案。")


@filing.command(help="登记批复：同意，或写明原因退回。")
@_FILING
@click.option("--returned", is_flag=True, help="退回；不写即同意。")
@click.option("--number", default="", help="批复文号。")
@click.option("--note", default="", help="意见；退回须写明原因。")
@_ON
@click.pass_context
def decide(
    context: click.Context,
    filing_id: uuid.UUID,
    *,
    returned: bool,
    number: str,
    note: str,
    on: datetime | None,
) -> None:
    """Note the answer to a filing."""
    decision = FilingDecision.RETURNED if returned else FilingDecision.APPROVED
    with opened(context) as app:
        day = on.date() if on else app.clock().date()
        steps = Steps(
            decision=decision, decided_on=day, decision_number=number, decision_note=note
        )
        app.filings.decide(FilingId(filing_id), steps)
    click.echo("已登记退回。" if returned else "已登记同意。")
