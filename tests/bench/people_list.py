"""The list of people at 50,000: how it opens, and what each key costs while one types."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.keys import new_key
from db.models import Instructor, Person
from jyguide.app import Application, open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.generate.names import village_name
from jyguide.generate.people import Place, person_row
from jyguide.generate.writing import row
from jyguide.people.finding import PeopleView
from jyguide.people.person import PersonRole
from jyguide.people.row import PersonRow
from tests.bench import floors
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit, Ratio, bare, compare_seconds
from ui.alerts import DialogAlerts
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.jobs import JobRunner
from ui.people.page import PeoplePage
from ui.people.services import PeopleServices
from ui.shell import Shell
from ui.start import make_application

MANY, FEW = 50_000, 5_000
CITY = 13_886 + 85 + 232
"""Party members of the grid and the instructors."""
_LISTED = "select name, sex, birth, phone, education, organisation, post, search from person"
_LIKE = (
    "select id from person where name like '%建国%' or search like '%建国%'"
    " or id_number like '%建国' or phone like '%建国' or organisation like '%建国%'"
)
PEOPLE_TYPED = 30
_SHARE = 0.95
_VILLAGES = 271


def run() -> Iterator[Ratio | Limit]:
    """Opening at most 200 ms and at most 1.2 times that of 5,000; keys within 16 ms."""
    application = _qt()
    with tempfile.TemporaryDirectory() as name:
        apps = {count: filled(Path(name) / str(count), count) for count in (MANY, FEW)}
        open_many, open_few = (_opening(application, apps[count]) for count in (MANY, FEW))
        opened = compare_seconds(
            f"打开名单 {MANY} 人比 {FEW} 人", open_many, open_few, allowed=1.2, rounds=14
        )
        yield opened
        folder = Path(name) / str(MANY)
        plain = floors.table_ms(folder, _LISTED)
        yield Limit(f"打开名单 {MANY} 人", opened.ours * 1000, "ms", 200, plain)
        keys = sorted(_keystrokes(apps[MANY]))
        at = round(len(keys) * _SHARE) - 1
        like = bare(floors.read(folder, _LIKE))
        yield Limit(f"边打边找，{len(keys)} 次按键的 95%", keys[at] * 1000, "ms", 16, like)
        yield Limit("边打边找，中位", statistics.median(keys) * 1000, "ms", 16, like)
        for app in apps.values():
            app.close()


def growth() -> Iterator[Growth]:
    """The list and the keys over everybody in the city's grid and rosters, and ten times that."""
    application = _qt()
    found = []
    for count in (CITY, CITY * TEN):
        with tempfile.TemporaryDirectory() as name:
            app = filled(Path(name) / "people", count)
            opening = _opening(application, app)
            times = [opening() for _ in range(6)][1:]
            keys = list(_keystrokes(app))
            found.append((statistics.median(times), statistics.median(keys)))
            app.close()
    for at, what in enumerate(("打开人员名单", "边打边找")):
        yield Growth(what, found[0][at], found[1][at], CITY, CITY * TEN)


def _qt() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application(sys.argv[:1])


def filled(folder: Path, count: int, instructors: int | None = None) -> Application:
    """A city's folder with so many people; all of them on a roster unless `instructors` says."""
    create_folder(folder, NewFolder(), system_clock)
    app = open_application(folder)
    chance = random.Random(7)
    stations = [key for key, _ in app.people.stations()]
    people = [
        person_row(stations[number % len(stations)], number, _place(number), chance)
        for number in range(count)
    ]
    posts = [
        row(
            Instructor,
            id=new_key(),
            person_id=one["id"],
            station_id=one["station_id"],
            kind="part_time",
        )
        for one in people[:instructors]
    ]
    with app._store.begin("录入") as uow:
        uow.add_many(Person, people)
        uow.add_many(Instructor, posts)
        uow.commit()
    return app


def _place(number: int) -> Place:
    village = village_name(number % _VILLAGES)
    return f"{village}党总支第{number % 9 + 1}支部", None, "支部书记", PersonRole.NONE


def _opening(application: QApplication, app: Application) -> Callable[[], float]:
    """Seconds from asking for the page to its first rows drawn."""

    def opened() -> float:
        jobs = JobRunner()
        desk = Desk(jobs, DialogAlerts(), ChangeHub())
        shell = Shell("暨阳指导", "", jobs, desk.alerts, desk.changes)
        shell.resize(1366, 768)
        shell.show()
        application.processEvents()  # the empty window is drawn before the time runs
        services = PeopleServices(
            app.people,
            app.finder,
            app.ordering,
            app.organisations,
            app.rosters,
            app.history,
            app.disclosures,
        )
        start = time.perf_counter()
        page = PeoplePage(desk, app.place, services)
        shell.add_page(page)
        shell.show_page(page.name)
        while page._reading.shown is None:
            application.processEvents()  # the worker's answer comes by the queue
        shell.grab()
        took = time.perf_counter() - start
        while jobs.busy:
            application.processEvents()  # what it still reads is not counted, but must end
        shell.close()
        jobs.shutdown()
        shell.deleteLater()
        application.processEvents()  # what was put off for deletion goes now
        return took

    return opened


def _keystrokes(app: Application) -> Iterator[float]:
    """Seconds of each key: the service call that a key leads to, rows for the screen included."""
    app.finder.find(PeopleView())
    people = random.Random(3).sample(app.people.people(), PEOPLE_TYPED)
    for person in people:
        for words in _typed_for(person):
            for end in range(1, len(words) + 1):
                start = time.perf_counter()
                app.finder.find(PeopleView(words[:end]))
                yield time.perf_counter() - start


def _typed_for(person: PersonRow) -> Iterator[str]:
    full, initials, *_ = person.search.split()
    yield person.name
    yield full
    yield initials
    yield person.id_number[-6:].lower()
    yield person.phone[-4:]
    yield person.phone
    yield person.organisation[:6]
    yield f"{person.organisation[:3]} {initials}"
    yield "龘qx"
