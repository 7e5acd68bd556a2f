"""Numbers of the office: stations, people, instructors as approvals see them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from db.models import Person, Station
from jyguide.approval.gate import State
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

if TYPE_CHECKING:
    from jyguide.approval.row import StandingRow

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


def _listed(kind: InstructorKind, statement: Any, asked: Asked) -> Any:
    """Whom one row alone puts on the roster, and those of the others whom the rule finds there."""
    others = [
        row
        for row in asked.roster.doubtful
        if row.kind == kind.value and row.standing.state is not State.LEFT
    ]
    plain = Person.id.in_(asked.roster.plain(kind, asked.at_home))
    return _with_office(statement).where(plain | among(Person.id, _keys(others, asked)))


def _at_work(statement: Any, asked: Asked) -> Any:
    found = [row for row in asked.roster.appointed if row.standing.at_work]
    return _with_office(statement).where(among(Person.id, _keys(found, asked)))


def _with_office(statement: Any) -> Any:
    return statement.outerjoin(Station, Station.id == Person.station_id)


def _keys(rows: Iterable[StandingRow], asked: Asked) -> list[UUID]:
    return [row.person.id for row in rows if asked.is_at_home(row.station_id)]


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
        partial(_listed, kind),
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
        _at_work,
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
