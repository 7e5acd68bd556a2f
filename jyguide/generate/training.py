"""Three years of sessions at a station: who was enrolled, who came, what they thought of it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.keys import fixed_key, new_key
from db.models import CreditRecord, Enrolment, FeedbackSlip, Lecturer, Teaching, TrainingSession
from jyguide.generate.keys import at
from jyguide.generate.names import made_name
from jyguide.generate.people import People
from jyguide.generate.station import Station
from jyguide.generate.writing import Deed, Row, row
from jyguide.training.feedback import QUESTION_NAMES
from jyguide.training.session import Attendance, SessionKind, SessionLevel

_KINDS = SessionKind
_PRESENT = 0.93
"""So many of those enrolled come, in the end."""
_ROOM = 30
_LECTURES = (
    ("村级议事规则专题教学", _KINDS.TOPIC_LECTURE),
    ("华西片区参观学习", _KINDS.STUDY_VISIT),
    ("两新组织党建互动交流", _KINDS.EXCHANGE),
    ("发展党员工作专题教学", _KINDS.TOPIC_LECTURE),
    ("年轻后备人才培训班", _KINDS.RESERVE_TALENT),
)
_PRAISE = ("讲得清楚，案例都是身边的", "能直接用在工作里", "时间安排合适", "")
_WISHES = ("希望多讲怎么写会议记录", "想去先进村看看", "", "", "")
_TENTHS = {_KINDS.QUARTERLY_FORUM: 5, _KINDS.PRE_POST: 20, _KINDS.STUDY_VISIT: 15}
"""Days that count, where it is not one."""
_CITY_DAYS, _HOW_MANY_STAY = (5, 4, 3, 2), (70, 12, 10, 8)
"""How long people are at the city's training: with four half days at home most reach seven."""


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it was held.

    Attributes:
        attended: Who was there, in the order of the roll.
        exam: Whether it ends in an exam.
    """

    key: uuid.UUID
    day: date
    title: str
    kind: SessionKind
    attended: Sequence[Row]
    tenths: int
    exam: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    day: date
    title: str
    kind: SessionKind
    people: Sequence[Row]
    exam: bool = False


class Training:
    """The sessions of one station, in the order of days."""

    def __init__(self, station: Station, people: People) -> None:
        self._station = station
        self._people = people
        self._chance = station.chance("training")
        self._lecturers = [
            row(
                Lecturer,
                id=new_key(),
                station_id=station.key,
                name=made_name(self._chance),
                unit=unit,
                title=title,
            )
            for unit, title in (("市委党校", "副教授"), (f"{station.name}党委", "组织委员"))
        ]

    def lecturers(self) -> Deed:
        """Who teaches, before anything is taught."""
        began = at(self._station.years.first + timedelta(days=3))
        return Deed("登记讲师", began, {Lecturer: self._lecturers})

    def sessions(self) -> Iterator[tuple[Held, Deed]]:
        """Each session with the rows it left behind."""
        for plan in sorted(self._plans(), key=lambda one: one.day):
            yield self._hold(plan)

    def elsewhere(self) -> Iterator[Deed]:
        """Once a year secretaries spend a week at the city's training; not all of them stay."""
        for year in self._station.years.all:
            day = self._station.years.day(self._chance, year)
            rows = [self._record(one, day) for one in self._people.secretaries]
            if rows:
                yield Deed("补记培训", at(day + timedelta(days=3)), {CreditRecord: rows})

    def _plans(self) -> Iterator[_Plan]:
        """Forums, training before taking post, the yearly exam; lectures with what is left."""
        left = round(self._station.figures.person_times / _PRESENT)
        for plan in self._regular():
            left -= len(plan.people)
            yield plan
        crowd = [*self._people.heads, *self._people.members] or list(self._people.instructors)
        number = 0
        while left > 0:
            people = self._chance.sample(crowd, min(left, _ROOM, len(crowd)))
            left -= len(people)
            title, kind = _LECTURES[number % len(_LECTURES)]
            year = self._station.years.all[number % len(self._station.years.all)]
            exam = kind is _KINDS.TOPIC_LECTURE
            yield _Plan(self._day(year), f"{year}年{title}", kind, people, exam)
            number += 1

    def _regular(self) -> Iterator[_Plan]:
        instructors = self._people.instructors
        years = self._station.years
        for place, year in enumerate(years.all):
            new = instructors[place :: len(years.all)]
            if new:
                title = f"{year}年党建指导员任前培训"
                yield _Plan(self._day(year), title, _KINDS.PRE_POST, new, exam=True)
                title = f"{year}年党建指导员轮训"
                everybody = self._chance.sample(instructors, len(instructors) * 2 // 3)
                yield _Plan(self._day(year), title, _KINDS.TOPIC_LECTURE, everybody, exam=True)
            yield from self._forums(year)

    def _forums(self, year: int) -> Iterator[_Plan]:
        """One each quarter, but for one that was forgotten now and then."""
        for quarter in range(1, 5):
            day = date(year, quarter * 3 - 1, self._chance.randrange(4, 26))
            held = day <= self._station.years.last and self._chance.random() < 0.95  # noqa: PLR2004
            if held and self._people.secretaries:
                title = f"{year}年第{quarter}季度领头雁工作讲坛"
                yield _Plan(day, title, _KINDS.QUARTERLY_FORUM, self._people.secretaries)

    def _day(self, year: int) -> date:
        return self._station.years.day(self._chance, year)

    def _hold(self, plan: _Plan) -> tuple[Held, Deed]:
        key, tenths = new_key(), _TENTHS.get(plan.kind, 10)
        lecturer = self._chance.choice(self._lecturers)
        session = row(
            TrainingSession,
            id=key,
            station_id=self._station.key,
            title=plan.title,
            kind=plan.kind.value,
            level=SessionLevel.TOWNSHIP.value,
            starts_on=plan.day,
            ends_on=plan.day + timedelta(days=max(0, -(-tenths // 10) - 1)),
            place=f"{self._station.name}党群服务中心二楼会议室",
            lecturer=lecturer["name"],
            credit_hours=tenths * 8,
            training_days=tenths,
            starts_at=9 * 60,
            ends_at=16 * 60 + 30,
        )
        roll = [self._enrolment(key, one, plan.day) for one in plan.people]
        there = {Attendance.PRESENT.value, Attendance.LATE.value}
        attended = [
            person
            for person, one in zip(plan.people, roll, strict=True)
            if one["attendance"] in there
        ]
        rows = {
            TrainingSession: [session],
            Enrolment: roll,
            Teaching: [_teaching(key, lecturer, tenths)],
            FeedbackSlip: _slips(key, len(attended) // 3, self._chance),
        }
        held = Held(key, plan.day, plan.title, plan.kind, attended, tenths, plan.exam)
        return held, Deed(f"登记培训“{plan.title}”", at(plan.day, 16), rows)

    def _enrolment(self, session: uuid.UUID, person: Row, day: date) -> Row:
        draw = self._chance.random()
        attendance = Attendance.PRESENT
        if draw > _PRESENT:
            attendance = Attendance.LEAVE if draw < 0.98 else Attendance.ABSENT  # noqa: PLR2004
        elif draw > 0.9:  # noqa: PLR2004 - three of a hundred are late
            attendance = Attendance.LATE
        came = draw <= _PRESENT
        late = attendance is Attendance.LATE
        return row(
            Enrolment,
            id=fixed_key("enrolment", session, person["id"]),
            session_id=session,
            person_id=person["id"],
            attendance=attendance.value,
            signed_at=at(day, 9 if late else 8, self._chance.randrange(15, 55)) if came else None,
            reason="公务" if attendance is Attendance.LEAVE else "",
        )

    def _record(self, person: Row, day: date) -> Row:
        title = f"{day.year}年全市村书记集中轮训"
        (days,) = self._chance.choices(_CITY_DAYS, _HOW_MANY_STAY)
        return row(
            CreditRecord,
            id=fixed_key("credit_record", person["id"], day, title),
            person_id=person["id"],
            title=title,
            organiser="市委组织部",
            kind=_KINDS.TOPIC_LECTURE.value,
            level=SessionLevel.CITY.value,
            starts_on=day,
            ends_on=day + timedelta(days=days - 1),
            credit_hours=days * 80,
            training_days=days * 10,
        )


def _teaching(session: uuid.UUID, lecturer: Row, tenths: int) -> Row:
    return row(
        Teaching,
        id=fixed_key("teaching", session, lecturer["id"]),
        session_id=session,
        lecturer_id=lecturer["id"],
        topic="专题讲授",
        hours=tenths * 8,
    )


def _slips(session: uuid.UUID, count: int, chance: random.Random) -> list[Row]:
    """Slips of a third of them; most content, some leave a question out."""
    codes = list(QUESTION_NAMES)
    return [
        row(
            FeedbackSlip,
            id=fixed_key("feedback_slip", session, number),
            session_id=session,
            number=number,
            ratings={
                code: chance.choices((5, 4, 3, 2, 1), (50, 30, 14, 4, 2))[0]
                for code in codes
                if chance.random() < 0.95  # noqa: PLR2004 - a few are left out
            },
            praise=chance.choice(_PRAISE),
            wishes=chance.choice(_WISHES),
        )
        for number in range(1, count + 1)
    ]
