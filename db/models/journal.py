"""The change journal: audit trail, undo, history and sync feed in one."""

import uuid
from typing import Any

from sqlalchemy import BigInteger, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, StampText
from db.sync import Stamp

RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column typed exactly INTEGER."""


class Action(Base):
    """One user action: the entries that carry its id were committed together."""

    __tablename__ = "action"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str]  # what the person did, in his words: "导入花名册"
    at: Mapped[int] = mapped_column(BigInteger)  # wall clock, ms since 1970
    actor_id: Mapped[uuid.UUID]
    device_id: Mapped[uuid.UUID]
    undoes_id: Mapped[uuid.UUID | None]


class JournalEntry(Base):
    """One change of one row: insert, or an edit of some of its registers.

    A stream is ``replica`` + ``scope``; ``seq`` rises by one within it. ``before`` and ``after``
    hold all columns of the registers that changed, ``stamps_before`` and ``stamps`` the row's.
    An entry that came in a bundle says what it changed here, and who changed it there;
    ``merge_id`` is the import that brought it. Neither names nor ids are foreign keys: entries
    may arrive before what they speak of.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index(None, "replica", "scope", "seq"),
        Index(None, "row_id"),
        Index(None, "action_id"),
        Index(None, "merge_id"),
    )

    no: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    replica: Mapped[str]
    scope: Mapped[str]
    seq: Mapped[int] = mapped_column(BigInteger)
    action_id: Mapped[uuid.UUID]
    actor_id: Mapped[uuid.UUID]
    at: Mapped[int] = mapped_column(BigInteger)
    table: Mapped[str]
    row_id: Mapped[uuid.UUID]
    # None: the row was made by this entry
    stamps_before: Mapped[dict[str, Stamp] | None] = mapped_column(StampText)
    stamps: Mapped[dict[str, Stamp]] = mapped_column(StampText)
    merge_id: Mapped[uuid.UUID | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]


class Stream(Base):
    """How far a stream of the journal has been written: its last number."""

    __tablename__ = "stream"

    replica: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    head: Mapped[int] = mapped_column(BigInteger)
