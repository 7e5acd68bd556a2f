"""The first files of all 18 stations, at the city's own figures and at ten times these."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from db.engine import make_engine
from db.models import whole_metadata
from db.scope import tables
from jyguide.app import Application
from jyguide.generate.city import CityWork
from jyguide.generate.keys import MadeClock
from jyguide.generate.offices import first_file, take_in
from jyguide.generate.run import LAST_DAY
from jyguide.generate.station import Years, stations
from jyguide.generate.work import StationWork
from jyguide.generate.writing import Writer
from jyguide.pause import collector_paused
from jyguide.place import DATABASE
from tests.bench.offices import copy_of, make, opened, state_in
from tests.bench.parts import ONE, TEN
from tests.bench.ratio import Growth, Limit, seconds

ALLOWED_SECONDS = 60
BATCH = 20_000


def run() -> Iterator[Limit]:
    """Under a minute for the whole city, most of it its answers."""
    ours, floor, rows = measure(1)
    yield Limit(f"18 个站第一次上报合并到市级（{rows} 行）", ours, "s", ALLOWED_SECONDS, floor)


def growth() -> Iterator[Growth]:
    """From a tenth of the city to the city: ten times the rows may take ten times as long."""
    yield _grown(ONE / TEN, ONE)


def ten_times() -> Iterator[Growth]:
    """From the city to ten cities: millions of rows, half an hour and more."""
    yield _grown(ONE, TEN)


def _grown(small: float, large: float) -> Growth:
    (one, _, few), (ten, _, many) = (measure(scale) for scale in (small, large))
    return Growth("18 个站第一次上报合并", one, ten, few, many)


def measure(scale: float) -> tuple[float, float, int]:
    """Seconds to take in a file of every station, of the bare insert, and how many rows."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        room = Path(name)
        city = make(room / "city")
        bundles = list(_first_files(city, room, scale))
        before = copy_of(city, room / "before")
        ours = 0.0
        with opened(city) as app:
            for bundle in bundles:
                ours += seconds(partial(take_in, app, bundle))
        floor, rows = _bare(city / DATABASE, before / DATABASE)
    return ours, floor, rows


def _first_files(city: Path, room: Path, scale: float) -> Iterator[Path]:
    """Every station is let in, works for three years, and writes its first file."""
    clock = MadeClock(LAST_DAY)
    with opened(city) as app:
        office = CityWork(app, clock, Years(LAST_DAY), "city")
        papers, rounds = office.papers(), office.rounds()
        for station in stations(scale, "city", LAST_DAY):
            folder = room / station.code
            work = partial(_work, StationWork(station, rounds, papers), clock)
            yield first_file(app, folder, station, clock, work)
            shutil.rmtree(folder)


def _work(work: StationWork, clock: MadeClock, app: Application) -> None:
    Writer(app, clock).keep(work.deeds())
    _tell_answers_apart(app.place.folder / DATABASE)


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
