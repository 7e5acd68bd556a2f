"""The page 操作记录 on screen over a station where something was done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest

from tests.ui.conftest import clock
from ui.history.page import HistoryPage


@pytest.fixture
def rest(qtbot, desk):
    """Waits until the worker has nothing more to do."""
    return lambda: qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)


@pytest.fixture
def open_page(qtbot, app, desk, rest):
    """Opens the page, wired to changes as the shell does."""

    def opened():
        page = HistoryPage(desk, app.history, clock)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 600)
        qtbot.addWidget(page)
        for part in page.head_buttons():
            qtbot.addWidget(part)
            part.show()
        with qtbot.waitExposed(page):
            page.show()
        rest()
        return page

    return opened


@pytest.fixture
def elsewhere(app):
    """Makes the actions of a name those of another PC."""

    def move(name):
        with closing(sqlite3.connect(app.place.folder / "jyguide.db")) as connection:
            connection.execute(
                "UPDATE action SET device_id = ? WHERE name = ?", (uuid4().hex, name)
            )
            connection.commit()

    return move
