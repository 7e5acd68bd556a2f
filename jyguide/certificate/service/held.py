"""Reads who holds a certificate already, without the whole register."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate
from jyguide.certificate.kept_words import word
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.occasion import Occasion
from jyguide.certificate.service.numbers import said_number
from jyguide.certificate.service.revoked import revoked_by_key
from jyguide.ids import PersonId
from jyguide.people.service.merged import read_merged


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate that counts.

    Attributes:
        document: Number of the approval it rests on; "" of other kinds, and where there is none.
        start: Day on which that approval took effect, as ISO text; of other kinds likewise.
    """

    number: str
    document: str
    start: str


def held_by_person(session: Session, occasion: Occasion) -> dict[PersonId, list[Held]]:
    """Those issued on an occasion that were neither replaced nor revoked, the newest last."""
    statement = (
        select(
            Certificate.id,
            Certificate.person_id,
            Certificate.wording,
            Certificate.year,
            Certificate.station_code,
            Certificate.device_letter,
            Certificate.sequence,
        )
        .where(Certificate.deleted.is_(False), Certificate.kind == occasion.kind.value)
        .order_by(Certificate.issued_on, Certificate.sequence)
    )
    if occasion.kind is not CertificateKind.DUTY:
        statement = statement.where(Certificate.session_id == occasion.session)
        if occasion.session is None:
            statement = statement.where(Certificate.exam_id == occasion.exam)
    gone = set(revoked_by_key(session)) | set(
        session.scalars(
            select(Certificate.replaces_id).where(
                Certificate.replaces_id.is_not(None), Certificate.deleted.is_(False)
            )
        )
    )
    merged = read_merged(session)
    found: dict[PersonId, list[Held]] = {}
    for row in session.execute(statement):
        if row.id not in gone:
            one = Held(said_number(row), word(row.wording, "document"), word(row.wording, "start"))
            found.setdefault(merged.end(row.person_id), []).append(one)
    return found
