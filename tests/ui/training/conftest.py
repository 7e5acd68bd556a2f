"""The training page on screen over a real station folder."""

from __future__ import annotations

import pytest

from ui.training.page import TrainingPage


@pytest.fixture
def open_page(qtbot, desk):
    """Opens the page over an application, wired to changes as the shell does."""

    def opened(application):
        page = TrainingPage(desk, application)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 600)
        qtbot.addWidget(page)
        for button in page.head_buttons():
            qtbot.addWidget(button)
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
