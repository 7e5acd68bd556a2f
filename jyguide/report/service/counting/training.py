"""Numbers of training: what counts is said by the rules of person-times and of credit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models import Enrolment, Person, TrainingSession
from jyguide.report.figure import TENTHS, FigureName
from jyguide.report.service.counting.asked import (
    STATION,
    Asked,
    Cell,
    Counting,
    among,
    with_station,
    words,
)
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import ATTENDED_ROWS, counting, worth
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
)

_AREA, _PAGE = "培训", "training"
_HOME = "按站统计时归举办培训的指导站。"
_SESSION = (
    Cell("开始日期", TrainingSession.starts_on),
    Cell("培训班", TrainingSession.title),
    Cell("培训类型", TrainingSession.kind, words(SESSION_KIND_NAMES)),
    Cell("级别", TrainingSession.level, words(SESSION_LEVEL_NAMES)),
    STATION,
)
_PERSON = (
    Cell("姓名", Person.name),
    Cell("单位", Person.organisation),
    Cell("考勤", Enrolment.attendance, words(ATTENDANCE_NAMES)),
)


def _held(statement: Any, asked: Asked) -> Any:
    came = select(Enrolment.id).where(Enrolment.session_id == TrainingSession.id, ATTENDED_ROWS)
    held = with_station(statement, asked, TrainingSession.station_id)
    return held.where(asked.within(TrainingSession.starts_on), came.exists())


def _attended(statement: Any, asked: Asked) -> Any:
    """One row a person and session; of two people found to be one the first counts."""
    joined = statement.join(TrainingSession, TrainingSession.id == Enrolment.session_id).outerjoin(
        Person, Person.id == Enrolment.person_id
    )
    joined = with_station(joined, asked, TrainingSession.station_id)
    joined = joined.where(ATTENDED_ROWS, asked.within(TrainingSession.starts_on))
    if twice := asked.once("twice", lambda: _twice(asked)):
        joined = joined.where(~among(Enrolment.id, twice))
    return joined


def _people(statement: Any, asked: Asked) -> Any:
    """Of everybody the first session he came to in the period."""
    place = func.row_number().over(
        partition_by=Enrolment.person_id,
        order_by=(TrainingSession.starts_on, TrainingSession.title, Enrolment.id),
    )
    first = _attended(
        select(Enrolment.id.label("id"), place.label("place")).select_from(Enrolment), asked
    ).subquery()
    one_each = select(first.c.id).where(first.c.place == 1)
    joined = _attended(statement, asked).where(Enrolment.id.in_(one_each))
    if again := asked.once("again", lambda: _again(asked, one_each)):
        joined = joined.where(~among(Enrolment.id, again))
    return joined


def _twice(asked: Asked) -> frozenset[UUID]:
    """Enrolments of people found to be one at a session where one of theirs counts already."""
    return frozenset(_but_first(_of_merged(asked), lambda row: (row.session_id, row.end)))


def _again(asked: Asked, one_each: Any) -> frozenset[UUID]:
    """As `_twice`, over all the period: among those that are somebody's first."""
    rows = _of_merged(asked)
    if not rows:
        return frozenset()
    firsts = set(asked.session.scalars(one_each))
    return frozenset(_but_first([row for row in rows if row.id in firsts], lambda row: row.end))


class _Came:
    """An enrolment of somebody who was merged, or whom others were merged into."""

    def __init__(self, row: Any, end: UUID) -> None:
        self.id: UUID = row.id
        self.session_id: UUID = row.session_id
        self.end = end
        self.order: tuple[date, UUID] = (row.starts_on, row.id)


def _of_merged(asked: Asked) -> list[_Came]:
    if not asked.merged:
        return []
    found = asked.session.execute(
        with_station(
            select(
                Enrolment.id, Enrolment.session_id, Enrolment.person_id, TrainingSession.starts_on
            )
            .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
            .where(
                ATTENDED_ROWS,
                asked.within(TrainingSession.starts_on),
                among(Enrolment.person_id, asked.merged.concerned),
            ),
            asked,
            TrainingSession.station_id,
        )
    )
    rows = [_Came(row, asked.merged.end(row.person_id)) for row in found]
    return sorted(rows, key=lambda row: row.order)


def _but_first(rows: list[_Came], group: Any) -> Iterator[UUID]:
    seen = set()
    for row in rows:
        if (key := group(row)) in seen:
            yield row.id
        seen.add(key)


def _credited(statement: Any, asked: Asked) -> Any:
    _, kinds = _worth(asked)
    return _attended(statement, asked).where(kinds)


def _hours(asked: Asked) -> Any:
    hours, _ = _worth(asked)
    return hours


def _worth(asked: Asked) -> tuple[Any, Any]:
    """Tenths of an hour of an enrolment, and of which sessions, by the rule of the year."""
    return asked.once("worth", lambda: _read_worth(asked))  # type: ignore[no-any-return]


def _read_worth(asked: Asked) -> tuple[Any, Any]:
    year = asked.scope.begins_on.year
    rule = rule_of(asked.session, asked.rule_station, year).rule
    return worth(asked.session, year, rule)[0], counting(rule)


TRAINING = (
    Counting(
        FigureName(
            "sessions",
            "举办培训",
            "期",
            _AREA,
            "本期开始、已有人参加的培训，每期计一；已取消的不计。",
            _PAGE,
            home=_HOME,
        ),
        TrainingSession,
        _SESSION,
        _held,
    ),
    Counting(
        FigureName(
            "person_times",
            "培训人次",
            "人次",
            _AREA,
            "一人参加一期培训计 1 人次（已到、迟到、早退、补训都算，多日的也计 1 人次）；"
            "已取消的培训和登记的外出培训不计。",
            _PAGE,
            home=_HOME,
        ),
        Enrolment,
        (*_SESSION, *_PERSON),
        _attended,
    ),
    Counting(
        FigureName(
            "people_trained",
            "参训人数",
            "人",
            _AREA,
            "参加过培训的不重复人数，列出各人本期第一次参加的培训；合并过的人员算一人。",
            _PAGE,
            home=f"{_HOME[:-1]}；在几个站参训的人各站都计，各站之和可能大于全市。",
        ),
        Enrolment,
        (*_PERSON, *_SESSION),
        _people,
    ),
    Counting(
        FigureName(
            "hours",
            "培训学时",
            "学时",
            _AREA,
            "各人次按当年学时规则折算的学时之和；规则不计学时的培训类型、登记的外出培训不计。",
            _PAGE,
            parts=TENTHS,
            home=_HOME,
        ),
        Enrolment,
        (*_PERSON, *_SESSION),
        _credited,
        _hours,
    ),
)
"""What was held and who came."""
