"""Segments as they travel and are kept: a signed head, and a body that the head names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert

from db.models.sync import Segment
from db.scope import CITY_ONLY, EVERYONE, HERE

VERSION = 1

BASELINE = "+"
"""In the name of a stream: rows as they stand, in place of the segments that led to them."""

WAITING, APPLIED, WITHDRAWN = "waiting", "applied", "withdrawn"


class Head(msgspec.Struct, frozen=True):
    """What is signed of a segment.

    Attributes:
        stream: "<replica>.<scope>"; of a baseline a name of its own.
        scope: Whom it is for: "all", "st:<code>" or "up:<code>".
        first: Number of its first entry; last: of its last one.
        previous: Hash of the segment before it in the stream, "" for the first.
        schema: Newest migration of the writer.
        needs: How far its writer had every other stream.
        digest: sha256 of the body; size: bytes of the body once unpacked.
        covers: Of a baseline: stream to the heads that it speaks for.
        final: Whether it is the last part of a baseline.
    """

    v: int
    stream: str
    scope: str
    device: str
    first: int
    last: int
    previous: str
    schema: str
    needs: dict[str, int]
    digest: str
    size: int
    covers: dict[str, list[tuple[int, str]]] | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """A segment in hand; a body that was pruned is None."""

    head: bytes
    signature: bytes
    body: bytes | None

    @property
    def hash(self) -> str:
        return hash_of(self.head)


_heads = msgspec.json.Decoder(Head)


def read_head(text: bytes | str) -> Head:
    """The head of a segment.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    return _heads.decode(text)


def hash_of(head: bytes) -> str:
    """By what a segment is known: everything else follows from it."""
    return hashlib.sha256(head).hexdigest()


def sees(station_code: str, scope: str) -> bool:
    """Whether a station, or the city with "", gets what has this scope."""
    if scope in (CITY_ONLY, HERE):
        return False
    return not station_code or scope in (EVERYONE, f"st:{station_code}", f"up:{station_code}")


def keep(
    connection: Connection, sealed: Sealed, state: str, at: int, came_by: UUID | None = None
) -> None:
    """Store a segment; ``at`` is now, ms since 1970."""
    head = read_head(sealed.head)
    connection.execute(
        insert(Segment).values(
            hash=sealed.hash,
            stream=head.stream,
            scope=head.scope,
            device_id=UUID(head.device),
            first=head.first,
            last=head.last,
            previous=head.previous,
            head=sealed.head.decode(),
            signature=sealed.signature,
            body=sealed.body,
            state=state,
            kept_at=at,
            came_by=came_by,
            applied_by=None,
        )
    )
