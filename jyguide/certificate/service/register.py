"""The register of certificates: every one issued, and how it stands now."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from db.models import Attempt, AttemptEvent, Certificate
from db.uow import Store
from jyguide.certificate.kept_words import UNKNOWN_NAME, word
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.revocation import Revoked
from jyguide.certificate.row import CertificateRow
from jyguide.certificate.service.doubts import reissue_doubts
from jyguide.certificate.service.numbers import said_number
from jyguide.certificate.service.revoked import revoked_by_key
from jyguide.exam.row import EventKind
from jyguide.exam.service.attempt_events import is_void
from jyguide.ids import CertificateId, PersonId, SessionId
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged

_READ = (
    Certificate.id,
    Certificate.kind,
    Certificate.person_id,
    Certificate.exam_id,
    Certificate.replaces_id,
    Certificate.issued_on,
    Certificate.wording,
    Certificate.year,
    Certificate.station_code,
    Certificate.device_letter,
    Certificate.sequence,
)
"""Columns alone: of fifty thousand certificates nobody changes one."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows of the register are made from.

    Attributes:
        masked: Their ID numbers as they may be shown; somebody may hold many certificates.
        replaced: Number of the new certificate, by the key of the one it replaces.
        void: Keys of certificates whose result counts no longer.
        doubts: What else is doubtful of a certificate, by its key.
    """

    people: Mapping[PersonId, PersonRow]
    masked: Mapping[PersonId, str]
    replaced: Mapping[uuid.UUID, str]
    revoked: Mapping[uuid.UUID, Revoked]
    void: frozenset[uuid.UUID]
    doubts: Mapping[uuid.UUID, str]


def read_register(
    store: Store,
    people: PeopleService,
    session_id: SessionId | None = None,
    person_id: PersonId | None = None,
) -> list[CertificateRow]:
    """Certificates issued, by number; of one session, of one person, or all."""
    statement = (
        select(*_READ)
        .where(Certificate.deleted.is_(False))
        .order_by(
            Certificate.year,
            Certificate.station_code,
            Certificate.device_letter,
            Certificate.sequence,
        )
    )
    if session_id is not None:
        statement = statement.where(Certificate.session_id == session_id)
    with store.read() as session:
        merged = read_merged(session)
        if person_id is not None:
            statement = statement.where(Certificate.person_id.in_(merged.keys_of(person_id)))
        found = session.execute(statement).all()
        revoked, void = revoked_by_key(session), void_keys(session, found)
        doubts = reissue_doubts(session)
    holders = {row.id: merged.end(row.person_id) for row in found}
    held_by = people.people(ids=list(set(holders.values())))
    known = _Known(
        {row.id: row for row in held_by},
        {row.id: row.masked_id for row in held_by},
        {row.replaces_id: said_number(row) for row in found if row.replaces_id},
        revoked,
        void,
        doubts,
    )
    return [_row(row, holders[row.id], known) for row in found]


def void_keys(
    session: Session, found: Sequence[Certificate] | Sequence[Row[*tuple[Any, ...]]]
) -> frozenset[uuid.UUID]:
    """Certificates of an exam in which nothing is left but what was declared void."""
    undone = (
        select(Attempt.exam_id, Attempt.person_id)
        .where(
            exists().where(
                AttemptEvent.attempt_id == Attempt.id,
                AttemptEvent.kind == EventKind.VOIDED.value,
            ),
            is_void(Attempt.id),
            Attempt.deleted.is_(False),
        )
        .distinct()
    )
    merged = read_merged(session)
    void = {(exam, merged.end(person)) for exam, person in session.execute(undone)}
    if not void:
        return frozenset()
    standing = session.execute(
        select(Attempt.exam_id, Attempt.person_id).where(
            Attempt.exam_id.in_({exam for exam, _ in void}),
            Attempt.handed_in_at.is_not(None),
            Attempt.deleted.is_(False),
            ~is_void(Attempt.id),
        )
    )
    void -= {(exam, merged.end(person)) for exam, person in standing}
    return frozenset(row.id for row in found if (row.exam_id, merged.end(row.person_id)) in void)


def _row(row: Row[*tuple[Any, ...]], holder: PersonId, known: _Known) -> CertificateRow:
    person = known.people.get(holder)
    return CertificateRow(
        id=CertificateId(row.id),
        kind=CertificateKind(row.kind),
        number=said_number(row),
        person_id=holder,
        name=word(row.wording, "name", UNKNOWN_NAME),
        station=person.station if person else "",
        search=person.search if person else "",
        subject=word(row.wording, "subject"),
        issued_on=row.issued_on,
        replaced_by=known.replaced.get(row.id, ""),
        mark=word(row.wording, "mark"),
        revoked=known.revoked.get(row.id),
        result_void=row.id in known.void,
        doubt=known.doubts.get(row.id, ""),
        masked_id=known.masked.get(holder, ""),
    )
