"""三务公开 and 三资: what must be posted, collective assets, co-operatives, property deals.

The table `disclosure` is something else: who looked at personal data in full.
"""

import uuid
from datetime import date

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class OpennessItem(SyncedRow):
    """A matter that has to be posted, how often, and on which rule it rests."""

    __tablename__ = "openness_item"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("affairs", "name", "content", "position"),
            "period": ("place_kind", "period", "days_after", "posted_days"),
            "basis": ("basis", "verified", "days_verified"),
            "term": ("began_on", "ended_on"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    affairs: Mapped[str]  # jyguide.openness.kinds.Affairs
    name: Mapped[str]
    content: Mapped[str] = mapped_column(default="")  # what belongs on the board
    position: Mapped[int] = mapped_column(default=0)
    place_kind: Mapped[str]  # village or community
    period: Mapped[str]  # jyguide.openness.kinds.Period
    days_after: Mapped[int]  # days after the end of the period till when it has to hang
    posted_days: Mapped[int]  # how long it has to hang at least
    basis: Mapped[str] = mapped_column(default="")
    verified: Mapped[bool]  # whether the period stands in the text of the law
    days_verified: Mapped[bool]  # whether the days it has to hang do; days_after never does
    began_on: Mapped[date]  # periods that end before this day are not asked for
    ended_on: Mapped[date | None]


class OpennessNotice(SyncedRow):
    """One posting: for which period, when it hung, what was objected and replied."""

    __tablename__ = "openness_notice"
    __table_args__ = (Index(None, "station_id"), Index(None, "item_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": (
                "item_id",
                "organisation_key",
                "organisation",
                "period",
                "subject",
                "happened_on",
            ),
            "text": ("text",),
            "posted": ("posted_on", "taken_down_on", "place"),
            "objection": ("objected_on", "objection", "replied_on", "reply"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    item_id: Mapped[uuid.UUID] = link("openness_item")
    organisation_key: Mapped[uuid.UUID]
    organisation: Mapped[str]
    period: Mapped[str]  # 2026-07, 2026-Q3, 2026-H1, 2026; "" of what is posted at once
    subject: Mapped[str] = mapped_column(default="")  # of what is posted at once
    happened_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(default="")  # what hangs on the board
    posted_on: Mapped[date | None]
    taken_down_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    objected_on: Mapped[date | None]
    objection: Mapped[str] = mapped_column(default="")
    replied_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(default="")


class OpennessRhythm(SyncedRow):
    """A village that posts a matter less often than others, as the law leaves it to it."""

    __tablename__ = "openness_rhythm"
    __table_args__ = (Index(None, "station_id"), Index(None, "item_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": ("item_id", "organisation_key", "organisation", "period"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    item_id: Mapped[uuid.UUID] = link("openness_item")
    organisation_key: Mapped[uuid.UUID]
    organisation: Mapped[str]
    period: Mapped[str]  # jyguide.openness.kinds.Period, longer than that of the matter


class CollectiveAsset(SyncedRow):
    """A fund, an asset or a resource of a collective; how much follows from its changes."""

    __tablename__ = "collective_asset"
    __table_args__ = (Index(None, "station_id"), Index(None, "organisation_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": ("organisation_key", "organisation", "kind", "name", "code", "unit"),
            "note": ("place", "note"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    organisation_key: Mapped[uuid.UUID]
    organisation: Mapped[str]
    kind: Mapped[str]  # jyguide.openness.kinds.AssetKind
    name: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    unit: Mapped[str]  # 元, 亩, 平方米 …; amounts are hundredths of it
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class AssetChange(SyncedRow):
    """A dated change of a collective asset and the document it rests on."""

    __tablename__ = "asset_change"
    __table_args__ = (Index(None, "asset_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("asset_id", "changed_on", "kind", "amount", "reason", "document")},
        home="asset_id",
    )

    asset_id: Mapped[uuid.UUID] = link("collective_asset")
    changed_on: Mapped[date]
    kind: Mapped[str]  # jyguide.openness.kinds.AssetChangeKind
    amount: Mapped[int] = mapped_column(BigInteger)  # hundredths of the unit, signed
    reason: Mapped[str]
    document: Mapped[str] = mapped_column(default="")


class Cooperative(SyncedRow):
    """A co-operative of a village."""

    __tablename__ = "cooperative"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": (
                "organisation_key",
                "organisation",
                "name",
                "kind",
                "code",
                "founded_on",
                "ended_on",
            ),
            "note": ("head", "note"),
        },
        home="station_id",
        twins=("code",),
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    organisation_key: Mapped[uuid.UUID | None]
    organisation: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]  # jyguide.openness.kinds.CooperativeKind
    code: Mapped[str] = mapped_column(default="")  # 统一社会信用代码
    founded_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    head: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class CooperativeYear(SyncedRow):
    """A co-operative's figures of one year; its key is made from the two."""

    __tablename__ = "cooperative_year"
    __table_args__ = (Index(None, "cooperative_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "cooperative_id",
                "year",
                "members",
                "shares",
                "capital",
                "income",
                "dividend",
                "paid_on",
            ),
            "note": ("note",),
        },
        home="cooperative_id",
    )

    cooperative_id: Mapped[uuid.UUID] = link("cooperative")
    year: Mapped[int]
    members: Mapped[int | None]  # shareholders
    shares: Mapped[int | None] = mapped_column(BigInteger)  # hundredths of a share
    capital: Mapped[int | None] = mapped_column(BigInteger)  # fen
    income: Mapped[int | None] = mapped_column(BigInteger)  # fen of the year
    dividend: Mapped[int | None] = mapped_column(BigInteger)  # fen of the year, all shares
    paid_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


_SUMMED = ("dealt_on", "deleted", "kind", "organisation_key", "area_unit", "price", "area")
"""A year's deals are added up from the index alone, a third of the time the rows take."""


class PropertyDeal(SyncedRow):
    """A transaction of rural property rights."""

    __tablename__ = "property_deal"
    __table_args__ = (Index(None, "station_id"), Index("ix_property_deal_sums", *_SUMMED))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": (
                "organisation_key",
                "organisation",
                "number",
                "dealt_on",
                "kind",
                "subject",
                "area",
                "area_unit",
                "price",
                "seller_category",
                "buyer_category",
                "began_on",
                "ends_on",
            ),
            "note": ("note",),
        },
        home="station_id",
        twins=("number",),
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    organisation_key: Mapped[uuid.UUID | None]
    organisation: Mapped[str]
    number: Mapped[str] = mapped_column(default="")  # of the trading platform
    dealt_on: Mapped[date]
    kind: Mapped[str]  # jyguide.openness.kinds.DealKind
    subject: Mapped[str]
    area: Mapped[int | None] = mapped_column(BigInteger)  # hundredths of the unit
    area_unit: Mapped[str] = mapped_column(default="")
    price: Mapped[int] = mapped_column(BigInteger)  # fen, the whole deal
    seller_category: Mapped[str] = mapped_column(default="")  # kinds.PartyCategory
    buyer_category: Mapped[str] = mapped_column(default="")
    began_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
