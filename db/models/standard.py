"""Branch standardisation: checklists, rounds, inspections, rectification, the four lists.

A round may be a station's own, over its branches, or the city's over those of all stations. What
an inspector's station needs of a branch of another station, its name, township and kind, stands
in the inspection itself: organisations of other stations are not received.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Checklist(SyncedRow):
    """One version of a checklist; once issued it never changes, a new version is made.

    Issuing puts a row of its own in place of the draft, so that no change to the draft that is
    still under way can reach what is in force.
    """

    __tablename__ = "checklist"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("line_key", "version", "kind", "name", "note"),
            "body": ("criteria",),
            "issue": ("issued_on",),
        },
        home="station_id",
        frozen_by="issued_on",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    line_key: Mapped[uuid.UUID]  # shared by all versions of one checklist
    version: Mapped[int]  # from 1; two PCs may make the same, the pages say so
    kind: Mapped[str]  # jyguide.standard.kinds.BranchKind
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    criteria: Mapped[list[Any]]  # jyguide.standard.stored
    issued_on: Mapped[date | None]


class StandardRound(SyncedRow):
    """One round of standardisation: a year's four phases over a number of branches."""

    __tablename__ = "standard_round"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("name", "year", "note"),
            "checklists": ("checklists",),
            "schedule": ("schedule",),
            "rule": ("rule",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    year: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    checklists: Mapped[dict[str, Any]]  # kind of branch to the key of a checklist
    schedule: Mapped[dict[str, Any]]  # phase to its days and who may score
    rule: Mapped[dict[str, Any]]  # how the four lists are made


class PhaseClosing(SyncedRow):
    """A phase of a round was closed, and the figures at that moment; there is no way back."""

    __tablename__ = "phase_closing"
    __table_args__ = (Index(None, "round_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {"body": ("round_id", "phase", "closed_at", "figures", "note")},
        home="round_id",
        immutable=True,
    )

    round_id: Mapped[uuid.UUID] = link("standard_round")
    phase: Mapped[str]
    closed_at: Mapped[datetime]
    figures: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(default="")


class RoundBranch(SyncedRow):
    """A branch that takes part in a round, as it stood when it was taken in.

    Its key is made from round and organisation. A branch that is merged away in mid-round leaves
    with a reason; one that moves to another station is taken along by the city.
    """

    __tablename__ = "round_branch"
    __table_args__ = (Index(None, "round_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": ("round_id", "organisation_key", "checklist_id"),
            "name": ("name", "township", "kind", "position"),
            "state": ("left_on", "left_reason"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    round_id: Mapped[uuid.UUID] = link("standard_round")
    organisation_key: Mapped[uuid.UUID]  # no foreign key: it may be merged away
    checklist_id: Mapped[uuid.UUID] = link("checklist")
    name: Mapped[str]
    township: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(default="")


class Inspection(SyncedRow):
    """One branch looked at once: assigned, then scored, then closed for good.

    It is a row of the station whose people look; the city hands a copy (`copy_of_key`) to the
    branch's own station where that is another. While it is being scored, what has been entered
    lies in `InspectionDraft`. A correction is a new inspection that names the old one.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        Index(None, "round_id", "phase"),
        Index(None, "branch_key"),
        Index(None, "replaces_key"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "branch": (
                "round_id",
                "phase",
                "branch_key",
                "branch",
                "township",
                "kind",
                "checklist_id",
            ),
            "origin": ("lot_key", "replaces_key", "follow_up_of_key", "copy_of_key"),
            "task": ("inspector", "inspector_key", "due_on"),
            "done": (
                "visited_on",
                "completed_at",
                "scores",
                "result",
                "conclusion",
                "received_by",
            ),
        },
        home="station_id",
        frozen_by="completed_at",
        personal=("inspector",),
        person="inspector_key",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    round_id: Mapped[uuid.UUID] = link("standard_round")
    phase: Mapped[str]
    branch_key: Mapped[uuid.UUID]  # a RoundBranch, of whatever station
    branch: Mapped[str]
    township: Mapped[str]
    kind: Mapped[str]
    checklist_id: Mapped[uuid.UUID] = link("checklist")
    lot_key: Mapped[uuid.UUID | None]
    replaces_key: Mapped[uuid.UUID | None]  # the inspection that this one corrects
    follow_up_of_key: Mapped[uuid.UUID | None]  # the one whose open items are looked at again
    copy_of_key: Mapped[uuid.UUID | None]  # the inspection at another station
    inspector: Mapped[str] = mapped_column(default="")
    inspector_key: Mapped[uuid.UUID | None]  # a Person, if he is on the list
    due_on: Mapped[date | None]
    visited_on: Mapped[date | None]
    completed_at: Mapped[datetime | None]
    scores: Mapped[dict[str, Any]]  # code of a criterion to its score; empty until completed
    result: Mapped[dict[str, Any]]  # what the scores add up to; empty until completed
    conclusion: Mapped[str] = mapped_column(default="")
    received_by: Mapped[str] = mapped_column(default="")  # who was there for the branch


class InspectionDraft(Base):
    """What has been entered of an inspection so far; stays on this PC and is not journalled."""

    __tablename__ = "inspection_draft"

    inspection_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    scores: Mapped[dict[str, Any]]
    head: Mapped[dict[str, Any]]  # day, conclusion, who was there
    place: Mapped[str]  # code of the criterion last looked at
    at: Mapped[datetime]


class StandardLot(SyncedRow):
    """What was drawn by lot, with its seed and all it was drawn from: it can be drawn again.

    It stays on record when the inspections it gave out are undone: lots are not drawn until they
    please somebody.
    """

    __tablename__ = "standard_lot"
    __table_args__ = (Index(None, "round_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {"body": ("round_id", "purpose", "drawn_at", "seed", "terms", "pool", "drawn")},
        home="round_id",
        immutable=True,
        outlives_undo=True,
    )

    round_id: Mapped[uuid.UUID] = link("standard_round")
    purpose: Mapped[str]  # jyguide.standard.kinds.LotPurpose
    drawn_at: Mapped[datetime]
    seed: Mapped[str]
    terms: Mapped[dict[str, Any]]  # the rules of the draw
    pool: Mapped[dict[str, Any]]  # inspectors and branches as they stood
    drawn: Mapped[list[Any]]


class RectificationMeasure(SyncedRow):
    """A lost point put right: what, who, till when, done, verified by another person.

    Its key is made from the inspection and the criterion. Points given after verification stand
    beside the points lost, never in their place.
    """

    __tablename__ = "rectification_measure"
    __table_args__ = (Index(None, "round_id"), Index(None, "branch_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "found": (
                "round_id",
                "branch_key",
                "branch",
                "township",
                "inspection_key",
                "found_on",
                "phase",
                "criterion",
                "asked",
                "points",
                "full_points",
                "finding",
            ),
            "plan": ("measure", "owner", "due_on"),
            "progress": (  # one register: points are given only for what was done and passed
                "done_on",
                "done_by",
                "done_note",
                "verification",
                "verified_on",
                "verified_by",
                "verified_note",
                "rescored_points",
                "rescored_on",
                "rescored_by",
            ),
            "notice": ("notice_number", "notified_on", "reply_by", "receipt_on"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    round_id: Mapped[uuid.UUID] = link("standard_round")
    branch_key: Mapped[uuid.UUID]
    branch: Mapped[str]
    township: Mapped[str]
    inspection_key: Mapped[uuid.UUID]  # the original, where a copy is all there is here
    found_on: Mapped[date | None]  # the day of the visit
    phase: Mapped[str]  # in which it was found
    criterion: Mapped[str]  # its code
    asked: Mapped[str]  # what the criterion asks
    points: Mapped[int]  # tenths given when it was found
    full_points: Mapped[int]  # tenths it could have given
    finding: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    done_by: Mapped[str] = mapped_column(default="")
    done_note: Mapped[str] = mapped_column(default="")
    verification: Mapped[str] = mapped_column(default="")  # jyguide.standard.kinds.Verification
    verified_on: Mapped[date | None]
    verified_by: Mapped[str] = mapped_column(default="")
    verified_note: Mapped[str] = mapped_column(default="")
    rescored_points: Mapped[int | None]  # tenths given after verification
    rescored_on: Mapped[date | None]
    rescored_by: Mapped[str] = mapped_column(default="")
    notice_number: Mapped[str] = mapped_column(default="")
    notified_on: Mapped[date | None]
    reply_by: Mapped[date | None]  # till when the notice wants its answer
    receipt_on: Mapped[date | None]


class RatingOverride(SyncedRow):
    """A branch put on another list than the rule says, with the reason; keyed by the branch."""

    __tablename__ = "rating_override"
    __table_args__ = (Index(None, "round_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("station_id", "round_id", "branch_key", "rating", "reason", "decided_by")},
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    round_id: Mapped[uuid.UUID] = link("standard_round")
    branch_key: Mapped[uuid.UUID]
    rating: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[str] = mapped_column(default="")


class RatingPublication(SyncedRow):
    """The four lists of a round were published; a later publication replaces an earlier one."""

    __tablename__ = "rating_publication"
    __table_args__ = (Index(None, "round_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {"body": ("round_id", "number", "published_on", "rule", "figures", "replaces_key")},
        home="round_id",
        immutable=True,
        twins=("number",),
    )

    round_id: Mapped[uuid.UUID] = link("standard_round")
    number: Mapped[str] = mapped_column(default="")  # of the document, 〔2026〕…
    published_on: Mapped[date]
    rule: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any]]
    replaces_key: Mapped[uuid.UUID | None]


class BranchRating(SyncedRow):
    """A branch's place on a published list, and why it stands there."""

    __tablename__ = "branch_rating"
    __table_args__ = (Index(None, "publication_id"), Index(None, "branch_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "publication_id",
                "branch_key",
                "organisation_key",
                "branch",
                "township",
                "kind",
                "year",
                "points",
                "aspects",
                "computed",
                "rating",
                "reason",
                "explanation",
            )
        },
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    publication_id: Mapped[uuid.UUID] = link("rating_publication")
    branch_key: Mapped[uuid.UUID]
    organisation_key: Mapped[uuid.UUID]
    branch: Mapped[str]
    township: Mapped[str]
    kind: Mapped[str]
    year: Mapped[int]
    points: Mapped[int]  # tenths of a hundred points
    aspects: Mapped[dict[str, Any]]  # aspect to tenths got and full
    computed: Mapped[str]  # the list by the rule
    rating: Mapped[str]  # the list it stands on
    reason: Mapped[str] = mapped_column(default="")  # of an override
    explanation: Mapped[list[Any]]  # sentences
