"""What a page gets from its desk, and what becomes of it when the page is gone."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from jyguide.changes import Changed
from jyguide.errors import RuleError
from ui.changes import ChangeHub
from ui.collector import InterfaceCollector
from ui.desk import Desk
from ui.page import Page
from ui.page_slot import PageFrame
from ui.widgets import Banner, EmptyState, EmptyText


class Shown(QWidget):
    """A page that shows a number it fetched."""

    def __init__(self, desk):
        super().__init__()
        self._desk = desk
        self.label = QLabel(self)

    def fetch(self):
        self._desk.load(self, lambda: sum(range(2000)), self.show_sum)

    def show_sum(self, value):
        self.label.setText(str(value))


@pytest.fixture
def desk(jobs, alerts):
    return Desk(jobs, alerts, ChangeHub())


def idle(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_a_result_is_shown(qtbot, desk):
    page = Shown(desk)
    qtbot.addWidget(page)
    page.fetch()
    qtbot.waitUntil(lambda: page.label.text() == "1999000")


def test_pages_that_go_while_they_fetch_take_nothing_with_them(qtbot, desk):
    for number in range(80):
        page = Shown(desk)
        page.show()
        page.fetch()
        page.fetch()
        if number % 2:
            page.deleteLater()
        del page
        if number % 20 == 0:
            gc.collect()
        qtbot.waitUntil(lambda: True)
    idle(qtbot, desk)


def test_an_action_is_announced_even_when_its_page_is_gone(qtbot, desk):
    page = Shown(desk)
    with qtbot.waitSignal(desk.changes.changed) as told:
        desk.act(page, lambda _p, _c: 1, page.show_sum, title="", changed=Changed.BANK)
        page.deleteLater()
    assert told.args == [Changed.BANK]


def test_a_refusal_reaches_the_alerts_and_announces_nothing(qtbot, desk, alerts):
    page = Shown(desk)
    qtbot.addWidget(page)
    heard = []
    desk.changes.changed.connect(heard.append)

    def refuse(_progress, _cancel):
        raise RuleError("不行。")

    desk.act(page, refuse, page.show_sum, title="", changed=Changed.BANK)
    idle(qtbot, desk)
    assert alerts.take_error().message == "不行。"
    assert heard == []


def test_garbage_is_collected_by_the_timer_only(qtbot):
    gone = []

    class Knot:
        def __init__(self):
            self.me = self

        def __del__(self):
            gone.append(1)

    collector = InterfaceCollector()
    try:
        assert not gc.isenabled()
        for _ in range(2000):
            Knot()
        collector.collect()
        assert gone
    finally:
        collector.stop()
    assert gc.isenabled()


class Fetching(Page):
    """A page that reads one thing, and another once that has come."""

    name, title = "fetching", "试读"

    def __init__(self, desk):
        super().__init__()
        self._desk, self.faults, self.come = desk, [None, None], []
        self.layout_.addWidget(EmptyState(EmptyText("还没有", "没有。", "新建")))

    def reload(self):
        self._desk.load(self, self.read, self.show_first)

    def show_first(self, value):
        self.come.append(value)
        self._desk.load(self, self.read, self.come.append)

    def read(self):
        fault = self.faults.pop(0)
        if fault is not None:
            raise fault
        return "读到了"


def test_a_page_says_that_it_was_not_read_and_is_read_again(qtbot, desk, alerts):
    page = Fetching(desk)
    frame = PageFrame(page)
    qtbot.addWidget(frame)
    page.faults = [RuleError("硬盘读不了。", hint="请稍候。"), None, ValueError(), None, None]
    frame.show()
    idle(qtbot, desk)
    banner = frame.findChild(Banner, "page_unread")
    title = page.findChild(QLabel, "empty_title")
    assert "硬盘读不了。请稍候。" in banner.findChild(QLabel, "sentence").text()
    assert (page.stale, title.text()) == (True, "没有读出来")
    again = frame.findChild(QPushButton, "read_again")
    again.click()  # the first comes, what follows from it does not
    idle(qtbot, desk)
    assert banner.isVisible()
    assert isinstance(alerts.take_error(), ValueError)  # a fault of ours has a report to offer
    again.click()
    idle(qtbot, desk)
    assert (banner.isHidden(), page.stale, title.text()) == (True, False, "还没有")
    page.faults.append(RuleError("这一张打不开。"))
    desk.load(page, page.read, page.come.append)  # somebody asked for something else
    idle(qtbot, desk)
    assert banner.isHidden()
    assert alerts.take_error().message == "这一张打不开。"
