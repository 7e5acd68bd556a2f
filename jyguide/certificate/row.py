"""Certificates, and those who may be given one, as pages see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.certificate.kinds import CertificateKind
from jyguide.exam.points import Points
from jyguide.ids import CertificateId, PersonId


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as issued.

    Attributes:
        subject: The session's or exam's title on it.
        replaced_by: Number of the certificate that was issued in its place, or "".
    """

    id: CertificateId
    kind: CertificateKind
    number: str
    person_id: PersonId
    name: str
    station: str
    search: str
    subject: str
    issued_on: date
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody of a session, and whether a certificate may be issued to him.

    Attributes:
        missing: The gate he has not passed, as a sentence; empty when he may be given one.
        number: Of the certificate he holds already, or empty.
        points: What he reached in the session's exam, if he sat one.
    """

    person_id: PersonId
    name: str
    station: str
    search: str
    points: Points | None
    missing: str
    number: str

    @property
    def ready(self) -> bool:
        return not self.missing and not self.number
