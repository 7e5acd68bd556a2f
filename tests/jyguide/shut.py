"""Data folders that are shut, made for tests: quick secrets, and who is in charge."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from jyguide.app import Application, open_application
from jyguide.clock import Clock
from jyguide.folder import NewFolder, create_folder
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
