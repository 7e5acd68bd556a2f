"""USB sticks that are plugged in, and the bundles that lie on them, known by their content."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from jyguide.documents.files import file_faults
from jyguide.sync.bundle import FOREIGN, MOST_BYTES, MOST_OPEN, BundleError, OpenLine, read_line

OUR_FOLDER = "党建指导站"
UPWARDS = "上报"
DOWNWARDS = "下发"
_START = MOST_OPEN + 32
_DEPTH = 3
_MOST_LOOKED_AT = 5000
"""A portable disk full of other things must not keep anybody waiting."""
_REMOVABLE = 2
"""What ``GetDriveTypeW`` says of a stick."""
TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable drive; ``free`` is the room on it in bytes, None where it does not say."""

    folder: Path
    name: str
    free: int | None = None


@dataclass(frozen=True, slots=True)
class FoundBundle:
    """A file that is, or was, a bundle.

    Attributes:
        line: What it says for all to read; None where even that is damaged or too new.
        problem: One of the words of ``BundleError``, or ``TRUNCATED``; "" for a whole file.
    """

    path: Path
    line: OpenLine | None
    problem: str = ""


FindSticks = Callable[[], list[Stick]]


def plugged_in() -> list[Stick]:
    """The removable drives of this PC, in the order of their names."""
    if sys.platform == "win32":
        folders = _windows_drives()
    else:
        folders = linux_mounts(_mount_parents(), os.path.ismount)
    return [as_stick(folder) for folder in folders]


def as_stick(folder: Path) -> Stick:
    """A drive with the room on it; one that is just being pulled out has none."""
    try:
        return Stick(folder, folder.name or str(folder), shutil.disk_usage(folder).free)
    except OSError:
        return Stick(folder, folder.name or str(folder))


def linux_mounts(parents: Iterable[Path], is_mount: Callable[[Path], bool]) -> list[Path]:
    """Where something is mounted at or under these folders."""
    found: dict[Path, None] = {}
    for parent in parents:
        for folder in (parent, *_folders_in(parent)):
            if is_mount(folder):
                found.setdefault(folder)
    return list(found)


def _mount_parents() -> list[Path]:
    user = getuser()
    return [Path("/media") / user, Path("/run/media") / user, Path("/media"), Path("/mnt")]


def _folders_in(parent: Path) -> list[Path]:
    try:
        return sorted(one for one in parent.iterdir() if one.is_dir())
    except OSError:
        return []


def _windows_drives() -> list[Path]:
    if sys.platform != "win32":
        return []
    import ctypes  # noqa: PLC0415 - there alone

    kernel = ctypes.windll.kernel32
    present = kernel.GetLogicalDrives()
    return windows_drives(present, kernel.GetDriveTypeW)


def windows_drives(present: int, drive_type: Callable[[str], int]) -> list[Path]:
    """The removable ones among the drives whose bits are set, A: being the lowest."""
    letters = [chr(ord("A") + at) for at in range(26) if present >> at & 1]
    return [Path(f"{letter}:\\") for letter in letters if drive_type(f"{letter}:\\") == _REMOVABLE]


def find_bundles(folders: Iterable[Path]) -> list[FoundBundle]:
    """The bundles in these folders, newest first; copies of one another are listed once.

    Names do not matter: “S07→市 第17号 (1).jysync.txt” is what its first line says.
    """
    found = [one for folder in folders for path in _files(folder) if (one := look_at(path))]
    found.sort(key=lambda one: (-one.line.at if one.line else 0, len(one.path.name)))
    seen: set[str] = set()
    return [one for one in found if _is_first(one, seen)]


def look_at(path: Path) -> FoundBundle | None:
    """What a file is by its first line; None for all other files."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return None
    try:
        line, sealed_at = read_line(start)
    except BundleError as error:
        return None if error.reason == FOREIGN else FoundBundle(path, None, error.reason)
    whole = size == sealed_at + line.size and size <= MOST_BYTES
    return FoundBundle(path, line, "" if whole else TRUNCATED)


def folder_on(stick: Path, way: str) -> Path:
    """Our own folder on a stick; it is made where it is missing.

    Args:
        stick: Where it is mounted.
        way: ``UPWARDS`` or ``DOWNWARDS``.

    Raises:
        FileError: the stick cannot be written.
    """
    folder = stick / OUR_FOLDER / way
    with file_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _is_first(one: FoundBundle, seen: set[str]) -> bool:
    if one.line is None or one.problem:
        return True
    known = one.line.digest in seen
    seen.add(one.line.digest)
    return not known


def _files(folder: Path) -> Iterator[Path]:
    """Ordinary files in a folder and a few levels below it, until enough has been looked at."""
    looked_at = 0
    level = [folder]
    for _ in range(_DEPTH):
        below: list[Path] = []
        for entry in _entries(level):
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return
            if entry.is_dir(follow_symlinks=False):
                below.append(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
        level = below


def _entries(folders: Iterable[Path]) -> Iterator[os.DirEntry[str]]:
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                yield from sorted(entries, key=lambda entry: entry.name)
        except OSError:  # pulled out, or not ours to read: what else is there still counts
            continue
