from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from jyguide.access.permits import PermissionRefused
from jyguide.errors import RuleError
from jyguide.vault.tries import FREE
from tests.jyguide.builders import a_person
from tests.ui.access.conftest import HEAD, INSTRUCTOR, INVIGILATOR, READER, SECRETS
from ui.access.entrance import spoken
from ui.pages import PAGES
from ui.screen_need import keep_screen
from ui.widgets import Notice

LOOKING = {
    *("", "find_doubles", "template", "export", "export_organisations", "roster", "tools"),
    *("export_items", "coach", "round_picker", "recycle_bin"),
}
"""Buttons of title lines that only show or print."""


def view(hands):
    return hands.window.presence.entrance.view


def said(hands, name):
    return hands.find(QLabel, name, view(hands)).text()


def press_control(window, key):
    QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)


def test_a_name_a_wrong_secret_and_the_right_one(hands):
    assert not hands.window.shell.statusBar().isVisible()
    names = hands.find(QListWidget, "login_names")
    assert names.item(0).text() == HEAD, "who was here last comes first"
    assert names.item(1).text() in {f"{one[0]}**" for one in SECRETS}
    hands.try_secret("wrong-one-9")
    assert "口令不对" in said(hands, "problem")
    field = hands.find(QLineEdit, "field_secret")
    assert field.selectedText() != ""
    assert names.currentItem().text() == HEAD
    hands.try_secret(SECRETS[HEAD])
    hands.qtbot.waitUntil(lambda: hands.window.app is not None, timeout=20_000)
    hands.settle()
    assert hands.window.shell.current_page.name == "home"
    assert hands.find(QPushButton, "who").text() == f"{HEAD}（站长）"
    assert hands.window.app.permits.user_name == HEAD


def test_wrong_ones_are_slowed_counted_down_and_never_lock_anybody_out(hands):
    entrance = hands.window.presence.entrance
    for _ in range(FREE):
        hands.try_secret("wrong-one-9")
    assert not hands.find(QPushButton, "log_in").isEnabled()
    assert "再试" in said(hands, "login_wait")
    hands.choose(f"{INSTRUCTOR[0]}**")
    assert hands.find(QPushButton, "log_in").isEnabled(), "the wait is for one name"
    hands.choose(HEAD)
    begun = entrance._clock
    entrance._clock = lambda: begun() + timedelta(seconds=30)
    entrance.count_down()
    assert "请过 2" in said(hands, "login_wait") or "请过 30 秒" in said(hands, "login_wait")
    assert [spoken(timedelta(seconds=s)) for s in (60, 80)] == ["1 分钟", "1 分 20 秒"]
    entrance._clock = lambda: begun() + timedelta(minutes=2)
    entrance.count_down()
    hands.try_secret(SECRETS[HEAD])
    hands.qtbot.waitUntil(lambda: hands.window.app is not None, timeout=20_000)
    hands.settle()


def test_locked_it_shows_nothing_reaches_nothing_and_gives_all_back(hands):
    hands.log_in(HEAD)
    shell, presence = hands.window.shell, hands.window.presence
    shell.show_page("people")
    hands.settle()
    dialog, saving, wall = QDialog(shell), QDialog(shell), QWidget()
    keep_screen(wall)
    field = QLineEdit("还没有保存", dialog)
    for one in (dialog, saving, wall):
        hands.qtbot.addWidget(one)
        one.show()
    presence.lock()
    presence.lock()  # a second time does nothing more
    hands.settle()
    assert presence.locked
    assert not dialog.isVisible()
    assert not saving.isVisible()
    assert wall.isVisible(), "others look at it"
    saving.accept()  # what it was sent for is kept by now
    assert [one for one in shell.findChildren(QLabel, "page_title") if one.isVisible()] == []
    press_control(shell, Qt.Key.Key_1)
    assert shell.current_page.name == "people"
    presence.begin(hands.window.app, presence.login)
    assert presence.locked, "that the data was opened anew under him lets nobody in"
    gate = threading.Event()
    hands.window.desk.jobs.start(lambda _p, _c: gate.wait(20), lambda _job: None, "导入")
    hands.type_secret(SECRETS[HEAD])
    hands.qtbot.waitUntil(lambda: not presence.locked)  # a running job keeps nobody out
    gate.set()
    assert dialog.isVisible()
    assert not saving.isVisible()
    assert field.text() == "还没有保存"


def test_what_comes_up_while_it_is_locked_waits_too(hands, alerts):
    hands.log_in(HEAD)
    shell = hands.window.shell
    press_control(shell, Qt.Key.Key_L)
    hands.settle()
    assert hands.window.presence.locked
    late = QDialog(shell)
    hands.qtbot.addWidget(late)
    late.open()
    hands.window.desk.alerts.report(RuleError("任务没有做成"))
    hands.qtbot.waitUntil(lambda: not late.isVisible())
    assert alerts.errors == []
    own = QDialog(view(hands))  # as for a forgotten secret
    own.open()
    hands.window.presence._hide_others()
    assert own.isVisible()
    own.close()
    hands.try_secret("wrong-one-9")
    assert hands.window.presence.locked
    hands.try_secret(SECRETS[HEAD])
    assert late.isVisible()
    assert alerts.take_error().message == "任务没有做成", "it was said when somebody was there"


def test_nobody_there_locks_it_and_another_may_come_in(hands):
    hands.log_in(HEAD)
    presence, app = hands.window.presence, hands.window.app
    presence.auto_lock._touched -= 16 * 60
    presence.auto_lock.look()
    hands.settle()
    assert presence.locked
    assert "15 分钟" in said(hands, "login_sentence")
    toast = hands.window.shell.toast
    toast.tell(Notice("已删除“王伟”。", "撤销"))
    hands.choose(f"{READER[0]}**")
    hands.try_secret(SECRETS[READER])
    hands.qtbot.waitUntil(lambda: hands.window.app not in (None, app), timeout=20_000)
    hands.settle()
    assert hands.window.app.permits.user_name == READER
    assert hands.find(QPushButton, "who").text() == f"{READER}（只读）"
    assert not presence.locked
    assert hands.window.shell.current_page.name == "home"
    assert toast.isHidden(), "what was said to another is not for him"


def test_what_must_not_be_left_is_not_left_to_another(hands, monkeypatch):
    hands.log_in(HEAD)
    page, app = hands.window.shell.current_page, hands.window.app
    monkeypatch.setattr(page, "may_close", lambda: "考试正在进行。")
    hands.window.presence.change()
    hands.settle()
    hands.choose(f"{INSTRUCTOR[0]}**")
    hands.try_secret(SECRETS[INSTRUCTOR])
    assert "考试正在进行。" in said(hands, "problem")
    assert hands.window.presence.locked
    assert hands.window.app is app


@pytest.mark.parametrize(
    ("name", "pages"),
    [(READER, [page for page, *_ in PAGES]), (INVIGILATOR, ["home", "exam", "access"])],
)
def test_pages_open_for_those_who_may_little_and_services_refuse(hands, alerts, name, pages):
    hands.log_in(name)
    offered = set()
    for page in pages:
        hands.window.shell.show_page(page)
        hands.settle()
        assert hands.window.shell.current_page.name == page
        assert alerts.errors == [], page
        shown = hands.window.shell.current_page
        offered |= {one.objectName() for one in shown.head_buttons() if one.isVisible()}
        assert bool(shown.limits) == (page not in {"exam", "access"})
    assert offered <= LOOKING, "what begins something to be kept is not offered"
    for tab in ("backups_pane", "disclosures_pane", "protection", "users_pane"):
        hands.show_tab(tab)
        assert alerts.errors == [], tab
    add = hands.find(QPushButton, "add_user")
    assert not add.isEnabled()
    assert "由站长来做" in add.toolTip()
    hands.window.shell.commands.action("import_roster").trigger()
    hands.settle()
    assert QApplication.activeModalWidget() is None, "nobody fills in what is refused at its end"
    assert hands.window.shell.toast.isVisible()
    desk, app = hands.window.desk, hands.window.app
    desk.act(desk.jobs, lambda _p, _c: app.people.add(a_person()), lambda _row: None, title="")
    hands.settle()
    refusal = alerts.take_error()
    assert isinstance(refusal, PermissionRefused)
    assert name in refusal.message
