"""Rows of sessions and enrolments, as every use case of training reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Enrolment, TrainingSession
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId
from jyguide.people.row import PersonRow
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.training.service.twice import by_person
from jyguide.training.session import (
    ATTENDED,
    Attendance,
    EnrolmentRow,
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionStage,
    placed,
    refuse_attendance,
)
from jyguide.training.twice import counted

PLAN = (
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
    "stage",
    "starts_at",
    "ends_at",
)
"""The columns that a plan says; the same names in `SessionPlan`."""
_FEW = 100


def plan_columns(plan: SessionPlan) -> dict[str, Any]:
    """What a table keeps of a plan."""
    plan = placed(plan)
    values = {name: getattr(plan, name) for name in PLAN}
    named = {"kind": plan.kind.value, "level": plan.level.value, "stage": plan.stage.value}
    return values | named


def plan_of(values: Iterable[Any]) -> SessionPlan:
    """The plan that the columns `PLAN` say, in their order."""
    plan = dict(zip(PLAN, values, strict=True))
    plan["kind"] = SessionKind(plan["kind"])
    plan["level"] = SessionLevel(plan["level"])
    plan["stage"] = SessionStage(plan["stage"])
    return SessionPlan(**plan)


def row_plan(row: TrainingSession) -> SessionPlan:
    """The plan of a session's row."""
    return plan_of(getattr(row, name) for name in PLAN)


def session_at(session: Session, session_id: SessionId) -> TrainingSession:
    """The row of a session.

    Raises:
        RuleError: it has been deleted meanwhile.
    """
    row = session.get(TrainingSession, session_id)
    if row is None or row.deleted:
        raise session_gone()
    return row


def session_held(session: Session, session_id: SessionId) -> TrainingSession:
    """The row of a session at which people can attend.

    Raises:
        RuleError: it has been deleted or cancelled, or has no day yet.
    """
    row = session_at(session, session_id)
    refuse_attendance(row_plan(row))
    return row


def refuse_attended(session: Session, row: TrainingSession, what: str) -> None:
    """Refuse what would let the training somebody had vanish from his year.

    Raises:
        RuleError: somebody was there; `what` says what is therefore not done.
    """
    came = living(SessionId(row.id)).where(Enrolment.attendance.in_(ATTENDED))
    if session.scalars(came.limit(1)).first() is not None:
        raise already_attended(row, what)


def already_attended(row: TrainingSession, what: str) -> RuleError:
    """What to say where people have attended a session already."""
    return RuleError(
        f"“{row.title}”已有人签到，{what}，没有改动。",
        hint="如需改正，请修改培训内容或逐人更正考勤。",
    )


def session_gone() -> RuleError:
    """What to say where a session is no longer there."""
    return RuleError("这期培训已被删除，没有改动。", hint="请刷新列表后重新选择。")


def not_listed() -> RuleError:
    """What to say of somebody whom the list of a session has not."""
    return RuleError("这个人不在本期报名名单里，没有改动。", hint="请先为他报名，再签到。")


def session_changed() -> RuleError:
    """What to say to a form that was filled before somebody else's change."""
    return RuleError(
        "这期培训在您打开之后又被改动过（可能在另一台电脑上）。为了不覆盖别人的改动，没有保存。",
        hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
    )


def commit_with_credit(uow: UnitOfWork, place: Place, session_id: SessionId) -> None:
    """Keep the action, and with it what the city tells the stations of a session of its own."""
    if place.is_city:
        from jyguide.training.service.handing_down import (  # noqa: PLC0415 - stations never do
            hand_down_credit,
        )

        hand_down_credit(uow, session_id)
    uow.commit()


def living(session_id: SessionId) -> Select[Enrolment]:
    """Everybody's enrolment in a session that is in force."""
    return select(Enrolment).where(
        Enrolment.session_id == session_id, Enrolment.deleted.is_(False)
    )


def enrolled(
    session: Session, session_id: SessionId, person_ids: Iterable[PersonId]
) -> Sequence[Enrolment]:
    """The enrolments in force of these people; two of somebody in whom two were merged."""
    wanted = read_merged(session).keys_of_all(person_ids)
    statement = living(session_id)
    if len(wanted) <= _FEW:  # at the door it is one of thousands
        statement = statement.where(Enrolment.person_id.in_(wanted))
    return [row for row in session.scalars(statement) if row.person_id in wanted]


def new_enrolment(session_id: SessionId, person_id: PersonId) -> Enrolment:
    """An enrolment under the key that every PC gives it."""
    return Enrolment(
        id=fixed_key("enrolment", session_id, person_id),
        session_id=session_id,
        person_id=person_id,
    )


def put_on_list(
    session: Session, session_id: SessionId, person_ids: Iterable[PersonId]
) -> list[PersonId]:
    """Enrol people; returns those who were not on the list yet."""
    every = select(Enrolment).where(Enrolment.session_id == session_id)
    present = by_person(session, session.scalars(every))
    added = []
    for person_id in dict.fromkeys(map(read_merged(session).end, person_ids)):
        known = present.get(person_id)
        if known is None:
            session.add(new_enrolment(session_id, person_id))
        elif all(row.deleted for row in known):
            counted(known).deleted = False
        else:
            continue
        added.append(person_id)
    return added


def settle(row: Enrolment, attendance: Attendance, now: datetime, reason: str) -> None:
    """Set how somebody attended; who was there keeps the time of his first signing in."""
    attended = attendance in ATTENDED
    row.attendance = attendance.value
    row.signed_at = (row.signed_at or now) if attended else None
    row.reason = reason


def enrolment_row(person: PersonRow, row: Enrolment) -> EnrolmentRow:
    """An enrolment with what is shown of the person."""
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
        credited_hours=row.credited_hours,
        credited_days=row.credited_days,
        credit_reason=row.credit_reason,
        id_number=person.id_number,
    )
