"""The tree of organisations: city, towns and streets, villages and communities, branches."""

import uuid

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Organisation(SyncedRow):
    """One organisation and its place in the tree.

    The city and its towns ship with the program; a row of no station is everybody's, and the
    city's to change. A row never lies below one that fewer offices receive.
    """

    __tablename__ = "organisation"
    __table_args__ = (Index(None, "parent_id"), Index(None, "station_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("name", "kind", "code"),
            "place": ("parent_id", "position"),
            "note": ("note",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    kind: Mapped[str]  # jyguide.people.organisation.OrganisationKind
    code: Mapped[str] = mapped_column(default="")  # the office's own, never shown to be unique
    parent_id: Mapped[uuid.UUID | None] = link("organisation")
    position: Mapped[int] = mapped_column(default=0)  # among its siblings, from 1; 0: at the end
    note: Mapped[str] = mapped_column(default="")
