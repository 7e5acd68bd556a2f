"""Which marking of an attempt counts: the one that nothing replaces."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from db.models import Attempt, Marking
from jyguide.errors import RuleError
from jyguide.exam.service.attempt_events import is_void
from jyguide.ids import AttemptId


def latest_markings(*, void: bool = False) -> Any:
    """A statement for attempts handed in, each with the marking that nothing replaces.

    An attempt that the proctor declared void is among them only with `void`. Where two PCs
    replaced the same marking while they worked apart, the newer of the two counts on both.
    """
    other = aliased(Marking)
    rival = exists().where(
        other.attempt_id == Marking.attempt_id, other.id > Marking.id, ~_is_replaced(other)
    )
    statement = (
        select(Attempt, Marking)
        .join(Marking, Marking.attempt_id == Attempt.id)
        .where(~_is_replaced(Marking), ~rival, Attempt.deleted.is_(False))
    )
    return statement if void else statement.where(~is_void(Attempt.id))


def _is_replaced(marking: Any) -> Any:
    """Asked by way of the attempt, which the marking that replaces another always shares.

    Nearly every ``replaces_id`` is null. Once its statistics say so, SQLite thinks an index on it
    worthless and reads every marking for every marking; that on the attempt finds one or two.
    """
    newer = aliased(Marking)
    return exists().where(newer.attempt_id == marking.attempt_id, newer.replaces_id == marking.id)


def latest_marking(session: Session, attempt_id: AttemptId) -> Marking:
    """The marking of one attempt that counts.

    Raises:
        RuleError: it has not been handed in, or is void.
    """
    found = session.execute(latest_markings().where(Attempt.id == attempt_id)).first()
    if found is None:
        raise RuleError("这份试卷还没有交，或者已经作废，不能评阅。", hint="请刷新后再看。")
    marking: Marking = found[1]
    return marking
