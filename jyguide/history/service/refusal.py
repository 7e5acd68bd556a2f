"""Why an action must stay, with the first records that stand in the way."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import JournalEntry, User
from db.undo import CannotUndoError, Obstacle
from jyguide.history.names import column_name, table_name
from jyguide.history.service.actions import moment
from jyguide.history.service.words import Change, Words, changed_in
from jyguide.history.wording import CHANGE_NAMES, ChangeKind, change_kind

_DONE = {**CHANGE_NAMES, ChangeKind.CHANGED: "改动"}
_FIELDS = 2
"""Of the columns changed later, so many are named."""


def reason(session: Session, error: CannotUndoError) -> str:
    """The sentence of a refusal, in which records have names."""
    sentence = str(error)
    if not error.obstacles:
        return sentence
    named = "、".join(_named(session, one) for one in error.obstacles)
    more = "等" if error.count > len(error.obstacles) else ""
    return f"{sentence.removesuffix('。')}：{named}{more}。"


def _named(session: Session, obstacle: Obstacle) -> str:
    """Such as “陈明”的手机号（11-20 王干事改动）."""
    words = Words(session)
    entry = None if obstacle.entry is None else session.get(JournalEntry, obstacle.entry)
    change = Change(obstacle.table, obstacle.row_id, {}, {})
    if entry is not None:
        change = Change.of(entry)
    words.learn([change])
    label = f"“{words.label(obstacle.table, obstacle.row_id)}”"
    if entry is None:
        return f"{table_name(obstacle.table)}{label}"
    return _changed(session, entry, change, label)


def _changed(session: Session, entry: JournalEntry, change: Change, label: str) -> str:
    kind = change_kind(change.before, change.after)
    actor = session.scalar(select(User.name).where(User.id == entry.actor_id)) or ""
    when = f"（{moment(entry.at):%m-%d} {actor}{_DONE[kind]}）"
    if kind is not ChangeKind.CHANGED:
        return f"{table_name(change.table)}{label}{when}"
    fields = [column_name(change.table, column) for column in changed_in(change)]
    more = "等" if len(fields) > _FIELDS else ""
    return f"{label}的{'、'.join(fields[:_FIELDS])}{more}{when}"
