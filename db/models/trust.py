"""Which PCs the city vouches for, and what it has taken back or erased."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house, people  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Credential(SyncedRow):
    """The city's word that a PC belongs to a station, signed with the city's key."""

    __tablename__ = "credential"
    __table_args__ = (Index(None, "device_id"),)
    __sync__ = Sync(
        Owner.CITY,
        Audience.EVERYONE,
        {
            "body": (
                "device_id",
                "station_code",
                "letter",
                "sign_key",
                "seal_key",
                "issued_at",
                "signature",
            )
        },
        immutable=True,
    )

    device_id: Mapped[uuid.UUID]
    station_code: Mapped[str]  # of the city: its own
    letter: Mapped[str]
    sign_key: Mapped[str]  # Ed25519 public key, hex
    seal_key: Mapped[str]  # age recipient
    issued_at: Mapped[datetime]
    signature: Mapped[str]  # by the city's key over all of the above, hex


class Revocation(SyncedRow):
    """From here on a PC is no longer believed; what it had delivered by then stays."""

    __tablename__ = "revocation"
    __table_args__ = (Index(None, "device_id"),)
    __sync__ = Sync(
        Owner.CITY,
        Audience.EVERYONE,
        {"body": ("device_id", "reason", "at", "streams")},
        immutable=True,
    )

    device_id: Mapped[uuid.UUID]
    reason: Mapped[str]
    at: Mapped[datetime]
    streams: Mapped[dict[str, Any]]  # stream to the last entry of it that counts


class Erasure(SyncedRow):
    """A person's data is to be gone everywhere, for a reason."""

    __tablename__ = "erasure"
    __sync__ = Sync(
        Owner.CITY,
        Audience.HOME,
        {"body": ("station_id", "person_id", "reason", "at")},
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    person_id: Mapped[uuid.UUID] = link("person")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
