"""What is known of one instructor that decides how far he is on the way to his post.

Plain facts with their days, however the database keeps them. None of them is ever a state: the
state follows (jyguide.approval.standing).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from jyguide.approval.step import AppointmentKind, DutyStep, NominationOutcome, SubmissionKind
from jyguide.ids import AppointmentId, SessionId, StationId, SubmissionId
from jyguide.training.session import ATTENDED, Attendance

_NO_KEY = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """A session somebody is enrolled in, or a training recorded for him from elsewhere.

    Attributes:
        on: Its last day.
        pre_post: Whether it was held for those about to take post (任前培训).
        session: None for what was held elsewhere.
        organiser: Who held it elsewhere.
    """

    on: date
    title: str
    pre_post: bool = True
    session: SessionId | None = None
    attendance: Attendance = Attendance.PRESENT
    organiser: str = ""

    @property
    def attended(self) -> bool:
        return self.attendance in ATTENDED


@dataclass(frozen=True, slots=True)
class ExamFact:
    """A paper handed in, in an exam that counts for the post.

    Attributes:
        on: The day it was handed in.
        session: The session of pre-post training it closed, if it did.
        unified: Opened from a file that the city had sealed.
        waiting: Some of it has yet to be marked by a person.
        void_on: The day from which it counts nowhere, if it was declared void.
    """

    on: date
    title: str
    passed: bool
    session: SessionId | None = None
    unified: bool = False
    waiting: bool = False
    void_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it was handed in by then and not void yet."""
        return self.on <= day and (self.void_on is None or day < self.void_on)


@dataclass(frozen=True, slots=True)
class NominationFact:
    """His name on one list.

    Attributes:
        submitted_on: None while the list is being put together.
    """

    submission: SubmissionId
    title: str
    kind: SubmissionKind
    submitted_on: date | None = None
    number: str = ""
    outcome: NominationOutcome = NominationOutcome.WAITING
    decided_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentFact:
    """An approval he was given.

    Attributes:
        id: Parts two that are alike, and tells which to correct.
        valid_until: The last day; None: without an end.
        version: Changes with every change of the row.
    """

    id: AppointmentId
    kind: AppointmentKind
    number: str
    approved_on: date
    effective_on: date
    valid_until: date | None = None
    reason: str = ""
    version: str = ""

    @property
    def end(self) -> date:
        """For comparing: the last day, or the end of time."""
        return self.valid_until or date.max

    @property
    def document(self) -> tuple[str, date, date, date | None]:
        """Alike for all whom one document approved on the same terms."""
        return (self.number, self.approved_on, self.effective_on, self.valid_until)

    def holds(self, day: date) -> bool:
        """Whether somebody is in post by it on this day."""
        return self.effective_on <= day <= self.end


@dataclass(frozen=True, slots=True)
class DutyFact:
    """A decision beside his approval.

    Attributes:
        key: Of its row; the later of two decisions of one day has the greater.
    """

    step: DutyStep
    on: date
    reason: str = ""
    key: uuid.UUID = _NO_KEY

    @property
    def order(self) -> tuple[date, uuid.UUID]:
        return (self.on, self.key)


@dataclass(frozen=True, slots=True)
class TermFact:
    """His place on the roster of one station.

    Attributes:
        kind: ``full_time`` or ``part_time``.
        began_on: None: from the start.
        ended_on: His last day; None: he still is.
    """

    kind: str
    station: str
    station_id: StationId | None = None
    began_on: date | None = None
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        return (self.began_on or date.min) <= day <= (self.ended_on or date.max)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known of one person, in no particular order.

    Attributes:
        served: Names of stations he belonged to before; their exams are not seen at his present
            one.
    """

    terms: tuple[TermFact, ...] = ()
    trainings: tuple[TrainingFact, ...] = ()
    exams: tuple[ExamFact, ...] = ()
    nominations: tuple[NominationFact, ...] = ()
    appointments: tuple[AppointmentFact, ...] = ()
    decisions: tuple[DutyFact, ...] = ()
    served: tuple[str, ...] = ()


def known_on(evidence: Evidence, day: date) -> Evidence:
    """What was known by the end of a day: nothing later, no outcome decided later.

    A list being put together has no day; it says something about today only, and stays.
    """
    return Evidence(
        evidence.terms,
        tuple(fact for fact in evidence.trainings if fact.on <= day or not fact.attended),
        tuple(fact for fact in evidence.exams if fact.counts_on(day)),
        tuple(
            _undecided(fact, day)
            for fact in evidence.nominations
            if fact.submitted_on is None or fact.submitted_on <= day
        ),
        tuple(fact for fact in evidence.appointments if fact.approved_on <= day),
        tuple(fact for fact in evidence.decisions if fact.on <= day),
        evidence.served,
    )


def _undecided(fact: NominationFact, day: date) -> NominationFact:
    """The name as it stood then: still waiting if it was decided later."""
    if fact.decided_on is None or fact.decided_on <= day:
        return fact
    return replace(fact, outcome=NominationOutcome.WAITING, decided_on=None, reason="")
