"""The second place: a folder on a stick, chosen once and known again wherever it is plugged in.

What it is called there is remembered on this PC; a small file in it says that it is the same one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from jyguide.backup.writing import write_for_good
from jyguide.state import state_folder

MARKER = "place.json"
ATTACHMENTS = "files"
STALE = timedelta(days=7)
"""After so long without a copy somebody is reminded, and goes on being so."""


class _Mark(msgspec.Struct):
    place: str


class _Said(msgspec.Struct):
    place: str
    root: str
    name: str
    at: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """What this PC remembers of it.

    Attributes:
        place: Names it, whatever drive letter it gets.
        root: Our folder on it when it was last there.
        name: How people know the stick.
        at: When the last copy was made there; None: never.
        number: Of the last journal entry in that copy.
    """

    place: str
    root: Path
    name: str
    at: datetime | None = None
    number: int = 0

    def found(self, sticks: Iterable[Path]) -> Path | None:
        """Where our folder is now, looked for where it was and on the sticks that are in."""
        tail = self.root.relative_to(self.root.anchor).parts
        places = [self.root]
        for stick in sticks:
            # Mounted elsewhere, what leads to the stick itself differs and the rest does not.
            places += [stick.joinpath(*tail[start:]) for start in range(len(tail))]
        return next((root for root in places if mark_of(root) == self.place), None)

    def copied(self, at: datetime, number: int) -> SecondPlace:
        """The same after a copy."""
        return replace(self, at=at, number=number)


def found_place(folder: Path, office: str, letter: str) -> SecondPlace:
    """Make a folder of ours in the one that was chosen; one that is there already is taken.

    Raises:
        OSError: it cannot be written.
    """
    root = folder if mark_of(folder) else folder / f"暨阳指导备份 {office}{letter}"
    root.mkdir(parents=True, exist_ok=True)
    place = mark_of(root)
    if not place:
        place = secrets.token_hex(8)
        write_for_good(root / MARKER, msgspec.json.encode(_Mark(place)))
    return SecondPlace(place, root, folder.name or str(folder))


def mark_of(root: Path) -> str:
    """What names a place, or ""."""
    try:
        with (root / MARKER).open("rb") as file:
            return msgspec.json.decode(file.read(4096), type=_Mark).place
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return ""


def remembered_place(folder: str) -> SecondPlace | None:
    """The second place of a data folder, by what names that; None where none was chosen."""
    try:
        said = msgspec.json.decode(_file(folder).read_bytes(), type=_Said)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return SecondPlace(said.place, Path(said.root), said.name, said.at, said.number)


def remember_place(folder: str, place: SecondPlace) -> None:
    """Keep it; what cannot be kept is only asked for again."""
    said = _Said(place.place, str(place.root), place.name, place.at, place.number)
    target = _file(folder)
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(said))
        part.replace(target)


def reminder(place: SecondPlace | None, now: datetime, *, anything: bool) -> str:
    """What to say on the first page, or "".

    Args:
        place: As it is remembered.
        now: The present moment.
        anything: Whether there is anything worth a copy.
    """
    if not anything:
        return ""
    if place is None or place.at is None:
        return "数据只在这台电脑上，还没有备份到U盘。硬盘坏了就找不回来，插上U盘备份一次更放心。"
    days = (now - place.at).days
    if now - place.at > STALE:
        return f"上次备份到U盘是 {place.at:%m月%d日}，已过 {days} 天。方便时插上U盘再备份一次。"
    return ""


def _file(folder: str) -> Path:
    return state_folder() / "places" / f"{folder}.json"
