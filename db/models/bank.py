"""The question bank: regulations, items and their revisions."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Regulation(SyncedRow):
    """A regulation in one edition."""

    __tablename__ = "regulation"
    __sync__ = Sync(
        Owner.CITY,
        Audience.EVERYONE,
        {
            "text": ("code", "title", "edition", "in_force_from", "replaced", "note"),
            "successor": ("replaced_by_id",),
        },
    )

    code: Mapped[str]
    title: Mapped[str]
    edition: Mapped[str]
    in_force_from: Mapped[date | None]
    replaced: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    replaced_by_id: Mapped[uuid.UUID | None] = link("regulation")  # the edition in force after it


class ClauseChange(SyncedRow):
    """A clause of a superseded edition that says something else in the one that replaced it."""

    __tablename__ = "clause_change"
    __table_args__ = (Index(None, "regulation_id"),)
    __sync__ = Sync(
        Owner.CITY,
        Audience.EVERYONE,
        {"body": ("regulation_id", "article", "new_article", "note", "marked_on")},
    )

    regulation_id: Mapped[uuid.UUID] = link("regulation")  # the superseded edition
    article: Mapped[str]  # as items cite it: 第十三条; empty: everything that rests on it
    new_article: Mapped[str]  # where it stands in the new edition, as far as known
    note: Mapped[str]  # what has changed, in a sentence
    marked_on: Mapped[date]


class Item(SyncedRow):
    """One question of the bank; what it says stands in its revisions."""

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint("status in ('draft', 'review', 'in_force', 'withdrawn')", name="status"),
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
            "merged": ("merged_into_id",),
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
    merged_into_id: Mapped[uuid.UUID | None] = link("item")  # the one that says the same


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
            ),
            "more": ("point_rules", "reason"),
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
    key_points: Mapped[list[Any]]  # what an answer in words has to name
    point_rules: Mapped[list[Any]] = mapped_column(default=list)  # [[weight, required], …]
    category: Mapped[str] = mapped_column(default="")
    difficulty: Mapped[int] = mapped_column(default=2)
    tests: Mapped[str] = mapped_column(default="")  # what it examines, in a few words
    regulation: Mapped[str] = mapped_column(default="")
    edition: Mapped[str] = mapped_column(default="")
    article: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")  # why it says something else than before


class DistinctItems(SyncedRow):
    """Two items that look alike and that a person has found to be two."""

    __tablename__ = "distinct_items"
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {"body": ("station_id", "item_id", "other_id")},
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    item_id: Mapped[uuid.UUID] = link("item")
    other_id: Mapped[uuid.UUID] = link("item")


class ItemReport(SyncedRow):
    """What a station found wrong with an item of the unified bank, and what the city answered."""

    __tablename__ = "item_report"
    __table_args__ = (
        CheckConstraint("state in ('open', 'accepted', 'declined')", name="state"),
        Index(None, "item_id"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "report": ("station_id", "item_id", "revision_id", "fault", "text", "reported_on"),
            "answer": ("state", "answer", "answered_on"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    item_id: Mapped[uuid.UUID] = link("item")
    revision_id: Mapped[uuid.UUID] = link("item_revision")  # what it said when it was reported
    fault: Mapped[str]  # answer, wording, outdated, other
    text: Mapped[str]
    reported_on: Mapped[date]
    state: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]


class BankRelease(SyncedRow):
    """A version of the unified bank that the city has issued."""

    __tablename__ = "bank_release"
    __sync__ = Sync(
        Owner.CITY,
        Audience.EVERYONE,
        {"body": ("version", "issued_on", "questions", "items", "digest", "note")},
    )

    version: Mapped[str]  # 2026.1
    issued_on: Mapped[date]
    questions: Mapped[int]  # in force, to be said aloud
    items: Mapped[int]  # in force, the questions not counted
    digest: Mapped[str]  # of the keys of all revisions in force: tells whether a PC has them all
    note: Mapped[str] = mapped_column(default="")
