"""Training sessions: who taught, who was enrolled and came, what they thought of it."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house, people  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class TrainingSession(SyncedRow):
    """One session of training held by a station or the city."""

    __tablename__ = "training_session"
    __table_args__ = (Index(None, "starts_on"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "plan": (
                "title",
                "kind",
                "level",
                "starts_on",
                "ends_on",
                "place",
                "lecturer",
                "credit_hours",
                "training_days",
            ),
            "note": ("note",),
            "timing": ("stage", "starts_at", "ends_at"),
            "record": ("summary",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    title: Mapped[str]
    kind: Mapped[str]
    level: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    lecturer: Mapped[str] = mapped_column(default="")
    credit_hours: Mapped[int] = mapped_column(default=0)  # tenths of an hour
    training_days: Mapped[int] = mapped_column(default=0)  # tenths of a day
    note: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(
        default="fixed"
    )  # planned (only the month holds), fixed, cancelled
    starts_at: Mapped[int | None]  # minutes after midnight of the first day
    ends_at: Mapped[int | None]  # minutes after midnight of the last day
    summary: Mapped[str] = mapped_column(default="")  # what was taught and said, for the record


class Enrolment(SyncedRow):
    """One person in one session, and how he attended.

    Its key is made from session and person, so that two PCs that enrol the same person make
    the same row.
    """

    __tablename__ = "enrolment"
    __table_args__ = (Index(None, "session_id"), Index(None, "person_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "enrol": ("session_id", "person_id"),
            "attendance": ("attendance", "signed_at", "reason"),
            "credit": ("credited_hours", "credited_days", "credit_reason"),
        },
        home="session_id",
        personal=("reason", "credit_reason"),
    )

    session_id: Mapped[uuid.UUID] = link("training_session")
    person_id: Mapped[uuid.UUID] = link("person")
    attendance: Mapped[str] = mapped_column(default="")  # "" until known
    signed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    # What counts for him, where it is not what the session gives; tenths.
    credited_hours: Mapped[int | None]
    credited_days: Mapped[int | None]
    credit_reason: Mapped[str] = mapped_column(default="")


class CreditRecord(SyncedRow):
    """Training somebody had elsewhere than in a session his station holds.

    Entered by his station from a certificate, or handed down by the city for a session of its own,
    whose enrolments stay with the city; its key is then made from session and person.
    """

    __tablename__ = "credit_record"
    __table_args__ = (Index(None, "person_id"), Index(None, "starts_on"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "person_id",
                "session_key",
                "title",
                "organiser",
                "kind",
                "level",
                "starts_on",
                "ends_on",
                "credit_hours",
                "training_days",
            ),
            "note": ("note",),
        },
        home="person_id",
        personal=("note",),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    session_key: Mapped[uuid.UUID | None]  # the city's session; no foreign key: it stays there
    title: Mapped[str]
    organiser: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    level: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    credit_hours: Mapped[int] = mapped_column(default=0)  # tenths of an hour
    training_days: Mapped[int] = mapped_column(default=0)  # tenths of a day
    note: Mapped[str] = mapped_column(default="")


class Lecturer(SyncedRow):
    """Somebody who teaches: an instructor of the roster or a guest."""

    __tablename__ = "lecturer"
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("name", "unit", "title", "person_id"),
            "note": ("note",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    person_id: Mapped[uuid.UUID | None]  # if he is on the roster; no foreign key: see Posting
    note: Mapped[str] = mapped_column(default="")  # what he teaches well


class Teaching(SyncedRow):
    """A lecturer's share in a session; its key is made from the two."""

    __tablename__ = "teaching"
    __table_args__ = (Index(None, "session_id"), Index(None, "lecturer_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("session_id", "lecturer_id", "topic", "hours")},
        home="session_id",
    )

    session_id: Mapped[uuid.UUID] = link("training_session")
    lecturer_id: Mapped[uuid.UUID] = link("lecturer")
    topic: Mapped[str] = mapped_column(default="")
    hours: Mapped[int] = mapped_column(default=0)  # tenths of an hour


class FeedbackSlip(SyncedRow):
    """One slip of paper somebody filled in, unnamed, after a session."""

    __tablename__ = "feedback_slip"
    __table_args__ = (Index(None, "session_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("session_id", "number", "ratings", "praise", "wishes")},
        home="session_id",
    )

    session_id: Mapped[uuid.UUID] = link("training_session")
    number: Mapped[int]  # as written on the slip, from 1
    ratings: Mapped[dict[str, Any]]  # code of a question to 1 … 5; left out where not answered
    praise: Mapped[str] = mapped_column(default="")
    wishes: Mapped[str] = mapped_column(default="")
