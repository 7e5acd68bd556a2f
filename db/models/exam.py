"""Blueprints, papers, exams, attempts and their marking."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, SyncedRow, link
from db.models import bank, house, people, training  # noqa: F401 - its keys lead there
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
            "drawing": ("avoid_papers", "allow_alike"),
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
    avoid_papers: Mapped[int] = mapped_column(default=0)  # none of what the last N papers asked
    allow_alike: Mapped[bool] = mapped_column(default=False)  # items that say nearly the same


class Paper(SyncedRow):
    """A paper as drawn: with the seed, the blueprint's figures and the rule of marking.

    Variants A, B, C of one paper are papers of their own, B and C naming A: each has its own order
    of items and options, and so its own key.
    """

    __tablename__ = "paper"
    __table_args__ = (Index(None, "variant_of_id"),)
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
            ),
            "family": ("variant", "variant_of_id", "seal_id", "drawing"),
        },
        home="station_id",
        immutable=True,
        removable=True,
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
    variant: Mapped[str] = mapped_column(default="")  # A, B, C; empty where there is but one
    variant_of_id: Mapped[uuid.UUID | None] = link("paper")
    # No foreign key: the city and every station keep a row of their own of a sealed exam.
    seal_id: Mapped[uuid.UUID | None]  # the sealed exam it was opened from
    drawing: Mapped[dict[str, Any]] = mapped_column(default=dict)  # how it came about


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
    __table_args__ = (Index(None, "session_id"), Index(None, "paper_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "plan": ("session_id", "paper_id", "title"),
            "state": ("state",),
            "rules": ("proctor_code", "leaving_locks", "reveal", "makeup_of_id"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    paper_id: Mapped[uuid.UUID] = link("paper")
    title: Mapped[str]
    state: Mapped[str]  # open, closed
    proctor_code: Mapped[str] = mapped_column(default="")  # typed at the candidate's PC; "": none
    leaving_locks: Mapped[bool] = mapped_column(default=False)  # until the proctor unlocks it
    reveal: Mapped[str] = mapped_column(default="later")  # the mark: at_once, later
    makeup_of_id: Mapped[uuid.UUID | None] = link("exam")  # only for those who failed or missed it


_VOID = """
(SELECT COALESCE(SUM(CASE kind WHEN 'voided' THEN 1 ELSE -1 END), 0) FROM attempt_event
 WHERE attempt_id = attempt.id AND NOT attempt_event.deleted
 AND kind IN ('voided', 'restored')) > 0
"""
"""As jyguide.exam.service.attempt_events has it: declared void oftener than restored."""


class Attempt(SyncedRow):
    """One person sitting an exam; closed for good once handed in."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "exam_id"), Index(None, "person_id"), Index(None, "paper_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "start": ("exam_id", "person_id", "started_at", "seconds_allowed"),
            "course": ("interruptions", "extra_seconds"),
            "end": ("handed_in_at", "seconds_used", "ended_by"),
            "origin": ("origin", "paper_id"),
        },
        home="exam_id",
        frozen_by="handed_in_at",
        twins=("exam_id", "person_id"),
        no_twin=_VOID,
    )

    exam_id: Mapped[uuid.UUID] = link("exam")
    person_id: Mapped[uuid.UUID] = link("person")
    started_at: Mapped[datetime]
    seconds_allowed: Mapped[int]
    extra_seconds: Mapped[int] = mapped_column(default=0)
    interruptions: Mapped[list[Any]] = mapped_column(default=list)  # [[stopped, resumed], …]
    handed_in_at: Mapped[datetime | None]
    seconds_used: Mapped[int] = mapped_column(default=0)
    ended_by: Mapped[str] = mapped_column(default="")  # candidate, time_up, proctor
    origin: Mapped[str] = mapped_column(default="screen")  # screen, paper
    paper_id: Mapped[uuid.UUID | None] = link("paper")  # the variant sat; None: the exam's own


class AttemptEvent(SyncedRow):
    """Something that happened to an attempt beside its answers, as the proctor must know it."""

    __tablename__ = "attempt_event"
    __table_args__ = (Index(None, "attempt_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("attempt_id", "kind", "at", "seconds", "note")},
        home="attempt_id",
        immutable=True,
    )

    attempt_id: Mapped[uuid.UUID] = link("attempt")
    kind: Mapped[str]  # jyguide.exam.row.EventKind
    at: Mapped[datetime]
    seconds: Mapped[int] = mapped_column(default=0)  # away, granted, or by which the clock jumped
    note: Mapped[str] = mapped_column(default="")  # the proctor's reason


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
    """Seconds an attempt has run on this PC: a heartbeat, so neither journalled nor sent.

    One window holds an attempt; the one that opened it last is the holder. Since when that window
    has not had the screen is kept here too: a program that is killed then cannot say it later.
    """

    __tablename__ = "attempt_clock"

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seconds_used: Mapped[int]
    at: Mapped[datetime]
    holder: Mapped[uuid.UUID | None]
    left_at: Mapped[datetime | None]


class KeyedSheet(Base):
    """A paper's answers as typed by one person, until they become an attempt; stays on this PC."""

    __tablename__ = "keyed_sheet"

    exam_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entry: Mapped[int] = mapped_column(primary_key=True)  # 1, and 2 for the second who types
    variant: Mapped[str] = mapped_column(default="")
    fields: Mapped[dict[str, Any]]  # what stands in each column of the row
    at: Mapped[datetime]


class Marking(SyncedRow):
    """The marks of one attempt; marking again adds a row that points at the one it replaces."""

    __tablename__ = "marking"
    __table_args__ = (Index(None, "attempt_id"), Index(None, "replaces_id"))
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
            ),
            "keys": ("key_changes",),
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
    key_changes: Mapped[list[Any]] = mapped_column(default=list)  # keys of those it went by


class KeyChange(SyncedRow):
    """A key found wrong after people had answered; what counts instead, and why.

    The newest for a revision counts. Answers and earlier markings stay as they are.
    """

    __tablename__ = "key_change"
    __table_args__ = (Index(None, "revision_id"),)
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.UNIFIED,
        {"body": ("station_id", "revision_id", "treatment", "answers", "reason", "at")},
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")  # None: of the city, for everybody
    revision_id: Mapped[uuid.UUID] = link("item_revision")
    treatment: Mapped[str]  # answers: any of these is right; full_marks: everybody gets them
    answers: Mapped[list[Any]]  # each as a revision keeps its answer, in the bank's letters
    reason: Mapped[str]
    at: Mapped[datetime]
