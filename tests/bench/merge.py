"""Merging 100,000 changes from a file, against the bare statements and against Anki's importer."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from db.engine import make_engine
from db.models import Person
from jyguide.pause import collector_paused
from jyguide.place import CITY_CODE, DATABASE
from tests.bench import anki_peer
from tests.bench.memory import peak_kilobytes
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
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit, Ratio, Unmeasured, of_pairs, rounds_of, seconds

COUNT = 100_000
OTHERS = 20_000
ROUNDS = 4
STEP = 10_000
SENDER, OTHER = "周庄镇", "华士镇"

_IDLE = """
import jyguide.app
from tests.bench.memory import peak_kilobytes
print(peak_kilobytes())
"""
"""A process that has the program's modules and does nothing."""


@dataclass(frozen=True)
class Case:
    """A file, the city's folder before it, and the rows that it brings.

    Attributes:
        statement: What writes the same into the person table with nothing around it.
    """

    folder: Path
    bundle: Path
    statement: Any
    rows: list[dict[str, Any]]


def run() -> Iterator[Ratio | Limit | Unmeasured]:
    """New rows at most 3.5 times the bare insert, changed ones 6 times; 3 times Anki's."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        with state_in(room / "state"):
            new, changed = cases(room)
            peer = anki_peer.prepare(room / "anki", COUNT, OTHERS)
            for case, what, of_core in ((new, "新增", 3.5), (changed, "改动", 6)):
                yield from _beside_both(case, room, peer, (what, of_core))
                peak, idle = memory(case, room), peak_mb("-c", _IDLE)
                yield Limit(f"合并 {COUNT} 人（{what}）的内存峰值", peak, "MB", 300, idle)


def _beside_both(
    case: Case, room: Path, peer: anki_peer.Peer | str, said: tuple[str, float]
) -> Iterator[Ratio | Unmeasured]:
    """Ours, the bare statement and Anki in turn; the first round warms up."""
    what, of_core = said
    ours, other = Import(case, room), _at_anki(peer, what)
    rounds = [
        (ours(), bare(case, room), other() if other else 0.0) for _ in range(rounds_of(ROUNDS) + 1)
    ][1:]
    title = f"合并 {COUNT} 人（{what}），对照："
    yield of_pairs(f"{title}Core 逐批写入", [(one, core) for one, core, _ in rounds], of_core)
    if isinstance(peer, str):
        yield Unmeasured(f"{title}Anki 导入", peer)
    else:
        yield of_pairs(f"{title}Anki 导入", [(one, anki) for one, _, anki in rounds], 3)


def _at_anki(peer: anki_peer.Peer | str, what: str) -> Callable[[], float] | None:
    if isinstance(peer, str):
        return None
    return peer.new if what == "新增" else peer.changed


def growth() -> Iterator[Growth]:
    """Ten thousand rows from a file, and a hundred thousand, new and changed."""
    found = []
    for count in (COUNT // TEN, COUNT):
        with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
            room = Path(name)
            found.append([_middle(Import(case, room, count)) for case in cases(room, count)])
    for at, what in enumerate(("新增", "改动")):
        yield Growth(f"合并人员（{what}）", found[0][at], found[1][at], COUNT // TEN, COUNT)


def _middle(ours: Import) -> float:
    return statistics.median([ours() for _ in range(rounds_of(3) + 1)][1:])


class Import:
    """Takes the file into a fresh copy of the city's folder; opening it is not counted."""

    def __init__(self, case: Case, room: Path, count: int = COUNT) -> None:
        self._case = case
        self._count = count
        self._target = room / "ours"

    def __call__(self) -> float:
        folder = copy_of(self._case.folder, self._target)
        with opened(folder) as app:
            return seconds(lambda: take_in(app, self._case.bundle, self._count))


def take_in(app: Any, bundle: Path, count: int = COUNT) -> None:
    report = app.sync.take_in(bundle)
    assert count <= report.applied <= count + 2, report  # its PC and its user come along
    assert report.conflict_count == report.refused_count == 0


def bare(case: Case, room: Path) -> float:
    """The statement alone, on a copy of the same database, kept as safely."""
    folder = copy_of(case.folder, room / "floor")
    engine = make_engine(folder / DATABASE)

    def write(connection: Connection) -> None:
        with collector_paused():
            connection.execute(case.statement, case.rows)
            connection.commit()

    try:
        with engine.execution_options(writes=True).connect() as connection:
            return seconds(lambda: write(connection))
    finally:
        engine.dispose()


def memory(case: Case, room: Path) -> float:
    """Peak of a process that does nothing but import the file, in MB."""
    folder = copy_of(case.folder, room / "memory")
    return peak_mb("-m", "tests.bench.merge", str(folder), str(case.bundle))


def peak_mb(*arguments: str) -> float:
    """What a process says its peak was."""
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def cases(room: Path, count: int = COUNT) -> tuple[Case, Case]:
    """A station with so many people; then with two columns of each changed."""
    city, station, other = make(room / "city"), make(room / SENDER, SENDER), room / OTHER
    make(other, OTHER)
    with opened(city) as at_city, opened(station) as here, opened(other) as there:
        for place, (app, first, many) in enumerate(((there, count, OTHERS), (here, 0, count))):
            let_in(at_city, app, room)
            rows = person_rows(app.place.station_id, range(first, first + many))
            add_people(app, rows)
            app.sync.export(CITY_CODE, room / f"new{place}")
        at_city.sync.take_in(room / "new0")
    before = copy_of(city, room / "before")
    with opened(city) as at_city, opened(station) as here:
        at_city.sync.take_in(room / "new1")
        at_city.sync.export(here.place.station_code, room / "answer")
        here.sync.take_in(room / "answer")
        change_all(here)
        here.sync.export(CITY_CODE, room / "changed")
        inserted, updated = rows_at(here)
    after = copy_of(city, room / "after")
    table: Any = Person.__table__
    values: Any = {"phone": bindparam("new_phone"), "education": bindparam("new_education")}
    changing = update(table).where(table.c.id == bindparam("key")).values(values)
    return (
        Case(before, room / "new1", insert(table), inserted),
        Case(after, room / "changed", changing, updated),
    )


def change_all(app: Any) -> None:
    """Two columns in two registers of everybody."""
    with store(app).read() as session:
        keys = list(session.scalars(select(Person.id).order_by(Person.id)))
    for start in range(0, len(keys), STEP):
        with store(app).begin("修改人员") as work:
            some = keys[start : start + STEP]
            found = work.session.scalars(
                select(Person).where(Person.id.between(some[0], some[-1]))
            )
            for person in found:
                person.phone = f"15{person.phone[2:]}"
                person.education = "大学"
            work.commit()


def rows_at(app: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The very rows that our import writes, for the bare statements."""
    with store(app).read() as session:
        table: Any = Person.__table__
        rows = [dict(row) for row in session.execute(select(table)).mappings()]
    changes = [
        {"key": row["id"], "new_phone": row["phone"], "new_education": row["education"]}
        for row in rows
    ]
    return [{**row, "sync_v": _text(row["sync_v"])} for row in rows], changes


def _text(stamps: Any) -> str:
    return stamps if isinstance(stamps, str) else '{"*":[1,1,"0123456789ab"]}'


def main() -> None:
    folder, bundle = map(Path, sys.argv[1:])
    with opened(folder) as app:
        take_in(app, bundle)
    sys.stdout.write(f"{peak_kilobytes()}\n")


if __name__ == "__main__":
    main()
