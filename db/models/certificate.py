"""Certificates as issued."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import SyncedRow, link
from db.sync import Audience, Owner, Sync


class Certificate(SyncedRow):
    """One certificate; its words are kept as printed, so that a reprint is the same paper."""

    __tablename__ = "certificate"
    __table_args__ = (
        Index(None, "person_id"),
        Index(None, "session_id"),
        Index(None, "replaces_id"),
        Index(None, "year", "station_code", "device_letter", "sequence"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "kind",
                "year",
                "station_code",
                "device_letter",
                "sequence",
                "person_id",
                "session_id",
                "exam_id",
                "issued_on",
                "wording",
                "replaces_id",
            )
        },
        home="station_id",
        immutable=True,
        twins=("year", "station_code", "device_letter", "sequence"),
        personal=("wording",),
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    kind: Mapped[str]
    year: Mapped[int]
    station_code: Mapped[str]
    device_letter: Mapped[str]
    sequence: Mapped[int]
    person_id: Mapped[uuid.UUID] = link("person")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    exam_id: Mapped[uuid.UUID | None] = link("exam")
    issued_on: Mapped[date]
    wording: Mapped[dict[str, Any]]
    replaces_id: Mapped[uuid.UUID | None] = link("certificate")
