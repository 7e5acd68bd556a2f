"""A move carried out: the person's own row and his place on the roster follow his term.

A term of a day to come is entered long before. It is carried out when the data folder is first
opened on that day or later: readers need not know of the clock, and the change is in the journal
like any other, to be seen, sent and undone. ``settled_on`` keeps up to which day that was done
here, so that what was undone or corrected since is not done again.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

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


def move(session: Session, person: Person, posting: Posting, on: date) -> None:
    """Let a person be where his term says, and his place on the roster with him."""
    if person.organisation_id != posting.organisation_id:
        person.organisation_id = posting.organisation_id
    for name in ("organisation", "post", "role"):
        if getattr(person, name) != getattr(posting, name):
            setattr(person, name, getattr(posting, name))
    if posting.station_id is not None and person.station_id != posting.station_id:
        person.station_id = posting.station_id
        session.flush()  # what follows him belongs to where he is now
        _move_post(session, person, posting, on)


def _move_post(session: Session, person: Person, posting: Posting, on: date) -> None:
    """End his place on the old station's roster and begin one on the new station's.

    Two PCs that carry out the same move begin the same row.
    """
    posts = session.scalars(
        select(Instructor).where(
            Instructor.person_id == person.id,
            Instructor.deleted.is_(False),
            Instructor.ended_on.is_(None),
            Instructor.station_id.is_distinct_from(person.station_id),
        )
    ).all()
    for post in posts:
        post.ended_on = last_day_before(on)
    if posts:
        key = fixed_key("instructor", posting.id)
        row = session.get(Instructor, key)
        if row is None:
            row = Instructor(id=key, person_id=person.id)
            session.add(row)
        row.station_id, row.kind, row.state = person.station_id, posts[0].kind, posts[0].state
        row.began_on, row.ended_on, row.deleted = on, None, False


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
    with store.begin("按登记的日期调动人员") as uow:
        merged = read_merged(uow.session)
        moved = 0
        for posting in _due(uow.session, today, zone):
            person = uow.session.get(Person, merged.end(posting.person_id))
            if person is None or person.deleted:
                continue
            crosses = posting.station_id not in (None, person.station_id)
            if place.is_city or not crosses:
                assert posting.began_on is not None  # noqa: S101 - it is due
                move(uow.session, person, posting, posting.began_on)
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
