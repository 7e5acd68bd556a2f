"""The file in a data folder that says who is at work in it, kept true by locks of the system.

``lock/at-work`` has one record of fixed size for each seat. A seat is taken while its byte is
locked; what its record says counts only then, so that nothing has to be cleared up after a crash.
Seat 0 is the window's, the others are for commands and for whatever opens the folder beside it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jyguide.bad_luck.byte_lock import give, may_be_taken, take
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.errors import FileError

FOLDER = "lock"
FILE = "at-work"

WINDOW = 0
SEATS = 16
"""Of them the first is the window's."""

_GATE = SEATS
"""The byte that is locked while somebody looks round and sits down."""

_RECORD = 512
_PATIENCE_S = 3.0
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a seat.

    Attributes:
        machine: Tells PCs apart that bear the same name; says nothing else about them.
        user: A label fit to lie in a folder that may be stolen, such as 王**.
        since: ``YYYY-MM-DD HH:MM`` by the clock of that PC.
    """

    pc: str
    machine: str
    user: str
    since: str
    window: bool

    @property
    def is_here(self) -> bool:
        """Whether it is this very PC."""
        return (self.pc, self.machine) == (platform.node(), machine())


_UNKNOWN = Holder("", "", "", "", window=False)
"""Somebody between sitting down and writing his name, or whose record cannot be read."""


@cache
def machine() -> str:
    """This PC's own mark: the digest of what its system calls itself."""
    return hashlib.sha256(f"{platform.node()}|{_system_id()}".encode()).hexdigest()[:16]


def _system_id() -> str:
    if sys.platform == "win32":  # pragma: no cover - the suite runs on Linux
        import winreg  # noqa: PLC0415 - only there

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    with suppress(OSError):
        return Path("/etc/machine-id").read_text("ascii").strip()
    return ""


class Seats:
    """The seats of one folder, as one process sees them."""

    def __init__(self, folder: Path) -> None:
        """Open the file, making it where it is not there.

        Raises:
            FileError: the folder cannot be written.
        """
        self._folder = folder
        with folder_faults(folder):
            (folder / FOLDER).mkdir(exist_ok=True)
            binary = getattr(os, "O_BINARY", 0)
            place = folder / FOLDER / FILE
            self._file = os.open(place, os.O_RDWR | os.O_CREAT | binary, 0o666)
        self._own: set[int] = set()

    @contextmanager
    def looked_round(self) -> Iterator[dict[int, Holder]]:
        """Who else has a seat, by seat; until the block ends nobody can sit down or leave.

        Raises:
            FileError: the folder's file system knows no locks, or nobody lets anybody in.
        """
        with self._faults():
            self._pass_gate()
            try:
                seats = range(SEATS) if may_be_taken(self._file, SEATS) else ()
                yield {seat: self._holder(seat) for seat in seats if self._is_others(seat)}
            finally:
                give(self._file, _GATE)

    def sit(self, seats: Iterable[int], holder: Holder) -> None:
        """Take seats that are free; called within `looked_round`."""
        for seat in seats:
            take(self._file, seat)
            self._own.add(seat)
            self.write(seat, holder)

    def write(self, seat: int, holder: Holder) -> None:
        """Say who has a seat of ours."""
        fields = {name: _short(value) for name, value in asdict(holder).items()}
        record = json.dumps(fields, ensure_ascii=False).encode().ljust(_RECORD)
        with self._faults():
            _write_at(self._file, seat * _RECORD, record)

    def leave(self, seats: Iterable[int]) -> None:
        """Give seats back; on a drive that is gone they are free already."""
        for seat in self._own.intersection(seats):
            self._own.discard(seat)
            with suppress(OSError):
                give(self._file, seat)

    def close(self) -> None:
        """Give everything back."""
        with suppress(OSError):
            os.close(self._file)

    def _pass_gate(self) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not take(self._file, _GATE):
            if time.monotonic() > until:
                raise FileError(
                    f"数据文件夹“{self._folder}”正被另一个程序占用，没有打开，数据没有改动。",
                    hint="请过一会儿再试；仍不行时请重新启动电脑。",
                )
            time.sleep(0.01)  # no system waits for a byte and gives up after a while

    def _is_others(self, seat: int) -> bool:
        if seat in self._own:
            return False
        if not take(self._file, seat):
            return True
        give(self._file, seat)
        return False

    def _holder(self, seat: int) -> Holder:
        try:
            fields = json.loads(_read_at(self._file, seat * _RECORD, _RECORD))
            texts = {name: str(fields[name]) for name in ("pc", "machine", "user", "since")}
            return Holder(**texts, window=bool(fields["window"]))
        except (ValueError, KeyError, TypeError):
            return _UNKNOWN

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            with folder_faults(self._folder, passed=_NO_LOCKS):
                yield
        except OSError as error:
            raise FileError(
                f"数据文件夹“{self._folder}”所在的位置不支持文件锁，不能保证只有一台电脑在用，"
                "没有打开，数据没有改动。",
                hint="请把整个数据文件夹移到本机硬盘上再打开。",
                detail=str(error),
            ) from error


def _short(value: Any) -> Any:
    return value[:60] if isinstance(value, str) else value


def _write_at(file: int, place: int, content: bytes) -> None:
    os.lseek(file, place, os.SEEK_SET)
    os.write(file, content)


def _read_at(file: int, place: int, size: int) -> bytes:
    os.lseek(file, place, os.SEEK_SET)
    return os.read(file, size)
