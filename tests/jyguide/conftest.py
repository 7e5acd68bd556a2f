"""Opened data folders, copied from ones that are made only once, and a clock to set."""

from __future__ import annotations

import shutil

import pytest

from jyguide.app import open_application
from jyguide.folder import NewFolder, create_folder
from tests.jyguide.builders import SettableClock


@pytest.fixture(scope="session")
def made_folders(tmp_path_factory):
    """Folders made on first need, by station and letter."""
    made = {}

    def folder(station, letter):
        if (station, letter) not in made:
            path = tmp_path_factory.mktemp("made")
            create_folder(path, NewFolder(station, letter), SettableClock())
            made[station, letter] = path
        return made[station, letter]

    return folder


@pytest.fixture
def clock():
    return SettableClock()


@pytest.fixture
def new_folder(made_folders, tmp_path):
    """Makes unopened data folders: ``new_folder("周庄镇", letter="B")``; "" is the city's."""

    def make(station="周庄镇", letter="A"):
        path = tmp_path / f"{station or 'city'}-{letter}"
        shutil.copytree(made_folders(station, letter), path)
        return path

    return make


@pytest.fixture
def open_at(clock):
    """Opens data folders and closes them at the end."""
    opened = []

    def open_(folder):
        opened.append(open_application(folder, clock))
        return opened[-1]

    yield open_
    for application in opened:
        application.close()


@pytest.fixture(scope="session")
def prepared(made_folders, tmp_path_factory):
    """Stations that a function has brought to some point, each made once."""
    made = {}

    def prepare(build):
        if build not in made:
            path = tmp_path_factory.mktemp("prepared") / "station"
            shutil.copytree(made_folders("周庄镇", "A"), path)
            application = open_application(path, SettableClock())
            made[build] = path, build(application)
            application.close()
        return made[build]

    return prepare


@pytest.fixture
def open_prepared(prepared, open_at, tmp_path):
    """Opens a copy of a prepared station: ``app, built = open_prepared(build)``."""

    def open_(build):
        path, built = prepared(build)
        shutil.copytree(path, tmp_path / "prepared")
        return open_at(tmp_path / "prepared"), built

    return open_


@pytest.fixture
def app(new_folder, open_at):
    """A fresh station folder of 周庄镇, opened; nobody is on its list."""
    return open_at(new_folder())


@pytest.fixture
def city(new_folder, open_at):
    """A fresh folder of the city's, opened."""
    return open_at(new_folder(""))
