"""The login offers whoever this PC knows by his full name, not only who has been here before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jyguide.access.user import UserRow
from jyguide.vault.key_file import load_key_file
from jyguide.vault.remembered import remembered

if TYPE_CHECKING:
    from jyguide.app import Application


def rows_and_names(app: Application) -> list[UserRow]:
    """The users; their names are kept on this PC, outside the data folder. On the worker.

    Raises:
        StationError: the key file is damaged.
    """
    rows = app.users.rows()
    if app.place.vault is not None:
        known = remembered(load_key_file(app.place.folder).folder)
        names = {row.id: row.name for row in rows if row.opens}
        if known.names != names:
            replace(known, names=names).write()
    return rows
