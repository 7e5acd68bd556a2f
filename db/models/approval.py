"""An instructor's way to his post: who was submitted, who approved, what became of him."""

import uuid
from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house, people  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Submission(SyncedRow):
    """A list of instructors that a station sends to the city for approval (请示)."""

    __tablename__ = "submission"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "home": ("station_id",),
            "body": ("kind", "title", "number", "note"),
            "state": ("submitted_on",),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    kind: Mapped[str]  # first, renewal
    title: Mapped[str]
    number: Mapped[str] = mapped_column(default="")  # of the request as a document
    note: Mapped[str] = mapped_column(default="")
    submitted_on: Mapped[date | None]  # None: the list is still being put together


class Nomination(SyncedRow):
    """One instructor on such a list, and what was decided about him.

    Its key is made from list and person.
    """

    __tablename__ = "nomination"
    __table_args__ = (Index(None, "submission_id"), Index(None, "person_id"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "nominee": ("submission_id", "person_id", "instructor_kind"),
            "decision": ("outcome", "decided_on", "reason"),
        },
        home="submission_id",
        personal=("reason",),
    )

    submission_id: Mapped[uuid.UUID] = link("submission")
    person_id: Mapped[uuid.UUID] = link("person")
    instructor_kind: Mapped[str]  # as he was nominated
    outcome: Mapped[str] = mapped_column(default="")  # "" (waiting), approved, refused, withdrawn
    decided_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")


class Appointment(SyncedRow):
    """Somebody approved to take post (批复上岗).

    Holds the words of the document itself: it follows the person to whatever station he goes.
    """

    __tablename__ = "appointment"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "whom": ("person_id", "kind", "submission_key"),
            "document": ("number", "approved_on", "effective_on", "valid_until"),
            "reason": ("reason",),
        },
        home="person_id",
        personal=("reason",),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    kind: Mapped[str]  # first, renewal, historic
    submission_key: Mapped[uuid.UUID | None]  # the list it answers; no foreign key: see above
    number: Mapped[str]  # of the city's document: 澄组〔2026〕12号
    approved_on: Mapped[date]
    effective_on: Mapped[date]
    valid_until: Mapped[date | None]  # the last day; None: without an end
    reason: Mapped[str] = mapped_column(default="")  # why a historic one is recognised


class DutyChange(SyncedRow):
    """Something decided about an instructor beside his approval; see jyguide.approval.step.

    Nobody edits one, but it can be undone like anything else.
    """

    __tablename__ = "duty_change"
    __table_args__ = (Index(None, "person_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {"body": ("person_id", "step", "on_date", "reason")},
        home="person_id",
        personal=("reason",),
    )

    person_id: Mapped[uuid.UUID] = link("person")
    step: Mapped[str]  # training_recognised, exam_recognised, suspended, resumed, left, returned
    on_date: Mapped[date]
    reason: Mapped[str]
