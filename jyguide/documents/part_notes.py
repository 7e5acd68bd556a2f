"""Remembers what is being written beside its target, so that a kill leaves nothing for ever.

The parts themselves lie wherever somebody saves to, on a stick for instance. A note of them lies
with what this PC keeps for its user, under a lock while they are being written; whoever starts
next removes what the notes of dead processes name.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from jyguide.bad_luck.byte_lock import take
from jyguide.state import state_folder

_FOLDER = "parts"
_BYTE = 0
PART = re.compile(r"\.[0-9a-f]{12}\.part")
"""What a part is called; nothing else is ever removed, whatever a note says."""


def part_of(target: Path) -> Path:
    """A new name beside a target."""
    return target.with_name(f".{secrets.token_hex(6)}.part")


class PartNote:
    """The note of one batch of files; what cannot be noted is written without."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file = -1

    def add(self, part: Path) -> None:
        """Note a part before it is there."""
        with suppress(OSError):
            if self._path is None:
                self._begin()
            os.write(self._file, f"{part.absolute()}\n".encode("utf-8", "surrogateescape"))

    def end(self) -> None:
        """All parts are in their places or gone."""
        if self._path is not None:
            with suppress(OSError):
                os.close(self._file)
                self._path.unlink()
            self._path = None

    def _begin(self) -> None:
        path = state_folder() / _FOLDER / f"{secrets.token_hex(6)}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND
        self._file = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
        self._path = path
        take(self._file, _BYTE)


def remove_left_parts() -> None:
    """Remove the parts of processes that died; those on a stick not plugged in wait for it."""
    for note in (state_folder() / _FOLDER).glob("*.txt"):
        with suppress(OSError):
            _settle(note)


def _settle(note: Path) -> None:
    file = os.open(note, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        if not take(file, _BYTE):
            return  # its process is at it
        content = os.read(file, os.fstat(file).st_size).decode("utf-8", "surrogateescape")
    finally:
        os.close(file)
    waiting = [line for line in content.splitlines() if not _is_gone(Path(line))]
    if not waiting:
        note.unlink()


def _is_gone(part: Path) -> bool:
    """Whether nothing of a part is left, after removing it."""
    if not PART.fullmatch(part.name):
        return True
    if not part.parent.is_dir():
        return False
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return False
    return True
