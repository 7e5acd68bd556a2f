"""The folder of the practice station: where it lies, and how it comes to be, whole or not."""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.clock import Clock
from jyguide.place import ADDRESS, DATABASE
from jyguide.progress import CancelToken, Progress

_SUFFIX = " 练习"
_LEFT_BEHIND = ("files", "backups")
"""What belongs to the people who were there before; the log and the lock stay."""


def practice_folder(folder: Path) -> Path:
    """Where the practice station of this PC lies: beside the real one, and never in it.

    Args:
        folder: The data folder; it need not be there yet.
    """
    whole = folder.absolute()
    return whole.with_name(f"{whole.name}{_SUFFIX}")


def is_ready(folder: Path) -> bool:
    """Whether there is a practice station in its folder."""
    return (folder / DATABASE).is_file()


def prepare_practice(folder: Path, clock: Clock, progress: Progress, cancel: CancelToken) -> None:
    """Put a fresh practice station into its folder; what somebody tried there before is gone.

    It is made beside the folder and moved in when it is whole, the database last: whatever
    happens meanwhile, the next start finds one that is whole or none, and makes one.

    Args:
        folder: As `practice_folder` says; nobody has its database open.
        clock: Tells today: what was held was held in the weeks before.
        progress: Told what is being made.
        cancel: Asked between the steps.

    Raises:
        FileError: it cannot be written; what was there is there still.
        Cancelled: somebody asked to stop; as above.
    """
    from jyguide.practice.station import fill_station  # noqa: PLC0415 - all the services

    part = folder.with_name(f"{_beside(folder)}{secrets.token_hex(6)}.part")
    try:
        with folder_faults(folder):
            _clear_left(folder)
            part.mkdir(parents=True)
        fill_station(part, clock, progress, cancel)
        with folder_faults(folder):
            _move_in(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _beside(folder: Path) -> str:
    return f".{folder.name}."


def _clear_left(folder: Path) -> None:
    """What a power cut left half made: whoever makes one has the seat at the folder alone."""
    if folder.parent.is_dir():
        for left in folder.parent.iterdir():
            if left.name.startswith(_beside(folder)) and left.suffix == ".part":
                shutil.rmtree(left, ignore_errors=True)


def _move_in(part: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob(f"{DATABASE}*"), folder / ADDRESS]:
        old.unlink(missing_ok=True)
    for name in _LEFT_BEHIND:
        with suppress(FileNotFoundError):
            shutil.rmtree(folder / name)
    made = sorted(part.iterdir(), key=lambda path: path.name == DATABASE)
    for path in made:
        if path.name == "lock":  # of whoever made it, who has left
            continue
        path.replace(folder / path.name)
