"""Data folders: making a new one, opening one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.folder.facts import note_keys, refuse_station_on_server
from jyguide.folder.opening import (
    OpenedFolder,
    database_of,
    is_stations,
    look_closely,
    open_folder,
)
from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.folder.making import NewFolder, can_shut, create_folder

__all__ = [
    "NewFolder",
    "OpenedFolder",
    "can_shut",
    "create_folder",
    "database_of",
    "is_stations",
    "look_closely",
    "note_keys",
    "open_folder",
    "refuse_station_on_server",
]

_MAKING = "making"

__getattr__ = lazily(
    __name__, {"NewFolder": _MAKING, "can_shut": _MAKING, "create_folder": _MAKING}
)
