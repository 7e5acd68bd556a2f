"""The first files of all 18 stations, at the city's own figures and at ten times these."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from db.base import SyncedRow
from db.engine import make_engine
from db.keys import fixed_key, new_key
from db.models import (
    Answer,
    Attempt,
    Certificate,
    Enrolment,
    Exam,
    Instructor,
    Marking,
    TrainingSession,
    whole_metadata,
)
from db.scope import tables
from jyguide.app import Application
from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.pause import collector_paused
from jyguide.place import CITY_CODE, DATABASE
from jyguide.shipped import station_names
from tests.bench.offices import (
    add_people,
    copy_of,
    let_in,
    make,
    opened,
    person_rows,
    state_in,
    store,
)
from tests.bench.parts import ONE, TEN
from tests.bench.ratio import Growth, Limit, seconds

MEMBERS = 14_000
INSTRUCTORS = 85 + 232
ENROLMENTS = 5_100
IN_A_SESSION = 30
ALLOWED_SECONDS = 60
BATCH = 20_000
MORNING = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=8)))
PLAN = BlueprintPlan(
    "任前培训结业考试",
    Blueprint(
        (
            BlueprintLine(ItemKind.SINGLE, 20, 20),
            BlueprintLine(ItemKind.MULTIPLE, 10, 30),
            BlueprintLine(ItemKind.TRUE_FALSE, 10, 10),
            BlueprintLine(ItemKind.FILL_IN, 5, 20),
            BlueprintLine(ItemKind.SHORT_ANSWER, 2, 50),
        ),
        pass_points=700,
        minutes=60,
    ),
    MarkingRule(),
)


def run() -> Iterator[Limit]:
    """Under a minute for the whole city, most of it its answers."""
    ours, floor, rows = measure(1)
    yield Limit(f"18 个站第一次上报合并到市级（{rows} 行）", ours, "s", ALLOWED_SECONDS, floor)


def growth() -> Iterator[Growth]:
    """Ten times the rows may take ten times as long, as the bare insert does."""
    (one, _, few), (ten, _, many) = (measure(scale) for scale in (ONE, TEN))
    yield Growth("18 个站第一次上报合并", one, ten, few, many)


def measure(scale: int) -> tuple[float, float, int]:
    """Seconds to take in a file of every station, of the bare insert, and how many rows."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        room = Path(name)
        city = make(room / "city")
        bundles = [_first_file(city, room, place, scale) for place in range(18)]
        before = copy_of(city, room / "before")
        ours = 0.0
        with opened(city) as app:
            for bundle in bundles:
                ours += seconds(partial(_take_in, app, bundle))
        floor, rows = _bare(city / DATABASE, before / DATABASE)
    return ours, floor, rows


def _take_in(app: Application, bundle: Path) -> None:
    report = app.sync.take_in(bundle)
    assert report.conflict_count == report.refused_count == 0
    assert not report.waiting
    assert all(total.agrees for total in report.after)


def _first_file(city: Path, room: Path, place: int, scale: int) -> Path:
    """A station is let in, works for years, and writes its first file."""
    folder, bundle = make(room / f"station{place}", station_names()[place]), room / f"{place}"
    with opened(city) as at_city, opened(folder) as app:
        let_in(at_city, app, room)
        _work(app, place, scale)
        _tell_answers_apart(folder / DATABASE)
        app.sync.export(CITY_CODE, bundle)
    shutil.rmtree(folder)
    return bundle


def _work(app: Application, place: int, scale: int) -> None:
    station = app.place.station_id
    chance = random.Random(place)
    count = _share(MEMBERS, place, scale) + _share(INSTRUCTORS, place, scale)
    first = place * ((MEMBERS + INSTRUCTORS) * scale // 18 + 2)  # nobody is at two stations
    people = person_rows(station, range(first, first + count))
    add_people(app, people)
    instructors = [
        _instructor(one["id"], station, number)
        for number, one in enumerate(people[: _share(INSTRUCTORS, place, scale)])
    ]
    paper = app.papers.paper(app.papers.draw(PLAN, PLAN.name, place))
    positions = [one.id for one in paper.places]
    with store(app).begin("登记指导员") as work:
        work.add_many(Instructor, instructors)
        work.commit()
    left, number = _share(ENROLMENTS, place, scale), 0
    while left > 0:
        some = chance.sample(people, min(left, IN_A_SESSION))
        left -= len(some)
        rows = _Session(app, paper.row.id, positions, chance).rows(some, number)
        number += len(some)
        with store(app).begin("办一期培训") as work:
            for row_type, found in rows.items():
                work.add_many(row_type, found)
            work.commit()


def _share(total: int, place: int, scale: int) -> int:
    """What one of 18 stations has of it, so that all of them have it all."""
    return total * scale * (place + 1) // 18 - total * scale * place // 18


def _instructor(person: Any, station: Any, number: int) -> dict[str, Any]:
    kind = "part_time" if number % 4 else "full_time"
    return {
        "id": new_key(),
        "person_id": person,
        "station_id": station,
        "kind": kind,
        "state": "candidate",
    }


class _Session:
    """Rows of one session of training and its exam."""

    def __init__(
        self, app: Application, paper: Any, positions: list[Any], chance: random.Random
    ) -> None:
        self._place = app.place
        self._paper = paper
        self._positions = positions
        self._chance = chance
        self._id, self._exam = new_key(), new_key()

    def rows(
        self, people: list[dict[str, Any]], number: int
    ) -> dict[type[SyncedRow], list[dict[str, Any]]]:
        found: dict[type[SyncedRow], list[dict[str, Any]]] = {
            TrainingSession: [self._session()],
            Exam: [self._exam_row()],
            Enrolment: [],
            Attempt: [],
            Answer: [],
            Marking: [],
            Certificate: [],
        }
        for sequence, person in enumerate(people, start=number + 1):
            attempt = fixed_key("attempt", self._exam, person["id"])
            found[Enrolment].append(self._enrolment(person["id"]))
            found[Attempt].append(self._attempt(attempt, person["id"]))
            found[Answer] += [self._answer(attempt, place) for place in self._positions]
            found[Marking].append(self._marking(attempt))
            found[Certificate].append(self._certificate(person, sequence))
        return found

    def _session(self) -> dict[str, Any]:
        return {
            "id": self._id,
            "station_id": self._place.station_id,
            "title": "2026年任前培训",
            "kind": "pre_post",
            "level": "township",
            "starts_on": MORNING.date(),
            "ends_on": MORNING.date(),
            "place": "二楼会议室",
            "lecturer": "样例讲师",
            "credit_hours": 80,
            "training_days": 10,
            "note": "",
            "stage": "fixed",
            "summary": "",
        }

    def _exam_row(self) -> dict[str, Any]:
        return {
            "id": self._exam,
            "station_id": self._place.station_id,
            "session_id": self._id,
            "paper_id": self._paper,
            "title": "结业考试",
            "state": "closed",
            "proctor_code": "",
            "leaving_locks": False,
            "reveal": "later",
            "makeup_of_id": None,
        }

    def _enrolment(self, person: Any) -> dict[str, Any]:
        return {
            "id": fixed_key("enrolment", self._id, person),
            "session_id": self._id,
            "person_id": person,
            "attendance": "present",
            "signed_at": MORNING,
            "reason": "",
            "credit_reason": "",
        }

    def _attempt(self, key: Any, person: Any) -> dict[str, Any]:
        return {
            "id": key,
            "exam_id": self._exam,
            "person_id": person,
            "started_at": MORNING,
            "seconds_allowed": 3600,
            "extra_seconds": 0,
            "interruptions": [],
            "handed_in_at": MORNING + timedelta(minutes=50),
            "seconds_used": 3000,
            "ended_by": "candidate",
            "origin": "screen",
            "paper_id": None,
        }

    def _answer(self, attempt: Any, place: Any) -> dict[str, Any]:
        return {
            "id": fixed_key("answer", attempt, place),
            "attempt_id": attempt,
            "paper_item_id": place,
            "response": self._chance.choice("ABCD"),
            "later": False,
            "at": MORNING + timedelta(seconds=self._chance.randrange(3000)),
        }

    def _marking(self, attempt: Any) -> dict[str, Any]:
        return {
            "id": new_key(),
            "attempt_id": attempt,
            "replaces_id": None,
            "at": MORNING + timedelta(minutes=51),
            "marks": {str(place): 20 for place, _ in enumerate(self._positions, start=1)},
            "points": 20 * len(self._positions),
            "passed": True,
            "waiting": [],
            "reason": "",
            "key_changes": [],
        }

    def _certificate(self, person: dict[str, Any], sequence: int) -> dict[str, Any]:
        return {
            "id": new_key(),
            "station_id": self._place.station_id,
            "kind": "completion",
            "year": 2026,
            "station_code": self._place.station_code,
            "device_letter": self._place.device_letter,
            "sequence": sequence,
            "person_id": person["id"],
            "session_id": self._id,
            "exam_id": self._exam,
            "issued_on": MORNING.date(),
            "wording": {"name": person["name"], "subject": "2026年任前培训", "hours": 80},
            "replaces_id": None,
        }


def _tell_answers_apart(database: Path) -> None:
    """Every answer is an action of its own, as it is where people give them one by one."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "update journal set action_id = lower(hex(randomblob(16))) where \"table\" = 'answer'"
        )
        connection.execute(
            "insert into action (id, name, at, actor_id, device_id, undoes_id) "
            "select j.action_id, '作答', j.at, j.actor_id, "
            "(select device_id from action limit 1), null "
            "from journal j where j.\"table\" = 'answer'"
        )


def _bare(merged: Path, empty: Path) -> tuple[float, int]:
    """Seconds to insert what the merge brought into the tables and nothing else, and how many."""
    took, count = 0.0, 0
    source, target = make_engine(merged), make_engine(empty)
    try:
        with source.connect() as out, target.execution_options(writes=True).connect() as into:
            synchronised = {row_type.__table__ for row_type in tables().values()}
            for table in (one for one in whole_metadata().sorted_tables if one in synchronised):
                known = set(into.scalars(select(table.c.id)))
                for some in out.execute(select(table)).mappings().partitions(BATCH):
                    rows = [_plain(row) for row in some if row["id"] not in known]
                    if rows:
                        took += seconds(partial(_put, into, table, rows))
                        count += len(rows)
            took += seconds(into.commit)
    finally:
        source.dispose()
        target.dispose()
    return took, count


def _plain(row: Any) -> dict[str, Any]:
    return {**row, "sync_v": '{"*":[1,1760000000000,"0123456789ab"]}'}


def _put(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    with collector_paused():
        connection.execute(insert(table), rows)
