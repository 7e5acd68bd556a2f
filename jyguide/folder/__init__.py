"""Data folders: making a new one, opening one that is there."""

from jyguide.folder.facts import note_keys, refuse_station_on_server
from jyguide.folder.making import NewFolder, can_shut, create_folder
from jyguide.folder.opening import (
    OpenedFolder,
    database_of,
    is_stations,
    look_closely,
    open_folder,
)

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
