"""Ctrl+Z and Ctrl+Y in the window: what they do, what they say, and whose the keys are."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from jyguide.access.permits import Permits
from jyguide.access.role import Role
from jyguide.changes import Changed
from jyguide.errors import RuleError
from tests.jyguide.builders import a_person, add_people
from ui.commands.undoing import offer_undoing
from ui.page import Page
from ui.shell import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Z, Y = Qt.Key.Key_Z, Qt.Key.Key_Y


class Walk:
    """A window with one field in it, over a folder."""

    def __init__(self, qtbot, desk, app, alerts):
        self.qtbot, self.desk, self.app, self.alerts = qtbot, desk, app, alerts
        self.shell = Shell("暨阳指导", "", desk.jobs, alerts, desk.changes)
        self.page = Page()
        self.page.name = "plain"
        self.field = QLineEdit()
        self.page.layout_.addWidget(self.field)
        self.shell.open_pages("周庄镇")
        self.shell.add_page(self.page)
        qtbot.addWidget(self.shell)
        offer_undoing(self)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()
        self.field.setFocus()
        self.rest()

    def rest(self):
        QApplication.processEvents()  # what a key began is put in line by the queue
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=20_000)

    def press(self, key, modifier=CTRL):
        self.qtbot.keyClick(self.field, key, modifier)
        self.rest()

    def action(self, name):
        return self.shell.findChild(QAction, f"command_{name}")

    def offered(self):
        both = self.action("undo"), self.action("redo")
        return [action.text() if action.isEnabled() else "" for action in both]

    def told(self):
        return self.shell.toast.findChild(QLabel, "toast_text").text()

    def people(self):
        return sorted((row.name, row.phone) for row in self.app.people.people())


@pytest.fixture
def walk(qtbot, desk, app, alerts):
    return Walk(qtbot, desk, app, alerts)


def test_the_keys_walk_back_and_forth_and_say_what_they_did(walk):
    person = walk.app.people.add(a_person())
    walk.app.people.change(person, a_person(phone="13800001111"))
    assert walk.offered() == ["撤销", "重做"]  # nobody has asked yet: the start pays nothing
    walk.shell.findChild(QMenu, "menu_edit").aboutToShow.emit()
    walk.rest()
    assert walk.offered() == ["撤销 修改人员“陈明”", ""]
    assert walk.action("redo").toolTip() == "没有可重做的操作"
    walk.press(Z)
    assert walk.told() == "已撤销：修改人员“陈明”"
    assert walk.people() == [("陈明", "13900000000")]
    assert walk.offered() == ["撤销 新增人员“陈明”", "重做 修改人员“陈明”"]
    walk.press(Z)
    assert walk.people() == []
    assert walk.offered() == ["", "重做 新增人员“陈明”"]
    walk.press(Z, CTRL | SHIFT)
    walk.press(Y)
    assert walk.people() == [("陈明", "13800001111")]
    assert walk.told() == "已重做：修改人员“陈明”"
    back = walk.shell.toast.findChild(QPushButton, "toast_action")
    assert back.text() == "撤销"
    back.click()
    walk.rest()
    assert walk.people() == [("陈明", "13900000000")]
    walk.app.people.change(person, a_person("陈铭"))
    walk.desk.changes.tell(Changed.PEOPLE)  # new work: nothing is done again over it
    walk.rest()
    assert walk.offered() == ["撤销 修改人员“陈铭”", ""]


def test_a_field_has_the_keys_while_it_has_something_to_take_back(walk):
    walk.app.people.add(a_person())
    walk.qtbot.keyClicks(walk.field, "wang")
    walk.press(Z)
    assert walk.field.text() == ""
    assert len(walk.people()) == 1
    walk.press(Y)
    assert walk.field.text() == "wang"
    walk.field.setText("")  # by the program: nothing of it can be taken back
    walk.press(Z)
    assert walk.people() == []
    walk.field.own_undo = True
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Y, CTRL)
    QApplication.sendEvent(walk.field, key)
    assert key.isAccepted()


def test_what_must_stay_is_said_once_and_passed_over(walk):
    first, second = add_people(walk.app, 2)
    walk.app.people.change(first, a_person(phone="13800001111"))
    stays = walk.app.history.latest()
    walk.app.people.change(second, a_person("王芳", 1, phone="13800002222"))
    refused = RuleError("不能撤销：已经发证。")
    history, undo = walk.app.history, walk.app.history.undo

    def refuse(action):
        if action == stays:
            raise refused
        return undo(action)

    history.undo = refuse
    walk.press(Z)
    walk.press(Z)
    assert walk.alerts.take_error() is refused
    walk.alerts.answers = [False]
    walk.press(Z)
    assert walk.alerts.questions == ["要撤销“新增人员“单雄””吗？"]
    assert len(walk.people()) == 2
    walk.alerts.answers = [True]
    walk.press(Z)
    assert walk.told() == "已撤销：新增人员“单雄”"
    history.undo = lambda _action: refuse(stays)
    walk.shell.findChild(QPushButton, "toast_action").click()
    walk.action("undo").trigger()
    walk.rest()
    assert walk.alerts.take_error() is refused, "and what waited behind it is let go of"
    history.undo = refuse
    walk.desk.changes.tell(Changed.PEOPLE)
    walk.press(Z)  # after news it is tried again
    assert walk.alerts.take_error() is refused


def test_keys_faster_than_the_worker_are_done_one_after_another(walk):
    person = walk.app.people.add(a_person())
    walk.app.people.change(person, a_person(phone="13800001111"))
    walk.action("undo").trigger()
    walk.action("undo").trigger()
    walk.action("undo").trigger()
    walk.rest()
    assert walk.people() == []
    assert walk.told() == "没有可撤销的操作"


def test_whoever_may_only_look_is_offered_nothing(qtbot, desk, app, alerts):
    app.people.add(a_person())
    looks = Permits(app.permits.user_id, "小李", Role.READ_ONLY, city=False)
    seen = SimpleNamespace(permits=looks, history=app.history, clock=app.clock)
    walk = Walk(qtbot, desk, seen, alerts)
    assert walk.offered() == ["", ""]
    assert walk.action("undo").toolTip() == "只读：可以查看，不能修改"
