"""An update installed through the window: found on a stick, looked at, prepared, given way to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton

from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.backup.rack import BACKUPS, Rack
from jyguide.errors import FileError
from jyguide.installed import Installed
from jyguide.sync.stick import Stick
from jyguide.update import afterwards, handing_over
from jyguide.update.note import Note, keep_note, kept_note
from jyguide.update.taking import updates_folder
from jyguide.wiring.updating import UpdateService
from tests.jyguide.update.made import OURS, PC, archive_of, program_in, put
from ui.main import Window
from ui.shell import Shell
from ui.sitting import _tell_way_back
from ui.update.dialog import UpdateDialog
from ui.update.entry import Updates


@pytest.fixture
def pc(tmp_path, monkeypatch):
    """A portable program, updates for which are taken, and one on a stick."""
    program = program_in(tmp_path / "opt" / "jyguide", "old")
    found = replace(PC, kind=Installed.PORTABLE, program=program)
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    payload = archive_of(program_in(tmp_path / "packed", "new"))
    put(stick, payload=payload, kind="portable", name="新.jyupdate")
    defaults = (lambda: OURS, lambda: found, lambda: [Stick(stick, "KINGSTON")])
    monkeypatch.setattr(UpdateService.__init__, "__defaults__", defaults)
    return found


@pytest.fixture
def window(qtbot, alerts, app, pc):
    """The real window, over a folder that is made already."""
    app.close()
    window = Window(app.place.folder, alerts)
    qtbot.addWidget(window.shell)
    window.shell.resize(1366, 768)
    with qtbot.waitExposed(window.shell):
        window.shell.show()
    window.open(alerts.report)
    settled(qtbot, window)
    yield window
    window.close()


class Frame:
    """What the dialog and its entry ask of the window."""

    def __init__(self, desk, app):
        self.desk, self.app = desk, app
        self.shell = Shell("暨阳指导", "周庄镇", desk.jobs, desk.alerts, desk.changes)
        self.updates = Updates(self)
        self.successor = None

    def give_way(self, successor):
        self.successor = successor


@pytest.fixture
def frame(qtbot, desk, app, pc):
    made = Frame(desk, app)
    qtbot.addWidget(made.shell)
    with qtbot.waitExposed(made.shell):
        made.shell.show()
    yield made
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def settled(qtbot, window):
    qtbot.waitUntil(lambda: window.app is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=20_000)


def opened(qtbot, frame, file=None):
    frame.updates.open(file)
    settled(qtbot, frame)
    return frame.shell.findChild(UpdateDialog)


def choose(qtbot, window, dialog, name="update_0"):
    dialog.findChild(QRadioButton, name).click()
    settled(qtbot, window)


def click(qtbot, window, dialog, name):
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)


def verdict(dialog):
    return next(one for one in dialog.findChildren(QLabel, "sentence") if one.isVisible()).text()


def prepared(qtbot, window):
    window.shell.findChild(QAction, "command_update").trigger()
    settled(qtbot, window)
    dialog = window.shell.findChildren(UpdateDialog)[-1]
    choose(qtbot, window, dialog)
    click(qtbot, window, dialog, "install")
    return dialog


def test_from_the_stick_to_the_new_program(qtbot, window, pc, tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(window.shell, "_agreed", lambda: False)
        click(qtbot, window, prepared(qtbot, window), "close_and_update")
    assert window.shell.isVisible()
    assert window.successor is None
    assert [one.name for one in pc.program.parent.iterdir()] == ["jyguide"]

    dialog = prepared(qtbot, window)
    assert "可以拔出U盘" in dialog.findChild(QLabel, "ready").text()
    rack = Rack(window.folder / BACKUPS)
    made_before = [one.name for one, made in rack.sound() if made.reason == "before_upgrade"]
    backup = made_before[0]  # the newest
    assert backup in dialog.findChild(QLabel, "backup_before").text()
    (tmp_path / "KINGSTON").rename(tmp_path / "pulled out")
    click(qtbot, window, dialog, "close_and_update")
    assert not window.shell.isVisible()
    window.close()
    lines = []
    monkeypatch.setattr(handing_over, "_become", lambda line, _: lines.append(line))
    window.successor()
    assert lines == [[str(pc.program / "jyguide"), "--data", str(window.folder)]]
    assert (pc.program / "_internal" / "base.so").read_text() == "new"
    assert kept_note().backup == backup


def test_left_again_nothing_remains(qtbot, frame, pc):
    dialog = opened(qtbot, frame)
    choose(qtbot, frame, dialog)
    assert "确实是发布单位发的" in verdict(dialog)
    assert "导入快了一倍" in dialog.findChild(QPlainTextEdit, "notes").toPlainText()
    click(qtbot, frame, dialog, "install")
    click(qtbot, frame, dialog, "cancel")
    assert [one.name for one in pc.program.parent.iterdir()] == ["jyguide"]
    assert list(updates_folder().iterdir()) == []
    assert frame.successor is None


def test_the_keyboard_comes_to_the_files_first(qtbot, frame, tmp_path):
    dialog = opened(qtbot, frame)
    line = dialog.findChild(QRadioButton, "update_0")
    assert dialog.focusWidget() is line
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert dialog.focusWidget().objectName() == "choose_file"
    name = "一二三四五六七八九十" * 6 + " & 甲.jyupdate"
    put(tmp_path / "KINGSTON", name=name)
    line.setFocus()
    dialog._look_around()
    settled(qtbot, frame)
    long = next(x for x in dialog.findChildren(QRadioButton) if name in x.accessibleName())
    assert long.fontMetrics().horizontalAdvance(long.text()) < long.width()
    assert "…" in long.text()
    assert name in long.toolTip()
    assert dialog.focusWidget().objectName().startswith("update_"), "not lost with the old line"
    choose(qtbot, frame, dialog)
    assert dialog.findChild(QPushButton, "install").isEnabled()
    dialog.reject()


def test_what_is_no_update_or_does_not_fit_is_said_in_the_dialog(qtbot, frame, alerts, tmp_path):
    dialog = opened(qtbot, frame)
    alerts.files = [put(tmp_path, kind="debian")]
    click(qtbot, frame, dialog, "choose_file")
    assert "装的是“便携版”" in verdict(dialog)
    assert not dialog.findChild(QPushButton, "install").isEnabled()
    assert not dialog.findChild(QPlainTextEdit, "notes").isVisible(), "the reason has the room"
    alerts.files = [put(tmp_path, b"something else", name="另一个.jyupdate")]
    click(qtbot, frame, dialog, "choose_file")
    assert "不是本程序的更新文件" in verdict(dialog)
    assert not dialog.findChild(QPlainTextEdit, "notes").isVisible()
    dialog.reject()


def test_damage_inside_is_told_and_leaves_nothing(qtbot, frame, alerts, tmp_path):
    file = tmp_path / "KINGSTON" / "新.jyupdate"
    content = bytearray(file.read_bytes())
    content[-9] ^= 1
    file.write_bytes(content)
    dialog = opened(qtbot, frame)
    choose(qtbot, frame, dialog)
    click(qtbot, frame, dialog, "install")
    error = alerts.take_error()
    assert isinstance(error, FileError)
    assert "已损坏" in error.message
    assert dialog.findChild(QPushButton, "install").isEnabled()
    assert list(updates_folder().iterdir()) == []
    dialog.reject()


def test_without_a_way_to_ask_the_line_is_there_to_be_copied(
    qtbot, frame, pc, tmp_path, monkeypatch
):
    monkeypatch.setattr(handing_over, "is_administrator", lambda: False)
    monkeypatch.setenv("PATH", "")
    debian = replace(pc, kind=Installed.DEBIAN)
    vars(frame.app)["updates"] = replace(frame.app.updates, pc=lambda: debian)
    file = put(tmp_path, name="系统包.jyupdate")
    dialog = opened(qtbot, frame, file)
    click(qtbot, frame, dialog, "install")
    line = dialog.findChild(QLineEdit, "line")
    assert line.text().startswith("sudo apt-get install ")
    assert kept_note().by_hand
    assert not dialog.findChild(QPushButton, "close_and_update").isVisible()
    dialog.reject()
    assert list(updates_folder().iterdir())


def test_who_may_not_is_told_so(qtbot, frame, alerts):
    permits = replace(frame.app.permits, role=Role.INSTRUCTOR)
    vars(frame.app)["updates"] = replace(frame.app.updates, permits=permits)
    frame.updates.open()
    assert isinstance(alerts.take_error(), PermissionRefused)
    practice = replace(frame.app.place, practice=True)
    vars(frame.app)["updates"] = replace(
        frame.app.updates, permits=frame.app.permits, place=practice
    )
    frame.updates.open()
    assert "练习库里不能" in alerts.take_error().message
    assert frame.shell.findChild(UpdateDialog) is None


def arrived(monkeypatch, pc, release):
    monkeypatch.setattr(afterwards, "release", lambda: release)
    monkeypatch.setattr(afterwards, "program_folder", lambda: pc.program)
    program_in(pc.program.parent / "jyguide-旧版-0.1.0", "older")
    keep_note(Note("0.1.0", "0.2.0", "portable", "导入快了一倍。", "备份一", "", "旧的"))


def test_the_new_release_says_so_once_and_offers_to_remove_the_old(
    qtbot, frame, alerts, pc, monkeypatch
):
    arrived(monkeypatch, pc, "0.2.0")
    _tell_way_back(alerts)
    assert "数据还是更新前的样子" in alerts.sentences.pop()
    frame.updates.tell()
    settled(qtbot, frame)
    assert "已更新到 0.2.0" in frame.shell.findChild(QLabel, "toast_text").text()
    qtbot.mouseClick(frame.shell.findChild(QPushButton, "toast_action"), Qt.MouseButton.LeftButton)
    alerts.answers = [True]
    qtbot.mouseClick(
        frame.shell.findChild(QPushButton, "remove_former"), Qt.MouseButton.LeftButton
    )
    settled(qtbot, frame)
    assert [one.name for one in pc.program.parent.iterdir()] == ["jyguide"]
    assert kept_note() is None
    _tell_way_back(alerts)
    assert alerts.sentences == []


def test_an_update_that_was_not_done_is_said_when_the_window_is_open(
    qtbot, frame, alerts, pc, monkeypatch
):
    arrived(monkeypatch, pc, "0.1.0")
    frame.updates.tell()
    settled(qtbot, frame)
    assert "更新没有装上，程序还是 0.1.0" in alerts.sentences.pop()
