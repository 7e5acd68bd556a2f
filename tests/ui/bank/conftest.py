"""The page of the bank over a fresh office, as the shell would hold it."""

from __future__ import annotations

import pytest

from tests.ui.bank.hands import Hands
from ui.bank.page import BankPage


@pytest.fixture(scope="session")
def read_before():
    """Tells an office what another has read of the unified bank, which is the same everywhere.

    Reading five hundred items and folding their text for the search takes longer than most of
    what a test does with them; items of the office's own are read as ever.
    """
    held = {}

    def tell(app):
        if not held:
            held.update(rows={row.revision_id: row.content for row in app.bank.items()})
            held.update(index=app.bank._fresh_index())
        app.bank._held.update(held["rows"])
        if app.bank._indexed_at < 0:
            app.bank._index = held["index"]

    return tell


@pytest.fixture
def page(qtbot, app, desk, read_before):
    """The page at a station: the unified bank is not its own."""
    read_before(app)
    yield from _shown(qtbot, app, desk)


@pytest.fixture
def city_page(qtbot, city, desk, read_before):
    """The page at the city's, which may change everything."""
    read_before(city)
    yield from _shown(qtbot, city, desk)


@pytest.fixture
def hands(qtbot, page, app, desk, alerts):
    """Works the page at a station; see `Hands`."""
    return Hands(qtbot, page, app, desk, alerts)


@pytest.fixture
def city_hands(qtbot, city_page, city, desk, alerts):
    """As `hands`, at the city's."""
    return Hands(qtbot, city_page, city, desk, alerts)


def _shown(qtbot, app, desk):
    shown = BankPage(desk, app)
    desk.changes.changed.connect(shown.note_change)
    qtbot.addWidget(shown)
    for button in shown.head_buttons():  # which the shell would put into its title line
        button.setParent(shown)
    shown.resize(1180, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: bool(shown.table.rows()))
    yield shown
    qtbot.waitUntil(lambda: not desk.jobs.busy)
