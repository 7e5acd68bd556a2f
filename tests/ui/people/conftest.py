"""The page of people in a shell, over a real folder."""

from __future__ import annotations

import pytest

from tests.ui.people.gestures import Window
from ui.people.page import PeoplePage
from ui.people.services import PeopleServices
from ui.shell import Shell


@pytest.fixture
def open_window(qtbot, desk, alerts):
    """Opens the window over an application: ``open_window(app)``."""

    def open_(app):
        shell = Shell("暨阳指导", app.place.station_name, desk.jobs, alerts, desk.changes)
        services = PeopleServices(
            app.people,
            app.finder,
            app.ordering,
            app.organisations,
            app.rosters,
            app.history,
            app.disclosures,
        )
        shell.add_page(PeoplePage(desk, app.place, services, app.clock))
        shell.resize(1366, 768)
        qtbot.addWidget(shell)
        with qtbot.waitExposed(shell):
            shell.show()
        window = Window(qtbot, shell, desk, app)
        window.settle()
        return window

    return open_


@pytest.fixture
def window(open_window, app):
    return open_window(app)


@pytest.fixture
def city_window(open_window, city):
    return open_window(city)
