"""Rows of mentor pairs as pages see them, and the rule that holds here."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import MentorMeeting, MentorPair, Person, Rule
from jyguide.ids import PairId, PersonId, StationId
from jyguide.people.merging import Merged
from jyguide.secretary.kinds import PairOutcome
from jyguide.secretary.mentor import (
    MENTOR_CODE,
    EndFacts,
    MeetingFacts,
    MeetingRow,
    MentorRule,
    PairFacts,
    PairRow,
)
from jyguide.secretary.service.dossier_training import chunks
from jyguide.secretary.service.ledger_people import LedgerPeople

_ALWAYS = 2000
"""The rule of mentors holds whatever the year."""


def read_pairs(
    session: Session, *wanted: ColumnElement[bool], own: StationId | None = None
) -> list[PairRow]:
    """Pairs with the days of their meetings, in the order in which they began.

    Args:
        session: Reads them.
        wanted: Conditions on `MentorPair`.
        own: Only those of pupils of this station.
    """
    statement = (
        select(MentorPair)
        .join(Person, Person.id == MentorPair.person_id)
        .where(MentorPair.deleted.is_(False), *wanted)
        .order_by(MentorPair.began_on, MentorPair.id)
    )
    if own is not None:
        statement = statement.where(Person.station_id == own)
    rows = session.scalars(statement).all()
    people = LedgerPeople(session, {row.person_id for row in rows})
    met = _met(session, {row.id for row in rows})
    return [_row(row, people, people.merged, met[row.id]) for row in rows]


def meetings_of(session: Session, key: PairId) -> list[MeetingRow]:
    """The meetings of a pair, the last first."""
    rows = session.scalars(
        select(MentorMeeting)
        .where(MentorMeeting.pair_id == key, MentorMeeting.deleted.is_(False))
        .order_by(MentorMeeting.met_on.desc(), MentorMeeting.id.desc())
    )
    return [
        MeetingRow(
            row.id,
            MeetingFacts(row.met_on, row.place, row.topics, row.agreed),
            str(row.sync_v),
        )
        for row in rows
    ]


def mentor_rule(session: Session, station_id: StationId | None) -> MentorRule:
    """The city's rule where it has one, else this office's, else the usual."""
    for key in (mentor_rule_key(None), mentor_rule_key(station_id)):
        row = session.get(Rule, key)
        if row is not None and not row.deleted:
            return MentorRule.from_json(row.terms)
    return MentorRule()


def mentor_rule_key(station_id: StationId | None) -> uuid.UUID:
    """The key under which every PC of an office keeps the same rule."""
    return fixed_key("rule", station_id or "", MENTOR_CODE, _ALWAYS)


def _met(session: Session, keys: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, list[date]]:
    found: defaultdict[uuid.UUID, list[date]] = defaultdict(list)
    statement = (
        select(MentorMeeting.pair_id, MentorMeeting.met_on)
        .where(MentorMeeting.deleted.is_(False))
        .order_by(MentorMeeting.met_on.desc())
    )
    for part in chunks(sorted(keys)):
        for pair_id, met_on in session.execute(statement.where(MentorMeeting.pair_id.in_(part))):
            found[pair_id].append(met_on)
    return found


def _row(row: MentorPair, people: LedgerPeople, merged: Merged, met: list[date]) -> PairRow:
    pupil = people.of(row.person_id)
    facts = PairFacts(
        pupil.person_id,
        None if row.mentor_key is None else PersonId(merged.end(row.mentor_key)),
        row.mentor,
        row.mentor_post,
        row.began_on,
        row.ends_on,
        tuple(map(str, row.goals)),
    )
    end = None
    if row.ended_on is not None:
        end = EndFacts(row.ended_on, PairOutcome(row.outcome), row.report)
    return PairRow(
        id=PairId(row.id),
        facts=facts,
        pupil=pupil.name,
        pupil_post=" ".join(filter(None, (pupil.organisation, pupil.post))),
        township=pupil.township,
        station=pupil.station,
        meetings=tuple(met),
        end=end,
        search=pupil.search,
        version=str(row.sync_v),
    )
