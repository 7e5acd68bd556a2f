"""Data folders that are shut, made for tests: quick secrets, and who is in charge."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import UUID

from jyguide.app import Application, open_application
from jyguide.clock import Clock
from jyguide.folder import NewFolder, create_folder
from jyguide.protection.forgotten import can_be_recovered
from jyguide.vault.login import Login, log_in_by_name, login_names
from jyguide.vault.secret import BY_MACHINE
from tests.jyguide.builders import SettableClock

HEAD, SECRET = "阿卜杜拉·买买提", "春风又绿江南岸1"


def make_shut(folder: Path, station: str = "周庄镇") -> Path:
    """A new folder of somebody in charge; "" is the city's."""
    create_folder(folder, NewFolder(station, "A", HEAD, SECRET, BY_MACHINE), SettableClock())
    return folder


def logged_in(folder: Path, name: str = HEAD, secret: str = SECRET) -> Login:
    return log_in_by_name(folder, name, secret, SettableClock())


def opened(
    folder: Path, name: str = HEAD, secret: str = SECRET, clock: Clock | None = None
) -> Application:
    return open_application(folder, clock or SettableClock(), logged_in(folder, name, secret))


def user_of(folder: Path) -> UUID:
    """Who stands first on the login page."""
    return login_names(folder)[0].user_id


def make_pair(root: Path) -> None:
    """``city`` and ``station`` below `root`: the city and a station it has let in, both shut."""
    city, station = make_shut(root / "city", ""), make_shut(root / "station")
    with closing(opened(city)) as at_city, closing(opened(station)) as at_station:
        code = at_station.devices.write_request(root / "req")
        answer = at_city.devices.accept(root / "req", code, root / "cert")
        assert not can_be_recovered(station)
        at_station.devices.join(root / "cert", answer)
