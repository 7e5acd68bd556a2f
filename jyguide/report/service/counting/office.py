"""Numbers of the office: stations, people, instructors as approvals see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from db.models import Person, Station
from jyguide.approval.gate import State
from jyguide.approval.row import StandingRow
from jyguide.people.person import PERSON_ROLE_NAMES, InstructorKind
from jyguide.people.secretary import SECRETARY_ROLES
from jyguide.place import CITY_CODE
from jyguide.report.figure import FigureName
from jyguide.report.service.counting.asked import (
    STATION,
    Asked,
    Cell,
    Counting,
    among,
    with_station,
    words,
)

_AREA = "队伍"
_PERSON = (
    Cell("姓名", Person.name),
    Cell("单位", Person.organisation),
    Cell("职务", Person.post),
    Cell("人员类别", Person.role, words(PERSON_ROLE_NAMES)),
    STATION,
)


def _stations(statement: Any, asked: Asked) -> Any:
    code = asked.scope.station
    if code == CITY_CODE:
        return statement.where(Station.code == "")
    return statement.where(Station.code == code) if code else statement


def _people(statement: Any, asked: Asked) -> Any:
    return with_station(statement, asked, Person.station_id)


def _secretaries(statement: Any, asked: Asked) -> Any:
    roles = sorted(role.value for role in SECRETARY_ROLES)
    return _people(statement, asked).where(Person.role.in_(roles))


def _instructors(holds: Callable[[StandingRow], bool], statement: Any, asked: Asked) -> Any:
    keys: list[UUID] = [row.person.id for row in asked.on_roster if holds(row)]
    joined = statement.outerjoin(Station, Station.id == Person.station_id)
    return joined.where(among(Person.id, keys))


def _listed(kind: InstructorKind, row: StandingRow) -> bool:
    return row.kind == kind.value and row.standing.state is not State.LEFT


def _at_work(row: StandingRow) -> bool:
    return row.standing.at_work


def _name(
    key: str, name: str, unit: str, counting: str, page: str, *, present: bool = True
) -> FigureName:
    """A stock; of people and stations only what they are now is kept."""
    return FigureName(key, name, unit, _AREA, counting, page, standing=True, present=present)


def _roster(key: str, name: str, kind: InstructorKind) -> Counting:
    counting = f"花名册上当日在册、未离任的{name}指导员。"
    return Counting(
        _name(key, f"{name}指导员", "人", counting, "approval"),
        Person,
        _PERSON,
        partial(_instructors, partial(_listed, kind)),
    )


OFFICE = (
    Counting(
        _name("stations", "指导站", "个", "全市现有的指导站。", "organisation"),
        Station,
        (Cell("代号", Station.code), Cell("指导站", Station.name)),
        _stations,
    ),
    _roster("instructors_full_time", "专职", InstructorKind.FULL_TIME),
    _roster("instructors_part_time", "兼职", InstructorKind.PART_TIME),
    Counting(
        _name(
            "instructors_at_work",
            "在岗指导员",
            "人",
            "当日在册、批复有效、没有暂停的指导员，专职兼职都计。",
            "approval",
            present=False,
        ),
        Person,
        _PERSON,
        partial(_instructors, _at_work),
    ),
    Counting(
        _name(
            "secretaries", "村（社区）党组织书记", "人", "现任的村、社区党组织书记。", "secretary"
        ),
        Person,
        _PERSON,
        _secretaries,
    ),
    Counting(
        _name("people", "人员名单", "人", "人员名单上现有的人；合并过的算一人。", "people"),
        Person,
        _PERSON,
        _people,
    ),
)
"""Who there is."""
