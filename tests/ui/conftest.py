"""Opened data folders and the desk that pages work with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from jyguide.app import open_application
from jyguide.folder import NewFolder, create_folder
from ui.changes import ChangeHub
from ui.desk import Desk

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def clock():
    return NOW


@pytest.fixture
def app(tmp_path):
    """A fresh station folder of 周庄镇, opened; nobody is on its list."""
    yield from _opened(tmp_path / "station", "周庄镇")


@pytest.fixture
def city(tmp_path):
    """A fresh folder of the city's, opened."""
    yield from _opened(tmp_path / "city", "")


@pytest.fixture
def desk(jobs, alerts):
    """Worker, recorded alerts and the news of changes."""
    return Desk(jobs, alerts, ChangeHub())


def _opened(folder, station):
    create_folder(folder, NewFolder(station), clock)
    application = open_application(folder, clock)
    yield application
    application.close()
