"""Opened data folders and the desk that pages work with."""

from __future__ import annotations

import gc
import shutil
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from jyguide.app import open_application
from jyguide.folder import NewFolder, create_folder
from tests.set_aside import let_go, set_aside
from ui.changes import ChangeHub
from ui.desk import Desk

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))

_MANY = 100
"""Tests of the window; to count what they leave instead takes as long as looking through it."""


def clock():
    return NOW


@pytest.fixture(scope="module", autouse=True)
def _nothing_set_aside_for_good(_looked_through):
    """What was set aside below is looked through after many tests.

    Not after each file: what all tests share has to be looked through with it, which took
    longer than many a file's tests.
    """
    yield
    if len(_looked_through) > _MANY:
        let_go()
        gc.collect()
        set_aside()
        _looked_through.clear()


@pytest.fixture(scope="session")
def _looked_through():
    """The tests that set something aside since all of it was looked through."""
    return []


@pytest.fixture(autouse=True)
def _widgets_gone(request, _looked_through):
    """Delete what a test leaves behind before the next one, and not in the middle of it.

    A test's own fixtures are let go of only after its end, so that the next one does it. What is
    there then lives on, as modules do, and is set aside: looking through all of it each time
    took half of what these tests took.
    """
    shows = "qtbot" in request.fixturenames
    if shows:
        gc.collect()
        set_aside()
        _looked_through.append(request.node.nodeid)
    yield
    if shows:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def made_folders(tmp_path_factory, pc_states):
    """Gives a folder by its station's name; made on first need, to be copied and not opened."""
    made = {}

    def folder(station):
        if station not in made:
            made[station] = tmp_path_factory.mktemp("made")
            create_folder(made[station], NewFolder(station), clock)
            with pc_states.shared():
                open_application(made[station], clock).close()
        return made[station]

    return folder


@pytest.fixture
def app(tmp_path, made_folders):
    """A fresh station folder of 周庄镇, opened; nobody is on its list."""
    yield from _opened(shutil.copytree(made_folders("周庄镇"), tmp_path / "station"))


@pytest.fixture
def city(tmp_path, made_folders):
    """A fresh folder of the city's, opened."""
    yield from _opened(shutil.copytree(made_folders(""), tmp_path / "city"))


@pytest.fixture
def desk(jobs, alerts):
    """Worker, recorded alerts and the news of changes."""
    return Desk(jobs, alerts, ChangeHub())


def _opened(folder):
    application = open_application(folder, clock)
    yield application
    application.close()
