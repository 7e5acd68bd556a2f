"""Whose database this is: stations, devices, users, and the folder's own settings."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, SyncedRow, link
from db.sync import Audience, Owner, Sync


class Station(SyncedRow):
    """One of the guidance stations; ships with the program."""

    __tablename__ = "station"
    __sync__ = Sync(
        Owner.SHIPPED,
        Audience.EVERYONE,
        {
            "name": ("code", "name", "position"),
            "establishment": ("full_time_posts", "part_time_posts"),
        },
    )

    code: Mapped[str]  # "S07": stands in every printed number, never changes
    name: Mapped[str]
    position: Mapped[int]  # the order of official lists
    full_time_posts: Mapped[int | None]  # 编制; None: not laid down
    part_time_posts: Mapped[int | None]


class Rule(SyncedRow):
    """A rule an office may set otherwise than it ships: how days count, how long a post holds.

    A row of no station is the city's and holds for everybody; a station's own holds where the city
    says nothing. Its key is made from station, code and year.
    """

    __tablename__ = "rule"
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {"body": ("station_id", "code", "year", "terms")},
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    code: Mapped[str]  # credit, post
    year: Mapped[int]  # from which on it holds
    terms: Mapped[dict[str, Any]]


class Device(SyncedRow):
    """One installation: a PC of a station, or the city's."""

    __tablename__ = "device"
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.EVERYONE,
        {"place": ("station_id", "letter")},
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")  # None: the city office
    letter: Mapped[str]  # "A", "B" …: stands in every printed number


class User(SyncedRow):
    """Someone who works with the program; the journal names him by id."""

    __tablename__ = "user"
    __sync__ = Sync(
        Owner.ANYONE,
        Audience.HOME,
        {"name": ("name", "station_id"), "role": ("role",)},
        home="station_id",
    )

    name: Mapped[str]
    station_id: Mapped[uuid.UUID | None] = link("station")
    role: Mapped[str] = mapped_column(default="")  # jyguide.access.role; "": does not log in


class Disclosure(SyncedRow):
    """Somebody saw or wrote out personal data in full: whose, when, and what for."""

    __tablename__ = "disclosure"
    __table_args__ = (Index(None, "at"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("station_id", "user_id", "at", "kind", "what", "people", "person_key")},
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    user_id: Mapped[uuid.UUID] = link("user")
    at: Mapped[datetime]
    kind: Mapped[str]  # jyguide.access.disclosure.DisclosureKind
    what: Mapped[str]  # the list, the page or the file, in the user's words
    people: Mapped[int]  # of how many
    person_key: Mapped[uuid.UUID | None]  # of whom, where it was one


class Setting(Base):
    """A fact about this folder alone: never sent, never journalled."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
