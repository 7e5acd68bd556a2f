"""Party-building brands: their stages, the yearly vote, and the stars of the 雁阵 plan."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Brand(SyncedRow):
    """One brand of an organisation; how far it is follows from its stages."""

    __tablename__ = "brand"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "name": ("name", "organisation_key", "organisation"),
            "about": ("idea", "owner", "note"),
            "end": ("ended_on", "end_reason"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    organisation_key: Mapped[uuid.UUID | None]
    organisation: Mapped[str]
    idea: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")


class BrandStage(SyncedRow):
    """A brand reached a stage on a day, and what shows it; keyed by brand and stage."""

    __tablename__ = "brand_stage"
    __table_args__ = (Index(None, "brand_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("brand_id", "stage", "reached_on", "evidence", "confirmed_by")},
        home="brand_id",
    )

    brand_id: Mapped[uuid.UUID] = link("brand")
    stage: Mapped[str]  # jyguide.brand.kinds.Stage
    reached_on: Mapped[date]
    evidence: Mapped[str]
    confirmed_by: Mapped[str] = mapped_column(default="")


class BrandVote(SyncedRow):
    """The vote of a year: who stands, how the jury's points are weighed, how many win."""

    __tablename__ = "brand_vote"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("name", "year", "note"),
            "scheme": ("scheme",),
            "candidates": ("candidates",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    year: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    scheme: Mapped[dict[str, Any]]  # jyguide.brand.scheme.VoteScheme
    candidates: Mapped[list[Any]]  # jyguide.brand.scheme.Candidate


class JurySheet(SyncedRow):
    """One juror's sheet as it was keyed in."""

    __tablename__ = "jury_sheet"
    __table_args__ = (Index(None, "vote_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id", "vote_id"),
            "juror": ("juror", "juror_group", "juror_unit"),
            "sheet": ("sheet", "conflicts"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    vote_id: Mapped[uuid.UUID] = link("brand_vote")
    juror: Mapped[str]
    juror_group: Mapped[str]  # code of a group of the scheme
    juror_unit: Mapped[str] = mapped_column(default="")
    sheet: Mapped[dict[str, Any]]  # key of a candidate to tenths
    conflicts: Mapped[list[Any]]  # keys of candidates he has an interest in


class BrandVoteResult(SyncedRow):
    """What a vote came to when it was closed; a later one replaces an earlier one."""

    __tablename__ = "brand_vote_result"
    __table_args__ = (Index(None, "vote_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {"body": ("vote_id", "number", "closed_on", "scheme", "ranking", "replaces_key")},
        home="vote_id",
        immutable=True,
        twins=("number",),
    )

    vote_id: Mapped[uuid.UUID] = link("brand_vote")
    number: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date]
    scheme: Mapped[dict[str, Any]]
    ranking: Mapped[list[Any]]  # jyguide.brand.scheme.RankedBrand, the first first
    replaces_key: Mapped[uuid.UUID | None]


class StarAward(SyncedRow):
    """One A of the 雁阵 plan given to an organisation, with what shows it; it may be withdrawn."""

    __tablename__ = "star_award"
    __table_args__ = (Index(None, "station_id"), Index(None, "organisation_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": (
                "organisation_key",
                "organisation",
                "star",
                "awarded_on",
                "evidence",
                "document",
            ),
            "withdrawal": ("withdrawn_on", "withdrawn_reason", "withdrawn_document"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    organisation_key: Mapped[uuid.UUID]
    organisation: Mapped[str]
    star: Mapped[int]  # 1 … 5
    awarded_on: Mapped[date]
    evidence: Mapped[str]
    document: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    withdrawn_document: Mapped[str] = mapped_column(default="")
