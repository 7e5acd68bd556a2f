"""Opened data folders, copied from ones that are made only once, and a clock to set."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.copying import copy_database
from jyguide.app import open_application
from jyguide.folder import NewFolder, create_folder, opening
from jyguide.place import ADDRESS, DATABASE
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


@pytest.fixture(scope="session")
def server_templates():
    """Names of databases on the server that hold what a folder's file does, by folder."""
    return {}


@pytest.fixture
def fresh_copy(dialect, request, monkeypatch):
    """Copies a closed data folder, its data to the server where the test runs on PostgreSQL.

    That a station's data stays on its own PC is a rule, not a want of the services: it is lifted,
    so that all of them are tested on both databases.
    """
    if dialect == "sqlite":
        return shutil.copytree
    server, templates, new_database = map(
        request.getfixturevalue, ("postgres", "server_templates", "new_database")
    )
    monkeypatch.setattr(opening, "refuse_station_on_server", lambda: None)

    def copy(source, target):
        if source not in templates:
            templates[source] = server.create()
            copy_database(source / DATABASE, server.url(templates[source]))
        target.mkdir(parents=True)
        (target / ADDRESS).write_text(new_database(templates[source]))
        return target

    return copy


@pytest.fixture
def new_folder(made_folders, fresh_copy, tmp_path):
    """Makes unopened data folders: ``new_folder("周庄镇", letter="B")``; "" is the city's."""

    def make(station="周庄镇", letter="A"):
        return Path(
            fresh_copy(made_folders(station, letter), tmp_path / f"{station or 'city'}-{letter}")
        )

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
def prepared(made_folders, tmp_path_factory, pc_states):
    """Stations that a function has brought to some point, each made once."""
    made = {}

    def prepare(build):
        if build not in made:
            path = tmp_path_factory.mktemp("prepared") / "station"
            shutil.copytree(made_folders("周庄镇", "A"), path)
            with pc_states.shared():
                application = open_application(path, SettableClock())
                made[build] = path, build(application)
                application.close()
        return made[build]

    return prepare


@pytest.fixture
def open_prepared(prepared, fresh_copy, open_at, tmp_path):
    """Opens a copy of a prepared station: ``app, built = open_prepared(build)``."""

    def open_(build):
        path, built = prepared(build)
        fresh_copy(path, tmp_path / "prepared")
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
