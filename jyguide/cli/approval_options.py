"""What the commands of approval share."""

from __future__ import annotations

from datetime import date, datetime

import click

from jyguide.app import Application
from jyguide.approval.row import Decree
from jyguide.cli.session import together
from jyguide.cli.training import DAY

PEOPLE = click.argument("people", nargs=-1, required=True)
ON = click.option("--on", "on", type=DAY, default=None, help="日期；不写即今天。")
REASON = click.option("--reason", default="", help="理由。")
AS_OF = click.option("--as-of", "day", type=DAY, default=None, help="截至日期；不写即今天。")
DECREE = together(
    click.option("--number", default="", help="批复文号，如“澄组〔2026〕12号”。"),
    click.option("--date", "approved", type=DAY, required=True, help="批复日期。"),
    click.option("--from", "effective", type=DAY, default=None, help="上岗日期；不写即批复日期。"),
    click.option("--until", type=DAY, default=None, help="任期截止日；不写则按任期规则推算。"),
    click.option("--endless", is_flag=True, help="不设期限。"),
)


def decree_of(
    app: Application,
    number: str,
    days: tuple[datetime, datetime | None, datetime | None],
    *,
    endless: bool,
) -> Decree:
    """The document as typed; its last day follows from the terms where none is given."""
    approved, effective, until = days
    begins = (effective or approved).date()
    last = None if endless else day_of(until) or app.approvals.rule().last_day(begins)
    return Decree(number, approved.date(), begins, last)


def term_text(decree: Decree) -> str:
    """How long a document holds."""
    return f"任期至 {decree.valid_until}" if decree.valid_until else "不设期限"


def day_of(given: datetime | None) -> date | None:
    """The day that was typed, if any."""
    return given.date() if given else None


def today_of(app: Application) -> date:
    """Today, by the application's clock."""
    return app.clock().date()
