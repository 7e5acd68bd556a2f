"""The four-level grid: units, centre households, vanguard members, whom they contact.

A visit names who made it, so that it stays his after a hand-over.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class GridUnit(SyncedRow):
    """One unit of the grid; each level lies under the one above it, the township on top."""

    __tablename__ = "grid_unit"
    __table_args__ = (Index(None, "parent_unit_id"), Index(None, "station_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "name": ("level", "name", "code"),
            "place": ("parent_unit_id", "position"),
            "organisation": ("organisation_key",),
            "leader": ("leader", "leader_phone"),
            "note": ("note",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    level: Mapped[str]  # jyguide.grid.kinds.GridLevel
    name: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    parent_unit_id: Mapped[uuid.UUID | None] = link("grid_unit")
    position: Mapped[int] = mapped_column(default=0)
    organisation_key: Mapped[uuid.UUID | None]  # the organisation it lies over
    leader: Mapped[str] = mapped_column(default="")
    leader_phone: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class CentreHousehold(SyncedRow):
    """党员中心户: a member's home where the neighbours of its unit meet."""

    __tablename__ = "centre_household"
    __table_args__ = (Index(None, "unit_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "who": ("name", "person_key", "phone", "address"),
            "place": ("unit_id",),
            "note": ("note",),
        },
        home="station_id",
        personal=("name", "phone", "address", "note"),
        person="person_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    unit_id: Mapped[uuid.UUID] = link("grid_unit")
    name: Mapped[str]
    person_key: Mapped[uuid.UUID | None]
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class VanguardMember(SyncedRow):
    """先锋党员: the 1 of “1+10+N”."""

    __tablename__ = "vanguard_member"
    __table_args__ = (Index(None, "unit_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "who": ("name", "code", "person_key", "phone"),
            "place": ("unit_id",),
            "end": ("left_on", "left_reason"),
            "note": ("note",),
        },
        home="station_id",
        personal=("name", "phone", "note"),
        person="person_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    unit_id: Mapped[uuid.UUID] = link("grid_unit")
    name: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    person_key: Mapped[uuid.UUID | None]
    phone: Mapped[str] = mapped_column(default="")
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class ContactTarget(SyncedRow):
    """A member or a household that is contacted, and by whom at present."""

    __tablename__ = "contact_target"
    __table_args__ = (
        # Whole enough to count a city's from: its gaps are asked for whenever the page opens.
        Index(None, "unit_id", "kind", "vanguard_id", "left_on", "deleted"),
        Index(None, "vanguard_id", "kind", "left_on", "deleted"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "who": ("kind", "name", "code", "person_key", "phone", "address", "people"),
            "place": ("unit_id",),
            "link": ("vanguard_id", "held_since"),
            "end": ("left_on", "left_reason"),
            "note": ("note",),
        },
        home="station_id",
        personal=("name", "phone", "address", "note"),
        person="person_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    unit_id: Mapped[uuid.UUID] = link("grid_unit")
    kind: Mapped[str]  # jyguide.grid.kinds.TargetKind
    name: Mapped[str]  # of the member, or of the head of the household
    code: Mapped[str] = mapped_column(default="")  # 户号
    person_key: Mapped[uuid.UUID | None]
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    people: Mapped[int | None]  # in the household
    vanguard_id: Mapped[uuid.UUID | None] = link("vanguard_member")  # None: nobody contacts it
    held_since: Mapped[date | None]
    left_on: Mapped[date | None]  # moved away
    left_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class GridHandover(SyncedRow):
    """A target passed from one vanguard member to another on a day."""

    __tablename__ = "grid_handover"
    __table_args__ = (Index(None, "target_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "target_id",
                "handed_on",
                "from_key",
                "from_name",
                "to_key",
                "to_name",
                "reason",
            )
        },
        home="target_id",
        also={
            "from_key": ("from_name", "reason"),
            "to_key": ("to_name", "reason"),
            "target_id": ("reason",),
        },
    )

    target_id: Mapped[uuid.UUID] = link("contact_target")
    handed_on: Mapped[date]
    from_key: Mapped[uuid.UUID | None]
    from_name: Mapped[str] = mapped_column(default="")
    to_key: Mapped[uuid.UUID | None]
    to_name: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class GridVisit(SyncedRow):
    """One contact with a member or visit to a household."""

    __tablename__ = "grid_visit"
    __table_args__ = (Index(None, "target_id", "visited_on"), Index(None, "visited_on"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("target_id", "visited_on", "way", "holder_key", "holder", "note")},
        home="target_id",
        personal=("holder",),
        person="holder_key",
        also={"target_id": ("note",)},
    )

    target_id: Mapped[uuid.UUID] = link("contact_target")
    visited_on: Mapped[date]
    way: Mapped[str]  # jyguide.grid.kinds.VisitWay
    holder_key: Mapped[uuid.UUID | None]  # the vanguard member who made it
    holder: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class GridCardSheet(SyncedRow):
    """走访卡 printed on one sheet: whose card lies where, so that a code tells the target."""

    __tablename__ = "grid_card_sheet"
    __table_args__ = (Index(None, "code"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "code",
                "holder_key",
                "holder",
                "quarter",
                "printed_on",
                "target_keys",
            )
        },
        home="station_id",
        immutable=True,
        removable=True,
        personal=("holder",),
        person="holder_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    code: Mapped[str]  # letter of the PC and a number: A12
    holder_key: Mapped[uuid.UUID | None]  # the vanguard member who carries them
    holder: Mapped[str]
    quarter: Mapped[date]  # its first day
    printed_on: Mapped[date]
    target_keys: Mapped[list[Any]]  # keys of contact targets as text, place 1 first


class GridMatter(SyncedRow):
    """民情台账: what somebody raised, who deals with it, and the reply."""

    __tablename__ = "grid_matter"
    __table_args__ = (Index(None, "station_id"), Index(None, "target_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "raised": (
                "unit_id",
                "target_key",
                "visit_key",
                "raised_on",
                "raised_by",
                "category",
                "content",
            ),
            "task": ("owner", "due_on"),
            "reply": ("replied_on", "reply", "accepted"),
        },
        home="station_id",
        personal=("raised_by", "content", "reply"),
        person="target_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    unit_id: Mapped[uuid.UUID | None] = link("grid_unit")
    target_key: Mapped[uuid.UUID | None]
    visit_key: Mapped[uuid.UUID | None]
    raised_on: Mapped[date]
    raised_by: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")  # jyguide.grid.kinds.MatterCategory
    content: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(default="")
    accepted: Mapped[str] = mapped_column(default="")  # whether who raised it is content
