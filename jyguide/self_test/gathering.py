"""Finds out about a PC, piece by piece: what fails is left out, and the rest goes on."""

from __future__ import annotations

import os
import platform
import secrets
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jyguide.backup.rack import BACKUPS, Rack
from jyguide.bad_luck.clock_doubt import clock_doubt
from jyguide.bad_luck.looking import is_suspect
from jyguide.bad_luck.whereabouts import whereabouts
from jyguide.clock import Clock
from jyguide.errors import EXPLAINED, DamageError
from jyguide.installed import program_folder
from jyguide.place import DATABASE
from jyguide.progress import CancelToken, Progress
from jyguide.release import release
from jyguide.self_test.facts import (
    WRITTEN,
    BackupFacts,
    ClockFacts,
    DatabaseFacts,
    DiskFacts,
    MemoryFacts,
    PcFacts,
    ProgramFacts,
    ShownFacts,
    StickFacts,
    VersionFacts,
)
from jyguide.self_test.program_files import read_facts

if TYPE_CHECKING:
    from jyguide.app import Application

T = TypeVar("T")
_SUSPECT = "数据库在使用中出现过损坏的迹象。"


class Look:
    """One look at a PC.

    Args:
        folder: The data folder.
        clock: Tells the moment.
        app: The folder opened; None where nobody has logged in, or it cannot be.
        fault: Why it cannot be opened, in a sentence, or "".
    """

    def __init__(
        self, folder: Path, clock: Clock, app: Application | None = None, fault: str = ""
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._app = app
        self._fault = fault

    def facts(self, shown: ShownFacts, progress: Progress, cancel: CancelToken) -> PcFacts:
        """All that can be found out; changes nothing but a file that it writes and removes.

        Raises:
            Cancelled: somebody asked to stop.
        """
        steps = 7

        def at(done: int, text: str) -> None:
            cancel.check()
            progress.step(done, steps, text)

        at(0, "正在看硬盘")
        disk = tried(self._disk)
        at(1, "正在看内存和时间")
        memory, clock = tried(memory_facts), tried(self._clock_facts)
        at(2, "正在看备份")
        backup = tried(self._backup)
        at(3, "正在看U盘")
        stick = tried(self._stick)
        at(4, "正在把数据库读一遍")
        database = tried(lambda: self._database(cancel))
        at(5, "正在核对程序文件")
        program = tried(lambda: program_facts(cancel))
        at(6, "正在看程序版本")
        version = tried(version_facts)
        return PcFacts(shown, clock, disk, backup, stick, database, memory, version, program)

    def _disk(self) -> DiskFacts:
        usage = shutil.disk_usage(self._folder)
        return DiskFacts(
            whereabouts(self._folder), usage.free, usage.total, written_in(self._folder)
        )

    def _clock_facts(self) -> ClockFacts:
        now = self._clock()
        newest = self._app.last_kept() if self._app else None
        return ClockFacts(now, clock_doubt(now, newest))

    def _backup(self) -> BackupFacts:
        newest = Rack(self._folder / BACKUPS).newest()
        moment = newest[1].moment.astimezone(self._clock().tzinfo) if newest else None
        return BackupFacts(moment)

    def _stick(self) -> StickFacts | None:
        if self._app is None:
            return None
        backups = self._app.backups
        second = backups.second()
        root = backups.second_root(second)
        at = second.at if second else None
        return StickFacts(second is not None, root is not None, backups.reminder(), at)

    def _database(self, cancel: CancelToken) -> DatabaseFacts:
        file = self._folder / DATABASE
        size = file.stat().st_size if file.is_file() else 0
        if self._fault or is_suspect(self._folder):
            return DatabaseFacts(size, self._fault or _SUSPECT, 0)
        if self._app is None:
            return DatabaseFacts(size, "", 0)
        look, read = self._app.slow_look, 0
        try:
            for table in look.tables():
                cancel.check()
                look.look_at(table)
                read += 1
        except DamageError as error:
            return DatabaseFacts(size, error.message, read)
        return DatabaseFacts(size, "", read)


def tried(look: Callable[[], T]) -> T | None:
    """What a look finds; None where the system, or a rule, would not have it."""
    try:
        return look()
    except (*EXPLAINED, OSError, ValueError):
        return None


def written_in(folder: Path, ticks: Callable[[], float] = time.perf_counter) -> float | None:
    """Seconds that a small file takes to lie on the disk; None where it cannot be written."""
    file = folder / f".{secrets.token_hex(6)}.part"
    try:
        began = ticks()
        with file.open("wb") as written:
            written.write(bytes(WRITTEN))
            written.flush()
            os.fsync(written.fileno())
        return ticks() - began
    except OSError:
        return None
    finally:
        file.unlink(missing_ok=True)


def memory_facts(told: Path = Path("/proc/meminfo")) -> MemoryFacts:
    """Memory as the system tells it.

    Raises:
        OSError, ValueError: it does not.
    """
    if sys.platform == "win32":  # pragma: no cover - the suite runs on Linux
        return _windows_memory()
    lines = (line.split(":") for line in told.read_text("ascii").splitlines())
    said = {name: int(rest.split()[0]) << 10 for name, rest in lines}
    if not {"MemTotal", "MemAvailable"} <= said.keys():
        raise ValueError("another system's list")
    return MemoryFacts(said["MemTotal"], said["MemAvailable"])


def _windows_memory() -> MemoryFacts:  # pragma: no cover - as above
    import ctypes  # noqa: PLC0415 - only there

    class Status(ctypes.Structure):
        """``MEMORYSTATUSEX``."""

        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "a", "b", "c", "d", "e")),
        ]

    status = Status()
    status.length = ctypes.sizeof(Status)
    system: object = ctypes
    if not system.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):  # type: ignore[attr-defined]
        raise OSError("GlobalMemoryStatusEx")
    return MemoryFacts(status.total, status.free)


def program_facts(cancel: CancelToken) -> ProgramFacts:
    """The files of the packaged program, each read through."""
    folder = program_folder()
    return ProgramFacts(0) if folder is None else read_facts(folder, cancel)


def version_facts() -> VersionFacts:
    """The program and the system."""
    return VersionFacts(
        release() or "（开发版）", f"{platform.system()} {platform.release()}".strip()
    )
