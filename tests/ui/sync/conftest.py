"""The page of the exchange in a shell, over services with answers laid out beforehand."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from jyguide.place import CITY_CODE, CITY_NAME, Place
from tests.jyguide.sync.reports import a_report
from tests.ui.conftest import clock
from tests.ui.sync.fakes import (
    FakeDevices,
    FakeHistory,
    FakeSync,
    a_board,
    a_device,
    an_office,
)
from tests.ui.sync.hands import Hands
from ui.shell import Shell
from ui.sync.page import SyncPage
from ui.sync.standing import Tools


@pytest.fixture
def history():
    return FakeHistory()


@pytest.fixture
def sync():
    """A station's exchange with the city."""
    report = a_report()
    return FakeSync(
        offices=(an_office(),), reports={"一.jysync": report, "二.jysync": a_report(number=18)}
    )


@pytest.fixture
def devices(sync):
    return FakeDevices(rows=[a_device()], sync=sync)


@pytest.fixture
def open_page(qtbot, desk, alerts):
    """Opens the page: ``open_page(place, sync, devices, history)``."""

    def opened(place, sync, devices, history, *, wait=True, doubles=None):
        sticks = []
        tools = Tools(desk, place, sync, devices, history, clock, doubles)
        page = SyncPage(tools, lambda: list(sticks))
        shell = Shell("暨阳指导", place.station_name, desk.jobs, alerts, desk.changes)
        shell.add_page(page)
        shell.resize(1366, 768)
        qtbot.addWidget(shell)
        with qtbot.waitExposed(shell):
            shell.show()
        hands = Hands(qtbot, desk, shell, page, sticks)
        if wait:
            hands.settle()
        return hands

    return opened


@pytest.fixture
def station_place(tmp_path):
    return Place(tmp_path, object(), "S13", "周庄镇", "A", "王干事")


@pytest.fixture
def station(open_page, station_place, sync, devices, history):
    return open_page(station_place, sync, devices, history)


@pytest.fixture
def city_place(tmp_path):
    return Place(Path(tmp_path), None, CITY_CODE, CITY_NAME, "A", "李干事")


@pytest.fixture
def city(open_page, city_place, sync, devices, history):
    sync.offices = a_board()
    devices.rows = [
        a_device(office="C00", name="市级"),
        *(
            a_device(id=uuid4(), office=row.code, name=row.name, here=False)
            for row in sync.offices
            if row.devices
        ),
    ]
    return open_page(city_place, sync, devices, history)
