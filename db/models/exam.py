"""Blueprints, papers, exams, attempts and their marking."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, SyncedRow, link
from db.sync import Audience, Owner, Sync


class Blueprint(SyncedRow):
    """How a paper is to be composed."""

    __tablename__ = "blueprint"
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "plan": ("name", "lines", "pass_points", "minutes", "rule", "shuffle"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    lines: Mapped[list[Any]]
    pass_points: Mapped[int]  # tenths of a point
    minutes: Mapped[int]
    rule: Mapped[str]  # the rule of marking, as JSON
    shuffle: Mapped[bool]  # draw the options in a random order


class Paper(SyncedRow):
    """A paper as drawn: with the seed, the blueprint's figures and the rule of marking."""

    __tablename__ = "paper"
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {
            "body": (
                "station_id",
                "blueprint_id",
                "title",
                "seed",
                "lines",
                "pass_points",
                "total_points",
                "minutes",
                "rule",
                "shuffle",
            )
        },
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    blueprint_id: Mapped[uuid.UUID | None] = link("blueprint")
    title: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    lines: Mapped[list[Any]]
    pass_points: Mapped[int]
    total_points: Mapped[int]
    minutes: Mapped[int]
    rule: Mapped[str]
    shuffle: Mapped[bool]


class PaperItem(SyncedRow):
    """One place of a paper: the revision asked there and what it is worth."""

    __tablename__ = "paper_item"
    __table_args__ = (Index(None, "paper_id"), Index(None, "revision_id"))
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {"body": ("paper_id", "position", "revision_id", "points", "option_order")},
        home="paper_id",
        immutable=True,
    )

    paper_id: Mapped[uuid.UUID] = link("paper")
    position: Mapped[int]  # from 1
    revision_id: Mapped[uuid.UUID] = link("item_revision")
    points: Mapped[int]  # tenths of a point
    option_order: Mapped[list[Any]]  # indexes into the revision's options, as printed


class Exam(SyncedRow):
    """A paper put before people, usually at the end of a training session."""

    __tablename__ = "exam"
    __table_args__ = (Index(None, "session_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "plan": ("session_id", "paper_id", "title"),
            "state": ("state",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    paper_id: Mapped[uuid.UUID] = link("paper")
    title: Mapped[str]
    state: Mapped[str]  # open, closed


class Attempt(SyncedRow):
    """One person sitting an exam; closed for good once handed in."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "exam_id"), Index(None, "person_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "start": ("exam_id", "person_id", "started_at", "seconds_allowed"),
            "course": ("interruptions", "extra_seconds"),
            "end": ("handed_in_at", "seconds_used", "ended_by"),
        },
        home="exam_id",
        frozen_by="handed_in_at",
        twins=("exam_id", "person_id"),
    )

    exam_id: Mapped[uuid.UUID] = link("exam")
    person_id: Mapped[uuid.UUID] = link("person")
    started_at: Mapped[datetime]
    seconds_allowed: Mapped[int]
    extra_seconds: Mapped[int] = mapped_column(default=0)
    interruptions: Mapped[list[Any]] = mapped_column(default=list)  # [[stopped, resumed], …]
    handed_in_at: Mapped[datetime | None]
    seconds_used: Mapped[int] = mapped_column(default=0)
    ended_by: Mapped[str] = mapped_column(default="")  # candidate, time_up


class Answer(SyncedRow):
    """What was answered at one place of a paper, stored the moment it was given."""

    __tablename__ = "answer"
    __table_args__ = (Index(None, "attempt_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("attempt_id", "paper_item_id", "response", "later", "at")},
        home="attempt_id",
    )

    attempt_id: Mapped[uuid.UUID] = link("attempt")
    paper_item_id: Mapped[uuid.UUID] = link("paper_item")
    response: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))  # text or its blanks
    later: Mapped[bool] = mapped_column(default=False)  # marked to come back to
    at: Mapped[datetime]


class AttemptClock(Base):
    """Seconds an attempt has run on this PC: a heartbeat, so neither journalled nor sent."""

    __tablename__ = "attempt_clock"

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seconds_used: Mapped[int]
    at: Mapped[datetime]


class Marking(SyncedRow):
    """The marks of one attempt; marking again adds a row that points at the one it replaces."""

    __tablename__ = "marking"
    __table_args__ = (Index(None, "attempt_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "attempt_id",
                "replaces_id",
                "at",
                "marks",
                "points",
                "passed",
                "waiting",
                "reason",
            )
        },
        home="attempt_id",
        immutable=True,
    )

    attempt_id: Mapped[uuid.UUID] = link("attempt")
    replaces_id: Mapped[uuid.UUID | None] = link("marking")
    at: Mapped[datetime]
    marks: Mapped[dict[str, Any]]  # paper position to tenths of a point
    points: Mapped[int]
    passed: Mapped[bool]
    waiting: Mapped[list[Any]]  # positions that a person has yet to mark
    reason: Mapped[str] = mapped_column(default="")
