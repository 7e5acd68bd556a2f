"""The training credit of a year for 30,000 people and 12 sessions: who reaches his days."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from db.keys import fixed_key, new_key
from db.models import Enrolment, TrainingSession
from jyguide.app import Application
from jyguide.clock import system_clock
from tests.bench.offices import add_people, make, opened, person_rows, state_in, store
from tests.bench.ratio import Limit, seconds

PEOPLE = 30_000
SESSIONS = 12
TODAY = system_clock().date()
YEAR = TODAY.year
ALLOWED_SECONDS = 1.0
ROUNDS = 5
MORNING = datetime(YEAR, 1, 1, 9, tzinfo=timezone(timedelta(hours=8)))


def run() -> Iterator[Limit]:
    """The middle of some rounds; the first warms up."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = make(Path(name) / "city")
        with opened(folder) as app:
            _fill(app)
            credit = [seconds(lambda: app.credit.year(YEAR)) for _ in range(ROUNDS + 1)][1:]
            report = app.credit.year(YEAR)
            came = [seconds(lambda: app.credit.attended(YEAR)) for _ in range(ROUNDS + 1)][1:]
            rows = app.credit.attended(YEAR)
    assert len(report.lines) == PEOPLE
    assert report.lines[0].gained.times == SESSIONS
    assert len(rows) == PEOPLE * SESSIONS
    name = f"{PEOPLE} 人 × {SESSIONS} 期的"
    yield Limit(f"{name}学时统计", statistics.median(credit), "s", ALLOWED_SECONDS)
    yield Limit(f"{name}人次", statistics.median(came), "s", ALLOWED_SECONDS)


def _fill(app: Application) -> None:
    """Everybody attends everything, at the city's and at the stations' level by turns."""
    chance = random.Random(1)
    stations = [key for key, _ in app.people.stations()]
    people = []
    for place, station in enumerate(stations):
        first, last = PEOPLE * place // len(stations), PEOPLE * (place + 1) // len(stations)
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
