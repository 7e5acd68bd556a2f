"""How postings are read: a year in one statement, whole ones by key."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from db.models import OpennessItem, OpennessNotice
from jyguide.errors import RuleError
from jyguide.ids import NoticeId, OpennessItemId, StationId
from jyguide.openness.calendar import Posting
from jyguide.openness.notice import NoticeFacts, NoticeRow

CHUNK = 500
_LIGHT = (
    OpennessNotice.id,
    OpennessNotice.item_id,
    OpennessNotice.organisation_key,
    OpennessNotice.period,
    OpennessNotice.subject,
    OpennessNotice.happened_on,
    OpennessNotice.posted_on,
    OpennessNotice.taken_down_on,
    OpennessNotice.objected_on,
    OpennessNotice.replied_on,
)
"""In the order of the fields of `Posting`."""


def read_postings(session: Session, first: int, last: int) -> list[Posting]:
    """What is kept of the years from one to another, texts aside."""
    found = session.execute(
        select(*_LIGHT).where(OpennessNotice.deleted.is_(False), _within(first, last))
    )
    return [Posting(*row) for row in found]  # type: ignore[arg-type,call-arg] # in its order


def read_notices(session: Session, keys: Collection[uuid.UUID]) -> list[NoticeRow]:
    """Whole postings in the order of the keys; those that are gone are left out."""
    wanted = list(keys)
    found: dict[uuid.UUID, NoticeRow] = {}
    for start in range(0, len(wanted), CHUNK):
        some = _whole().where(OpennessNotice.id.in_(wanted[start : start + CHUNK]))
        found |= {row.id: notice_row(row, item) for row, item in session.execute(some)}
    return [found[key] for key in wanted if key in found]


def read_year(session: Session, first: int, last: int) -> list[NoticeRow]:
    """Whole postings of the years from one to another."""
    found = session.execute(
        _whole()
        .where(_within(first, last))
        .order_by(OpennessNotice.organisation, OpennessItem.position, OpennessNotice.period)
    )
    return [notice_row(row, item) for row, item in found]


def one_notice(session: Session, key: NoticeId) -> OpennessNotice:
    """A living posting to be changed.

    Raises:
        RuleError: it was removed meanwhile.
    """
    row = session.get(OpennessNotice, key)
    if row is None or row.deleted:
        raise RuleError("这条公开记录已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    return row


def notice_row(row: OpennessNotice, item: str) -> NoticeRow:
    """A row as rules and pages see it."""
    return NoticeRow(
        id=NoticeId(row.id),
        item_id=OpennessItemId(row.item_id),
        item=item,
        station_id=StationId(row.station_id) if row.station_id else None,
        organisation_key=row.organisation_key,
        organisation=row.organisation,
        facts=facts_of_row(row),
        version=str(row.sync_v),
    )


def facts_of_row(row: OpennessNotice) -> NoticeFacts:
    """What is kept about a posting."""
    return NoticeFacts(**{name: getattr(row, name) for name in NoticeFacts.__slots__})


def _whole() -> Select[OpennessNotice, str]:
    return (
        select(OpennessNotice, OpennessItem.name)
        .join(OpennessItem, OpennessItem.id == OpennessNotice.item_id)
        .where(OpennessNotice.deleted.is_(False))
    )


def _within(first: int, last: int) -> ColumnElement[bool]:
    years = [OpennessNotice.period.startswith(f"{year:04}") for year in range(first, last + 1)]
    happened = OpennessNotice.happened_on.between(date(first, 1, 1), date(last, 12, 31))
    return or_(happened, *years)
