"""People, and the instructors among them."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.sync import Audience, Owner, Sync


class Person(SyncedRow):
    """Anyone the station deals with: instructors, trainees, village secretaries."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("sex in ('男', '女')", name="sex"),
        Index(None, "id_number"),
        Index(None, "name"),
        Index(None, "station_id"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "identity": ("name", "sex", "ethnic", "birth", "id_number"),
            "contact": ("phone",),
            "work": ("education", "joined", "organisation", "post"),
        },
        home="station_id",
        derived=("search", "pinyin_key", "stroke_key"),
        derived_from=("name",),
        twins=("id_number",),
        personal=(
            "name",
            "ethnic",
            "birth",
            "id_number",
            "phone",
            "education",
            "joined",
            "organisation",
            "post",
        ),
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    sex: Mapped[str]
    ethnic: Mapped[str] = mapped_column(default="")
    birth: Mapped[date | None]
    id_number: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    education: Mapped[str] = mapped_column(default="")
    joined: Mapped[date | None]  # the day of joining the Party
    organisation: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(default="")  # pinyin and initials of every reading
    pinyin_key: Mapped[str] = mapped_column(default="")
    stroke_key: Mapped[str] = mapped_column(default="")


class Instructor(SyncedRow):
    """A person's place on the roster of instructors."""

    __tablename__ = "instructor"
    __table_args__ = (
        CheckConstraint("kind in ('full_time', 'part_time')", name="kind"),
        Index(None, "person_id"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"post": ("person_id", "station_id", "kind"), "state": ("state",)},
        home="station_id",
    )

    person_id: Mapped[uuid.UUID] = link("person")
    station_id: Mapped[uuid.UUID | None] = link("station")
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="candidate")
