"""From how many minutes after the beginning an office counts people as late."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Rule
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.ids import StationId
from jyguide.training.service.credit_rules import put_rule, rule_key
from jyguide.training.session import LATE_AFTER
from jyguide.training.session_time import MOST_GRACE

CODE = "late"
"""Under which the table of rules keeps it."""
_YEAR = 2000
"""It holds for all years; the table asks for one."""


def late_after(session: Session, station_id: uuid.UUID | None) -> int:
    """The minutes of an office, of the city with None."""
    row = session.get(Rule, rule_key(_station(station_id), CODE, _YEAR))
    return LATE_AFTER if row is None or row.deleted else _minutes(row.terms)


def late_after_of_all(session: Session) -> dict[uuid.UUID | None, int]:
    """The minutes of every office that has said them."""
    rows = session.scalars(select(Rule).where(Rule.code == CODE, Rule.deleted.is_(False)))
    return {row.station_id: _minutes(row.terms) for row in rows}


def put_late_after(uow: UnitOfWork, station_id: StationId | None, minutes: int | None) -> None:
    """Let other minutes hold for an office from now on; None leaves them as they are.

    Raises:
        RuleError: below 0 or above two hours.
    """
    if minutes is None:
        return
    if not 0 <= minutes <= MOST_GRACE:
        raise RuleError(
            f"开始后 {minutes} 分钟起记迟到超出范围，没有保存。",
            hint=f"请填 0 到 {MOST_GRACE} 之间的分钟数。",
        )
    put_rule(uow, station_id, CODE, _YEAR, {"minutes": minutes})


def _minutes(terms: dict[str, Any]) -> int:
    """What another release may have written is no reason to count nobody as late."""
    minutes = terms.get("minutes", LATE_AFTER)
    return minutes if isinstance(minutes, int) and 0 <= minutes <= MOST_GRACE else LATE_AFTER


def _station(key: uuid.UUID | None) -> StationId | None:
    return None if key is None else StationId(key)
