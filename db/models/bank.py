"""The question bank: regulations, items and their revisions."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.sync import Audience, Owner, Sync


class Regulation(SyncedRow):
    """A regulation in one edition."""

    __tablename__ = "regulation"
    __sync__ = Sync(
        Owner.CITY,
        Audience.EVERYONE,
        {"text": ("code", "title", "edition", "in_force_from", "replaced", "note")},
    )

    code: Mapped[str]
    title: Mapped[str]
    edition: Mapped[str]
    in_force_from: Mapped[date | None]
    replaced: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Item(SyncedRow):
    """One question of the bank; what it says stands in its revisions."""

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint("status in ('draft', 'in_force', 'withdrawn')", name="status"),
        Index(None, "question_id"),
        Index(None, "revision_id"),
    )
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {
            "origin": ("station_id", "source", "number", "position", "question_id"),
            "body": ("revision_id",),
            "status": ("status",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")  # None: the unified bank
    source: Mapped[str]  # "unified", or the name of the file it came from
    number: Mapped[str]  # as printed in its source
    position: Mapped[int]  # the order of the source
    question_id: Mapped[uuid.UUID | None] = link("item")  # the hundred-questions item it rests on
    # No foreign key: item and revision would point at each other, and neither could come first.
    revision_id: Mapped[uuid.UUID]
    status: Mapped[str]


class ItemRevision(SyncedRow):
    """What an item said at one time; never changed once written."""

    __tablename__ = "item_revision"
    __table_args__ = (Index(None, "item_id"),)
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {
            "body": (
                "item_id",
                "kind",
                "stem",
                "options",
                "answer",
                "explanation",
                "key_points",
                "category",
                "difficulty",
                "tests",
                "regulation",
                "edition",
                "article",
            )
        },
        home="item_id",
        immutable=True,
        outlives_undo=True,
    )

    item_id: Mapped[uuid.UUID] = link("item")
    kind: Mapped[str]
    stem: Mapped[str]
    options: Mapped[list[Any]]
    answer: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))  # text, list of blanks
    explanation: Mapped[str] = mapped_column(default="")
    key_points: Mapped[list[Any]]
    category: Mapped[str] = mapped_column(default="")
    difficulty: Mapped[int] = mapped_column(default=2)
    tests: Mapped[str] = mapped_column(default="")  # what it examines, in a few words
    regulation: Mapped[str] = mapped_column(default="")
    edition: Mapped[str] = mapped_column(default="")
    article: Mapped[str] = mapped_column(default="")
