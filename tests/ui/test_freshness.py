"""A tab is read again where something may have been done, and not where nothing was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from jyguide.changes import Changed
from tests.jyguide.builders import a_person
from ui.tabbed_page import PageTab, TabbedPage, TabEntry

NAMES = ("first", "second", "outside")


class _Tab(PageTab):
    def __init__(self, desk, reads, name):
        super().__init__()
        self.outside = name == "outside"
        self._desk, self._reads, self._name = desk, reads, name

    def reload(self):
        self._desk.load(self, partial(self._reads.append, self._name), lambda _: None)


class Tabs:
    """A page of counted tabs, and what is done meanwhile."""

    def __init__(self, qtbot, desk, app):
        self.reads = []
        self.qtbot, self.desk = qtbot, desk

        def make(name):
            return lambda desk, _app, _page: _Tab(desk, self.reads, name)

        class Counted(TabbedPage):
            name = "counted"
            TABS = tuple(TabEntry(name, name, make(name)) for name in NAMES)

        self.page = Counted(desk, app)
        desk.changes.changed.connect(self.page.note_change)
        qtbot.addWidget(self.page)
        self.page.show()
        self.rest()

    def rest(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def read_on_showing(self):
        """Go through the tabs, back to the first; which of them were read."""
        self.reads.clear()
        for name in (*NAMES[1:], NAMES[0]):
            self.page.tabs.show_tab(name)
            self.rest()
        return self.reads


@pytest.fixture
def tabs(qtbot, desk, app):
    tabs = Tabs(qtbot, desk, app)
    assert tabs.reads == ["first"]
    assert tabs.read_on_showing() == ["second", "outside"]
    return tabs


def test_what_nothing_was_done_for_is_not_read_again(tabs, app, desk):
    every = ["second", "outside", "first"]
    assert tabs.read_on_showing() == ["outside"]
    app.people.add(a_person())  # as another program does: nobody tells the window
    assert tabs.read_on_showing() == every
    assert tabs.read_on_showing() == ["outside"]
    desk.changes.tell(Changed.SETTINGS)  # stands in no journal, and the page cares for nothing
    assert tabs.read_on_showing() == every
    tabs.page.refresh()
    tabs.rest()
    assert tabs.reads == [*every, "first"]
    assert tabs.read_on_showing() == ["second", "outside"]


def test_on_another_day_all_is_read_again(qtbot, desk, app):
    today = replace(app, clock=lambda: days[-1])
    days = [app.clock()]
    tabs = Tabs(qtbot, desk, today)
    tabs.read_on_showing()
    assert tabs.read_on_showing() == ["outside"]
    days.append(days[0] + timedelta(days=1))
    assert tabs.read_on_showing() == ["second", "outside", "first"]


def test_a_tab_that_could_not_be_read_is_read_again(tabs, desk, alerts):
    desk.load(tabs.page, lambda: 1 / 0, lambda _: None)
    tabs.rest()
    assert tabs.read_on_showing() == ["second", "outside", "first"]
    assert isinstance(alerts.errors.pop(), ZeroDivisionError)
