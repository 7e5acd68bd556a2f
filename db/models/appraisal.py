"""The yearly appraisal of village secretaries: scheme, ratings, ballots, the four lists."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Appraisal(SyncedRow):
    """One year's appraisal and the scheme by which it is worked out."""

    __tablename__ = "appraisal"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("name", "year", "note"),
            "scheme": ("scheme",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    year: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    scheme: Mapped[dict[str, Any]]  # jyguide.appraisal.scheme.Scheme


class AppraisalSubject(SyncedRow):
    """A secretary who is appraised, as he stood when he was taken in.

    Its key is made from appraisal and person.
    """

    __tablename__ = "appraisal_subject"
    __table_args__ = (Index(None, "appraisal_id"), Index(None, "person_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": (
                "appraisal_id",
                "person_key",
                "name",
                "organisation",
                "township",
                "position",
            ),
            "vetoes": ("vetoes",),
            "override": ("override_grade", "override_reason", "override_by"),
            "state": ("left_on", "left_reason"),
        },
        home="station_id",
        personal=("name", "organisation", "vetoes", "override_reason", "left_reason"),
        person="person_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    appraisal_id: Mapped[uuid.UUID] = link("appraisal")
    person_key: Mapped[uuid.UUID]  # no foreign key: he may move to another station
    name: Mapped[str]
    organisation: Mapped[str]
    township: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    vetoes: Mapped[dict[str, Any]]  # code of a veto of the scheme to what happened
    override_grade: Mapped[str] = mapped_column(default="")  # jyguide.appraisal.kinds.Grade
    override_reason: Mapped[str] = mapped_column(default="")
    override_by: Mapped[str] = mapped_column(default="")
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(default="")


class AppraisalScore(SyncedRow):
    """One rater's points for one secretary, signed, or the village composite of the year."""

    __tablename__ = "appraisal_score"
    __table_args__ = (Index(None, "subject_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("subject_id", "source", "rater", "points", "rated_on", "note")},
        home="subject_id",
        also={"subject_id": ("note",)},
    )

    subject_id: Mapped[uuid.UUID] = link("appraisal_subject")
    source: Mapped[str]  # jyguide.appraisal.kinds.Source
    rater: Mapped[str]  # who or which office rated
    points: Mapped[int]  # tenths of a hundred points
    rated_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class BallotBatch(SyncedRow):
    """Anonymous paper ballots on one secretary, counted together: numbers and nothing else.

    Nobody's ballot has a row, and nothing says in which order they were counted. A batch counts
    for its secretary's points only once it was counted in, together with others in one pool that
    no small group can be told from.
    """

    __tablename__ = "ballot_batch"
    __table_args__ = (Index(None, "subject_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "subject_id",
                "source",
                "batch",
                "voters",
                "issued",
                "returned",
                "invalid",
                "counts",
                "counted_on",
                "counted_by",
            ),
            "pool": ("pool",),
        },
        home="subject_id",
    )

    subject_id: Mapped[uuid.UUID] = link("appraisal_subject")
    source: Mapped[str]
    batch: Mapped[str]  # the meeting or group that voted
    voters: Mapped[int]  # who had a right to vote
    issued: Mapped[int]
    returned: Mapped[int]
    invalid: Mapped[int]
    counts: Mapped[dict[str, Any]]  # grade to number of valid ballots
    counted_on: Mapped[date]
    counted_by: Mapped[str] = mapped_column(default="")
    pool: Mapped[int] = mapped_column(default=0)  # batches counted in together; 0: not yet


class AppraisalPublication(SyncedRow):
    """The four lists of a year were published; a later publication replaces an earlier one."""

    __tablename__ = "appraisal_publication"
    __table_args__ = (Index(None, "appraisal_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {"body": ("appraisal_id", "number", "published_on", "scheme", "figures", "replaces_key")},
        home="appraisal_id",
        immutable=True,
        twins=("number",),
    )

    appraisal_id: Mapped[uuid.UUID] = link("appraisal")
    number: Mapped[str] = mapped_column(default="")  # of the document, 〔2026〕…
    published_on: Mapped[date]
    scheme: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any]]
    replaces_key: Mapped[uuid.UUID | None]


class AppraisalResult(SyncedRow):
    """A secretary's place on a published list, and why he stands there."""

    __tablename__ = "appraisal_result"
    __table_args__ = (Index(None, "appraisal_publication_id"), Index(None, "person_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "appraisal_publication_id",
                "subject_key",
                "person_key",
                "name",
                "organisation",
                "township",
                "year",
                "points",
                "parts",
                "computed",
                "grade",
                "reason",
                "explanation",
            )
        },
        home="station_id",
        immutable=True,
        personal=("name", "organisation", "reason", "explanation"),
        person="person_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    appraisal_publication_id: Mapped[uuid.UUID] = link("appraisal_publication")
    subject_key: Mapped[uuid.UUID]
    person_key: Mapped[uuid.UUID]
    name: Mapped[str]
    organisation: Mapped[str]
    township: Mapped[str]
    year: Mapped[int]
    points: Mapped[int | None]  # tenths of a hundred; None: no result yet
    parts: Mapped[dict[str, Any]]  # source to tenths
    computed: Mapped[str]  # the list by the scheme
    grade: Mapped[str]  # the list he stands on
    reason: Mapped[str] = mapped_column(default="")  # of an override
    explanation: Mapped[list[Any]]  # sentences
