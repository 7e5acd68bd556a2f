"""Certificates, and those who may be given one, as pages see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.revocation import CertificateState, Revoked
from jyguide.exam.points import Points
from jyguide.ids import CertificateId, PersonId


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as issued.

    Attributes:
        subject: The session's or exam's title on it.
        replaced_by: Number of the certificate that was issued in its place, or "".
        mark: Its short code; "" for one issued before there were any.
        revoked: Since when and why it counts no longer, if it does not.
        masked_id: The holder's ID number as it may be shown; "" where none is known.
        result_void: Whether the exam it rests on was declared void since.
        doubt: Why it should be looked at otherwise, or "".
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
    mark: str = ""
    revoked: Revoked | None = None
    result_void: bool = False
    masked_id: str = ""
    doubt: str = ""

    @property
    def state(self) -> CertificateState:
        if self.successor:
            return CertificateState.REPLACED
        return CertificateState.REVOKED if self.revoked else CertificateState.VALID

    @property
    def successor(self) -> str:
        """Number of the certificate in its place, wherever that was issued, or ""."""
        return self.replaced_by or (self.revoked.replaced_by if self.revoked else "")

    @property
    def in_doubt(self) -> bool:
        """Whether it still counts, though what it rests on may not."""
        return (self.result_void or bool(self.doubt)) and self.state is CertificateState.VALID


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
