"""Rows of the ledger of matters, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import ContactTarget, GridMatter
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.grid.kinds import Acceptance, MatterCategory
from jyguide.grid.matter import MatterFacts, MatterRow, Reply, matter_state
from jyguide.grid.service.visit_reading import unit_places
from jyguide.grid.visit_place import NOWHERE, GridPlace
from jyguide.ids import GridUnitId, MatterId, StationId, TargetId
from jyguide.place import Place


def matter_rows(session: Session, today: date, *where: ColumnElement[bool]) -> list[MatterRow]:
    """Matters as they stand on a day, the latest raised first."""
    names = ContactTarget.name
    found = session.execute(
        select(GridMatter, names)
        .outerjoin(ContactTarget, ContactTarget.id == GridMatter.target_key)
        .where(GridMatter.deleted.is_(False), *where)
        .order_by(GridMatter.raised_on.desc(), GridMatter.id.desc())
    ).all()
    units = unit_places(session, {row.unit_id for row, _ in found if row.unit_id})
    return [_row(row, name or "", units, today) for row, name in found]


def add_matter(uow: UnitOfWork, facts: MatterFacts, station_id: StationId | None) -> MatterId:
    """A new row."""
    row = GridMatter(station_id=station_id, **_columns(facts), **reply_columns(None))
    uow.session.add(row)
    return MatterId(row.id)


def write_matter(row: GridMatter, facts: MatterFacts) -> None:
    """Say otherwise what was raised."""
    _write(row, _columns(facts))


def write_reply(row: GridMatter, reply: Reply | None) -> None:
    """Say what was replied, or that nothing was."""
    _write(row, reply_columns(reply))


def one_matter(session: Session, place: Place, key: MatterId, seen: str | None) -> GridMatter:
    """The row to be changed.

    Raises:
        RuleError: it is gone, changed since it was seen, or another station's.
    """
    row = session.get(GridMatter, key)
    if row is None or row.deleted:
        raise RuleError("这件民情已被删除，没有改动。", hint="请按 F5 刷新。")
    if seen is not None and row.sync_v != seen:
        raise RuleError(
            "这件民情在您打开之后又被改动过，为了不覆盖别人的改动，没有保存。",
            hint="请关闭窗口，按 F5 刷新，看一看新的内容再改。",
        )
    if not place.is_city and row.station_id != place.station_id:
        raise RuleError("这件民情属于其他指导站，没有改动。", hint="请由登记它的指导站办理。")
    return row


def facts_of(row: GridMatter) -> MatterFacts:
    """What was raised."""
    return MatterFacts(
        content=row.content,
        raised_on=row.raised_on,
        category=MatterCategory(row.category) if row.category else MatterCategory.OTHER,
        raised_by=row.raised_by,
        owner=row.owner,
        due_on=row.due_on,
        unit_id=GridUnitId(row.unit_id) if row.unit_id else None,
        target_id=TargetId(row.target_key) if row.target_key else None,
        visit_id=row.visit_key,
    )


def reply_of(row: GridMatter) -> Reply | None:
    """What was replied."""
    if row.replied_on is None:
        return None
    accepted = Acceptance(row.accepted) if row.accepted else None
    return Reply(row.replied_on, row.reply, accepted)


def reply_columns(reply: Reply | None) -> dict[str, object]:
    """As the table keeps it."""
    if reply is None:
        return {"replied_on": None, "reply": "", "accepted": ""}
    accepted = reply.accepted.value if reply.accepted else ""
    return {"replied_on": reply.on, "reply": reply.text, "accepted": accepted}


def _row(row: GridMatter, target: str, units: Mapping[UUID, GridPlace], today: date) -> MatterRow:
    reply = reply_of(row)
    return MatterRow(
        id=MatterId(row.id),
        facts=facts_of(row),
        reply=reply,
        station_id=StationId(row.station_id) if row.station_id else None,
        place=units.get(row.unit_id, NOWHERE) if row.unit_id else NOWHERE,
        target=target,
        state=matter_state(row.due_on, reply, today),
        version=str(row.sync_v),
    )


def _columns(facts: MatterFacts) -> dict[str, object]:
    return {
        "unit_id": facts.unit_id,
        "target_key": facts.target_id,
        "visit_key": facts.visit_id,
        "raised_on": facts.raised_on,
        "raised_by": facts.raised_by,
        "category": facts.category.value,
        "content": facts.content,
        "owner": facts.owner,
        "due_on": facts.due_on,
    }


def _write(row: GridMatter, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
