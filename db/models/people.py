"""People, and the instructors among them."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house, organisation  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Person(SyncedRow):
    """Anyone the station deals with: instructors, trainees, village secretaries."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("sex in ('男', '女')", name="sex"),
        Index(None, "id_number"),
        Index(None, "name"),
        Index(None, "station_id"),
        Index(None, "organisation_id"),
        Index(None, "same_as_id"),
        Index(None, "deleted", "pinyin_key", "id"),  # lists open in this order
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "identity": ("name", "sex", "ethnic", "birth", "id_number"),
            "contact": ("phone",),
            "work": ("education", "joined", "organisation", "post"),
            "place": ("organisation_id",),
            "role": ("role",),
            "reading": ("reading",),
            "order": ("position",),
            "same": ("same_as_id",),
            "note": ("note",),
        },
        home="station_id",
        derived=("search", "pinyin_key", "stroke_key", "name_stroke_key"),
        derived_from=("name", "reading"),
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
            "reading",
            "note",
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
    # His place in the tree; `organisation` is what was written, and shown while this is None.
    organisation_id: Mapped[uuid.UUID | None] = link("organisation")
    role: Mapped[str] = mapped_column(default="")  # jyguide.people.person.PersonRole
    reading: Mapped[str] = mapped_column(default="")  # of his name, where he himself says how
    position: Mapped[int | None]  # his place in lists ordered by hand
    # The row he lives on as, once two were found to be one. No foreign key: that row may be
    # another station's, which this one does not receive.
    same_as_id: Mapped[uuid.UUID | None]
    note: Mapped[str] = mapped_column(default="")
    search: Mapped[str] = mapped_column(default="")  # pinyin and initials of every reading
    pinyin_key: Mapped[str] = mapped_column(default="")
    stroke_key: Mapped[str] = mapped_column(default="")  # 按姓氏笔画
    name_stroke_key: Mapped[str] = mapped_column(default="")  # 按姓名笔画


class Posting(SyncedRow):
    """Where somebody served, as what and how long; a move closes one row and begins another."""

    __tablename__ = "posting"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "place": (
                "person_id",
                "station_id",
                "organisation_id",
                "organisation",
                "post",
                "role",
            ),
            "term": ("began_on", "ended_on"),
            "note": ("note",),
        },
        home="person_id",
        personal=("organisation", "post", "note"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    station_id: Mapped[uuid.UUID | None] = link("station")
    # No foreign key: the row follows the person to stations that do not receive this organisation.
    organisation_id: Mapped[uuid.UUID | None]
    organisation: Mapped[str]  # as it was called then
    post: Mapped[str]
    role: Mapped[str]
    began_on: Mapped[date | None]  # None: nobody knows any more
    ended_on: Mapped[date | None]  # his last day there; None: he still is
    note: Mapped[str] = mapped_column(default="")


class DistinctPeople(SyncedRow):
    """Two people somebody looked at and found to be two, so that nobody is asked again.

    Its key is made from the two, the smaller first.
    """

    __tablename__ = "distinct_people"
    __table_args__ = (Index(None, "person_id"), Index(None, "other_id"))
    __sync__ = Sync(
        Owner.STATION, Audience.HOME, {"pair": ("person_id", "other_id")}, home="person_id"
    )

    person_id: Mapped[uuid.UUID] = link("person")
    other_id: Mapped[uuid.UUID]  # no foreign key: he may be another station's


class ReserveTalent(SyncedRow):
    """Somebody on the list of reserve talents, until he takes a post or leaves the list."""

    __tablename__ = "reserve_talent"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "listing": ("person_id", "listed_on", "target"),
            "end": ("ended_on", "outcome"),
            "note": ("note",),
        },
        home="person_id",
        personal=("target", "note"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    listed_on: Mapped[date]
    target: Mapped[str] = mapped_column(default="")  # the post he is trained for
    ended_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")  # jyguide.training.reserve.Outcome
    note: Mapped[str] = mapped_column(default="")


class Instructor(SyncedRow):
    """A person's place on the roster of one station, for a term; a transfer begins a new row.

    How far he is on the way to his post follows from `Appointment`, `DutyChange` and what he
    attended and passed (jyguide.approval); ``state`` is written by nobody since the fifth
    migration, and kept because a register of a released table stays.
    """

    __tablename__ = "instructor"
    __table_args__ = (
        CheckConstraint("kind in ('full_time', 'part_time')", name="kind"),
        Index(None, "person_id"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "post": ("person_id", "station_id", "kind"),
            "state": ("state",),
            "term": ("began_on", "ended_on"),
        },
        home="station_id",
    )

    person_id: Mapped[uuid.UUID] = link("person")
    station_id: Mapped[uuid.UUID | None] = link("station")
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="candidate")
    began_on: Mapped[date | None]  # None: from the start
    ended_on: Mapped[date | None]  # his last day on this roster; None: he still is
