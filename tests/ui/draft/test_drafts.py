"""What is typed into a form and never sent comes back after a crash, and secrets never."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from jyguide.ids import PersonId
from jyguide.settings.draft import Draft, Entered, draft_of_text
from jyguide.settings.service import Whose
from ui.draft.drafts import Drafts
from ui.draft.fields import Fields
from ui.draft.left_dialog import LeftDialog
from ui.draft.left_out import SECRET, is_left_out
from ui.draft.watch import Watched
from ui.shell import Shell
from ui.training.session_dialog import DialogText, OfficeRules, SessionDialog, empty_plan
from ui.widgets import DateField
from ui.widgets.chosen_people import ChosenPeople
from ui.widgets.form_dialog import FormDialog

UI = Path(__file__).parents[3] / "ui"


class Room:
    """A window with its drafts, which can crash: forms and drafts go without a word."""

    def __init__(self, qtbot, app, desk):
        self.qtbot, self.app, self.desk = qtbot, app, desk
        self.told = []
        self.begin()

    def begin(self):
        desk = self.desk
        self.shell = Shell("x", "", desk.jobs, desk.alerts, desk.changes)
        self.shell.show()
        self.drafts = Drafts(self.shell, desk, self.app)
        self.drafts.found.connect(self.told.append)
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy and not self.drafts._writing)

    def crash(self):
        self.settle()
        QGuiApplication.instance().focusWindowChanged.disconnect(self.drafts._note_window)
        self.go()
        self.begin()

    def go(self):
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def forget(self):
        self.crash()
        for key, _ in self.drafts.left():
            self.drafts.drop(key)
        self.settle()
        self.told.clear()

    def open(self, make):
        dialog = make(self.shell)
        dialog.open()
        self.drafts.watch(dialog)  # here no window comes to the front after a crash
        self.settle()
        return dialog

    def session(self, **changed):
        plan = empty_plan(self.app.clock().date())
        for name, value in changed.items():
            object.__setattr__(plan, name, value)
        text = DialogText("修改培训" if changed else "新建培训")
        return self.open(lambda over: SessionDialog(text, plan, OfficeRules(), over))

    def look(self, dialog):
        dialog.findChild(Watched).look()
        self.settle()

    def kept(self):
        texts = self.app.kept.read(Whose.USER, "draft/").values()
        return [draft_of_text(text) for text in texts]


@pytest.fixture
def room(qtbot, app, desk):
    made = Room(qtbot, app, desk)
    yield made
    made.settle()
    made.drafts.end()
    made.settle()
    made.go()


def banner(dialog):
    found = dialog.findChild(QLabel, "sentence")
    return found.text() if found is not None and found.isVisible() else ""


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_form_comes_back_after_a_crash_when_asked_for(qtbot, room):
    """One window for all of it: to begin each anew would take longer than all they do."""
    for walk in (_comes_back, _is_there_once, _another_record):
        walk(qtbot, room)
        room.forget()


def test_secrets_are_never_kept_nor_what_nobody_wants(qtbot, room):
    for walk in (_no_secret, _none_wanted):
        walk(qtbot, room)
        room.forget()


def _comes_back(qtbot, room):
    over = FormDialog("问", "好", room.shell)
    over.form.add("words", "写", QLineEdit())
    over.open()  # whatever comes to the front is looked after by itself
    qtbot.waitUntil(lambda: over.findChild(Watched) is not None)
    over.reject()
    dialog = room.session()
    assert banner(dialog) == ""
    room.look(dialog)
    assert room.kept() == []  # nobody has touched it
    qtbot.keyClicks(dialog.title, "x")
    dialog.title.setText("冬训")
    dialog.place.setText("二楼")
    dialog.note.setPlainText("带笔记本")
    dialog.level.setCurrentIndex(0)
    dialog.hours.setValue(4)
    room.look(dialog)
    (kept,) = room.kept()
    assert {one.label: one.value for one in kept.changed} == {
        "培训名称": "冬训",
        "地点": "二楼",
        "备注": "带笔记本",
        "级别": dialog.level.itemText(0),
        "学时": 4.0,
    }
    room.crash()
    assert [[one.title for one in told] for told in room.told] == [["新建培训"]]
    room.drafts.note_told()
    again = room.session()
    assert banner(again) == "上次没有保存的内容还在（今天 9:00）。"
    assert again.title.text() == ""  # never unasked
    press(qtbot, again, "draft_fill")
    assert banner(again) == "已填回，请核对后保存。"
    assert [again.title.text(), again.place.text(), again.note.toPlainText()] == [
        "冬训",
        "二楼",
        "带笔记本",
    ]
    assert (again.level.currentIndex(), again.hours.value()) == (0, 4.0)


def _is_there_once(qtbot, room):
    dialog = room.session()
    qtbot.keyClicks(dialog.title, "x")
    room.look(dialog)
    room.crash()
    press(qtbot, room.session(), "draft_fill")
    room.settle()
    room.crash()
    assert len(room.kept()) == 1
    again = room.session()
    press(qtbot, again, "draft_drop")
    assert banner(again) == ""
    again.reject()
    room.settle()
    assert room.kept() == []
    room.crash()
    assert len(room.told) == 2  # each time something was left, and of nothing now


def _another_record(qtbot, room):
    for end in ("accept", "reject"):
        dialog = room.session()
        qtbot.keyClicks(dialog.title, "x")
        room.look(dialog)
        assert len(room.kept()) == 1
        getattr(dialog, end)()
        qtbot.waitUntil(lambda: not room.kept())
    dialog = room.session(title="第一期", place="甲")
    qtbot.keyClicks(dialog.place, "y")
    room.look(dialog)
    qtbot.keyClick(dialog.place, Qt.Key.Key_Backspace)
    room.look(dialog)
    assert room.kept() == []  # as it was before
    qtbot.keyClicks(dialog.place, "z")
    room.drafts.end()  # somebody else comes: what was typed stays for him who left
    dialog.reject()
    room.crash()
    assert banner(room.session(title="第二期", place="甲")) == ""
    changed = room.session(title="第一期", place="乙")
    assert banner(changed).endswith("这里的内容后来有过变化，填回后请核对。")
    press(qtbot, changed, "draft_fill")
    assert changed.place.text() == "甲z"


class Asking(FormDialog):
    """Of all kinds of fields, one of them a secret that can be looked at."""

    def __init__(self, parent):
        super().__init__("问", "好", parent)
        self.secret, self.words = QLineEdit(), QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.list = QComboBox()
        self.list.addItems(["甲", "乙"])
        self.day = DateField("day")
        self.people = ChosenPeople()
        for name, field in (
            ("secret", self.secret),
            ("words", self.words),
            ("list", self.list),
            ("day", self.day),
            ("people", self.people),
        ):
            self.form.add(name, name, field)


def _no_secret(qtbot, room):
    dialog = room.open(Asking)
    names = ["field_words", "field_list", "day", "field_people"]
    assert list(Fields(dialog).widgets()) == names
    dialog.secret.setEchoMode(QLineEdit.EchoMode.Normal)
    qtbot.keyClicks(dialog.secret, "hunter2")
    qtbot.keyClicks(dialog.words, "words")
    qtbot.keyClicks(dialog.people.names.field, "zhang")  # what only looks for somebody
    who = PersonId(room.app.permits.user_id)
    dialog.people.choose([(who, "王芳")])
    dialog.list.setCurrentIndex(1)
    room.look(dialog)
    (text,) = room.app.kept.read(Whose.USER, "draft/").values()
    assert "hunter2" not in text
    assert "zhang" not in text
    room.crash()
    again = room.open(Asking)
    again.list.removeItem(1)  # what was chosen is no more
    press(qtbot, again, "draft_fill")
    assert (again.secret.text(), again.words.text(), again.people.ids) == ("", "words", [who])
    assert banner(again) == "已填回；现在填不进去的：list。请核对后保存。"
    again.reject()


def test_where_secrets_are_typed_nothing_is_looked_at():
    typed = [
        str(path.relative_to(UI.parent).with_suffix("")).replace("/", ".")
        for path in UI.rglob("*.py")
        if any(word in path.read_text("utf-8") for word in ("EchoMode", "secret_field"))
    ]
    assert "ui.access.login_view" in typed
    for module in typed:
        dialog = type("Any", (QDialog,), {"__module__": module})
        assert module.startswith("ui.draft") or is_left_out(dialog), module
    assert not is_left_out(SessionDialog)
    assert is_left_out(type("Own", (SessionDialog,), {"__module__": "ui.exam.seal.x"}))
    for area in SECRET:
        stem = UI.parent / area.rstrip(".").replace(".", "/")
        assert stem.is_dir() or stem.with_suffix(".py").exists() or stem.parent.glob("start*"), (
            area
        )


def _none_wanted(qtbot, room):
    now = room.app.clock()
    changed = (Entered("name", "姓名", "王小明"),)
    old, fresh = (
        Draft("ui.x", "新增人员", "", "people", now - timedelta(days=days), changed, {})
        for days in (31, 1)
    )
    room.app.kept.keep(
        Whose.USER,
        {"draft/old": old.text(), "draft/fresh": fresh.text(), "draft/torn": '{"form": "'},
    )
    room.crash()
    qtbot.waitUntil(lambda: len(room.app.kept.read(Whose.USER, "draft/")) == 1)
    left = room.open(lambda over: LeftDialog(room.drafts, over))
    assert left.findChild(QLabel, "card_title").text() == "新增人员　昨天 9:00"
    press(qtbot, left, "copy")
    assert QGuiApplication.clipboard().text() == "姓名：王小明"
    press(qtbot, left, "drop")
    room.settle()
    assert room.kept() == []
    left.accept()
    room.app.preferences.change({"keep_drafts": False})
    dialog = room.session()
    assert dialog.findChild(Watched) is None
    dialog.reject()
