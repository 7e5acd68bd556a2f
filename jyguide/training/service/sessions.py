"""Use cases of training: plan a session, enrol people, sign them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Enrolment, Person, TrainingSession
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.dates import span_text
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow, masked
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.session import (
    ATTENDED,
    SESSION_KIND_NAMES,
    Attendance,
    EnrolmentRow,
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionRow,
    check_plan,
)
from jyguide.training.sign_in_sheet import SignInLine, SignInText, sign_in_sheet

_PLAN = (
    "title",
    "kind",
    "level",
    "starts_on",
    "ends_on",
    "place",
    "lecturer",
    "credit_hours",
    "training_days",
    "note",
)

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
            row = TrainingSession(station_id=self._place.station_id, **_columns(plan))
            uow.session.add(row)
            uow.commit()
            return SessionId(row.id)

    def change(self, session_id: SessionId, plan: SessionPlan, seen: str | None = None) -> Changed:
        """Change what was planned.

        Args:
            session_id: Which session.
            plan: Everything that is to be kept about it.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: the plan cannot be held as it stands, or was changed meanwhile.
        """
        check_plan(plan)
        with self._store.begin(f"修改培训“{plan.title}”") as uow:
            row = _session(uow.session, session_id)
            if seen not in (None, row.sync_v):
                raise _changed()
            for name, value in _columns(plan).items():
                setattr(row, name, value)
            uow.commit()
        return Changed.SESSIONS

    def drop(self, session_id: SessionId) -> Changed:
        """Take a session off the list; refused once somebody has signed in.

        Raises:
            RuleError: people have attended already.
        """
        with self._store.begin("删除培训") as uow:
            row = _session(uow.session, session_id)
            enrolled = uow.session.scalars(_living(session_id)).all()
            if any(one.attendance for one in enrolled):
                raise RuleError(
                    f"“{row.title}”已有人签到，不能删除，没有改动。",
                    hint="如需改正，请修改培训内容或逐人更正考勤。",
                )
            row.deleted = True
            for one in enrolled:
                one.deleted = True
            uow.commit()
        return Changed.SESSIONS

    def sessions(self) -> list[SessionRow]:
        """Every session, the newest first."""
        return self._sessions(TrainingSession.deleted.is_(False))

    def _sessions(self, wanted: ColumnElement[bool]) -> list[SessionRow]:
        came = func.count().filter(Enrolment.attendance.in_([state.value for state in ATTENDED]))
        counts = (
            select(Enrolment.session_id, func.count().label("enrolled"), came.label("attended"))
            .join(Person, Person.id == Enrolment.person_id)
            .where(Enrolment.deleted.is_(False), _ON_THE_LIST)
            .group_by(Enrolment.session_id)
            .subquery()
        )
        statement = (
            select(
                TrainingSession.id,
                TrainingSession.sync_v,
                *(getattr(TrainingSession, name) for name in _PLAN),
                func.coalesce(counts.c.enrolled, 0),
                func.coalesce(counts.c.attended, 0),
            )
            .outerjoin(counts, counts.c.session_id == TrainingSession.id)
            .where(wanted)
            .order_by(TrainingSession.starts_on.desc(), TrainingSession.id.desc())
        )
        with self._store.read() as session:
            return [_row(tuple(found)) for found in session.execute(statement)]

    def session(self, session_id: SessionId) -> SessionRow:
        """One session.

        Raises:
            RuleError: it has been deleted meanwhile.
        """
        this = and_(TrainingSession.id == session_id, TrainingSession.deleted.is_(False))
        for row in self._sessions(this):
            return row
        raise _gone()

    def enrol(self, session_id: SessionId, person_ids: Sequence[PersonId]) -> int:
        """Put people on the list of a session; returns how many were not on it yet."""
        with self._store.begin("培训报名") as uow:
            _session(uow.session, session_id)
            present = {
                row.person_id: row
                for row in uow.session.scalars(
                    select(Enrolment).where(Enrolment.session_id == session_id)
                )
            }
            wanted = dict.fromkeys(person_ids)
            fresh = [one for one in wanted if one not in present]
            back = [one for one in wanted if one in present and present[one].deleted]
            for person_id in back:
                present[person_id].deleted = False
            uow.session.add_all(_enrolment(session_id, person_id) for person_id in fresh)
            uow.commit()
        return len(fresh) + len(back)

    def withdraw(self, session_id: SessionId, person_ids: Iterable[PersonId]) -> Changed:
        """Take people off the list of a session.

        Raises:
            RuleError: one of them has signed in.
        """
        with self._store.begin("取消报名") as uow:
            for row in _enrolled(uow.session, session_id, person_ids):
                if row.attendance:
                    raise RuleError(
                        "所选人员中有人已有考勤记录，没有改动报名名单。",
                        hint="请先把他的考勤改回“未签到”。",
                    )
                row.deleted = True
            uow.commit()
        return Changed.SESSIONS

    def enrolments(self, session_id: SessionId) -> list[EnrolmentRow]:
        """Everybody on the list, by the pinyin of his name.

        Somebody removed from the people since is here only if it is known how he attended.
        """
        with self._store.read() as session:
            found = {row.person_id: row for row in session.scalars(_living(session_id))}
        people = self._people.people(ids=[PersonId(key) for key in found])
        return [
            _enrolment_row(person, found[person.id])
            for person in people
            if found[person.id].attendance or not person.removed
        ]

    def sign_in_sheet(self, session_id: SessionId) -> Document:
        """The sheet that lies on the table at the door."""
        plan = self.session(session_id).plan
        facts = (
            ("时间", span_text(plan.starts_on, plan.ends_on)),
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
            )
            for row in self.enrolments(session_id)
        ]
        return sign_in_sheet(SignInText(plan.title, facts, tuple(lines)))

    def sign_in(
        self, session_id: SessionId, person_id: PersonId, *, late: bool = False
    ) -> Changed:
        """Somebody is here. Signing in twice keeps the first time."""
        state = Attendance.LATE if late else Attendance.PRESENT
        with self._store.begin("签到") as uow:
            (row,) = _enrolled(uow.session, session_id, [person_id]) or (None,)
            if row is None:
                raise RuleError(
                    "这个人不在本期报名名单里，没有签到。", hint="请先为他报名，再签到。"
                )
            if Attendance(row.attendance) not in ATTENDED:
                _settle(row, state, self._clock(), "")
                uow.commit()
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
            for row in _enrolled(uow.session, session_id, person_ids):
                _settle(row, attendance, self._clock(), reason)
            uow.commit()
        return Changed.SESSIONS

    def settle_rest(self, session_id: SessionId, attendance: Attendance) -> int:
        """Set everybody whose attendance is not known yet; returns how many."""
        with self._store.begin("登记其余人员考勤") as uow:
            _session(uow.session, session_id)
            rows = uow.session.scalars(
                _living(session_id)
                .join(Person, Person.id == Enrolment.person_id)
                .where(Enrolment.attendance == "", Person.deleted.is_(False))
            ).all()
            for row in rows:
                _settle(row, attendance, self._clock(), "")
            uow.commit()
            return len(rows)


def _columns(plan: SessionPlan) -> dict[str, Any]:
    values = {name: getattr(plan, name) for name in _PLAN}
    return values | {
        "title": plan.title.strip(),
        "kind": plan.kind.value,
        "level": plan.level.value,
    }


def _row(found: tuple[Any, ...]) -> SessionRow:
    key, version, *values, enrolled, attended = found
    plan = dict(zip(_PLAN, values, strict=True))
    plan["kind"] = SessionKind(plan["kind"])
    plan["level"] = SessionLevel(plan["level"])
    return SessionRow(SessionId(key), SessionPlan(**plan), enrolled, attended, version)


def _session(session: Session, session_id: SessionId) -> TrainingSession:
    row = session.get(TrainingSession, session_id)
    if row is None or row.deleted:
        raise _gone()
    return row


def _gone() -> RuleError:
    return RuleError("这期培训已被删除，没有改动。", hint="请刷新列表后重新选择。")


def _changed() -> RuleError:
    return RuleError(
        "这期培训在您打开之后又被改动过（可能在另一台电脑上）。为了不覆盖别人的改动，没有保存。",
        hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
    )


def _living(session_id: SessionId) -> Select[Enrolment]:
    return select(Enrolment).where(
        Enrolment.session_id == session_id, Enrolment.deleted.is_(False)
    )


def _enrolled(
    session: Session, session_id: SessionId, person_ids: Iterable[PersonId]
) -> Sequence[Enrolment]:
    wanted = set(person_ids)
    return [row for row in session.scalars(_living(session_id)) if row.person_id in wanted]


def _enrolment(session_id: SessionId, person_id: PersonId) -> Enrolment:
    return Enrolment(
        id=fixed_key("enrolment", session_id, person_id),
        session_id=session_id,
        person_id=person_id,
    )


def _settle(row: Enrolment, attendance: Attendance, now: datetime, reason: str) -> None:
    attended = attendance in ATTENDED
    row.attendance = attendance.value
    row.signed_at = (row.signed_at or now) if attended else None
    row.reason = reason


def _enrolment_row(person: PersonRow, row: Enrolment) -> EnrolmentRow:
    return EnrolmentRow(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        station=person.station,
        organisation=person.organisation,
        post=person.post,
        kind=person.kind,
        phone=person.phone,
        search=person.search,
        attendance=Attendance(row.attendance),
        signed_at=row.signed_at,
        reason=row.reason,
    )
