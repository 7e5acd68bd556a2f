"""Sealed exams: what the city issued, what a station took in, and the codes tried on it."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, SyncedRow, link
from db.models import exam, house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class SealedExam(SyncedRow):
    """A unified exam in a sealed file: the city's own row, and one of each station it came to.

    The city's row belongs to no station and so never leaves the city; the paper stands in it.
    """

    __tablename__ = "sealed_exam"
    __table_args__ = (Index(None, "seal_id"),)
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.HOME,
        {
            "head": (
                "station_id",
                "seal_id",
                "title",
                "minutes",
                "starts_at",
                "digest",
                "taken_in_at",
            ),
            "content": ("payload",),
            "state": ("opened_at", "paper_id"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    seal_id: Mapped[uuid.UUID]
    title: Mapped[str]
    minutes: Mapped[int]
    starts_at: Mapped[datetime | None]  # told to people, enforced by nothing
    digest: Mapped[str]  # of the file; tells that two PCs have the same one
    taken_in_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]  # the paper; empty at a station
    opened_at: Mapped[datetime | None]
    paper_id: Mapped[uuid.UUID | None] = link("paper")


class SealTry(SyncedRow):
    """A code that was tried on a sealed exam, right or wrong."""

    __tablename__ = "seal_try"
    __table_args__ = (Index(None, "sealed_exam_id"),)
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.HOME,
        {"body": ("sealed_exam_id", "at", "opened", "early_seconds")},
        home="sealed_exam_id",
        immutable=True,
    )

    sealed_exam_id: Mapped[uuid.UUID] = link("sealed_exam")
    at: Mapped[datetime]
    opened: Mapped[bool]
    early_seconds: Mapped[int] = mapped_column(default=0)  # before the hour; 0: not before


class SealedFile(Base):
    """The bytes of a sealed exam taken in here; each PC takes in the file by itself."""

    __tablename__ = "sealed_file"

    seal_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    content: Mapped[str]  # base64
