"""Use cases of training: plan a session, enrol people, sign them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import ColumnElement, and_

from db.models import Enrolment, TrainingSession
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.service.late_rule import (
    late_after,
    put_late_after,
)
from jyguide.training.service.printed_sheet import keep_printed, read_printed
from jyguide.training.service.rows import (
    already_attended,
    commit_with_credit,
    enrolled,
    enrolment_row,
    living,
    not_listed,
    plan_columns,
    put_on_list,
    refuse_attended,
    row_plan,
    session_at,
    session_changed,
    session_gone,
    session_held,
    settle,
)
from jyguide.training.service.session_rows import read_sessions
from jyguide.training.service.twice import by_person, waiting_people
from jyguide.training.session import (
    ATTENDED,
    Attendance,
    EnrolmentRow,
    SessionPlan,
    SessionRow,
    SessionStage,
    check_plan,
    refuse_attendance,
)
from jyguide.training.session_time import is_late
from jyguide.training.sheet_numbers import PrintedSheet, next_sheet, numbered
from jyguide.training.sign_in_sheet import sign_in_sheet, sign_in_text
from jyguide.training.twice import counted


class TrainingService:
    """Everything the program does with training sessions."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def plan(self, plan: SessionPlan, late_after: int | None = None) -> SessionId:
        """Plan a new session.

        Args:
            plan: Everything that is to be kept about it.
            late_after: Minutes of grace that hold for all sessions of this office from now on.

        Raises:
            RuleError: the plan cannot be held as it stands.
        """
        check_plan(plan)
        with self._store.begin(f"新建培训“{plan.title}”") as uow:
            row = TrainingSession(station_id=self._place.station_id, **plan_columns(plan))
            uow.session.add(row)
            put_late_after(uow, self._place.station_id, late_after)
            commit_with_credit(uow, self._place, SessionId(row.id))
            return SessionId(row.id)

    def change(
        self,
        session_id: SessionId,
        plan: SessionPlan,
        late_after: int | None = None,
        *,
        seen: str | None = None,
    ) -> Changed:
        """Change what was planned.

        Args:
            session_id: Which session.
            plan: Everything that is to be kept about it.
            late_after: As in `plan`.
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
                refuse_attended(uow.session, row, "不能改为取消或日期待定")
            for name, value in plan_columns(plan).items():
                setattr(row, name, value)
            put_late_after(uow, self._place.station_id, late_after)
            commit_with_credit(uow, self._place, session_id)
        return Changed.SESSIONS

    def late_after(self) -> int:
        """Minutes after the beginning from which on people are late at this office's sessions."""
        with self._store.read() as session:
            return late_after(session, self._place.station_id)

    def drop(self, session_id: SessionId) -> Changed:
        """Take a session off the list; refused once somebody has signed in.

        Raises:
            RuleError: people have attended already.
        """
        with self._store.begin("删除培训") as uow:
            row = session_at(uow.session, session_id)
            listed = uow.session.scalars(living(session_id)).all()
            if any(one.attendance for one in listed):
                raise already_attended(row, "不能删除")
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
        with self._store.read() as session:
            return read_sessions(session, self._place.station_id, wanted)

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
        """Everybody on the list, by the pinyin of his name, with his number on the sign-in sheet.

        Somebody removed from the people since is here only if it is known how he attended.
        """
        with self._store.read() as session:
            found = by_person(session, session.scalars(living(session_id)))
            printed = read_printed(session, session_id)
        return numbered(self._shown(found), printed.people if printed is not None else ())

    def enrolment(self, session_id: SessionId, person_id: PersonId) -> EnrolmentRow:
        """One person of the list, without his number.

        Raises:
            RuleError: he is not on it.
        """
        with self._store.read() as session:
            found = by_person(session, enrolled(session, session_id, [person_id]))
        for row in self._shown(found):
            return row
        raise not_listed()

    def _shown(self, listed: Mapping[PersonId, Sequence[Enrolment]]) -> list[EnrolmentRow]:
        found = {key: counted(rows) for key, rows in listed.items()}
        return [
            enrolment_row(person, found[person.id])
            for person in self._people.people(ids=list(found))
            if found[person.id].attendance or not person.removed
        ]

    def printed(self, session_id: SessionId) -> PrintedSheet | None:
        """The sign-in sheet as it was printed here last."""
        with self._store.read() as session:
            return read_printed(session, session_id)

    def sign_in_sheet(self, session_id: SessionId, *, with_codes: bool = False) -> Document:
        """The sheet that lies on the table at the door, on demand with a code for the scanner.

        Making it settles the numbers: see `next_sheet`.
        """
        plan, rows = self.session(session_id).plan, self.enrolments(session_id)
        with self._store.begin("打印签到表") as uow:
            before = read_printed(uow.session, session_id)
            sheet = next_sheet(rows, before, self._clock().date(), plan.starts_on)
            keep_printed(uow.session, session_id, sheet)
            uow.commit()
        lines = sorted(numbered(rows, sheet.people), key=lambda row: row.number)
        return sign_in_sheet(sign_in_text(plan, lines), with_codes=with_codes)

    def sign_in_slips(self, session_id: SessionId) -> Document:
        """A slip of paper for everybody on the list, with his code for the scanner.

        Raises:
            RuleError: nobody is on the list.
        """
        from jyguide.training.sign_in_slips import sign_in_slips  # noqa: PLC0415 - rarely printed

        rows = self.enrolments(session_id)
        if not rows:
            raise RuleError("名单上还没有人，没有签到条可印。", hint="请先报名。")
        return sign_in_slips(sign_in_text(self.session(session_id).plan, rows))

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
                raise not_listed()
            if Attendance(row.attendance) not in ATTENDED:
                now = self._clock()
                if late is None:
                    grace = late_after(uow.session, held.station_id)
                    late = is_late(row_plan(held), now, grace)
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
