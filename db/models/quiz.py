"""What was asked and scored in front of a class: quizzes, and answers said aloud."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import SyncedRow, link
from db.models import bank, house, people, training  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Quiz(SyncedRow):
    """A quiz on the wall, with those who take part; its scores follow from its rounds."""

    __tablename__ = "quiz"
    __table_args__ = (Index(None, "session_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "plan": ("session_id", "title", "mode", "sides", "items", "rules", "started_at"),
            "end": ("ended_at",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    title: Mapped[str]
    mode: Mapped[str]  # team, individual
    sides: Mapped[list[Any]]  # teams or persons, in the order of their buzzers
    items: Mapped[list[Any]]  # revisions to be asked, in order
    rules: Mapped[dict[str, Any]]  # seconds, points, what a wrong answer costs
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class QuizRound(SyncedRow):
    """One item asked, and what each side got for it; or points given or taken by hand."""

    __tablename__ = "quiz_round"
    __table_args__ = (Index(None, "quiz_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("quiz_id", "position", "kind", "revision_id", "results", "at")},
        home="quiz_id",
    )

    quiz_id: Mapped[uuid.UUID] = link("quiz")
    position: Mapped[int]  # from 1, in the order asked
    kind: Mapped[str]  # ask, buzz, adjust
    revision_id: Mapped[uuid.UUID | None] = link("item_revision")
    results: Mapped[list[Any]]  # per side: answer, right, points in tenths, seconds
    at: Mapped[datetime]


class OralTurn(SyncedRow):
    """One person and one question on the wall: which key points the judges heard."""

    __tablename__ = "oral_turn"
    __table_args__ = (Index(None, "session_id"), Index(None, "person_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": (
                "session_id",
                "person_id",
                "revision_id",
                "seconds",
                "judges",
                "points",
                "max_points",
                "at",
            ),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    person_id: Mapped[uuid.UUID] = link("person")
    revision_id: Mapped[uuid.UUID] = link("item_revision")
    seconds: Mapped[int]  # how long was spoken
    judges: Mapped[list[Any]]  # per judge, for each key point whether it was heard
    points: Mapped[int]  # tenths, the judges' average
    max_points: Mapped[int]
    at: Mapped[datetime]
