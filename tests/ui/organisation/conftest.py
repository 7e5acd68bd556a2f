"""The page of organisations in a shell, over a real folder."""

from __future__ import annotations

import pytest

from tests.ui.people.gestures import Window
from ui.organisation.page import OrganisationPage
from ui.shell import Shell


@pytest.fixture
def open_window(qtbot, desk, alerts):
    """Opens the window over an application: ``open_window(app)``."""

    def open_(app):
        shell = Shell("暨阳指导", app.place.station_name, desk.jobs, alerts, desk.changes)
        shell.add_page(OrganisationPage(desk, app))
        shell.resize(1366, 768)
        qtbot.addWidget(shell)
        with qtbot.waitExposed(shell):
            shell.show()
        window = Window(qtbot, shell, desk, app)
        window.settle()
        return window

    return open_
