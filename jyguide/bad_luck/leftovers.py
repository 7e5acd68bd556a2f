"""What the program writes beside its purpose: in the data folder, and gone when it is closed.

A run that was killed leaves such files behind, with people's names in them; the next one to have
the folder to itself removes them before anything else.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from jyguide.attachment.opened import OpenedCopies
from jyguide.bad_luck.instance import Claim, claim
from jyguide.bad_luck.whereabouts import refuse_stick
from jyguide.documents.part_notes import PART, remove_left_parts
from jyguide.place import ADDRESS, DATABASE, holds_station

TEMPORARY = "tmp"

_UPGRADING = f"{Path(DATABASE).stem}.upgrading"
_DRAFTS = (
    f"{DATABASE}.new",
    f"{DATABASE}.moving",
    f"{DATABASE}.restoring",
    _UPGRADING,
    f"{ADDRESS}.new",
)
"""What was being made beside what stands, databases above all; SQLite's own files go with them."""


def tidy(folder: Path) -> None:
    """Remove what runs that were killed left in a data folder; nobody else may be at work in it.

    What cannot be removed now is left for the next time. Without a database, a draft may be one
    that is just being made, and is left alone.
    """
    shutil.rmtree(folder / TEMPORARY, ignore_errors=True)
    OpenedCopies(folder).clear()
    stands = (folder / DATABASE).is_file() or (folder / ADDRESS).is_file()
    with suppress(OSError):  # a folder that went away has nothing to clear up
        for path in list(folder.iterdir()):
            if PART.fullmatch(path.name) or (stands and path.name.startswith(_DRAFTS)):
                _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


class TemporaryRoom:
    """A folder of this run's own for what libraries write on the way, until it is left."""

    def __init__(self, folder: Path) -> None:
        """Make it in the data folder and let Python's ``tempfile`` write there.

        Where it cannot be made, on a full disk, the system's own place stays in use.
        """
        self._own = folder.absolute() / TEMPORARY / secrets.token_hex(6)
        self._before = tempfile.tempdir
        with suppress(OSError):
            self._own.mkdir(parents=True)
            tempfile.tempdir = str(self._own)

    def leave(self) -> None:
        """Remove it with all that is in it."""
        if tempfile.tempdir == str(self._own):
            before = self._before
            tempfile.tempdir = before if before and Path(before).is_dir() else None
        shutil.rmtree(self._own, ignore_errors=True)
        with suppress(OSError):
            self._own.parent.rmdir()  # unless another run is at work beside us


class Stay:
    """What one opening of a data folder takes for as long as it lasts."""

    def __init__(self, claimed: Claim) -> None:
        """Sit down in a folder; the first to come clears up."""
        remove_left_parts()
        if claimed.only:
            tidy(claimed.folder)
        self.claim = claimed
        self._room = TemporaryRoom(claimed.folder)

    def end(self) -> None:
        """Leave nothing behind and let others in; called once."""
        self._room.leave()
        self.claim.release()


def begin_stay(folder: Path) -> Stay | None:
    """Come to a data folder to open it; None where there is none, which opening it will say.

    Raises:
        RuleError: it lies on a stick.
        FolderTakenError: another PC is at work in it, or somebody who needs it alone.
        FileError: it cannot be written.
    """
    if not (folder.is_dir() and holds_station(folder)):
        return None
    refuse_stick(folder)
    return Stay(claim(folder))
