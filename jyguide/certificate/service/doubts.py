"""Certificates that count and should be looked at: offices that did not know of one another.

A station issues one anew while the city revokes the old one because nothing is left to certify;
or two PCs of a station each issue one in place of the same.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate
from jyguide.certificate.kinds import NOTHING_LEFT, REVOCATION_CAUSE_NAMES
from jyguide.certificate.service.numbers import said_number
from jyguide.certificate.service.revoked import causes_by_key


def reissue_doubts(session: Session) -> Mapping[uuid.UUID, str]:
    """What is doubtful of certificates issued in place of others, by their keys."""
    rows = {
        row.id: row
        for row in session.scalars(
            select(Certificate)
            .where(Certificate.replaces_id.is_not(None), Certificate.deleted.is_(False))
            .order_by(Certificate.id)
        )
    }
    if not rows:
        return {}
    before = {key: row.replaces_id for key, row in rows.items() if row.replaces_id}
    causes = causes_by_key(session)
    gone = set(causes) | set(before.values())
    standing: dict[uuid.UUID, list[Certificate]] = defaultdict(list)
    for key, row in rows.items():
        if key not in gone:
            standing[_first(before, key)].append(row)
    found: dict[uuid.UUID, str] = {}
    for row in (row for alike in standing.values() for row in alike):
        ends = (cause for key in _chain(before, row.id) for cause in causes.get(key, ()))
        cause = next((one for one in ends if one in NOTHING_LEFT), None)
        others = [one for one in standing[_first(before, row.id)] if one is not row]
        if cause is not None:
            found[row.id] = f"所换的证书已因“{REVOCATION_CAUSE_NAMES[cause]}”作废，请核对"
        elif others:
            found[row.id] = f"另一台电脑也换发了 {said_number(others[0])}，请核对"
    return found


def _chain(before: Mapping[uuid.UUID, uuid.UUID], key: uuid.UUID) -> Iterator[uuid.UUID]:
    """Those in whose place a certificate came, the latest first; a ring of a bad file ends."""
    seen = {key}
    while (key := before.get(key, key)) not in seen:
        seen.add(key)
        yield key


def _first(before: Mapping[uuid.UUID, uuid.UUID], key: uuid.UUID) -> uuid.UUID:
    return [key, *_chain(before, key)][-1]
