"""Village secretaries: pre-filing, the record of their years, what follows an appraisal, mentors.

Posts, training days and exam results stand in the tables of people, training and exams.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import people  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class SecretaryFiling(SyncedRow):
    """事前备案 of one appointment or removal: proposed, filed, approved or returned."""

    __tablename__ = "secretary_filing"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "proposal": (
                "person_id",
                "kind",
                "organisation",
                "post",
                "proposed_on",
                "proposed_by",
                "reason",
            ),
            "filing": ("filed_on", "filing_number"),
            "decision": ("decision", "decided_on", "decision_number", "decision_note"),
        },
        home="person_id",
        personal=("organisation", "post", "reason", "decision_note"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    kind: Mapped[str]  # jyguide.secretary.kinds.FilingKind
    organisation: Mapped[str]
    post: Mapped[str]
    proposed_on: Mapped[date]
    proposed_by: Mapped[str] = mapped_column(default="")  # the township's committee
    reason: Mapped[str] = mapped_column(default="")
    filed_on: Mapped[date | None]
    filing_number: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")  # FilingDecision; "": none yet
    decided_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(default="")
    decision_note: Mapped[str] = mapped_column(default="")


class DossierEntry(SyncedRow):
    """What is noted by hand in a secretary's 全程纪实 and stands in no other table."""

    __tablename__ = "dossier_entry"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("person_id", "kind", "happened_on", "title", "detail", "document")},
        home="person_id",
        personal=("title", "detail", "document"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    kind: Mapped[str]  # jyguide.secretary.kinds.DossierKind
    happened_on: Mapped[date]
    title: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")  # the number of what it rests on


class SecretaryMeasure(SyncedRow):
    """A measure a secretary has to put right: what, who, till when, done, confirmed."""

    __tablename__ = "secretary_measure"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "found": ("person_id", "year", "origin", "problem", "found_on", "talk_key"),
            "plan": ("measure", "owner", "due_on"),
            "progress": ("done_on", "done_note", "confirmed_on", "confirmed_by"),
        },
        home="person_id",
        personal=("problem", "measure", "owner", "done_note"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    year: Mapped[int]  # of the appraisal it follows, and in which it is counted
    origin: Mapped[str]  # jyguide.secretary.kinds.MeasureOrigin
    problem: Mapped[str]
    found_on: Mapped[date]
    talk_key: Mapped[uuid.UUID | None]  # the talk in which it was agreed
    measure: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    done_note: Mapped[str] = mapped_column(default="")
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str] = mapped_column(default="")


class SecretaryTalk(SyncedRow):
    """A talk with a secretary: when, by whom, on which points."""

    __tablename__ = "secretary_talk"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("person_id", "year", "kind", "talked_on", "place", "talker", "topics", "reply")},
        home="person_id",
        personal=("topics", "reply"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    year: Mapped[int]
    kind: Mapped[str]  # jyguide.secretary.kinds.TalkKind
    talked_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    talker: Mapped[str]
    topics: Mapped[str]
    reply: Mapped[str] = mapped_column(default="")  # what he said to it


class SecretaryAdjustment(SyncedRow):
    """A secretary was moved or removed after the lists; the posting itself is kept with people."""

    __tablename__ = "secretary_adjustment"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "person_id",
                "year",
                "kind",
                "decided_on",
                "organisation",
                "post",
                "reason",
                "document",
                "successor",
            )
        },
        home="person_id",
        personal=("organisation", "post", "reason", "document", "successor"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    year: Mapped[int]
    kind: Mapped[str]  # jyguide.secretary.kinds.AdjustmentKind
    decided_on: Mapped[date]
    organisation: Mapped[str]  # as he stood before
    post: Mapped[str]
    reason: Mapped[str]
    document: Mapped[str] = mapped_column(default="")
    successor: Mapped[str] = mapped_column(default="")


class InsuranceYear(SyncedRow):
    """What was paid for a secretary in one year; its key is made from person and year."""

    __tablename__ = "insurance_year"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("person_id", "year"),
            "insurance": ("base", "months"),
            "annuity": ("annuity_unit", "annuity_own"),
            "note": ("note",),
        },
        home="person_id",
        personal=("note",),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    year: Mapped[int]
    base: Mapped[int | None] = mapped_column(BigInteger)  # 缴费基数, fen a month
    months: Mapped[int] = mapped_column(default=0)  # paid for, 0 … 12
    annuity_unit: Mapped[int | None] = mapped_column(BigInteger)  # fen, paid by the village
    annuity_own: Mapped[int | None] = mapped_column(BigInteger)  # fen, paid by himself
    note: Mapped[str] = mapped_column(default="")


class SelectionCandidate(SyncedRow):
    """Somebody considered in the yearly selection into township posts.

    Its key is made from person and year.
    """

    __tablename__ = "selection_candidate"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": ("person_id", "year"),
            "confirmed": ("confirmed",),
            "outcome": ("outcome", "decided_on", "document", "note"),
        },
        home="person_id",
        personal=("note", "document"),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    year: Mapped[int]
    confirmed: Mapped[dict[str, Any]]  # code of a condition a person has to check to what he saw
    outcome: Mapped[str] = mapped_column(default="")  # jyguide.secretary.kinds.SelectionOutcome
    decided_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class MentorPair(SyncedRow):
    """导师制: a veteran secretary beside a new one, for a term, with goals and an end report."""

    __tablename__ = "mentor_pair"
    __table_args__ = (Index(None, "person_id"), Index(None, "mentor_key"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "pair": ("person_id", "mentor_key", "mentor", "mentor_post"),
            "term": ("began_on", "ends_on"),
            "goals": ("goals",),
            "end": ("ended_on", "outcome", "report"),
        },
        home="person_id",
        personal=("mentor", "mentor_post"),
        person="mentor_key",
        also={"person_id": ("goals", "report")},
    )

    person_id: Mapped[uuid.UUID] = link("person")  # the pupil
    mentor_key: Mapped[uuid.UUID | None]  # no foreign key: he may be another station's
    mentor: Mapped[str]
    mentor_post: Mapped[str] = mapped_column(default="")
    began_on: Mapped[date]
    ends_on: Mapped[date]  # the last day agreed
    goals: Mapped[list[Any]]  # sentences
    ended_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")  # jyguide.secretary.kinds.PairOutcome
    report: Mapped[str] = mapped_column(default="")


class MentorMeeting(SyncedRow):
    """One meeting of a pair."""

    __tablename__ = "mentor_meeting"
    __table_args__ = (Index(None, "pair_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("pair_id", "met_on", "place", "topics", "agreed")},
        home="pair_id",
        also={"pair_id": ("place", "topics", "agreed")},
    )

    pair_id: Mapped[uuid.UUID] = link("mentor_pair")
    met_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    topics: Mapped[str]
    agreed: Mapped[str] = mapped_column(default="")  # what is to be done until the next
