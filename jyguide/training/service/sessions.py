"""Use cases of training: plan a session, enrol people, sign them in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from db.models import Enrolment, Person, Station, TrainingSession
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId
from jyguide.people.person_code import person_code
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, masked
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import never_merged
from jyguide.place import Place
from jyguide.training.service.rows import (
    PLAN,
    commit_with_credit,
    enrolled,
    enrolment_row,
    living,
    plan_columns,
    plan_of,
    put_on_list,
    row_plan,
    session_at,
    session_changed,
    session_gone,
    session_held,
    settle,
)
from jyguide.training.service.twice import by_person, counts_of_merged, waiting_people
from jyguide.training.session import (
    ATTENDED,
    SESSION_KIND_NAMES,
    Attendance,
    EnrolmentRow,
    SessionPlan,
    SessionRow,
    SessionStage,
    check_plan,
    refuse_attendance,
)
from jyguide.training.session_time import is_late, when_text
from jyguide.training.sign_in_sheet import SignInLine, SignInText, sign_in_sheet
from jyguide.training.twice import counted

_ON_THE_LIST = or_(Person.deleted.is_(False), Enrolment.attendance != "")
"""Somebody removed from the people stays where it is known how he attended."""


class TrainingService:
    """Everything the program does with training sessions."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def plan(self, plan: SessionPlan) -> SessionId:
        """Plan a new session.

        Raises:
            RuleError: the plan cannot be held as it stands.
        """
        check_plan(plan)
        with self._store.begin(f"新建培训“{plan.title}”") as uow:
            row = TrainingSession(station_id=self._place.station_id, **plan_columns(plan))
            uow.session.add(row)
            commit_with_credit(uow, self._place, SessionId(row.id))
            return SessionId(row.id)

    def change(self, session_id: SessionId, plan: SessionPlan, seen: str | None = None) -> Changed:
        """Change what was planned.

        Args:
            session_id: Which session.
            plan: Everything that is to be kept about it.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: the plan cannot be held as it stands, or was changed meanwhile; or it is
                no longer to take place and somebody was there.
        """
        check_plan(plan)
        with self._store.begin(f"修改培训“{plan.title}”") as uow:
            row = session_at(uow.session, session_id)
            if seen not in (None, row.sync_v):
                raise session_changed()
            if not plan.takes_place:
                _refuse_attended(uow.session, row, "不能改为取消或日期待定")
            for name, value in plan_columns(plan).items():
                setattr(row, name, value)
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def drop(self, session_id: SessionId) -> Changed:
        """Take a session off the list; refused once somebody has signed in.

        Raises:
            RuleError: people have attended already.
        """
        with self._store.begin("删除培训") as uow:
            row = session_at(uow.session, session_id)
            listed = uow.session.scalars(living(session_id)).all()
            if any(one.attendance for one in listed):
                raise _attended(row, "不能删除")
            row.deleted = True
            for one in listed:
                one.deleted = True
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def sessions(self) -> list[SessionRow]:
        """Every session that takes place on days that are fixed, the newest first."""
        fixed = TrainingSession.stage == SessionStage.FIXED.value
        return self._sessions(and_(TrainingSession.deleted.is_(False), fixed))

    def whole_plan(self) -> list[SessionRow]:
        """As `sessions`, with those whose day is open and those cancelled."""
        return self._sessions(TrainingSession.deleted.is_(False))

    def _sessions(self, wanted: ColumnElement[bool]) -> list[SessionRow]:
        came = func.count().filter(Enrolment.attendance.in_([state.value for state in ATTENDED]))
        counts = (
            select(Enrolment.session_id, func.count().label("enrolled"), came.label("attended"))
            .join(Person, Person.id == Enrolment.person_id)
            .where(Enrolment.deleted.is_(False), _ON_THE_LIST, never_merged(Enrolment.person_id))
            .group_by(Enrolment.session_id)
            .subquery()
        )
        statement = (
            select(
                TrainingSession.id,
                TrainingSession.sync_v,
                TrainingSession.station_id,
                func.coalesce(Station.name, ""),
                *(getattr(TrainingSession, name) for name in PLAN),
                func.coalesce(counts.c.enrolled, 0),
                func.coalesce(counts.c.attended, 0),
            )
            .outerjoin(counts, counts.c.session_id == TrainingSession.id)
            .outerjoin(Station, Station.id == TrainingSession.station_id)
            .where(wanted)
            .order_by(TrainingSession.starts_on.desc(), TrainingSession.id.desc())
        )
        with self._store.read() as session:
            more = counts_of_merged(session)
            return [self._row(tuple(found), more) for found in session.execute(statement)]

    def _row(
        self, found: tuple[Any, ...], more: Mapping[uuid.UUID, tuple[int, int]]
    ) -> SessionRow:
        key, version, station_id, station, *values, enrolled, attended = found
        listed, came = more.get(key, (0, 0))
        enrolled, attended = enrolled + listed, attended + came
        own = station_id == self._place.station_id
        plan = plan_of(values)
        return SessionRow(SessionId(key), plan, enrolled, attended, station, own, version)

    def session(self, session_id: SessionId) -> SessionRow:
        """One session.

        Raises:
            RuleError: it has been deleted meanwhile.
        """
        this = and_(TrainingSession.id == session_id, TrainingSession.deleted.is_(False))
        for row in self._sessions(this):
            return row
        raise session_gone()

    def enrol(self, session_id: SessionId, person_ids: Sequence[PersonId]) -> int:
        """Put people on the list of a session; returns how many were not on it yet."""
        with self._store.begin("培训报名") as uow:
            session_at(uow.session, session_id)
            added = put_on_list(uow.session, session_id, person_ids)
            commit_with_credit(uow, self._place, session_id)
        return len(added)

    def withdraw(self, session_id: SessionId, person_ids: Iterable[PersonId]) -> Changed:
        """Take people off the list of a session.

        Raises:
            RuleError: one of them has signed in.
        """
        with self._store.begin("取消报名") as uow:
            for row in enrolled(uow.session, session_id, person_ids):
                if row.attendance:
                    raise RuleError(
                        "所选人员中有人已有考勤记录，没有改动报名名单。",
                        hint="请先把他的考勤改回“未签到”。",
                    )
                row.deleted = True
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def enrolments(self, session_id: SessionId) -> list[EnrolmentRow]:
        """Everybody on the list, by the pinyin of his name.

        Somebody removed from the people since is here only if it is known how he attended.
        """
        with self._store.read() as session:
            every = by_person(session, session.scalars(living(session_id)))
            found = {key: counted(rows) for key, rows in every.items()}
        people = self._people.people(ids=list(found))
        return [
            enrolment_row(person, found[person.id])
            for person in people
            if found[person.id].attendance or not person.removed
        ]

    def sign_in_sheet(self, session_id: SessionId, *, with_codes: bool = False) -> Document:
        """The sheet that lies on the table at the door, on demand with a code for the scanner."""
        return sign_in_sheet(self._sign_in_text(session_id), with_codes=with_codes)

    def sign_in_slips(self, session_id: SessionId) -> Document:
        """A slip of paper for everybody on the list, with his code for the scanner.

        Raises:
            RuleError: nobody is on the list.
        """
        from jyguide.training.sign_in_slips import sign_in_slips  # noqa: PLC0415 - rarely printed

        text = self._sign_in_text(session_id)
        if not text.lines:
            raise RuleError("名单上还没有人，没有签到条可印。", hint="请先报名。")
        return sign_in_slips(text)

    def _sign_in_text(self, session_id: SessionId) -> SignInText:
        plan = self.session(session_id).plan
        facts = (
            ("时间", when_text(plan)),
            ("地点", plan.place),
            ("授课", plan.lecturer),
            ("类型", SESSION_KIND_NAMES[plan.kind]),
        )
        lines = [
            SignInLine(
                name=row.name,
                organisation=row.organisation or row.station,
                role=row.post or INSTRUCTOR_KIND_NAMES.get(row.kind, ""),
                phone=masked(row.phone, 3, 4),  # the sheet lies open on a table
                code=person_code(row.person_id),
            )
            for row in self.enrolments(session_id)
        ]
        return SignInText(plan.title, facts, tuple(lines))

    def sign_in(
        self, session_id: SessionId, person_id: PersonId, *, late: bool | None = None
    ) -> Changed:
        """Somebody is here. Signing in twice keeps the first time.

        Args:
            session_id: Where.
            person_id: Who.
            late: Whether he is late; None leaves it to the clock.

        Raises:
            RuleError: he is not on the list, or the session does not take place.
        """
        with self._store.begin("签到") as uow:
            held = session_held(uow.session, session_id)
            rows = enrolled(uow.session, session_id, [person_id])
            row = counted(rows) if rows else None
            if row is None:
                raise RuleError(
                    "这个人不在本期报名名单里，没有签到。", hint="请先为他报名，再签到。"
                )
            if Attendance(row.attendance) not in ATTENDED:
                now = self._clock()
                late = is_late(row_plan(held), now) if late is None else late
                settle(row, Attendance.LATE if late else Attendance.PRESENT, now, "")
                commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def settle(
        self,
        session_id: SessionId,
        person_ids: Iterable[PersonId],
        attendance: Attendance,
        reason: str = "",
    ) -> Changed:
        """Set the attendance of several people by hand.

        Whoever was there keeps the time of his first signing in while he stays one who was.
        """
        with self._store.begin("登记考勤") as uow:
            held = session_at(uow.session, session_id)
            if attendance not in (Attendance.LEAVE, Attendance.UNKNOWN):
                refuse_attendance(row_plan(held))  # leave may be asked for before the day is fixed
            for row in enrolled(uow.session, session_id, person_ids):
                settle(row, attendance, self._clock(), reason)
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def settle_rest(self, session_id: SessionId, attendance: Attendance) -> int:
        """Set everybody whose attendance is not known yet; returns how many."""
        with self._store.begin("登记其余人员考勤") as uow:
            session_held(uow.session, session_id)
            waiting = waiting_people(uow.session, uow.session.scalars(living(session_id)))
            for row in chain.from_iterable(waiting):
                settle(row, attendance, self._clock(), "")
            commit_with_credit(uow, self._place, session_id)
            return len(waiting)


def _refuse_attended(session: Session, row: TrainingSession, what: str) -> None:
    """What somebody attended must not vanish from anybody's year."""
    if any(one.attendance in ATTENDED for one in session.scalars(living(SessionId(row.id)))):
        raise _attended(row, what)


def _attended(row: TrainingSession, what: str) -> RuleError:
    return RuleError(
        f"“{row.title}”已有人签到，{what}，没有改动。",
        hint="如需改正，请修改培训内容或逐人更正考勤。",
    )
