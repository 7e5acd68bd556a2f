"""Where the program is at work: one station's folder or the city's, on one PC, by one user."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.ids import StationId

if TYPE_CHECKING:  # asked for before the window is drawn
    from jyguide.vault.vault import Vault

CITY_NAME = "中共江阴市委组织部"
CITY_CODE = "C00"
"""What stands for the station in numbers that the city's own PC prints."""


DATABASE = "jyguide.db"
"""The database's name inside a data folder."""

ADDRESS = "database.url"
"""A file of one line in the city's folder: where on a PostgreSQL server its data is."""

ADDRESS_VARIABLE = "JYGUIDE_DATABASE_URL"
"""Says the same, and counts before the file."""


def holds_station(folder: Path) -> bool:
    """Whether there is a database in this folder, or word of one on a server.

    Asked before the window is drawn, so no server is.
    """
    places = (folder / DATABASE, folder / ADDRESS)
    return bool(given_address()) or any(place.is_file() for place in places)


def server_address(folder: Path) -> str:
    """The address of the database on a server, or "" where it is in the folder."""
    file = folder / ADDRESS
    if given := given_address():
        return given
    return file.read_text("utf-8-sig", errors="replace").strip() if file.is_file() else ""


def given_address() -> str:
    """The address that the environment gives, or ""."""
    return os.environ.get(ADDRESS_VARIABLE, "").strip()


@dataclass(frozen=True, slots=True)
class Place:
    """An opened data folder, as the services and the window see it.

    Attributes:
        station_id: None in the city's folder, where people of all stations belong.
        vault: The keys of a folder that is shut; None in a plain one.
        device_letter: "A", "B" …: tells the PCs of one station apart in printed numbers.
    """

    folder: Path
    station_id: StationId | None
    station_code: str
    station_name: str
    device_letter: str
    user_name: str
    vault: Vault | None = field(default=None, repr=False)

    @property
    def is_city(self) -> bool:
        return self.station_id is None

    @property
    def office(self) -> str:
        """The name under which this place issues papers."""
        return CITY_NAME if self.is_city else f"{self.station_name}基层党建工作指导站"
