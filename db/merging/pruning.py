"""Drops old bodies of segments; their signed heads stay, so that the chain still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.journal import write_entries
from db.merging.answers import answer_refused
from db.merging.baseline import write_baseline
from db.merging.outgoing import confirmed_by, covered
from db.merging.peers import haves
from db.merging.seal import Author, seal
from db.merging.segments import APPLIED, BASELINE, sees
from db.models.sync import Peer, Segment
from db.scope import EVERYONE


def archive(
    session: Session, author: Author, devices: Mapping[str, Iterable[UUID]], before: int
) -> tuple[int, int]:
    """Write a baseline for every audience, and drop bodies that it makes needless.

    Args:
        session: Of a unit of work of the city's; the caller commits.
        author: This PC.
        devices: Code of every station to those of its PCs that are believed.
        before: Bodies kept since then stay, ms since 1970.

    Returns:
        How many segments the baselines took, and how many bodies were dropped.
    """
    author = author._replace(at=session.info["capture"].at)
    answer_refused(session)
    write_entries(session)
    seal(session.connection(), author)
    written = sum(
        write_baseline(session, author, scope)
        for scope in (EVERYONE, *(f"st:{code}" for code in devices))
    )
    return written, _prune(session, devices, before)


def _prune(session: Session, devices: Mapping[str, Iterable[UUID]], before: int) -> int:
    """Bodies that are old, spoken for by a baseline, and confirmed by everybody heard of."""
    connection = session.connection()
    heard = set(connection.scalars(select(Peer.device_id)))
    readers = {code: [key for key in keys if key in heard] for code, keys in devices.items()}
    known = {code: haves(connection, keys) for code, keys in readers.items()}
    confirmed = {
        code: [confirmed_by(connection, one) for one in some] for code, some in known.items()
    }
    speaks = covered(connection)
    found = connection.execute(
        select(Segment.hash, Segment.stream, Segment.scope, Segment.last).where(
            Segment.state == APPLIED,
            Segment.body.is_not(None),
            Segment.kept_at < before,
            Segment.stream.not_like(f"%{BASELINE}%"),
        )
    ).all()
    dropped = [
        key
        for key, stream, scope, last in found
        if speaks.get(stream, 0) >= last
        and all(
            key in one for code, some in confirmed.items() if sees(code, scope) for one in some
        )
    ]
    for key in dropped:
        connection.execute(update(Segment).where(Segment.hash == key).values(body=None))
    return len(dropped)
