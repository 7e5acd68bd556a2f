"""Backups by hand and by themselves, walked through with real clicks in a window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from jyguide.app import open_application
from jyguide.backup.rack import BACKUPS, Rack
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from tests.jyguide.builders import a_person, add_people
from ui.access.page import SecurityPage
from ui.backup.backups_pane import BackupsPane
from ui.backup.check_dialog import CheckDialog
from ui.backup.restore_dialog import RestoreDialog
from ui.main import Window


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "station"
    create_folder(made, NewFolder("周庄镇"), system_clock)
    app = open_application(made)
    add_people(app, 3)
    app.close()
    return made


@pytest.fixture
def window(qtbot, alerts, folder):
    window = Window(folder, alerts)
    qtbot.addWidget(window.shell)
    window.shell.resize(1366, 768)
    with qtbot.waitExposed(window.shell):
        window.shell.show()
    window.open(alerts.report)
    settled(qtbot, window)
    window._spare._rest.setInterval(0)
    qtbot.waitUntil(lambda: bool(Rack(folder / BACKUPS).sound()), timeout=20_000)
    settled(qtbot, window)
    yield window
    window.close()


def settled(qtbot, window):
    qtbot.waitUntil(lambda: window.app is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy)


def pane_of(qtbot, window):
    window.shell.show_page("access")
    page = window.shell.findChild(SecurityPage)
    page.tabs.show_tab("backups_pane")
    settled(qtbot, window)
    return page.findChild(BackupsPane)


def click(qtbot, parent, name):
    button = parent.findChild(QPushButton, name)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_day_begins_with_a_backup_and_ends_with_one_on_the_stick(
    qtbot, window, folder, alerts, tmp_path
):
    rack = Rack(folder / BACKUPS)
    assert [made.reason for _, made in rack.sound()] == ["daily"]
    due = window.shell.findChild(QLabel, "due_backup_due")
    assert "还没有备份到U盘" in due.text()
    pane = pane_of(qtbot, window)
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    alerts.files = [stick]
    click(qtbot, pane, "to_stick")
    settled(qtbot, window)
    assert "可以拔出U盘" in alerts.sentences.pop()
    assert "KINGSTON" in pane.findChild(QLabel, "second_place").text()
    assert [row.where for row in pane.table.model.rows] == ["本机", "KINGSTON"]
    stick.rename(tmp_path / "pulled")
    alerts.answers = [False]
    click(qtbot, pane, "to_stick")
    settled(qtbot, window)
    assert "没有找到备份用的“KINGSTON”" in alerts.questions[-1]
    (tmp_path / "pulled").rename(stick)
    window.app.people.add(a_person("解珍", 11))
    alerts.answers = [True]
    window.shell.close()
    window.close()
    assert next(made.reason for _, made in rack.sound()) == "closing"
    assert "备份用的U盘插着" in alerts.questions[-1]
    assert "可以拔出U盘" in alerts.sentences[-1]
    (root,) = stick.iterdir()
    assert rack.newest()[1] in [made for _, made in Rack(root).sound()]


def test_checking_and_going_back(qtbot, window, folder):
    pane = pane_of(qtbot, window)
    click(qtbot, pane, "check")
    settled(qtbot, window)
    dialog = pane.findChild(CheckDialog)
    assert "没有发现问题" in dialog.findChild(QLabel, "sentence").text()
    dialog.accept()
    window.app.people.add(a_person("解珍", 11))
    assert not pane.findChild(QPushButton, "restore").isEnabled()
    pane.table.view.select_positions([0])
    click(qtbot, pane, "restore")
    settled(qtbot, window)
    dialog = pane.findChild(RestoreDialog)
    assert "1 次操作" in dialog.findChild(QLabel, "sentence").text()
    before = window.app
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.app not in {None, before}, timeout=20_000)
    settled(qtbot, window)
    assert len(window.app.people.people()) == 3
    made = [manifest.reason for _, manifest in Rack(folder / BACKUPS).sound()]
    assert "before_restore" in made
    assert "请与市级各导出、导入一次" in window.app.sync.status().notice


def test_what_cannot_be_backed_up_is_said_and_keeps_nobody_from_closing(
    qtbot, window, alerts, monkeypatch
):
    def full(*_args, **_more):
        raise OSError(28, "full")

    monkeypatch.setattr("jyguide.backup.service.making.put_on_disk", full)
    window.app.people.add(a_person("解珍", 11))
    window.shell.close()
    window.close()
    assert "磁盘空间不够" in alerts.take_error().message
