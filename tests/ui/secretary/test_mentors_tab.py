"""Mentor pairs by real clicks and keys: made, changed, met, ended."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListWidget, QPlainTextEdit, QPushButton

from tests.jyguide.secretary.test_mentors import two_secretaries
from ui.secretary.page import SecretaryPage

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, app, desk):
    page = SecretaryPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    qtbot.addWidget(page)
    page.resize(1150, 600)
    page.tabs.show_tab("secretary_mentors")
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    yield page
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def dialog(qtbot, page, name):
    qtbot.waitUntil(lambda: page.findChild(QDialog, name) is not None)
    return page.findChild(QDialog, name)


def press(qtbot, owner, name):
    qtbot.mouseClick(owner.findChild(QPushButton, name), CLICK)


def closed(qtbot, desk, shown):
    gone = []
    shown.finished.connect(gone.append)
    press(qtbot, shown, "confirm")
    qtbot.waitUntil(lambda: bool(gone) and not desk.jobs.busy)


def make_pair(qtbot, desk, page, tab):
    press(qtbot, tab, "new_pair")
    form = dialog(qtbot, page, "pair_dialog")
    mentor = form.findChild(QComboBox, "mentor")
    qtbot.waitUntil(lambda: mentor.count() > 1)
    assert mentor.currentText().startswith("阿卜杜拉·买买提（周庄镇 某村）")
    form.findChild(QPlainTextEdit, "goals").setPlainText("走遍每一户")
    closed(qtbot, desk, form)


def change_what_was_agreed(qtbot, desk, page, tab):
    """Who is the mentor stays as it was, also once the others who might be are offered."""
    tab.table.choose_first()
    press(qtbot, tab, "pair_change")
    form = dialog(qtbot, page, "pair_dialog")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert form.findChild(QComboBox, "mentor").currentText().startswith("阿卜杜拉·买买提（")
    closed(qtbot, desk, form)


def meet(qtbot, desk, page, tab):
    tab.table.choose_first()
    press(qtbot, tab, "meet")
    form = dialog(qtbot, page, "meeting_dialog")
    press(qtbot, form, "confirm")
    problems = [one.text() for one in form.findChildren(QLabel, "problem") if one.text()]
    assert problems == ["请写一写这次谈了什么。"]
    qtbot.keyClicks(form.findChild(QPlainTextEdit, "topics"), "cun qing")
    closed(qtbot, desk, form)


def test_without_secretaries_the_first_button_says_what_to_do(qtbot, page):
    tab, said = page.tabs.shown(), []
    tab.said.connect(said.append)
    press(qtbot, tab, "empty_action")
    qtbot.waitUntil(lambda: bool(said))
    assert "还没有书记" in said[0]


def test_a_pair_from_the_first_click_to_its_report(qtbot, app, desk, page):
    _, mentor = two_secretaries(app)
    page.refresh()
    tab = page.tabs.shown()
    qtbot.waitUntil(lambda: "单雄 1 人" in banner(tab))
    make_pair(qtbot, desk, page, tab)
    assert banner(tab) == ""
    change_what_was_agreed(qtbot, desk, page, tab)
    assert app.mentors.board().pairs[0].facts.mentor_id == mentor
    meet(qtbot, desk, page, tab)
    meetings = tab.findChild(QListWidget, "pair_meetings")
    qtbot.waitUntil(lambda: meetings.count() == 1)
    assert "cun qing" in meetings.item(0).text()
    assert "2026 年培训还差 7 天" in tab.findChild(QLabel, "pair_topics").text()

    press(qtbot, tab, "pair_end")
    form = dialog(qtbot, page, "end_dialog")
    form.findChild(QPlainTextEdit, "report").setPlainText("目标都完成了。")
    closed(qtbot, desk, form)
    (pair,) = app.mentors.board().pairs
    assert pair.end.ended_on == date(2026, 11, 20)
    assert tab.findChild(QLabel, "pair_state").text() == "期满结业"


def banner(tab):
    shown = tab.findChild(object, "unpaired")
    return "" if shown.isHidden() else "".join(one.text() for one in shown.findChildren(QLabel))
