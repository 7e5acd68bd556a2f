"""What the exchange between offices keeps: segments, chains, peers, conflicts. None of it is sent.

What travels is sealed in segments; these tables say which segments are here, how far each
stream has been applied, and what a person has yet to look at (sync.md, 5.2).
"""

import uuid
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base
from db.models.journal import RowNumber


class Chain(Base):
    """How far one line of a stream has been applied: its last segment.

    Two histories under one stream, as a cloned disk makes them, are two chains.
    """

    __tablename__ = "sync_chain"

    name: Mapped[str] = mapped_column(primary_key=True)  # the stream, "~" and a hash for a branch
    stream: Mapped[str]  # "<replica>.<scope>"
    scope: Mapped[str]
    device_id: Mapped[uuid.UUID]
    seq: Mapped[int] = mapped_column(BigInteger)  # last entry applied
    head: Mapped[str]  # hash of the last segment applied
    forked: Mapped[bool]


class Segment(Base):
    """A sealed, signed, immutable run of a stream's entries; passed on byte for byte."""

    __tablename__ = "sync_segment"
    __table_args__ = (Index(None, "stream", "first"), Index(None, "state"))

    hash: Mapped[str] = mapped_column(primary_key=True)  # sha256 of head
    stream: Mapped[str]
    scope: Mapped[str]
    device_id: Mapped[uuid.UUID]
    first: Mapped[int] = mapped_column(BigInteger)
    last: Mapped[int] = mapped_column(BigInteger)
    previous: Mapped[str]  # hash of the segment before, "" for the first
    head: Mapped[str]  # the canonical JSON that is signed
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  # None once pruned
    state: Mapped[str]  # waiting, applied, withdrawn
    kept_at: Mapped[int] = mapped_column(BigInteger)  # when it was sealed, or came in
    came_by: Mapped[uuid.UUID | None]  # the import that brought it; None: sealed here
    applied_by: Mapped[uuid.UUID | None]  # the import in which it was applied


class Held(Base):
    """A change that is here but cannot be applied yet, or may not be applied at all."""

    __tablename__ = "sync_held"
    __table_args__ = (Index(None, "row_id"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    segment: Mapped[str]
    why: Mapped[str]  # row, parent, schema; refused
    need: Mapped[str]  # what it waits for, or why it is refused
    table: Mapped[str]
    row_id: Mapped[uuid.UUID]
    device_id: Mapped[uuid.UUID]
    line: Mapped[str]  # the action and its one change, as in a segment
    held_by: Mapped[uuid.UUID]  # the import that held it
    settled_by: Mapped[uuid.UUID | None]  # the import or answer that settled it


class Conflict(Base):
    """Two people changed the same thing apart: what is shown, and what is not."""

    __tablename__ = "sync_conflict"
    __table_args__ = (Index(None, "row_id"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    merge_id: Mapped[uuid.UUID]
    kind: Mapped[str]  # edit, delete, twin
    table: Mapped[str]
    row_id: Mapped[uuid.UUID]
    other_id: Mapped[uuid.UUID | None]  # the twin
    group: Mapped[str]
    kept: Mapped[dict[str, Any]]  # {"values", "stamp", "actor"}
    lost: Mapped[dict[str, Any]]
    settled: Mapped[str]  # "" while a person has yet to look at it


class Peer(Base):
    """What another PC last said of itself."""

    __tablename__ = "sync_peer"

    device_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    number: Mapped[int]  # of the newest of its bundles
    retired: Mapped[list[Any]]  # epochs whose claims no longer count
    have: Mapped[dict[str, Any]]  # stream to [[seq, hash], …]
    got: Mapped[dict[str, Any]]  # ranges of bundles it has, by their writer: [[first, last], …]
    totals: Mapped[dict[str, Any]]  # table to living rows of its station
    at: Mapped[int] = mapped_column(BigInteger)  # when it wrote that, by its own clock


class Bundle(Base):
    """A file written or taken in."""

    __tablename__ = "sync_bundle"
    __table_args__ = (Index(None, "office"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)  # for one taken in: its action
    direction: Mapped[str]  # in, out
    office: Mapped[str]  # code of the station, or of the city, at the other end
    device_id: Mapped[uuid.UUID | None]  # the sender, of one taken in
    epoch: Mapped[str]
    number: Mapped[int]
    at: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    report: Mapped[dict[str, Any]]
    # Lines of streams that it moved: name to [before, after], each [seq, head, forked] or null.
    chains: Mapped[dict[str, Any]]
    withdrawn: Mapped[bool]
