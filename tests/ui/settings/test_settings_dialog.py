"""设置 as somebody uses it, and what each choice changes."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QWidget,
)

from jyguide.changes import Changed
from jyguide.settings.pc import keep_pc_settings, pc_settings
from jyguide.settings.table import GROUPS
from tests.ui.shown import put_up
from ui.at_work import AtWork
from ui.exam.composing.blueprint_dialog import DEFAULT_PLAN, usual_plan
from ui.exam.composing.fixed_paper_start import with_nothing
from ui.file_written import tell_written
from ui.home.page import HomePage
from ui.job_report import LONG_SECONDS
from ui.jobs import Outcome
from ui.out_of_sight import Caller
from ui.page import Page
from ui.settings.dialog import SettingsDialog
from ui.settings.window_place import keep_place, take_place
from ui.shell import Shell
from ui.training.session_dialog import empty_plan
from ui.training.usual import usual_of
from ui.widgets import Column, EmptyText, Notice, RowTable


@pytest.fixture
def opened(qtbot, app, desk):
    """Opens the dialog: ``opened(may_set_up=False)``; closed and idle at the end."""
    turned = []
    parent = QWidget()
    qtbot.addWidget(parent)

    def turn():
        turned.append(app.preferences["notice_seconds"])

    def open_(*, may_set_up=True):
        made = SettingsDialog(desk, app.preferences, turn, parent, may_set_up=may_set_up)
        made.turned = turned
        with qtbot.waitExposed(made):
            made.open()
        return made

    yield open_
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def shown(dialog):
    return [row.objectName()[4:] for row in dialog._rows.values() if row.isVisible()]


def text(dialog, name):
    return dialog.findChild(QLabel, name).text()


def click(qtbot, dialog, name, kind=QPushButton):
    qtbot.mouseClick(dialog.findChild(kind, name), Qt.MouseButton.LeftButton)


def settled(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_found_chosen_and_put_back_by_keys(qtbot, app, desk, alerts, opened):
    dialog, told = opened(), []
    desk.changes.changed.connect(told.append)
    search = dialog.findChild(QLineEdit, "settings_search")
    assert search.hasFocus()
    assert shown(dialog) == ["large_type", "notice_seconds", "restore_window"]
    search.insert("双击")
    assert shown(dialog) == ["double_click"]
    assert text(dialog, "heading") == "找到 1 项"
    assert text(dialog, "note_double_click") == "默认：开。"
    box = dialog.findChild(QCheckBox, "setting_double_click")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    settled(qtbot, desk)
    assert not app.preferences.on("double_click")
    assert told == [Changed.SETTINGS]
    assert text(dialog, "told") == "“双击表格行打开”已改为：关。"
    click(qtbot, dialog, "reset_double_click")
    settled(qtbot, desk)
    assert app.preferences.on("double_click")
    assert box.isChecked()
    assert not dialog.findChild(QPushButton, "reset_double_click").isVisible()
    search.setText("没有的")
    assert not shown(dialog)
    assert dialog._nothing.isVisible()
    _put_back(qtbot, app, desk, alerts, dialog)


def _put_back(qtbot, app, desk, alerts, dialog):
    dialog.show_group(GROUPS[4])
    place = dialog.findChild(QLineEdit, "setting_session_place")
    place.insert(" 二楼会议室")
    qtbot.keyClick(place, Qt.Key.Key_Return)
    settled(qtbot, desk)
    combo = dialog.findChild(QComboBox, "setting_session_start")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    settled(qtbot, desk)
    dialog.show_group(GROUPS[5])
    dialog.findChild(QSpinBox, "setting_pass_percent").setValue(80)
    settled(qtbot, desk)
    chosen = [app.preferences[name] for name in ("session_place", "session_start", "pass_percent")]
    assert chosen == ["二楼会议室", 480, 80]
    alerts.answers = [False, True]
    click(qtbot, dialog, "reset_all")
    assert alerts.questions[0] == "全部设置恢复默认，将改回 3 项："
    assert "新组卷的及格线：改回60 %" in alerts.hints[0]
    dialog.show_group(GROUPS[4])
    click(qtbot, dialog, "reset_group")
    settled(qtbot, desk)
    assert alerts.questions[1] == "“培训”这一组恢复默认，将改回 2 项："
    assert (place.text(), app.preferences["pass_percent"]) == ("", 80)
    place.setFocus()
    place.insert("甲")
    with qtbot.waitSignal(dialog.wanted) as caught:  # what was typed and not left counts too
        click(qtbot, dialog, "go_training:credit")
    settled(qtbot, desk)
    assert (caught.args, app.preferences["session_place"]) == (["training:credit"], "甲")


def test_what_he_may_not_change_is_shown_and_the_wheel_chooses_nothing(
    qtbot, app, desk, alerts, opened
):
    app.preferences.change({"lock_most": 10, "notice_seconds": 8})
    dialog = opened(may_set_up=False)
    dialog.show_group(GROUPS[3])
    assert not dialog.findChild(QComboBox, "setting_lock_most").isEnabled()
    assert text(dialog, "note_lock_most") == "默认：60 分钟；您的身份不能改。"
    assert not dialog.findChild(QPushButton, "reset_lock_most").isVisible()
    assert "按 10 分钟锁" in text(dialog, "note_lock_minutes")
    dialog.show_group(GROUPS[0])
    combo = dialog.findChild(QComboBox, "setting_notice_seconds")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert combo.currentText() == "8 秒"
    qtbot.mouseClick(
        dialog.findChild(QCheckBox, "setting_large_type"),
        Qt.MouseButton.LeftButton,
        pos=QPoint(8, 8),
    )
    assert dialog.turned == [8]
    keep_pc_settings(large_type=True)
    dialog.show_values()
    assert [one.name for one in dialog._changed(dialog._rows)] == ["large_type", "notice_seconds"]
    alerts.answers = [True]
    click(qtbot, dialog, "reset_all")
    settled(qtbot, desk)
    assert dialog.turned == [8, 4]  # the dialog opened anew shows what counts by then
    groups = dialog.findChild(QListWidget, "groups")
    assert [groups.item(at).text() for at in range(groups.count())] == list(GROUPS)
    dialog.accept()
    _first_page(qtbot, app, desk)


def _first_page(qtbot, app, desk):
    page = put_up(qtbot, desk, HomePage(desk, app))
    assert page.flow.isVisible()
    app.preferences.change({"home_cards": ("months",)})
    desk.changes.tell(Changed.SETTINGS)
    settled(qtbot, desk)
    assert [page.flow.isVisible(), page._figures.isVisible(), page.charts.months.isVisible()] == [
        False,
        False,
        True,
    ]
    assert page.day.isVisible()


def test_new_trainings_and_papers_begin_as_the_station_has_chosen(app):
    app.preferences.change({"session_place": "二楼", "session_start": 540, "session_end": 990})
    plan = empty_plan(date(2026, 11, 20), usual_of(app.preferences))
    assert (plan.place, plan.starts_at, plan.ends_at) == ("二楼", 540, 990)
    assert usual_plan(60, 60) == DEFAULT_PLAN
    assert usual_plan(85, 90).blueprint.pass_points == 850
    start = with_nothing(app.bank, 80, 45)
    assert (start.pass_points, start.minutes) == (800, 45)


class Chosen(dict):
    """Stands for `Preferences` where only values are asked."""


class APage(Page):
    name = "a"


def test_the_window_asks_while_it_is_used(qtbot, jobs, alerts, desk, monkeypatch, tmp_path):
    shell = Shell("x", "", jobs, alerts, desk.changes)
    qtbot.addWidget(shell)
    page = APage()
    shell.add_page(page)
    table = RowTable([Column("名", str)], unit="个", key=lambda row: row, empty=EmptyText("", ""))
    page.layout_.addWidget(table)
    table.set_rows(["甲"])
    shell.show()
    chosen = Chosen(double_click=False, open_folder=True)
    shell.at_work = AtWork(chosen)
    activated, opened = [], []
    table.activated.connect(activated.append)
    at = table.view.visualRect(table.view.model().index(0, 0)).center()
    double = (table.view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(*double, pos=at)
    assert activated == []
    chosen["double_click"] = True
    qtbot.mouseDClick(*double, pos=at)
    assert activated == ["甲"]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    tell_written(page, tmp_path / "名单.xlsx")
    chosen["open_folder"] = False
    tell_written(page, tmp_path / "名单.xlsx")
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]
    _notices_stay(shell.toast)
    _called_when_wanted(shell, monkeypatch)


def _called_when_wanted(shell, monkeypatch):
    called = []
    monkeypatch.setattr("ui.out_of_sight.QApplication.alert", called.append)
    monkeypatch.setattr("ui.out_of_sight.is_out_of_sight", lambda window: True)
    job = SimpleNamespace(title="正在导出", took=LONG_SECONDS, outcome=Outcome.DONE)
    for wanted in (False, True):
        shell.at_work.preferences["notify_done"] = wanted
        Caller(shell).call(job)
    assert called == [shell]


def _notices_stay(toast):
    keep_pc_settings(notice_seconds=15)
    toast.tell(Notice("已保存。"))
    assert toast._timer.interval() == 15_000
    toast.tell(Notice("已保存。", "撤销", lambda: None))
    assert toast._timer.interval() == 37_500


def test_the_window_comes_back_where_it_stood_unless_no_screen_shows_that(
    qtbot, jobs, alerts, desk
):
    def a_shell():
        shell = Shell("x", "", jobs, alerts, desk.changes)
        qtbot.addWidget(shell)
        for name in ("home", "people"):
            page = type(name, (Page,), {"name": name})()
            shell.add_page(page)
        return shell

    room = QApplication.primaryScreen().availableGeometry()
    wanted = QRect(room.left() + 20, room.top() + 30, room.width() - 60, room.height() - 60)
    first = a_shell()
    first.setMinimumSize(100, 100)
    first.setGeometry(wanted)
    first.show_page("people")
    keep_place(first)
    second = a_shell()
    second.setMinimumSize(100, 100)
    take_place(second)
    assert (second.geometry(), second.shown_page) == (wanted, "home")
    keep_pc_settings(reopen_page=True)
    take_place(second)
    assert second.shown_page == "people"
    first.setGeometry(QRect(room.right() + 5000, 0, 900, 700))
    keep_place(first)
    keep_pc_settings(page="gone")
    third = a_shell()
    usual = third.geometry()
    take_place(third)
    assert (third.geometry().size(), third.shown_page) == (usual.size(), "home")
    keep_pc_settings(window="no base 64")
    take_place(third)
    keep_pc_settings(restore_window=False, window=pc_settings().window)
