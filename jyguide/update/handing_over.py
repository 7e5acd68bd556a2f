"""The last thing an old program does: hand over to who puts the new one in its place.

It runs when the window and the data are closed. Once the files are changed nothing more of this
program may be read from them, so that its process becomes the next one.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from jyguide.documents.files import file_faults
from jyguide.errors import FileError
from jyguide.installed import Installed
from jyguide.update.note import Note, keep_note
from jyguide.update.swapping import swap
from jyguide.update.unpacking import EXECUTABLE

Become = Callable[[Sequence[str], Mapping[str, str]], None]
"""Runs a command line in an environment in the place of this process."""

_INSTALL = '"$@" >"$LOG" 2>&1; exec "$PROGRAM" ${FOLDER:+--data "$FOLDER"}'
"""The system's installer; then the program, whichever of the two it is by then."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An update that only has to be put in place.

    Attributes:
        payload: The verified copy on this PC.
        digest: Its SHA-256; it is asked again before anybody runs it.
        note: What the new program is told.
        program: The folder of the program that runs.
        part: The new one unpacked beside it, where it is a portable one.
        pkexec: Asks for an administrator's password in a window; "" where there is none.
    """

    payload: Path
    digest: str
    note: Note
    program: Path
    part: Path | None = None
    pkexec: str = ""

    @property
    def by_hand(self) -> str:
        """The line an administrator types himself, where nothing else can be done; else ""."""
        if self.note.kind != Installed.DEBIAN or self.pkexec or is_administrator():
            return ""
        return f"sudo apt-get install {shlex.quote(str(self.payload))}"


def hand_over(
    prepared: Prepared, become: Become | None = None, *, in_terminal: bool = False
) -> None:
    """Put the new program in place and go on as it, over the same data folder.

    Args:
        prepared: What is there.
        become: Stands in for the process in tests.
        in_terminal: Whether nobody wants a window: the installer speaks for itself, and a
            portable program says its release.

    Raises:
        FileError: what was prepared is not there any more, or cannot take the other's place; the
            former program is as it was.
    """
    become = become or _become
    environment = own_environment(os.environ)
    note = msgspec.structs.replace(prepared.note, by_hand=bool(prepared.by_hand))
    if prepared.part is None:
        _ask_again(prepared)
    keep_note(note)
    if prepared.part is not None:
        swapped = swap(prepared.part, prepared.program, note.before, note.after)
        keep_note(msgspec.structs.replace(note, old=str(swapped.old)))
        further = ["--version"] if in_terminal else _over(note)
        become([str(swapped.program / EXECUTABLE), *further], environment)
    elif not prepared.by_hand:
        line, said = _installing(prepared, in_terminal=in_terminal)
        become(line, {**environment, **said})


def _installing(prepared: Prepared, *, in_terminal: bool) -> tuple[list[str], dict[str, str]]:
    """The line that installs, and what it is told in its environment."""
    note = prepared.note
    if note.kind == Installed.WINDOWS:
        # No mode is named: the installer goes on in the one it was installed in, of this user
        # or of the whole PC. Named, it would put a second program beside the other's.
        return [str(prepared.payload), "/SP-", "/NORESTART"], {}
    if in_terminal:
        return _installer(prepared), {}
    program = str(prepared.program / EXECUTABLE)
    said = {"LOG": note.log, "PROGRAM": program, "FOLDER": note.folder}
    return ["/bin/sh", "-c", _INSTALL, "sh", *_installer(prepared)], said


def _over(note: Note) -> list[str]:
    return ["--data", note.folder] if note.folder else []


def _ask_again(prepared: Prepared) -> None:
    with file_faults(prepared.payload), prepared.payload.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != prepared.digest:
        raise FileError(
            "准备好的安装程序被改动过，没有安装，程序和数据没有改动。",
            hint="请先杀毒，再重新安装一次更新。",
        )


def _installer(prepared: Prepared) -> list[str]:
    asking = [prepared.pkexec] if prepared.pkexec else []
    return [*asking, "/usr/bin/apt-get", "install", "--yes", str(prepared.payload)]


def own_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Without what the packaged program has set for itself: the next one has other files."""
    kept = {name: said for name, said in environment.items() if not name.startswith("_PYI_")}
    former = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    if former is not None:
        kept["LD_LIBRARY_PATH"] = former
    elif getattr(sys, "frozen", False):
        kept.pop("LD_LIBRARY_PATH", None)
    return {**kept, "PYINSTALLER_RESET_ENVIRONMENT": "1"}


def is_administrator() -> bool:
    """Whether this process may install for everybody."""
    return sys.platform != "win32" and os.geteuid() == 0


def _become(line: Sequence[str], environment: Mapping[str, str]) -> None:
    """On Windows a process cannot become another: that one is begun, and this one ends."""
    if sys.platform == "win32":
        subprocess.Popen(list(line), env=dict(environment))  # noqa: S603 - verified by us
    else:
        os.execve(line[0], list(line), dict(environment))  # noqa: S606 - as above
