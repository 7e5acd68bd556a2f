"""One window to a data folder, and one PC: who may be at work in it beside whom.

A window keeps other windows out; commands on the same PC may work beside it, since SQLite sees
to it that they do not write at once. Another PC is kept out by either: over a network drive
SQLite's own locks are not to be relied on. What replaces the database needs the folder alone.
"""

from __future__ import annotations

import getpass
import os
import platform
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from jyguide.bad_luck.at_work import SEATS, WINDOW, Holder, Seats, machine
from jyguide.clock import Clock, system_clock
from jyguide.errors import RuleError

_UNTOUCHED = "没有打开，数据没有改动。"


class FolderTakenError(RuleError):
    """Somebody else is at work in the data folder."""


class WindowOpenError(FolderTakenError):
    """A window over the folder is open on this very PC."""


@dataclass
class _Sitting:
    """What this process has of one folder, however often it is claimed."""

    seats: Seats
    own: int
    label: str
    process: int = field(default_factory=os.getpid)
    claims: int = 0
    came: bool = False
    window: bool = False
    alone: int = 0


class Claims:
    """The folders that one process is at work in."""

    def __init__(self) -> None:
        self._sittings: dict[Path, _Sitting] = {}
        self._lock = threading.Lock()

    def claim(
        self,
        folder: Path,
        *,
        window: bool = False,
        alone: bool = False,
        clock: Clock = system_clock,
    ) -> Claim:
        """See `claim`."""
        place = folder.resolve()
        with self._lock:
            sitting = self._sitting(place, clock)
            only = False
            try:
                if window or alone:
                    _widen(sitting, window, alone, clock)
                elif not sitting.came:
                    only = _is_only(sitting)
            except BaseException:
                self._rise(place, sitting)
                raise
            sitting.claims += 1
            sitting.window |= window
            sitting.alone += alone
            sitting.came |= not (window or alone)
        return Claim(self, place, window=window, alone=alone, only=only)

    def introduce(self, folder: Path, label: str, clock: Clock) -> None:
        """Write who it is into every seat this process has there."""
        with self._lock:
            sitting = self._sittings[folder]
            sitting.label = label
            for seat in [sitting.own, *([WINDOW] if sitting.window else [])]:
                sitting.seats.write(seat, _holder(label, clock, window=seat == WINDOW))

    def release(self, folder: Path, *, window: bool, alone: bool) -> None:
        """Give back what one claim took."""
        with self._lock:
            sitting = self._sittings.get(folder)
            if sitting is None or sitting.process != os.getpid():
                return  # a forked child has nothing to give back
            sitting.claims -= 1
            sitting.alone -= alone
            sitting.window &= not window
            kept = {sitting.own, *([WINDOW] if sitting.window else [])}
            if not sitting.alone:
                sitting.seats.leave(seat for seat in range(SEATS) if seat not in kept)
            self._rise(folder, sitting)

    def _sitting(self, place: Path, clock: Clock) -> _Sitting:
        """What this process has there; it sits down if it has nothing yet."""
        found = self._sittings.get(place)
        if found is not None and found.process == os.getpid():
            return found
        if found is not None:
            found.seats.close()  # our parent's: it keeps its own
        seats = Seats(place)
        try:
            made = _sat_down(seats, clock)
        except BaseException:
            seats.close()
            raise
        self._sittings[place] = made
        return made

    def _rise(self, place: Path, sitting: _Sitting) -> None:
        if not sitting.claims:
            sitting.seats.close()
            del self._sittings[place]


@dataclass(frozen=True, slots=True)
class Claim:
    """A place at a data folder, kept until it is released or the process ends.

    Attributes:
        only: This process has just come to open the folder, and nobody else is at work in it:
            whatever a run that was killed has left there may be cleared up.
    """

    _claims: Claims
    folder: Path
    window: bool
    alone: bool
    only: bool

    def introduce(self, name: str, clock: Clock = system_clock) -> None:
        """Say who it is, once he has opened the folder; only 王** of it is written."""
        self._claims.introduce(self.folder, _masked(name), clock)

    def release(self) -> None:
        """Let others in; called once."""
        self._claims.release(self.folder, window=self.window, alone=self.alone)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


_HERE = Claims()


def claim(folder: Path, *, window: bool = False, alone: bool = False) -> Claim:
    """Take a place at a data folder that is there, as long as this process lives.

    A process may claim a folder as often as it likes; whatever opens it does.

    Args:
        folder: The data folder.
        window: As its window, of which there is one.
        alone: With no other process at work in it, window or command.

    Raises:
        WindowOpenError: a window is wanted, and this PC has one.
        FolderTakenError: another PC is at work in it, or it is wanted alone and somebody is.
        FileError: the folder cannot be written, or its drive knows no locks.
    """
    return _HERE.claim(folder, window=window, alone=alone)


def _sat_down(seats: Seats, clock: Clock) -> _Sitting:
    with seats.looked_round() as others:
        _refuse_other_pcs(others)
        free = next((seat for seat in range(WINDOW + 1, SEATS) if seat not in others), None)
        if free is None:
            raise FolderTakenError(
                f"这台电脑上正在恢复备份、更换密钥，或已有太多命令同时在用这个数据文件夹，{_UNTOUCHED}",
                hint="请等它完成后再试。",
            )
        label = _account()
        seats.sit([free], _holder(label, clock, window=False))
    return _Sitting(seats, free, label)


def _is_only(sitting: _Sitting) -> bool:
    with sitting.seats.looked_round() as others:
        return not others


def _widen(sitting: _Sitting, window: bool, alone: bool, clock: Clock) -> None:  # noqa: FBT001 - as asked
    """Take the window's seat, or all of them."""
    wanted = range(SEATS) if alone else [WINDOW]
    with sitting.seats.looked_round() as others:
        _refuse_other_pcs(others)
        if window and (WINDOW in others or sitting.window):
            raise _second_window(others.get(WINDOW))
        if alone and others:
            raise _not_alone(others)
        mine = _holder(sitting.label, clock, window=window)
        sitting.seats.sit((seat for seat in wanted if seat != sitting.own), mine)


def _refuse_other_pcs(others: dict[int, Holder]) -> None:
    """The first of them is named; a record that cannot be read is no PC's."""
    for other in others.values():
        if other.pc and not other.is_here:
            raise FolderTakenError(
                f"“{other.pc}”这台电脑上的{other.user}从 {other.since} 起正在使用这个数据文件夹。"
                f"为免两边互相覆盖，这里{_UNTOUCHED}",
                hint="请先在那台电脑上关闭“暨阳指导”。如果那台电脑已经关机或断了网，"
                "请过几分钟再打开；仍打不开，请重新启动存放这个文件夹的那台电脑（或网络硬盘）。",
            )


def _second_window(other: Holder | None) -> WindowOpenError:
    since = f"（从 {other.since} 起）" if other and other.since else ""
    return WindowOpenError(
        f"这台电脑上已经打开了“暨阳指导”{since}，没有再开一个窗口，数据没有改动。",
        hint="请在任务栏里切换到它。如果是本机的另一个账户打开的，请先到那个账户里关闭。",
    )


def _not_alone(others: dict[int, Holder]) -> FolderTakenError:
    what = "“暨阳指导”的窗口" if WINDOW in others else "另一个命令"
    return FolderTakenError(
        f"这台电脑上还有{what}在使用这个数据文件夹，这一步要求没有别的程序在用，没有做，数据没有改动。",
        hint="请先关闭它，再做一次。",
    )


def _holder(label: str, clock: Clock, *, window: bool) -> Holder:
    since = f"{clock():%Y-%m-%d %H:%M}"
    return Holder(platform.node(), machine(), label, since, window)


def _account() -> str:
    """The account on this PC; of one that is a person's name only the first character."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "用户"
    return name if name.isascii() else _masked(name)


def _masked(name: str) -> str:
    """The folder may be stolen, and this file lies in it unencrypted."""
    return f"{name[:1]}**"
