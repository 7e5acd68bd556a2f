"""Use cases of attendance beyond the door: the paper sheet, corrections, credit, walk-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Enrolment, Person, TrainingSession
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId, StationId
from jyguide.people.person import PersonFacts
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.people.service.people_rows import person_columns
from jyguide.place import Place
from jyguide.training.attendance_sheet import AttendanceMark, check_correction, corrected
from jyguide.training.service.late_rule import late_after
from jyguide.training.service.rows import (
    commit_with_credit,
    enrolled,
    living,
    not_listed,
    put_on_list,
    row_plan,
    session_at,
    session_held,
    settle,
)
from jyguide.training.service.twice import by_person
from jyguide.training.session import Attendance, refuse_attendance
from jyguide.training.session_time import is_late

_MOST_HOURS = 9990
_MOST_DAYS = 3660
_BEFOREHAND = frozenset({Attendance.LEAVE, Attendance.UNKNOWN})
"""What may be entered before the day is fixed."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is on no list; `station` only in the city's folder, by its name."""

    name: str
    sex: str
    organisation: str = ""
    phone: str = ""
    station: str = ""


class AttendanceService:
    """What is known of who attended, entered by hand, one sheet an action."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def whose(self, person_id: PersonId) -> PersonRow | None:
        """Whose code somebody scanned; one printed before two people were merged still holds."""
        with self._store.read() as session:
            end = read_merged(session).end(person_id)
        found = [row for row in self._people.people(ids=[end]) if not row.removed]
        return found[0] if found else None

    def record(self, session_id: SessionId, marks: Sequence[AttendanceMark], why: str = "") -> int:
        """Enter how many people attended, each as he did, in one action.

        Args:
            session_id: Where.
            marks: Those who are not on the list any more are passed over.
            why: The reason for changing what was known, needed once the session is over; it is
                kept with those it changes who have no reason of their own.

        Returns how many were set otherwise than they stood.

        Raises:
            RuleError: the session does not take place, or a correction has no reason.
        """
        with self._store.begin("登记考勤") as uow:
            row = session_at(uow.session, session_id)
            count = write_marks(uow.session, row, marks, why, self._clock())
            if count:
                commit_with_credit(uow, self._place, session_id)
        return count

    def credit(
        self,
        session_id: SessionId,
        person_ids: Sequence[PersonId],
        hours: int | None,
        days: int | None,
        reason: str,
    ) -> Changed:
        """Let other hours or days count for people than the session gives.

        Args:
            session_id: Where.
            person_ids: For whom.
            hours: Tenths of an hour; None: what the session gives.
            days: Tenths of a day; None: what the session gives.
            reason: Why; needed unless both are None.

        Raises:
            RuleError: no reason, an amount that cannot be, or somebody is not on the list.
        """
        _check_credit(hours, days, reason)
        with self._store.begin("认定个人学时") as uow:
            session_at(uow.session, session_id)
            rows = enrolled(uow.session, session_id, person_ids)
            if not rows:
                raise not_listed()
            for row in rows:
                row.credited_hours, row.credited_days = hours, days
                row.credit_reason = reason.strip() if (hours, days) != (None, None) else ""
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def admit(
        self, session_id: SessionId, person_id: PersonId, *, late: bool | None = None
    ) -> Changed:
        """Put somebody on the list who stands at the door, and sign him in.

        Raises:
            RuleError: the session does not take place.
        """
        with self._store.begin("现场报名并签到") as uow:
            self._admit(uow, session_id, person_id, late=late)
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def admit_guest(
        self, session_id: SessionId, guest: Guest, *, late: bool | None = None
    ) -> PersonId:
        """As `admit`, for somebody who is not among the people yet: he is entered with it.

        Raises:
            RuleError: no name or sex, a phone that is none, no station in the city's folder, or
                the session does not take place.
        """
        from jyguide.people.entry import checked  # noqa: PLC0415 - few sessions have guests

        facts = checked(
            PersonFacts(
                guest.name, guest.sex, None, "", guest.phone, organisation=guest.organisation
            ),
            self._clock().date(),
        )
        with self._store.begin(f"来宾“{facts.name}”现场签到") as uow:
            person = Person(station_id=self._station_of(guest), **person_columns(facts))
            uow.session.add(person)
            uow.session.flush()
            self._admit(uow, session_id, PersonId(person.id), late=late)
            commit_with_credit(uow, self._place, session_id)
            return PersonId(person.id)

    def _station_of(self, guest: Guest) -> StationId | None:
        if not self._place.is_city:
            return self._place.station_id
        for key, name in self._people.stations():
            if name == guest.station:
                return key
        raise RuleError("没有选择来宾所在的指导站，没有保存。", hint="请选择指导站。")

    def _admit(
        self, uow: UnitOfWork, session_id: SessionId, person_id: PersonId, *, late: bool | None
    ) -> None:
        held = session_held(uow.session, session_id)
        put_on_list(uow.session, session_id, [person_id])
        uow.session.flush()
        now = self._clock()
        if late is None:
            late = is_late(row_plan(held), now, late_after(uow.session, held.station_id))
        for row in enrolled(uow.session, session_id, [person_id]):
            settle(row, Attendance.LATE if late else Attendance.PRESENT, now, "")


def write_marks(
    session: Session,
    row: TrainingSession,
    marks: Sequence[AttendanceMark],
    why: str,
    now: datetime,
) -> int:
    """Enter how people attended; see `AttendanceService.record`."""
    plan = row_plan(row)
    if any(mark.attendance not in _BEFOREHAND for mark in marks):
        refuse_attendance(plan)
    people = _by_mark(session, SessionId(row.id), marks)
    known = {mark.person_id: Attendance(rows[0].attendance) for mark, rows in people}
    changed = {mark.person_id for mark in corrected(known, marks)}
    over = plan.ends_on < now.date()
    check_correction([mark for mark in marks if mark.person_id in changed], why, over=over)
    count = 0
    for mark, rows in people:
        reason = mark.reason or (why.strip() if over and mark.person_id in changed else "")
        fresh = [one for one in rows if (one.attendance, one.reason) != (mark.attendance, reason)]
        for one in fresh:
            settle(one, mark.attendance, now, reason)
        count += bool(fresh)
    return count


def _by_mark(
    session: Session, session_id: SessionId, marks: Sequence[AttendanceMark]
) -> list[tuple[AttendanceMark, list[Enrolment]]]:
    """Each mark with the enrolments it is about."""
    people = by_person(session, session.scalars(living(session_id)))
    return [(mark, people[mark.person_id]) for mark in marks if mark.person_id in people]


def _check_credit(hours: int | None, days: int | None, reason: str) -> None:
    if not 0 <= (hours or 0) <= _MOST_HOURS or not 0 <= (days or 0) <= _MOST_DAYS:
        raise RuleError(
            "学时或天数超出范围，没有保存。",
            hint="学时请在 0 到 999 之间，天数请在 0 到 366 之间。",
        )
    if (hours, days) != (None, None) and not reason.strip():
        raise RuleError(
            "个人的学时、天数与本期不同，要写明原因，没有保存。",
            hint="例如“只参加了上午”“补训半天”。",
        )
