"""A move carried out: the person's own row and his place on the roster follow his term.

A term of a day to come is entered long before. It is carried out when the data folder is first
opened on that day or later: readers need not know of the clock, and the change is in the journal
like any other, to be seen, sent and undone. ``settled_on`` keeps up to which day that was done
here, so that what was undone or corrected since is not done again.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.lives import put_setting, setting
from db.models import Instructor, Organisation, Person, Posting
from db.sync import read_stamps, stamp_of
from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.posting import PostingRow, Transfer, last_day_before
from jyguide.people.service.merged import read_merged
from jyguide.place import Place

_SETTLED = "postings.settled_on"
_CHUNK = 500


def organisation_name(session: Session, key: uuid.UUID | None) -> str:
    """What an organisation is called; "" for none, or one that is not here."""
    row = session.get(Organisation, key) if key is not None else None
    return row.name if row is not None else ""


def close_terms(session: Session, person: Person, own: Sequence[PostingRow], to: Transfer) -> None:
    """End what reaches the day of a move the day before; his file becomes a term where none does.

    `own` are his terms; none of those that reach that day begins on it or later.
    """
    last = last_day_before(to.on)
    for row in own:
        if row.holds(to.on):
            session.get_one(Posting, row.id).ended_on = last
    if any(row.holds(last) for row in own):
        return
    known = max((row.facts.ended_on for row in own if row.facts.ended_on), default=None)
    session.add(
        Posting(
            person_id=person.id,
            station_id=person.station_id,
            organisation_id=person.organisation_id,
            organisation=organisation_name(session, person.organisation_id) or person.organisation,
            post=person.post,
            role=person.role,
            began_on=None if known is None else known + timedelta(days=1),
            ended_on=last,
        )
    )


@dataclass(frozen=True, slots=True)
class Move:
    """One person who is to be where a term of his says from a day on."""

    person: Person
    posting: Posting
    on: date


def move(session: Session, moves: Sequence[Move]) -> None:
    """Let people be where their terms say, and their places on the roster with them.

    Whoever was merged into one of them goes to his new station too, with all that hangs on him.
    """
    leaving = [one for one in moves if _put(one.person, one.posting)]
    if not leaving:
        return
    _take_merged(session, leaving)
    session.flush()  # what follows them belongs to where they are now
    posts = _posts_left(session, [one.person.id for one in leaving])
    keys = {one.person.id: fixed_key("instructor", one.posting.id) for one in leaving}
    there = {row.id: row for row in _in_parts(session, Instructor.id, list(keys.values()))}
    for one in leaving:
        if held := posts.get(one.person.id):
            key = keys[one.person.id]
            _move_post(one, held, there.get(key) or _new_post(session, key, one.person))


def _put(person: Person, posting: Posting) -> bool:
    """Write what his term says about a person; whether he comes to another station."""
    for name in ("organisation_id", "organisation", "post", "role"):
        if getattr(person, name) != getattr(posting, name):
            setattr(person, name, getattr(posting, name))
    if posting.station_id in (None, person.station_id):
        return False
    person.station_id = posting.station_id
    return True


def _take_merged(session: Session, leaving: Sequence[Move]) -> None:
    merged = read_merged(session)
    if not merged:
        return
    for one in leaving:
        for key in merged.keys_of(one.person.id)[1:]:
            session.get_one(Person, key).station_id = one.person.station_id


def _posts_left(
    session: Session, people: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[Instructor]]:
    """The places that people still have on rosters of stations they belong to no more."""
    found: defaultdict[uuid.UUID, list[Instructor]] = defaultdict(list)
    left = (
        Instructor.deleted.is_(False),
        Instructor.ended_on.is_(None),
        Instructor.station_id.is_distinct_from(
            select(Person.station_id).where(Person.id == Instructor.person_id).scalar_subquery()
        ),
    )
    for row in _in_parts(session, Instructor.person_id, people, *left):
        found[row.person_id].append(row)
    return found


def _in_parts(
    session: Session, column: Any, keys: Sequence[uuid.UUID], *where: Any
) -> Iterator[Instructor]:
    for start in range(0, len(keys), _CHUNK):
        chosen = select(Instructor).where(column.in_(keys[start : start + _CHUNK]), *where)
        yield from session.scalars(chosen)


def _new_post(session: Session, key: uuid.UUID, person: Person) -> Instructor:
    row = Instructor(id=key, person_id=person.id)
    session.add(row)
    return row


def _move_post(of: Move, held: Sequence[Instructor], row: Instructor) -> None:
    """End his places on the old station's roster and begin one on the new station's.

    Two PCs that carry out the same move begin the same row.
    """
    for post in held:
        post.ended_on = last_day_before(of.on)
    row.station_id, row.kind, row.state = of.person.station_id, held[0].kind, held[0].state
    row.began_on, row.ended_on, row.deleted = of.on, None, False


def settle_due(store: Store, place: Place, clock: Clock) -> int:
    """Carry out moves whose day has come since this was last done; returns how many.

    A station leaves a move to another station to the city. What was found to be due of nobody is
    kept too, so that the rest of the day costs one question.
    """
    with store.read() as session:
        if session.scalar(select(Posting.id).limit(1)) is None:  # most starts ask no clock
            return 0
        settled = setting(session, _SETTLED)
    now = clock()
    today, zone = now.date(), now.tzinfo or UTC
    if settled == today.isoformat():
        return 0
    with store.begin_unasked("按登记的日期调动人员") as uow:
        merged = read_merged(uow.session)
        moved = 0
        for posting in _due(uow.session, today, zone):
            person = uow.session.get(Person, merged.end(posting.person_id))
            if person is None or person.deleted:
                continue
            crosses = posting.station_id not in (None, person.station_id)
            if place.is_city or not crosses:
                assert posting.began_on is not None  # noqa: S101 - it is due
                move(uow.session, [Move(person, posting, posting.began_on)])
                moved += 1
        put_setting(uow.session, _SETTLED, today.isoformat())
        uow.commit()
    return moved


def _due(session: Session, today: date, zone: tzinfo) -> list[Posting]:
    """Terms whose day has come since the last settling, and that were entered before it."""
    settled = setting(session, _SETTLED)
    terms = select(Posting.id, Posting.began_on, Posting.sync_v).where(
        Posting.deleted.is_(False), Posting.began_on <= today
    )
    if settled is not None:
        terms = terms.where(Posting.began_on > date.fromisoformat(settled))
    due = [
        (began, key)
        for key, began, stamps in session.execute(terms)
        if began is not None and _written_on(stamps, zone) < began
    ]
    return [session.get_one(Posting, key) for _began, key in sorted(due)]


def _written_on(stamps: str, zone: tzinfo) -> date:
    """The day a term's days were written; on its first or later, he was moved there and then."""
    _generation, wall, _replica = stamp_of(read_stamps(stamps), "term")
    return datetime.fromtimestamp(wall / 1000, zone).date()
