"""What a day of training is made of, on a clock of its own: a session, its exam, its papers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from jyguide.app import Application
from jyguide.demo.simulation import Trainee
from jyguide.exam.row import CandidateRow, EndedBy, ExamState
from jyguide.ids import ExamId, SessionId
from jyguide.people.row import PersonRow
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionPlan

DAY = date(2026, 11, 20)


class DemoClock:
    """The day of the sample session, a few seconds later at every look."""

    def __init__(self, day: date = DAY) -> None:
        zone = timezone(timedelta(hours=8))
        self._now = datetime(day.year, day.month, day.day, 8, 20, tzinfo=zone)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=2)
        return self._now


def plan_session(
    app: Application, people: Sequence[PersonRow], title: str, day: date = DAY
) -> SessionId:
    """Announce a session and enrol people."""
    session_id = app.training.plan(
        SessionPlan(
            title=title,
            kind=SessionKind.PRE_POST,
            level=SessionLevel.TOWNSHIP,
            starts_on=day,
            ends_on=day,
            place=f"{app.place.station_name}党群服务中心二楼会议室",
            lecturer="样例讲师",
            credit_hours=80,
            training_days=10,
            starts_at=9 * 60,
            ends_at=16 * 60 + 30,
        )
    )
    app.training.enrol(session_id, [person.id for person in people])
    return session_id


def sign_in(app: Application, session_id: SessionId, people: Sequence[PersonRow]) -> None:
    """All come but the last three: one is late, one on leave, one does not come."""
    *present, late, on_leave, _absent = people
    for person in present:
        app.training.sign_in(session_id, person.id, late=False)
    app.training.sign_in(session_id, late.id, late=True)
    app.training.settle(session_id, [on_leave.id], Attendance.LEAVE, "公务")
    app.training.settle_rest(session_id, Attendance.ABSENT)


def sit_exam(app: Application, exam_id: ExamId, chance: random.Random) -> None:
    """Everybody who came sits the exam; what a machine cannot mark is marked by hand."""
    people = {row.id: row for row in app.people.people()}
    for candidate in app.sittings.candidates(exam_id):
        _sit(app, exam_id, candidate, people[candidate.person_id].id_number[-4:], chance)
    for sheet in app.results.sheets(exam_id):
        given = {line.place.position: line.hint for line in sheet.lines if line.waiting}
        if given:
            app.results.mark_by_hand(sheet.result.attempt_id, given)
    app.sittings.set_state(exam_id, ExamState.CLOSED)


def _sit(
    app: Application, exam_id: ExamId, candidate: CandidateRow, id_tail: str, chance: random.Random
) -> None:
    trainee = Trainee(chance.uniform(0.62, 1.0))
    sitting = app.sittings.begin(exam_id, candidate.person_id, id_tail)
    seconds = 0
    for place in sitting.places:
        seconds += chance.randrange(10, 70)
        response = trainee.answer(place.content, chance)
        if response is not None:
            app.sittings.answer(
                sitting.attempt_id, place.id, response, later=False, seconds_used=seconds
            )
    app.sittings.hand_in(sitting.attempt_id, seconds, EndedBy.CANDIDATE)
