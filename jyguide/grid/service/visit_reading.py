"""Rows of the grid read for 月联季访, a few statements for all that is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ContactTarget, GridHandover, GridUnit, GridVisit, Rule, VanguardMember
from jyguide.grid.kinds import GridLevel, TargetKind, VisitWay
from jyguide.grid.service.visit_sums import Asked, target_rows
from jyguide.grid.visit_due import (
    Handed,
    Held,
    Holder,
    Standing,
    holdings,
    known_holders,
    undone,
)
from jyguide.grid.visit_entry import Visitable
from jyguide.grid.visit_place import NOWHERE, GridPlace, PlaceRow, address_order, places
from jyguide.grid.visit_rows import TargetLine, VanguardName, VisitRow
from jyguide.grid.visit_rule import CONTACT_RULE, ContactRule, RuleSource, read_contact_rule
from jyguide.ids import StationId, TargetId
from jyguide.people.names import search_text

CHUNK = 500
"""So many keys go into one statement."""
T = TypeVar("T")
_pinyin = lru_cache(maxsize=20_000)(search_text)


def rule_in_force(session: Session, station_id: StationId | None, year: int) -> ContactRule:
    """The city's of the latest year up to this one, else the station's own, else the program's."""
    rows = session.scalars(
        select(Rule)
        .where(Rule.code == CONTACT_RULE, Rule.year <= year, Rule.deleted.is_(False))
        .order_by(Rule.year)
    ).all()
    for owner, source in ((None, RuleSource.CITY), (station_id, RuleSource.STATION)):
        own = [row for row in rows if row.station_id == owner]
        if own:
            return read_contact_rule(own[-1].terms, own[-1].year, source, str(own[-1].sync_v))
    return ContactRule()


def unit_places(
    session: Session, wanted: Collection[UUID] | None = None
) -> Mapping[UUID, GridPlace]:
    """Where units lie: these few and what they lie in, or all of them."""
    unit = GridUnit
    statement = select(unit.id, unit.parent_unit_id, unit.level, unit.name, unit.position).where(
        unit.deleted.is_(False)
    )
    if wanted is None or len(wanted) > CHUNK:
        return places(PlaceRow(*row) for row in session.execute(statement))
    rows: dict[UUID, PlaceRow] = {}
    asked = set(wanted)
    while asked:
        found = [PlaceRow(*row) for row in session.execute(statement.where(unit.id.in_(asked)))]
        rows |= {row.id: row for row in found}
        asked = {row.parent_id for row in found if row.parent_id} - rows.keys()
    return places(rows.values())


def upper_places(session: Session) -> list[tuple[UUID, str]]:
    """Townships and villages by name, in the order of the tree."""
    unit = GridUnit
    upper = (GridLevel.TOWNSHIP.value, GridLevel.VILLAGE.value)
    found = places(
        PlaceRow(*row)
        for row in session.execute(
            select(unit.id, unit.parent_unit_id, unit.level, unit.name, unit.position).where(
                unit.level.in_(upper), unit.deleted.is_(False)
            )
        )
    )
    ordered = sorted(found.items(), key=lambda one: one[1].order)
    return [(key, place.village or place.township) for key, place in ordered]


def vanguard_names(
    session: Session, where: Mapping[UUID, GridPlace], *, pinyin: bool = False
) -> dict[UUID, VanguardName]:
    """Everybody who contacts or contacted somebody, by key."""
    row = VanguardMember
    found = session.execute(
        select(row.id, row.name, row.unit_id, row.station_id, row.left_on).where(
            row.deleted.is_(False)
        )
    )
    return {
        key: VanguardName(
            key,
            name,
            where.get(unit, NOWHERE),
            StationId(station) if station else None,
            _pinyin(name) if pinyin else "",
            left_on,
        )
        for key, name, unit, station, left_on in found
    }


def target_lines(
    session: Session,
    meant: Asked,
    today: date,
    *,
    units: Collection[UUID] | None = None,
    holder: UUID | None = None,
    only_undone: bool = False,
) -> list[TargetLine]:
    """Targets in a stretch, in the order of the tree and then of addresses."""
    rows = target_rows(session, meant, units=units, holder=holder, undone=only_undone)
    where = unit_places(session, {row.unit_id for row in rows})
    people = _people(session, {row.holder for row in rows if row.holder})
    open_state = undone(meant.period, meant.rule, today)
    lines = [
        TargetLine(
            id=TargetId(row.id),
            kind=meant.kind,
            name=row.name,
            code=row.code,
            address=row.address,
            place=where.get(row.unit_id, NOWHERE),
            unit_id=row.unit_id,
            station_id=StationId(row.station_id) if row.station_id else None,
            holder_key=row.holder,
            holder=people[row.holder].name if row.holder in people else "",
            standing=_standing(row.asked, row.done, open_state),
            last_on=_day(row.last_on),
            held_since=row.held_since,
            left_on=row.left_on,
        )
        for row in rows
    ]
    lines.sort(key=_order)
    return lines


def visitables(session: Session, ids: Collection[TargetId]) -> dict[TargetId, Visitable]:
    """What entries about these targets are checked against."""
    handed = _handed(session, ids)
    targets = list(in_chunks(session, ids))
    held = {row.id: _held(row, handed.get(row.id, ())) for row in targets}
    people = _people(session, {span.key for spans in held.values() for span in spans})
    return {
        TargetId(row.id): Visitable(
            TargetKind(row.kind), row.name, known_holders(held[row.id], people), row.left_on
        )
        for row in targets
    }


def in_chunks(session: Session, ids: Collection[TargetId]) -> Iterator[ContactTarget]:
    """The living targets of these keys."""
    for some in chunks(ids):
        yield from session.scalars(
            select(ContactTarget).where(
                ContactTarget.id.in_(some), ContactTarget.deleted.is_(False)
            )
        )


def chunks(keys: Iterable[T]) -> Iterator[Sequence[T]]:
    """So many at a time as a statement holds."""
    whole = list(keys)
    for start in range(0, len(whole), CHUNK):
        yield whole[start : start + CHUNK]


def visit_rows(
    session: Session,
    *,
    targets: Collection[TargetId] | None = None,
    holder: UUID | None = None,
    span: tuple[date, date] | None = None,
) -> list[VisitRow]:
    """Contacts that are kept, the latest first."""
    statement = (
        select(GridVisit, ContactTarget)
        .join(ContactTarget, ContactTarget.id == GridVisit.target_id)
        .where(GridVisit.deleted.is_(False))
        .order_by(GridVisit.visited_on.desc(), GridVisit.id.desc())
    )
    if targets is not None:
        statement = statement.where(GridVisit.target_id.in_(targets))
    if holder is not None:
        statement = statement.where(GridVisit.holder_key == holder)
    if span is not None:
        statement = statement.where(GridVisit.visited_on.between(*span))
    found = session.execute(statement).all()
    where = unit_places(session, {target.unit_id for _, target in found})
    return [
        VisitRow(
            id=visit.id,
            target_id=TargetId(target.id),
            target=target.name,
            kind=TargetKind(target.kind),
            place=where.get(target.unit_id, NOWHERE),
            on=visit.visited_on,
            way=VisitWay(visit.way),
            holder=visit.holder,
            note=visit.note,
            station_id=StationId(target.station_id) if target.station_id else None,
            version=str(visit.sync_v),
        )
        for visit, target in found
    ]


def _handed(session: Session, ids: Collection[TargetId]) -> Mapping[UUID, Sequence[Handed]]:
    found: defaultdict[UUID, list[Handed]] = defaultdict(list)
    for some in chunks(ids):
        for row in session.scalars(
            select(GridHandover)
            .where(GridHandover.target_id.in_(some), GridHandover.deleted.is_(False))
            .order_by(GridHandover.handed_on, GridHandover.id)
        ):
            found[row.target_id].append(
                Handed(row.handed_on, row.from_key, row.from_name, row.to_key, row.to_name)
            )
    return found


def _held(row: ContactTarget, handed: Sequence[Handed]) -> tuple[Held, ...]:
    now = (row.vanguard_id, "") if row.vanguard_id else None
    return holdings(now, row.held_since, handed)


def _people(session: Session, wanted: Collection[UUID]) -> dict[UUID, Holder]:
    row = VanguardMember
    statement = select(row.id, row.name, row.left_on).where(row.deleted.is_(False))
    return {
        key: Holder(name, left_on)
        for some in chunks(wanted)
        for key, name, left_on in session.execute(statement.where(row.id.in_(some)))
    }


def _standing(asked: bool, done: bool, otherwise: Standing) -> Standing:  # noqa: FBT001 - SQL's
    if done:
        return Standing.DONE
    return otherwise if asked else Standing.NOT_ASKED


def _order(line: TargetLine) -> tuple[object, ...]:
    return line.place.order, address_order(line.address), line.name


def _day(value: date | str | None) -> date | None:
    """A day out of a function that SQLite knows no type of."""
    return date.fromisoformat(value) if isinstance(value, str) else value
