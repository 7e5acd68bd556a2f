"""A city and stations that are let in, with as many made-up people as wanted."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.models import Person
from db.uow import Store
from jyguide.app import Application, open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.generate.people import person_row
from jyguide.people.person import PersonRole
from jyguide.state import STATE_VARIABLE

_ROLE = PersonRole.NONE


@contextmanager
def state_in(folder: Path) -> Iterator[None]:
    """Marks of the databases of a measurement stay with it."""
    before = os.environ.get(STATE_VARIABLE)
    os.environ[STATE_VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[STATE_VARIABLE]
        if before is not None:
            os.environ[STATE_VARIABLE] = before


@contextmanager
def opened(folder: Path) -> Iterator[Application]:
    app = open_application(folder)
    try:
        yield app
    finally:
        app.close()


def make(folder: Path, station: str = "") -> Path:
    create_folder(folder, NewFolder(station), system_clock)
    return folder


def let_in(city: Application, station: Application, room: Path) -> None:
    """By the two files, as in life."""
    request, reply = room / "request", room / "reply"
    code = station.devices.write_request(request)
    answer = city.devices.accept(request, code, reply)
    station.devices.join(reply, answer)


def store(app: Application) -> Store:
    return app._store


def person_rows(station: Any, numbers: range) -> list[dict[str, Any]]:
    """Rows for ``UnitOfWork.add_many``."""
    chance = random.Random(numbers.start)
    return [
        person_row(station, number, (f"示例村第{number % 40}党支部", None, "", _ROLE), chance)
        for number in numbers
    ]


def add_people(app: Application, rows: Sequence[dict[str, Any]], step: int = 20_000) -> None:
    for start in range(0, len(rows), step):
        with store(app).begin("导入花名册") as work:
            work.add_many(Person, rows[start : start + step])
            work.commit()


def copy_of(folder: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(folder, target))
