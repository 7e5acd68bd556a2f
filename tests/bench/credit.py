"""The training credit of a year for 30,000 people and 12 sessions: who reaches his days."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from db.keys import fixed_key, new_key
from db.models import Enrolment, TrainingSession
from jyguide.app import Application
from jyguide.clock import system_clock
from tests.bench import floors
from tests.bench.offices import add_people, make, opened, person_rows, state_in, store
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit, bare, rounds_of, seconds

PEOPLE = 30_000
SESSIONS = 12
TODAY = system_clock().date()
YEAR = TODAY.year
ALLOWED_SECONDS = 1.0
ROUNDS = 5
_OF = (
    "from enrolment e join training_session s on s.id = e.session_id "
    "join person p on p.id = e.person_id "
    "where e.deleted = 0 and s.deleted = 0 and p.deleted = 0 and e.attendance = 'present'"
)
_SUMS = "count(*), sum(s.credit_hours), sum(s.training_days)"
_SUMMED = f"select p.id, s.level, {_SUMS} {_OF} group by 1, 2"
_READ = f"select p.name, p.organisation, s.title, s.starts_on, s.credit_hours {_OF}"
MORNING = datetime(YEAR, 1, 1, 9, tzinfo=timezone(timedelta(hours=8)))


def run() -> Iterator[Limit]:
    """The middle of some rounds; beside the driver that adds up and reads the same rows."""
    with _year(PEOPLE) as (app, folder):
        credit, came = _taken(app)
        report, rows = app.credit.year(YEAR), app.credit.attended(YEAR)
        summed, read = (bare(floors.read(folder, one), "s") for one in (_SUMMED, _READ))
    assert len(report.lines) == PEOPLE
    assert report.lines[0].gained.times == SESSIONS
    assert len(rows) == PEOPLE * SESSIONS
    name = f"{PEOPLE} 人 × {SESSIONS} 期的"
    yield Limit(f"{name}学时统计", credit, "s", ALLOWED_SECONDS, summed)
    yield Limit(f"{name}人次", came, "s", ALLOWED_SECONDS, read)


def growth() -> Iterator[Growth]:
    """A tenth of these people, and all of them: the city itself lies between."""
    few = PEOPLE // TEN
    found = []
    for count in (few, PEOPLE):
        with _year(count) as (app, _):
            found.append(_taken(app))
    for at, what in enumerate(("学时统计", "人次逐行")):
        yield Growth(what, found[0][at], found[1][at], few * SESSIONS, PEOPLE * SESSIONS)


@contextmanager
def _year(people: int) -> Iterator[tuple[Application, Path]]:
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = make(Path(name) / "city")
        with opened(folder) as app:
            _fill(app, people)
            yield app, folder


def _taken(app: Application) -> tuple[float, float]:
    """Seconds for the credit of all, and for the rows behind; the first round warms up."""
    rounds = rounds_of(ROUNDS) + 1
    credit = [seconds(lambda: app.credit.year(YEAR)) for _ in range(rounds)][1:]
    came = [seconds(lambda: app.credit.attended(YEAR)) for _ in range(rounds)][1:]
    return statistics.median(credit), statistics.median(came)


def _fill(app: Application, count: int) -> None:
    """Everybody attends everything, at the city's and at the stations' level by turns."""
    chance = random.Random(1)
    stations = [key for key, _ in app.people.stations()]
    people = []
    for place, station in enumerate(stations):
        first, last = count * place // len(stations), count * (place + 1) // len(stations)
        people += person_rows(station, range(first, last))
    more = dict.fromkeys(("organisation_id", "position", "same_as_id"))
    more |= dict.fromkeys(("reading", "note"), "")
    roles = ("village_secretary", "party_affairs")
    people = [more | one | {"role": chance.choice(roles)} for one in people]
    add_people(app, people)
    for number in range(SESSIONS):
        key = new_key()
        with store(app).begin("办一期培训") as work:
            work.add_many(TrainingSession, [_session(key, number)])
            work.add_many(Enrolment, [_enrolment(key, one["id"]) for one in people])
            work.commit()


def _session(key: Any, number: int) -> dict[str, Any]:
    gone = (TODAY - date(YEAR, 1, 1)).days
    day = date(YEAR, 1, 1) + timedelta(days=gone * number // SESSIONS)
    return {
        "id": key,
        "station_id": None,
        "title": f"第 {number + 1} 期",
        "kind": "topic_lecture",
        "level": "city" if number % 2 else "township",
        "starts_on": day,
        "ends_on": day,
        "credit_hours": 40,
        "training_days": 0 if number % 3 else 5,
        "place": "",
        "lecturer": "",
        "note": "",
        "stage": "fixed",
        "starts_at": None,
        "ends_at": None,
        "summary": "",
    }


def _enrolment(session: Any, person: Any) -> dict[str, Any]:
    return {
        "id": fixed_key("enrolment", session, person),
        "session_id": session,
        "person_id": person,
        "attendance": "present",
        "signed_at": MORNING,
        "reason": "",
        "credited_hours": None,
        "credited_days": None,
        "credit_reason": "",
    }
