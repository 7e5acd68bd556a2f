"""Where the station stands, in figures; read in one go, counted here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.app import Application
from jyguide.bank.row import ItemStatus
from jyguide.certificate.row import CertificateRow
from jyguide.exam.row import ExamRow
from jyguide.people.person import InstructorKind
from jyguide.people.row import PersonRow
from jyguide.training.session import SessionRow
from ui.home.afternoon import Afternoon, read_afternoon


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for the tiles; those of the year begin on 1 January.

    Attributes:
        person_times: Attendances of sessions already begun, one each time somebody came.
        papers: Answer papers handed in.
    """

    people: int
    full_time: int
    part_time: int
    items: int
    drafts: int
    sessions: int
    person_times: int
    exams: int
    papers: int
    certificates: int
    certificates_this_year: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page shows.

    Attributes:
        coming: The session going on today, else the next one.
        latest: The last one that is over.
    """

    today: date
    figures: Figures
    coming: SessionRow | None
    latest: SessionRow | None
    afternoon: Afternoon


def read_overview(app: Application) -> Overview:
    """Read and count; called on the worker thread."""
    today = app.clock().date()
    sessions, exams = app.training.sessions(), app.sittings.exams()
    people = app.people.people()
    return Overview(
        today=today,
        figures=count_figures(
            today, people, _item_counts(app), sessions, exams, app.certificates.certificates()
        ),
        coming=coming_session(sessions, today),
        latest=latest_session(sessions, today),
        afternoon=read_afternoon(app, today, len(people), sessions, exams),
    )


def _item_counts(app: Application) -> tuple[int, int]:
    counts = app.bank.count()
    return counts[ItemStatus.IN_FORCE], counts[ItemStatus.DRAFT]


def count_figures(
    today: date,
    people: Sequence[PersonRow],
    items: tuple[int, int],
    sessions: Iterable[SessionRow],
    exams: Iterable[ExamRow],
    certificates: Sequence[CertificateRow],
) -> Figures:
    """Count; `items` are those in force and the drafts."""
    kinds = [person.kind for person in people]
    held = [row for row in sessions if _this_year(row.plan.starts_on, today)]
    sat = [row for row in exams if row.handed_in and _this_year(row.held_on, today)]
    return Figures(
        people=len(people),
        full_time=kinds.count(InstructorKind.FULL_TIME),
        part_time=kinds.count(InstructorKind.PART_TIME),
        items=items[0],
        drafts=items[1],
        sessions=len(held),
        person_times=sum(row.attended for row in held),
        exams=len(sat),
        papers=sum(row.handed_in for row in sat),
        certificates=len(certificates),
        certificates_this_year=sum(_this_year(row.issued_on, today) for row in certificates),
    )


def _this_year(day: date | None, today: date) -> bool:
    return day is not None and day.year == today.year and day <= today


def coming_session(sessions: Iterable[SessionRow], today: date) -> SessionRow | None:
    """The session with the earliest start among those that are not over."""
    ahead = [row for row in sessions if row.plan.ends_on >= today]
    return min(ahead, key=lambda row: row.plan.starts_on, default=None)


def latest_session(sessions: Iterable[SessionRow], today: date) -> SessionRow | None:
    """The session that ended last before today."""
    over = [row for row in sessions if row.plan.ends_on < today]
    return max(over, key=lambda row: row.plan.ends_on, default=None)
