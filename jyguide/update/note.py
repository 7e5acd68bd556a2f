"""What is remembered over an update, so that the new program can tell what came of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from jyguide.installed import Installed
from jyguide.state import state_folder
from jyguide.update.frame import Manifest

_MOST = 1 << 18


class Note(msgspec.Struct, frozen=True):
    """An update that was begun.

    Attributes:
        before: The release that ran; after: the one that is to run.
        kind: How the program is installed, a word of `Installed`.
        notes: What is new.
        backup: The name of the backup made before.
        folder: The data folder.
        old: Folder of the former program, where it was kept.
        log: What the system's installer has written.
        by_hand: Whether it waits for an administrator, however long.
    """

    before: str
    after: str
    kind: str
    notes: str
    backup: str
    folder: str
    old: str = ""
    log: str = ""
    by_hand: bool = False


def note_of(manifest: Manifest, before: str, backup: str, folder: Path | None) -> Note:
    """An update as it is about to begin."""
    return Note(
        before,
        manifest.release,
        manifest.kind,
        manifest.notes,
        backup,
        str(folder or ""),
        log=str(_log_place()) if Installed(manifest.kind) is Installed.DEBIAN else "",
    )


def keep_note(note: Note) -> None:
    """Write it; what cannot be written is not told later, and no reason to stop."""
    place = note_place()
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        with part.open("wb") as file:
            file.write(msgspec.json.encode(note))
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)


def kept_note() -> Note | None:
    """The update that was begun last and is not told of yet."""
    try:
        with note_place().open("rb") as file:
            return msgspec.json.decode(file.read(_MOST), type=Note)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None


def forget_note() -> None:
    """It has been told of."""
    with suppress(OSError):
        note_place().unlink(missing_ok=True)


def note_place() -> Path:
    """Beside the folder in which updates are prepared, which is cleared."""
    return state_folder() / "update.json"


def _log_place() -> Path:
    return state_folder() / "update.log"
