"""A signing in at the door, as it is written and taken back on the worker."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.app import Application
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId
from jyguide.training.service.attendance import Guest
from jyguide.training.session import ATTENDANCE_NAMES, Attendance, EnrolmentRow

_SIGNED = (Attendance.PRESENT, Attendance.LATE)


@dataclass(frozen=True, slots=True)
class Step:
    """A signing in that can be taken back: the row as it was before."""

    session_id: SessionId
    before: EnrolmentRow
    late: bool


def sign_in(app: Application, step: Step) -> EnrolmentRow:
    """Sign somebody in; his row as it is then."""
    person_id = step.before.person_id
    app.training.sign_in(step.session_id, person_id, late=step.late)
    return app.training.enrolment(step.session_id, person_id)


def admit(
    app: Application, session_id: SessionId, person_id: PersonId, *, late: bool
) -> EnrolmentRow:
    """Enrol somebody who is at the door and sign him in; his row as it is then."""
    app.attendance.admit(session_id, person_id, late=late)
    return app.training.enrolment(session_id, person_id)


def admit_guest(
    app: Application, session_id: SessionId, guest: Guest, *, late: bool
) -> EnrolmentRow:
    """Enter somebody nobody knows, enrol him and sign him in; his row as it is then."""
    person_id = app.attendance.admit_guest(session_id, guest, late=late)
    return app.training.enrolment(session_id, person_id)


def put_back(app: Application, step: Step) -> EnrolmentRow:
    """Make it as it was before; the row as it was.

    Raises:
        RuleError: somebody has entered otherwise since then.
    """
    before = step.before
    now = app.training.enrolment(step.session_id, before.person_id)
    if now.attendance not in _SIGNED:
        raise RuleError(
            f"{before.name}签到之后已改为“{ATTENDANCE_NAMES[now.attendance]}”，没有撤销签到。",
            hint="如需改正，请在名单上右键更正。",
        )
    app.training.settle(step.session_id, [before.person_id], before.attendance, before.reason)
    return before
