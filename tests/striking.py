"""Kills a child process with SIGKILL, or fills its disk, at the nth thing it does to a folder."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.uow import UnitOfWork

Blow = Callable[[], object]


def die() -> None:
    """A power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def no_space() -> None:
    """A full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def run_apart(work: Callable[[], object]) -> int:
    """How a forked child ended that did this: 0, 1 for an exception, or minus its signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def arm(folder: Path, strike: int, blow: Blow = die, *, at_commits: bool = True) -> None:
    """From now on this process, which is a child, is struck at its strike-th chance, from 0.

    Chances are every file below the folder opened for writing, closed to others, moved or removed,
    every database opened there, and the moments before and after each commit.
    """
    root = str(folder)
    chances: Iterator[int] = iter(range(1_000_000))

    def chance() -> None:
        if next(chances) == strike:
            blow()

    def hear(event: str, args: tuple[object, ...]) -> None:
        if event in _EVENTS and root in str(args[0]) and _writes(event, args):
            chance()

    commit = UnitOfWork.commit

    def struck_commit(uow: UnitOfWork) -> None:
        chance()
        commit(uow)
        chance()

    sys.addaudithook(hear)
    if at_commits:
        pytest.MonkeyPatch().setattr(UnitOfWork, "commit", struck_commit)


_EVENTS = {"open", "os.chmod", "os.rename", "os.remove", "sqlite3.connect"}
"""A key file is closed to others once it is open and empty: the worst moment for it."""


def refuse_names_before_bytes(folder: Path) -> None:
    """A child fails from now on where a file gets its name before its bytes are on the disk.

    A kill cannot show that: the system keeps what a process wrote, and a power cut does not.
    """
    on_disk: set[int] = set()
    fsync = os.fsync

    def note(handle: int) -> None:
        fsync(handle)
        on_disk.add(os.fstat(handle).st_ino)

    def hear(event: str, args: tuple[object, ...]) -> None:
        if event == "os.rename" and str(folder) in str(args[0]):
            moved = Path(str(args[0]))
            files = [moved] if moved.is_file() else [p for p in moved.rglob("*") if p.is_file()]
            assert {file.stat().st_ino for file in files} <= on_disk

    pytest.MonkeyPatch().setattr(os, "fsync", note)
    sys.addaudithook(hear)


def _writes(event: str, args: tuple[object, ...]) -> bool:
    if event != "open":
        return True
    mode, flags = args[1], args[2]
    if mode is None:
        return bool(int(str(flags)) & (os.O_WRONLY | os.O_RDWR))
    return str(mode) not in {"r", "rb"}
