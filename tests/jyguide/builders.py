"""Made-up people, rosters, sessions and exams, each in one line of a test."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy
from openpyxl import Workbook
from sqlalchemy import Connection, Table, select

from db.dialect import json_reader
from db.engine import Address, make_engine
from db.models import Bundle, whole_metadata
from jyguide.app import Application
from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import EndedBy, Sitting
from jyguide.ids import ExamId, PaperId, PersonId, SessionId
from jyguide.people.id_number import birth_of, check_character, sex_of
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.place import DATABASE, server_address
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan

DATA = Path(__file__).parents[1] / "data"
DAY = date(2026, 11, 20)
HEADINGS = ("姓名", "性别", "身份证号", "手机号码", "所在站", "专/兼职")
NAMES = ("陈明", "单雄", "仇英", "尉迟恭", "解珍", "王芳", "曾国强", "查良")
"""Surnames with readings of their own among them: shàn, qiú, yùchí, xiè, zēng, zhā."""


class SettableClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def an_id(index: int = 0) -> str:
    """The ID number of made-up person number ``index``; even ones are women."""
    birth = date(1970, 1, 1) + timedelta(days=37 * index)
    first = f"320281{birth:%Y%m%d}{998 if index % 2 == 0 else 997}"
    return first + check_character(first)


def a_person(name: str = "陈明", index: int = 0, **changes: object) -> PersonFacts:
    number = an_id(index)
    facts: dict[str, object] = {
        "name": name,
        "sex": sex_of(number),
        "birth": birth_of(number),
        "id_number": number,
        "phone": f"1390000{index:04d}",
        "station": "周庄镇",
        "kind": InstructorKind.PART_TIME,
    }
    return PersonFacts(**(facts | changes))  # type: ignore[arg-type]


def add_people(app: Application, count: int) -> list[PersonId]:
    return [app.people.add(a_person(NAMES[i % len(NAMES)], i)) for i in range(count)]


def a_row(name: str = "陈明", index: int = 0, **changes: object) -> tuple[object, ...]:
    """One line under HEADINGS."""
    number = an_id(index)
    facts: dict[str, object] = {
        "姓名": name,
        "性别": sex_of(number),
        "身份证号": number,
        "手机号码": f"1390000{index:04d}",
        "所在站": "周庄镇",
        "专/兼职": "兼职",
    }
    return tuple((facts | changes).values())


def a_roster(
    path: Path, rows: Iterable[Sequence[object]], headings: Sequence[str] = HEADINGS
) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def import_people(app: Application, path: Path) -> object:
    return app.rosters.take_in(app.rosters.plan(path))


def a_plan(**changes: object) -> SessionPlan:
    facts: dict[str, object] = {
        "title": "任前培训",
        "kind": SessionKind.PRE_POST,
        "level": SessionLevel.TOWNSHIP,
        "starts_on": DAY,
        "ends_on": DAY,
        "credit_hours": 80,
        "training_days": 10,
    }
    return SessionPlan(**(facts | changes))  # type: ignore[arg-type]


def a_blueprint(*lines: BlueprintLine, **changes: object) -> BlueprintPlan:
    lines = lines or (
        BlueprintLine(ItemKind.SINGLE, 4, 20),
        BlueprintLine(ItemKind.MULTIPLE, 2, 30),
        BlueprintLine(ItemKind.TRUE_FALSE, 2, 10),
        BlueprintLine(ItemKind.FILL_IN, 1, 20),
        BlueprintLine(ItemKind.ORDERING, 1, 20),
    )
    total = sum(line.count * line.points for line in lines)
    facts: dict[str, object] = {
        "lines": lines,
        "pass_points": total * 6 // 10,
        "minutes": 30,
        "shuffle_options": True,
    }
    return BlueprintPlan("结业考试", Blueprint(**(facts | changes)), MarkingRule())  # type: ignore[arg-type]


SHORT = (
    BlueprintLine(ItemKind.TRUE_FALSE, 2, 10),
    BlueprintLine(ItemKind.SHORT_ANSWER, 1, 40),
)
"""A paper on which a person has to mark something."""


@dataclass(frozen=True, slots=True)
class Held:
    """A session with everybody signed in and an exam open before them."""

    people: list[PersonId]
    session: SessionId
    paper: PaperId
    exam: ExamId


def hold_exam(
    app: Application, count: int = 2, blueprint: BlueprintPlan | None = None, seed: int = 7
) -> Held:
    people = add_people(app, count)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    for person in people:
        app.training.sign_in(session, person)
    paper = app.papers.draw(blueprint or a_blueprint(), "结业考试", seed)
    return Held(people, session, paper, app.sittings.open_exam(paper, "结业考试", session))


def a_bundle(office: str, at: datetime, direction: str) -> Bundle:
    """What is kept of a file exchanged with an office, "in" or "out"."""
    return Bundle(
        id=uuid.uuid4(),
        direction=direction,
        office=office,
        device_id=None,
        epoch="",
        number=1,
        at=int(at.timestamp() * 1000),
        digest="",
        report={},
        chains={},
        withdrawn=False,
    )


def prepared_station(build: Callable[[Application], object]) -> tuple[object, object, object]:
    """Fixtures of a module whose tests all begin alike: `station`, `app` and `held`.

    Args:
        build: Fills a fresh folder once, of which each test has a copy; what it gives is `held`.
    """

    @pytest.fixture
    def station(open_prepared):
        return open_prepared(build)

    @pytest.fixture
    def app(station):
        return station[0]

    @pytest.fixture
    def held(station):
        return station[1]

    return station, app, held


def tail(index: int) -> str:
    return an_id(index)[-4:]


def right(content: object) -> object:
    """The full answer to an item as printed."""
    answer = content.answer  # type: ignore[attr-defined]
    return tuple(blank[0] for blank in answer) if isinstance(answer, tuple) else answer


def sit(
    app: Application, held: Held, index: int = 0, answered: int | None = None, seconds: int = 600
) -> Sitting:
    """Answer the first places of the paper in full, all of them without ``answered``; hand in."""
    sitting = app.sittings.begin(held.exam, held.people[index], tail(index))
    for place in sitting.places[:answered]:
        app.sittings.answer(
            sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=seconds
        )
    app.sittings.hand_in(sitting.attempt_id, seconds, EndedBy.CANDIDATE)
    return sitting


def database_of(app: Application) -> Address:
    """Where the data of an application is."""
    folder = app.place.folder
    return server_address(folder) or folder / DATABASE


@contextmanager
def looking_at(app: Application) -> Iterator[Connection]:
    """The database as another program sees it; what is changed there is kept."""
    engine = make_engine(database_of(app))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def run_sql(app: Application, statement: str) -> None:
    """One statement behind the program's back."""
    with looking_at(app) as connection:
        connection.exec_driver_sql(statement)


def rows_kept(app: Application) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table by its key, as the driver reads it: to be compared with later."""
    with looking_at(app) as connection:
        return {
            each.name: [
                tuple(row)
                for row in connection.exec_driver_sql(
                    f'SELECT * FROM "{each.name}" '
                    f"ORDER BY {', '.join(part.name for part in each.primary_key)}"
                )
            ]
            for each in whole_metadata().sorted_tables
        }


def rows_alike(app: Application) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the journal's form, which both databases share."""
    with looking_at(app) as connection:
        return {
            each.name: sorted((tuple(row.values()) for row in _rows(connection, each)), key=repr)
            for each in whole_metadata().sorted_tables
        }


def table(app: Application, name: str) -> list[dict[str, object]]:
    """The rows of one table of keys that rise, in the order in which they were made."""
    with looking_at(app) as connection:
        rows = _rows(connection, whole_metadata().tables[name])
        return sorted(rows, key=lambda row: str(row["id"]))


def _rows(connection: Connection, of: Table) -> list[dict[str, object]]:
    """Rows in the journal's form, the same on both databases."""
    bare = sqlalchemy.table(of.name, *(sqlalchemy.column(part.name) for part in of.columns))
    readers = {part.name: json_reader(part.type, connection.dialect.name) for part in of.columns}
    return [
        {name: read(row[name]) if (read := readers[name]) else row[name] for name in readers}
        for row in connection.execute(select(*bare.columns)).mappings()
    ]
