"""What surrounds the sample session in its year: a forum held before it, a lecture to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jyguide.app import Application
from jyguide.people.person import PersonRole
from jyguide.people.row import PersonRow
from jyguide.training.session import (
    Attendance,
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionStage,
)

FORUM_DAY = date(2026, 10, 16)
_LECTURE_DAY = date(2026, 12, 11)


def fill_year(app: Application) -> None:
    """A forum that all village secretaries attended, and a lecture that is still to come."""
    forum = app.training.plan(
        SessionPlan(
            title="领头雁工作讲坛（第四季度）",
            kind=SessionKind.QUARTERLY_FORUM,
            level=SessionLevel.TOWNSHIP,
            starts_on=FORUM_DAY,
            ends_on=FORUM_DAY,
            place="示例一村党群服务中心",
            credit_hours=40,
            training_days=5,
            starts_at=14 * 60,
            ends_at=17 * 60 + 30,
        )
    )
    app.training.enrol(forum, [person.id for person in secretaries(app.people.people())])
    app.training.settle_rest(forum, Attendance.PRESENT)
    app.training.plan(
        SessionPlan(
            title="冬训专题讲座",
            kind=SessionKind.TOPIC_LECTURE,
            level=SessionLevel.TOWNSHIP,
            starts_on=_LECTURE_DAY,
            ends_on=_LECTURE_DAY,
            credit_hours=80,
            training_days=10,
            stage=SessionStage.FIXED,
        )
    )


def secretaries(people: Iterable[PersonRow]) -> list[PersonRow]:
    """Those of whom the days of a year are required."""
    return [person for person in people if person.role is PersonRole.VILLAGE_SECRETARY]
