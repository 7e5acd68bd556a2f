"""The page of the bank over a fresh station, as the shell would hold it."""

from __future__ import annotations

import pytest

from ui.bank.page import BankPage


@pytest.fixture
def page(qtbot, app, desk):
    shown = BankPage(desk, app)
    desk.changes.changed.connect(shown.note_change)
    qtbot.addWidget(shown)
    shown.resize(1180, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: bool(shown.table.rows()))
    yield shown
    qtbot.waitUntil(lambda: not desk.jobs.busy)
