"""A move carried out: the person's own row and his place on the roster follow his term.

A term of a day to come is entered long before. It is carried out when the data folder is first
opened on that day or later: readers need not know of the clock, and the change is in the journal
like any other, to be seen, sent and undone. ``settled_on`` keeps up to which day that was done
here, so that what was undone or corrected since is not done again.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.lives import put_setting, setting
from db.models import Instructor, Organisation, Person, Posting
from db.sync import read_stamps, stamp_of
from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.posting import PostingRow, Transfer, last_day_before
from jyguide.place import Place

_SETTLED = "postings.settled_on"


def organisation_name(session: Session, key: uuid.UUID | None) -> str:
    """What an organisation is called; "" for none, or one that is not here."""
    row = session.get(Organisation, key) if key is not None else None
    return row.name if row is not None else ""


def close_terms(session: Session, person: Person, own: Sequence[PostingRow], to: Transfer) -> None:
    """End what lasts on the day before a move; where nothing was kept, his file becomes a term."""
    last = last_day_before(to.on)
    lasting = [row for row in own if row.facts.ended_on is None]
    for row in lasting:
        session.get_one(Posting, row.id).ended_on = last
    if not lasting and not any(row.holds(last) for row in own):
        known = max((row.facts.ended_on for row in own if row.facts.ended_on), default=None)
        session.add(
            Posting(
                person_id=person.id,
                station_id=person.station_id,
                organisation_id=person.organisation_id,
                organisation=organisation_name(session, person.organisation_id)
                or person.organisation,
                post=person.post,
                role=person.role,
                began_on=None if known is None else date.fromordinal(known.toordinal() + 1),
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
        _move_post(session, person, on)


def _move_post(session: Session, person: Person, on: date) -> None:
    """End his place on the old station's roster and begin one on the new station's."""
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
        session.add(
            Instructor(
                person_id=person.id,
                station_id=person.station_id,
                kind=posts[0].kind,
                state=posts[0].state,
                began_on=on,
            )
        )


def settle_due(store: Store, place: Place, clock: Clock) -> int:
    """Carry out moves whose day has come since this was last done; returns how many.

    A station leaves a move to another station to the city.
    """
    with store.read() as session:
        if session.scalar(select(Posting.id).limit(1)) is None:
            return 0
        now = clock()
        today = now.date()
        if not _due(session, today, now.tzinfo or UTC):
            return 0
    with store.begin("按登记的日期调动人员") as uow:
        moved = 0
        for posting in _due(uow.session, today, now.tzinfo or UTC):
            person = uow.session.get(Person, posting.person_id)
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
    terms = (
        select(Posting)
        .where(Posting.deleted.is_(False), Posting.began_on <= today)
        .order_by(Posting.began_on, Posting.id)
    )
    if settled is not None:
        terms = terms.where(Posting.began_on > date.fromisoformat(settled))
    return [row for row in session.scalars(terms) if _entered_before(row, zone)]


def _entered_before(row: Posting, zone: tzinfo) -> bool:
    """Whether its days were written before the first of them: then nobody has moved him yet."""
    _generation, wall, _replica = stamp_of(read_stamps(row.sync_v), "term")
    written = datetime.fromtimestamp(wall / 1000, zone).date()
    return row.began_on is not None and written < row.began_on
