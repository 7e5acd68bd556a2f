"""A large database looked at table by table once it is open, between other work."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from db.errors import DamageError
from db.soundness import WHOLE_AT_ONCE, refuse_damaged_table, tables
from db.uow import Store
from jyguide.bad_luck.at_work import FOLDER
from jyguide.place import DATABASE

SUSPECT = "damaged"
"""A file beside the lock: at the next opening all of the database is looked at, however large."""


def is_suspect(folder: Path) -> bool:
    """Whether damage was met while the folder was last open."""
    return (folder / FOLDER / SUSPECT).exists()


def suspect(folder: Path) -> None:
    """Let the next opening look at all of the database."""
    with suppress(OSError):
        (folder / FOLDER / SUSPECT).touch()


def trust(folder: Path) -> None:
    """All of the database was looked at and is sound."""
    with suppress(OSError):
        (folder / FOLDER / SUSPECT).unlink(missing_ok=True)


class SlowLook:
    """What is still to be looked at of a database that was too large for its opening."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    @property
    def is_due(self) -> bool:
        """Whether the database was opened on the strength of its head alone."""
        if self._store.shared:
            return False
        with suppress(OSError):
            return (self._folder / DATABASE).stat().st_size > WHOLE_AT_ONCE
        return False

    def tables(self) -> list[str]:
        """The tables to look at."""
        with self._store.read() as session:
            return tables(session)

    def look_at(self, table: str) -> None:
        """Look at one; the largest of a city's takes a third of a second.

        Raises:
            DamageError: it is damaged; the next opening will look at everything.
        """
        try:
            with self._store.read() as session:
                refuse_damaged_table(session, table)
        except DamageError:
            suspect(self._folder)
            raise
