"""Revocations of one office's certificates, handed down to all the others by the city.

A revocation is a row of the station that issued the certificate; nobody but the city gets it, and
a paper shown elsewhere would go on counting. Before the city writes a file for a station it copies
what has come in since. A copy belongs to no station, so that every station gets it, and names
neither the person nor what the station noted for itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import CertificateRevocation, Station
from db.uow import Store
from jyguide.certificate.service.revoked import may_revoke

_COPIED = ("certificate_key", "number", "mark", "revoked_on", "cause", "replaced_by")


def hand_down_revocations(store: Store) -> None:
    """Copy every revocation that stations have told of and that was not copied yet; city only.

    An action of its own before the export, or none where nothing is to be told. A station can
    revoke what its own PCs issued, and nothing else: other rows are not handed on.
    """
    with store.begin("把证书作废情况通知各站") as uow:
        copies = list(_copies(uow.session))
        if copies:
            uow.add_many(CertificateRevocation, copies)
            uow.commit()


def _copies(session: Session) -> Iterator[dict[str, Any]]:
    found = session.execute(
        select(CertificateRevocation, Station.code)
        .join(Station, Station.id == CertificateRevocation.station_id)
        .where(CertificateRevocation.deleted.is_(False))
        .order_by(CertificateRevocation.id)
    )
    known = set(
        session.scalars(
            select(CertificateRevocation.id).where(CertificateRevocation.station_id.is_(None))
        )
    )
    for row, code in found:
        key = _copy_key(row.id)
        if key not in known and may_revoke(code, row.number):
            said = {name: getattr(row, name) for name in _COPIED}
            yield {**said, "id": key, "station_id": None, "note": ""}


def _copy_key(original: uuid.UUID) -> uuid.UUID:
    return fixed_key("certificate_revocation", "copy", original)
