"""Shut and plain folders to be backed up, a stick, and bytes to be flipped."""

from __future__ import annotations

import shutil
from contextlib import suppress
from types import SimpleNamespace

import pytest

from db.errors import StorageError
from jyguide.app import open_application
from jyguide.backup.service.backups import BackupService
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from jyguide.sync.stick import Stick
from jyguide.vault.login import log_in_by_name
from tests.jyguide.builders import SettableClock

SECRET = "暨阳十月有霜早起"
USER = "王小明"


@pytest.fixture(scope="session")
def made_shut(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shut") / "data"
    create_folder(folder, NewFolder("周庄镇", user=USER, secret=SECRET), SettableClock())
    return folder


@pytest.fixture
def shut_folder(made_shut, tmp_path):
    return shutil.copytree(made_shut, tmp_path / "shut")


@pytest.fixture
def opened(clock, tmp_path):
    """Opens shut folders by the secret, and closes them at the end, also twice."""
    apps = []

    def open_(folder, secret=SECRET, user=USER):
        login = log_in_by_name(folder, user, secret, system_clock)
        apps.append(open_application(folder, clock, login))
        return apps[-1]

    yield open_
    for app in apps:
        with suppress(StorageError):  # what a test has spoilt
            app.close()


@pytest.fixture
def shut(opened, shut_folder):
    """A shut folder of 周庄镇, opened."""
    return opened(shut_folder)


@pytest.fixture
def stick(tmp_path):
    """A stick that can be pulled: ``stick.folder``, ``stick.pull()``, ``stick.find``."""
    folder = tmp_path / "media" / "KINGSTON"
    folder.mkdir(parents=True)
    made = SimpleNamespace(folder=folder)
    made.find = lambda: [Stick(made.folder, made.folder.name)] if made.folder.exists() else []

    def mount_as(name):
        made.folder = made.folder.rename(folder.with_name(name))

    made.mount_as = mount_as
    return made


@pytest.fixture
def backups_of(stick):
    """The service over an opened folder, that finds the stick above."""

    def of(app):
        return BackupService(app._store, app.place, app.clock, app.permits, stick.find)

    return of


def flip(path, at=0.6):
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 0x55
    path.write_bytes(content)


@pytest.fixture
def photo(tmp_path):
    from tests.jyguide.attachment.pictures import a_jpeg  # noqa: PLC0415 - few tests need it

    path = tmp_path / "合影.jpg"
    path.write_bytes(a_jpeg())
    return path
