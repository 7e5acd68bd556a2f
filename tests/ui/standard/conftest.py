"""The page of standardisation on screen over a real data folder."""

from __future__ import annotations

import pytest

from ui.standard.page import StandardPage


@pytest.fixture
def open_page(qtbot, desk):
    """Opens the page over an application, wired to changes as the shell does."""

    def opened(application, tab=""):
        page = StandardPage(desk, application)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 640)
        qtbot.addWidget(page)
        for button in page.head_buttons():
            qtbot.addWidget(button)
        if tab:
            page.tabs.show_tab(tab)
        with qtbot.waitExposed(page):
            page.show()
        at_rest(qtbot, desk)
        return page

    return opened


@pytest.fixture
def rest(qtbot, desk):
    """Waits until the worker has nothing more to do."""
    return lambda: at_rest(qtbot, desk)


def at_rest(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.jobs.busy)
