"""Training sessions, and who was enrolled and came."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
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
        },
        home="session_id",
    )

    session_id: Mapped[uuid.UUID] = link("training_session")
    person_id: Mapped[uuid.UUID] = link("person")
    attendance: Mapped[str] = mapped_column(default="")  # "" until known
    signed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
