"""The day's list: what every area says is due, read in one go once the figures are on screen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Appointment, Bundle, DutyChange, Exam, Instructor
from db.uow import Store
from jyguide.approval.step import DutyStep
from jyguide.bank.attention import Attention, attention
from jyguide.exam.due import ExamsDue
from jyguide.exam.row import ExamRow, ExamState
from jyguide.pause import collector_paused
from jyguide.place import Place
from jyguide.report.day_due import (
    DayList,
    Due,
    When,
    calm,
    day_list,
    exam_dues,
    exam_work_dues,
    exchange_due,
    expiring_due,
    marking_due,
    rectification_dues,
    report_dues,
    session_dues,
    silent_due,
    training_dues,
)
from jyguide.report.light import AGEING_DAYS
from jyguide.report.service.light_days import days_of_stations, days_since
from jyguide.standard.round_due import rounds_due
from jyguide.training.due import TrainingDue, training_due
from jyguide.training.pre_post import still_open
from jyguide.training.session import SessionRow

if TYPE_CHECKING:
    from jyguide.bank.service import BankService
    from jyguide.bank.service.reports import ReportService
    from jyguide.clock import Clock
    from jyguide.exam.service import ResultService, SittingService
    from jyguide.exam.service.corrections import CorrectionService
    from jyguide.exam.service.unsealing import UnsealService
    from jyguide.report.service.reminders import ReportReminders
    from jyguide.settings.preferences import Preferences
    from jyguide.standard.service.measures import MeasureService
    from jyguide.standard.service.rounds import RoundService
    from jyguide.training.service import TrainingService
    from jyguide.training.service.credit import CreditService
    from jyguide.training.service.reserve import ReserveService

_A_YEAR = timedelta(days=365)
_AREA_NAMES = {"secretary": "书记", "grid": "网格", "brand": "品牌", "openness": "公开"}


class Areas(Protocol):
    """What of the application the day is read from; each is loaded when it is asked for."""

    place: Place
    clock: Clock

    @property
    def bank(self) -> BankService: ...
    @property
    def training(self) -> TrainingService: ...
    @property
    def sittings(self) -> SittingService: ...
    @property
    def results(self) -> ResultService: ...
    @property
    def reports(self) -> ReportService: ...
    @property
    def corrections(self) -> CorrectionService: ...
    @property
    def unsealing(self) -> UnsealService: ...
    @property
    def credit(self) -> CreditService: ...
    @property
    def reserve(self) -> ReserveService: ...
    @property
    def rounds(self) -> RoundService: ...
    @property
    def measures(self) -> MeasureService: ...
    @property
    def report_reminders(self) -> ReportReminders: ...
    @property
    def preferences(self) -> Preferences: ...


@dataclass(frozen=True, slots=True)
class LedgerDue:
    """A ledger that says in a sentence or two what waits in it.

    Attributes:
        area: Name of the page; asked only where the area has any rows.
        key: Of its line, told apart within the area.
        tab: Of the page, where it is dealt with.
        say: The sentence of each group, "" while nothing waits.
    """

    area: str
    key: str
    tab: str
    say: Callable[[], Mapping[When, str]]

    def lines(self) -> Iterator[Due]:
        """What it says, as lines of the list."""
        name, place = _AREA_NAMES[self.area], f"{self.area}:{self.tab}"
        for when, sentence in self.say().items():
            if said := calm(sentence):
                late = "_late" if when is When.TODAY else ""
                yield Due(f"{self.area}_{self.key}{late}", when, name, said, place, f"打开{name}")


@dataclass(frozen=True, slots=True)
class Told:
    """What lies above this area, handed in.

    Attributes:
        ledgers: Of secretaries, the grid, brands and openness.
        in_use: The areas among them that hold anything.
        backup: Reminds of the copy on a stick, or says nothing.
    """

    ledgers: tuple[LedgerDue, ...]
    in_use: Callable[[], frozenset[str]]
    backup: Callable[[], str]


class DayService:
    """What is due today, this week, and whenever there is time."""

    def __init__(self, store: Store, areas: Areas, told: Told) -> None:
        self._store = store
        self._areas = areas
        self._told = told

    @collector_paused()
    def due(self) -> DayList:
        """Everything that waits for this office as of today."""
        return day_list(self._today, [*self._lessons(), *self._work(), *self._keeping()])

    @property
    def _today(self) -> date:
        return self._areas.clock().date()

    def _lessons(self) -> Iterator[Due]:
        """Trainings, exams and the bank."""
        sessions, exams = self._areas.training.sessions(), self._own_exams()
        yield from session_dues(sessions, self._today)
        yield from exam_dues(exams, self._today)
        yield from exam_work_dues(self._exams_due(sessions, exams))
        if unmarked := marking_due(self._areas.results.unmarked()):
            yield unmarked
        yield from training_dues(self._training_due())
        if said := calm(self._attention().sentence):
            yield Due("attention", When.LATER, "题库", said, "bank", "打开题库")

    def _work(self) -> Iterator[Due]:
        """Branches, posts and the ledgers."""
        areas = self._areas
        due = areas.measures.due()
        yield from rectification_dues(due.overdue, due.soon, due.to_verify)
        mine = [row for row in areas.rounds.rounds() if areas.rounds.may_lead(row)]
        if said := calm(rounds_due(mine, self._today)):
            place = "standard:round_overview"
            yield Due("rounds", When.WEEK, "标准化", said, place, "打开轮次")
        within = areas.preferences.number("expiring_days")
        if expiring := expiring_due(self._days_left(within), within):
            yield expiring
        in_use = self._told.in_use()
        for one in self._told.ledgers:
            if one.area in in_use:
                yield from one.lines()

    def _keeping(self) -> Iterator[Due]:
        """Reports, the exchange and backups."""
        yield from report_dues(self._areas.report_reminders.due_reports(), self._today)
        with self._store.read() as session:
            if self._areas.place.is_city:
                found = silent_due(_silent(session, self._areas.clock()), AGEING_DAYS)
            else:
                quiet = self._areas.preferences.number("quiet_days")
                found = exchange_due(_quiet_days(session, self._areas.clock()), quiet)
        if found is not None:
            yield found
        if said := calm(self._told.backup()):
            place = "access:backups_pane"
            yield Due("backup_due", When.LATER, "备份", said, place, "打开备份")

    def _own_exams(self) -> list[ExamRow]:
        """Those that this office holds: the city has those of all stations."""
        own = select(Exam.id).where(Exam.station_id == self._areas.place.station_id)
        with self._store.read() as session:
            keys = set(session.scalars(own))
        return [row for row in self._areas.sittings.exams() if row.id in keys]

    def _exams_due(self, sessions: list[SessionRow], exams: list[ExamRow]) -> ExamsDue:
        """A make-up exam is held after its session."""
        over = {row.id for row in sessions if row.plan.ends_on < self._today}
        left_open = [
            row.title
            for row in exams
            if row.state is ExamState.OPEN
            and row.handed_in
            and row.session_id in over
            and not row.rules.makeup_of
        ]
        pending = self._areas.corrections.pending()
        corrected = len(pending.corrections) if pending.people else 0
        return ExamsDue(corrected, left_open, self._sealed_today())

    def _sealed_today(self) -> list[str]:
        if self._areas.place.is_city:
            return []
        return [
            row.plan.title
            for row in self._areas.unsealing.received()
            if row.here
            and row.opened_at is None
            and row.plan.starts_at is not None
            and row.plan.starts_at.date() == self._today
        ]

    def _training_due(self) -> TrainingDue:
        """Posts of the last year are looked at."""
        today, areas = self._today, self._areas
        new = areas.reserve.new_in_post(today - _A_YEAR, today)
        return training_due(
            areas.credit.year(today.year, required_only=True),
            areas.credit.own_forums(),
            len(still_open(new)),
            today,
        )

    def _attention(self) -> Attention:
        areas = self._areas
        recalled = len(areas.bank.recalled())
        at_city = areas.place.is_city
        return attention(areas.reports.reports(), recalled, self._today, at_city=at_city)

    def _days_left(self, within: int) -> list[int]:
        """Of the approvals of everybody on a roster here that end within so many days."""
        last = self._today + timedelta(days=within)
        with self._store.read() as session:
            ends = _ends_of_posts(session, self._areas.place, self._today)
        return sorted((end - self._today).days for end in ends if end <= last)


def _ends_of_posts(session: Session, place: Place, today: date) -> list[date]:
    """The last day of the last approval of each on the roster; those without an end left out."""
    on_roster = select(Instructor.person_id).where(
        Instructor.deleted.is_(False),
        or_(Instructor.ended_on.is_(None), Instructor.ended_on >= today),
    )
    if not place.is_city:
        on_roster = on_roster.where(Instructor.station_id == place.station_id)
    found = session.execute(
        select(Appointment.person_id, Appointment.valid_until).where(
            Appointment.deleted.is_(False), Appointment.person_id.in_(on_roster)
        )
    ).all()
    ends: dict[uuid.UUID, date] = {}
    for person, until in found:
        ends[person] = max(ends.get(person, date.min), until or date.max)
    for person in _gone(session, list(ends)):
        ends.pop(person, None)
    return [end for end in ends.values() if end < date.max]


def _gone(session: Session, people: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Those whose newest step out of or back into post is that they left."""
    steps = (DutyStep.LEFT.value, DutyStep.RETURNED.value)
    rows = session.execute(
        select(DutyChange.person_id, DutyChange.step)
        .where(DutyChange.deleted.is_(False), DutyChange.step.in_(steps))
        .order_by(DutyChange.on_date, DutyChange.id)
    ).all()
    newest: dict[uuid.UUID, str] = {row.person_id: row.step for row in rows}
    return [person for person in people if newest.get(person) == DutyStep.LEFT.value]


def _silent(session: Session, now: datetime) -> list[str]:
    """Stations that have reported once and not for long; who has not yet is not reminded of."""
    found = days_of_stations(session, now)
    return [one.name for one in found if one.days is not None and one.days > AGEING_DAYS]


def _quiet_days(session: Session, now: datetime) -> int | None:
    """Days since the newest file in either direction."""
    at = session.scalar(select(func.max(Bundle.at)).where(Bundle.withdrawn.is_(False)))
    return days_since(at, now)
