"""What keeping the journal costs those who write through the session, row by row."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import make_engine
from db.models import Person
from jyguide.clock import system_clock
from jyguide.folder import open_folder
from jyguide.pause import collector_paused
from jyguide.place import DATABASE
from tests.bench.offices import copy_of, make, person_rows
from tests.bench.ratio import Ratio, compare_seconds, seconds

COUNT = 10_000
ROUNDS = 7
STAMP = '{"*":[1,1760000000000,"0123456789ab"]}'

Task = Callable[[Session], Callable[[], None]]
"""Gets ready, and gives what is to be timed but for the commit."""


def run() -> Iterator[Ratio]:
    """New rows at most 1.5 times the same without our hooks, edited ones 3 times."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        empty = make(room / "empty", "周庄镇")
        filled = copy_of(empty, room / "filled")
        ours(filled, add)
        for what, folder, task, allowed in (
            ("新增", empty, add, 1.5),
            ("修改", filled, edit, 3.0),
        ):
            yield compare_seconds(
                f"记下改动：逐条{what} {COUNT} 人",
                partial(_on_copy, ours, folder, room / "ours", task),
                partial(_on_copy, floor, folder, room / "floor", task),
                allowed=allowed,
                rounds=ROUNDS + 1,
            )


def add(session: Session) -> Callable[[], None]:
    people = [Person(**row, sync_v=STAMP) for row in person_rows(None, range(COUNT))]
    return lambda: session.add_all(people)


def edit(session: Session) -> Callable[[], None]:
    """Two columns in two registers of everybody."""
    people = session.scalars(select(Person)).all()
    assert len(people) == COUNT

    def work() -> None:
        for person in people:
            person.phone = f"15{person.phone[2:]}"
            person.education = "大学"

    return work


def ours(folder: Path, task: Task) -> float:
    """Through a unit of work, as every service does."""
    store = open_folder(folder, system_clock).store
    try:
        with store.begin("改动人员") as work:
            return _timed(task(work.session), work.session)
    finally:
        store.close()


def floor(folder: Path, task: Task) -> float:
    """The same rows, tables and safety, and nobody who listens."""
    engine = make_engine(folder / DATABASE)
    try:
        with Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
            return _timed(task(session), session)
    finally:
        engine.dispose()


def _timed(work: Callable[[], None], session: Session) -> float:
    def all_of_it() -> None:
        with collector_paused():
            work()
            session.commit()

    return seconds(all_of_it)


def _on_copy(way: Callable[[Path, Task], float], folder: Path, target: Path, task: Task) -> float:
    return way(copy_of(folder, target), task)
