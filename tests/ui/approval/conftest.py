"""The page of approval on screen over a real station folder."""

from __future__ import annotations

import pytest

from ui.approval.page import ApprovalPage


@pytest.fixture
def rest(qtbot, desk):
    """Waits until the worker has nothing more to do, and what it found is on screen."""

    def rest_():
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    return rest_


@pytest.fixture
def open_page(qtbot, desk, rest):
    """Opens the page over an application, wired to changes as the shell does."""

    def opened(application):
        page = ApprovalPage(desk, application)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 640)
        qtbot.addWidget(page)
        for button in page.head_buttons():
            qtbot.addWidget(button)
        with qtbot.waitExposed(page):
            page.show()
        rest()
        return page

    return opened
