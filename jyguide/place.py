"""Where the program is at work: one station's folder or the city's, on one PC, by one user."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.errors import StationError
from jyguide.ids import StationId

if TYPE_CHECKING:  # asked for before the window is drawn
    from jyguide.vault.vault import Vault

CITY_NAME = "中共江阴市委组织部"
CITY_CODE = "C00"
"""What stands for the station in numbers that the city's own PC prints."""


DATABASE = "jyguide.db"
"""The database's name inside a data folder."""

KEYS_SINCE = "keys_since"
"""A fact kept in the database of a shut folder: when its keys of now were drawn, ISO 8601."""

PRACTICE = "practice"
"""A fact kept in the database: in this folder everybody is made up; "" or missing elsewhere."""

MADE_UP = "made_up"
"""A fact kept in the database: the whole office is one for measuring; see `jyguide.generate`."""

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


def is_on_server(folder: Path) -> bool:
    """Whether the folder's data is on a server; asked without any key."""
    file = folder / ADDRESS
    return bool(given_address()) or (file.is_file() and bool(file.read_bytes().strip()))


def server_address(folder: Path, vault: Vault | None = None) -> str:
    """The address of the database on a server, or "" where it is in the folder.

    Args:
        folder: The data folder.
        vault: Its keys, where it is shut: the address has a password in it, and is sealed. One
            that somebody wrote there by hand is read as it is.

    Raises:
        StationError: it is sealed, and under none of these keys.
    """
    from jyguide.vault.vault import unsealed  # noqa: PLC0415 - asked before the window is drawn

    if given := given_address():
        return given
    file = folder / ADDRESS
    try:
        content = unsealed(vault, file.read_bytes()) if file.is_file() else b""
    except ValueError as error:
        raise StationError(
            f"数据库地址文件（{ADDRESS}）打不开，没有打开数据，数据没有改动。",
            hint="请向管理员要来数据库地址，重新写入这个文件，"
            f"或用环境变量 {ADDRESS_VARIABLE} 给出。",
            detail=str(error),
        ) from error
    return content.decode("utf-8-sig", errors="replace").strip()


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
        practice: Everybody in it is made up: what leaves it says so, and no other office takes it.
    """

    folder: Path
    station_id: StationId | None
    station_code: str
    station_name: str
    device_letter: str
    user_name: str
    vault: Vault | None = field(default=None, repr=False)
    practice: bool = False

    @property
    def is_city(self) -> bool:
        return self.station_id is None

    @property
    def label(self) -> str:
        """What a window over it is called."""
        return f"练习库（{self.station_name}）" if self.practice else self.station_name

    @property
    def office(self) -> str:
        """The name under which this place issues papers."""
        return CITY_NAME if self.is_city else f"{self.station_name}基层党建工作指导站"
