"""Tries the packaged program before it is handed out: by itself, and on data of every release."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from build_spec.pack.contents import ROOT
from build_spec.pack.freeze import program_in
from build_spec.pack.said import PackingError, said
from jyguide.place import DATABASE
from jyguide.state import STATE_VARIABLE

RELEASES = ROOT / "tests" / "data" / "db"
_NOT_KEPT = frozenset({"alembic_version"})

_SOUND, _FAULT = "完好　", "问题　"
_CUT_SHORT = f"{_FAULT}操作记录　操作记录缺了"

Counts = Mapping[str, int]
"""How many rows each table has."""


def smoke(folder: Path) -> str:
    """The program's own look at itself, in a world without Python's variables or a screen.

    Returns:
        What it said.

    Raises:
        PackingError: a step failed.
    """
    return said([program_in(folder), "--smoke"], bare_world())


def upgrade_all(folder: Path) -> list[str]:
    """A database of each older release is brought up to date by the packaged program.

    Returns:
        The names of the releases.

    Raises:
        PackingError: one could not be opened, is not sound, or lost rows.
    """
    stations = sorted(RELEASES.glob("station-*.db"))
    if not stations:
        raise PackingError(f"“{RELEASES}”里没有旧版本的数据库，升级没有试过。")
    for station in stations:
        _upgrade(program_in(folder), station)
    return [station.stem.removeprefix("station-") for station in stations]


def _upgrade(program: Path, station: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="jyguide-upgrade-") as scratch:
        copy = Path(scratch, "data", DATABASE)
        copy.parent.mkdir()
        shutil.copyfile(station, copy)
        world = bare_world() | {STATE_VARIABLE: str(Path(scratch, "state"))}
        said([program, "--data", copy.parent, "backup"], world)
        found = said([program, "--data", copy.parent, "check"], world, (0, 1))
        if faults := faults_in(found):
            raise PackingError(f"{station.name} 升级以后：\n{faults}")
        if lost := lost_rows(counts(station), counts(copy)):
            raise PackingError(f"{station.name} 升级以后少了内容：{'、'.join(lost)}。")
        if version(copy) <= version(station):
            raise PackingError(f"{station.name} 没有升级，仍是 {version(station)}。")


def faults_in(check: str) -> str:
    """What the check of a folder found wrong, but for what was wrong before.

    The journals of some fixtures were cut short, or they would be as large as a station's year.
    """
    lines = check.splitlines()
    if not any(line.startswith(f"{_SOUND}数据库") for line in lines):
        return check or "检查什么也没有说。"
    return "\n".join(
        line for line in lines if line.startswith(_FAULT) and not line.startswith(_CUT_SHORT)
    )


def lost_rows(before: Counts, after: Counts) -> list[str]:
    """Tables that are gone or have fewer rows."""
    return sorted(
        name
        for name, count in before.items()
        if name not in _NOT_KEPT and after.get(name, -1) < count
    )


def counts(database: Path) -> Counts:
    """Of a plain database."""
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
        }


def version(database: Path) -> str:
    """The migration that a plain database stands at."""
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def bare_world() -> dict[str, str]:
    """The environment of a PC without Python, as far as the packaged program could notice it."""
    if sys.platform == "win32":
        return {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"}
