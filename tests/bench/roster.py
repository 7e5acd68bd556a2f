"""Importing 10,000 people against reading the file and inserting the same rows by hand."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from python_calamine import CalamineWorkbook

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.place import DATABASE
from tests.bench.parts import TEN
from tests.bench.people import write_roster
from tests.bench.ratio import Growth, Ratio, compare, seconds

COUNT = 10_000


def run() -> Iterator[Ratio]:
    """At most six times the bare work."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = folder / "roster.xlsx"
        write_roster(roster, COUNT)
        create_folder(folder / "empty", NewFolder(), system_clock)
        rows = _kept_rows(folder, roster)
        numbers = itertools.count()

        def ours() -> None:
            target = folder / f"ours{next(numbers)}"
            shutil.copytree(folder / "empty", target)
            app = open_application(target)
            app.rosters.take_in(app.rosters.plan(roster))
            app.close()

        def floor() -> None:
            target = folder / f"floor{next(numbers)}"
            shutil.copytree(folder / "empty", target)
            _insert(roster, target / DATABASE, rows)

        yield compare(f"导入 {COUNT} 人", ours, floor, allowed=6)


def growth() -> Iterator[Growth]:
    """A roster of ten thousand, and one of a hundred thousand."""
    with tempfile.TemporaryDirectory() as name:
        one, many = (_once(Path(name), count) for count in (COUNT, COUNT * TEN))
        yield Growth("导入花名册", one, many, COUNT, COUNT * TEN)


def _once(folder: Path, count: int) -> float:
    roster = folder / f"{count}.xlsx"
    write_roster(roster, count)
    target = folder / f"into{count}"
    create_folder(target, NewFolder(), system_clock)
    app = open_application(target)
    try:
        return seconds(lambda: app.rosters.take_in(app.rosters.plan(roster)))
    finally:
        app.close()


def _kept_rows(folder: Path, roster: Path) -> dict[str, list[tuple[object, ...]]]:
    """The very rows our import writes, so that both sides insert the same."""
    target = folder / "once"
    shutil.copytree(folder / "empty", target)
    app = open_application(target)
    app.rosters.take_in(app.rosters.plan(roster))
    app.close()
    with closing(sqlite3.connect(target / DATABASE)) as database:
        return {
            "person": database.execute("select * from person").fetchall(),
            "journal": database.execute(
                "select * from journal where \"table\" = 'person'"
            ).fetchall(),
        }


def _insert(roster: Path, path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    sheet = CalamineWorkbook.from_path(str(roster)).get_sheet_by_index(0).to_python()
    assert len(sheet) == COUNT + 1
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = full")
        for table, kept in rows.items():
            marks = ",".join("?" * len(kept[0]))
            database.executemany(f"insert into {table} values ({marks})", kept)
        database.commit()
