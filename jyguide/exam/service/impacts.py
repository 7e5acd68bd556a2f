"""Attempts marked anew, and what that comes to for people; inside a transaction."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate, CertificateRevocation, Person, Station
from jyguide.exam.marking.correction import ExamImpact, Marks, PersonImpact
from jyguide.exam.service.sat_attempts import SatAttempt, chunks
from jyguide.ids import AttemptId, ExamId, RevisionId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place


@dataclass(frozen=True, slots=True)
class Remarked:
    """An attempt and its marks by the keys that count now."""

    sat: SatAttempt
    marks: Marks

    @property
    def differs(self) -> bool:
        return bool(self.touched())

    def touched(self) -> set[RevisionId]:
        """The items whose mark is another now, or that no longer wait for a person."""
        was, now = self.sat.marks, self.marks
        return {
            place.revision_id
            for place in self.sat.places
            if was.points.get(place.position) != now.points.get(place.position)
            or (place.position in was.waiting) != (place.position in now.waiting)
        }


def exam_impacts(
    session: Session, anew: Sequence[Remarked], place: Place
) -> tuple[ExamImpact, ...]:
    """What it comes to, exam by exam in the order given, people by pinyin."""
    by_exam: dict[uuid.UUID, list[Remarked]] = defaultdict(list)
    for one in anew:
        by_exam[one.sat.exam.id].append(one)
    people = _people(session, {one.sat.attempt.person_id for one in anew})
    holders = _holders(session, by_exam.keys())
    names = {row.id: row.name for row in session.execute(select(Station.id, Station.name))}
    return tuple(
        ExamImpact(
            exam_id=ExamId(key),
            title=ones[0].sat.exam.title,
            station=_other(ones[0].sat.exam.station_id, place, names),
            handed_in=len(ones),
            people=tuple(
                _person(one, people[one.sat.attempt.person_id], holders)
                for one in sorted(ones, key=lambda one: people[one.sat.attempt.person_id][1])
                if one.differs
            ),
            kept=sum(one.sat.kept_by_hand for one in ones),
        )
        for key, ones in by_exam.items()
    )


def _other(station: uuid.UUID | None, place: Place, names: dict[uuid.UUID, str]) -> str:
    """The name of an office that is not this one."""
    if station == place.station_id:
        return ""
    return names.get(station, "其他站") if station else "市级"


def _people(session: Session, wanted: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[str, Any]]:
    """Name, and place in the order by pinyin; of somebody merged, of whom he lives on as."""
    merged = read_merged(session)
    ends = {merged.end(key) for key in wanted}
    found = {
        key: (name, (pinyin, str(key)))
        for chunk in chunks(list({*ends, *wanted}))
        for key, name, pinyin in session.execute(
            select(Person.id, Person.name, Person.pinyin_key).where(Person.id.in_(chunk))
        )
    }
    return {key: found.get(merged.end(key), found[key]) for key in wanted if key in found}


def _holders(session: Session, exams: Collection[uuid.UUID]) -> set[tuple[Any, uuid.UUID]]:
    """Exam and person of every certificate on these exams that counts.

    Revoked by whoever may: the city, or the station that issued it.
    """
    revoked = {
        (key, code)
        for key, code in session.execute(
            select(CertificateRevocation.certificate_key, Station.code)
            .outerjoin(Station, Station.id == CertificateRevocation.station_id)
            .where(CertificateRevocation.deleted.is_(False))
        )
    }
    rows = session.execute(
        select(Certificate).where(
            Certificate.exam_id.in_(list(exams)), Certificate.deleted.is_(False)
        )
    ).scalars()
    merged = read_merged(session)
    return {
        (row.exam_id, key)
        for row in rows
        if not revoked & {(row.id, None), (row.id, row.station_code)}
        for key in merged.keys_of(row.person_id)
    }


def _person(
    one: Remarked, person: tuple[str, Any], holders: Collection[tuple[Any, uuid.UUID]]
) -> PersonImpact:
    attempt, before, enough = one.sat.attempt, one.sat.marks, one.sat.paper.row.pass_points
    return PersonImpact(
        attempt_id=AttemptId(attempt.id),
        name=person[0],
        before=before.total,
        after=one.marks.total,
        passed_before=before.passes(enough),
        passed_after=one.marks.passes(enough),
        waited=bool(before.waiting),
        waiting=bool(one.marks.waiting),
        certified=(attempt.exam_id, attempt.person_id) in holders,
    )
