"""Reads which certificates were revoked, as far as it is known here."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import CertificateRevocation, Station
from jyguide.certificate.kinds import RevocationCause
from jyguide.certificate.numbering import read_number
from jyguide.certificate.revocation import Revoked, told


def revoked_by_key(session: Session) -> Mapping[uuid.UUID, Revoked]:
    """Every certificate known to be revoked, by its key."""
    found: dict[uuid.UUID, list[Revoked]] = defaultdict(list)
    for row in _believed(session, _rows()):
        found[row.certificate_key].append(_revoked(row))
    return {key: one for key, rows in found.items() if (one := told(rows)) is not None}


def causes_by_key(session: Session) -> Mapping[uuid.UUID, list[RevocationCause]]:
    """Every reason that was given for revoking a certificate, by its key."""
    found: dict[uuid.UUID, list[RevocationCause]] = defaultdict(list)
    for row in _believed(session, _rows()):
        found[row.certificate_key].append(RevocationCause(row.cause))
    return found


def revoked_number(session: Session, number: str, mark: str) -> Revoked | None:
    """What is known of the certificate with this number and short code.

    Two PCs may have given one number: then the short codes tell them apart.
    """
    statement = _rows().where(
        CertificateRevocation.number == number, CertificateRevocation.mark == mark
    )
    return told(map(_revoked, _believed(session, statement)))


def _rows() -> Select[CertificateRevocation, str]:
    return (
        select(CertificateRevocation, Station.code)
        .outerjoin(Station, Station.id == CertificateRevocation.station_id)
        .where(CertificateRevocation.deleted.is_(False))
        .order_by(CertificateRevocation.id)
    )


def _believed(
    session: Session, statement: Select[CertificateRevocation, str]
) -> list[CertificateRevocation]:
    """The city's word counts for all; a station's for what its own PCs issued."""
    return [
        row
        for row, code in session.execute(statement)
        if code is None or may_revoke(code, row.number)
    ]


def may_revoke(station_code: str, number: str) -> bool:
    """Whether a certificate was issued at a station, and so may be revoked by it."""
    found = read_number(number)
    return found is not None and found.station_code == station_code


def _revoked(row: CertificateRevocation) -> Revoked:
    return Revoked(row.revoked_on, RevocationCause(row.cause), row.replaced_by, row.note)
