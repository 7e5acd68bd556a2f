"""The board of a year and the month calendar, led by keys and the mouse."""

from dataclasses import replace
from datetime import date

import icalendar
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton

from jyguide.training.session import SessionKind, SessionLevel, SessionStage
from tests.ui.training.classroom import a_plan
from ui.printing.preview import PrintPreview
from ui.training.session_dialog import SessionDialog
from ui.training.year.month_list import MIME

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
FORUM = SessionKind.QUARTERLY_FORUM


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), LEFT)


@pytest.fixture
def sessions(app):
    """A forum of last year; this year one session in November over a weekend, one open in May."""
    first = a_plan("2025年讲坛", kind=FORUM, starts_on=date(2025, 3, 5), ends_on=date(2025, 3, 5))
    app.training.plan(first)
    long = a_plan("跨周", starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 24))
    open_ = a_plan("待定", stage=SessionStage.PLANNED, starts_on=date(2026, 5, 1))
    open_ = replace(open_, ends_on=date(2026, 5, 1), level=SessionLevel.CITY)
    return app.training.plan(long), app.training.plan(open_)


def titles(tab, month):
    view = tab.board.months[month]
    return [view.item(at).text().split("，")[0] for at in range(view.count())]


@pytest.fixture
def page(app, sessions, open_page):
    return open_page(app)


@pytest.fixture
def tab(page, rest):
    """The board of this year."""
    page.tabs.show_tab("year_plan")
    rest()
    return page.tabs.shown()


def test_sessions_go_to_another_month_by_key_and_mouse_and_come_back(
    qtbot, app, sessions, page, tab, rest
):
    board = tab.board
    assert (titles(tab, 5), titles(tab, 11)) == (["待定"], ["跨周"])
    assert "计划 2 期" in tab.findChild(QLabel, "plan_totals").text()
    board.months[5].setFocus()
    board.months[5].choose()
    with qtbot.waitSignal(page.notice) as told:
        qtbot.keyClick(board.months[5], Qt.Key.Key_Right, ALT)
    rest()
    assert (titles(tab, 5), titles(tab, 6)) == ([], ["待定"])
    assert page.focusWidget() is board.months[6]
    told.args[0].action()
    rest()
    assert titles(tab, 5) == ["待定"]
    data = QMimeData()
    data.setData(MIME, str(sessions[0]).encode())
    nothing = Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(page.notice) as told:
        board.months[2].dropEvent(
            QDropEvent(QPointF(9, 9), Qt.DropAction.MoveAction, data, LEFT, nothing)
        )
    rest()
    assert titles(tab, 2) == ["跨周"]
    assert told.args[0].sentence == "已把“跨周”移到 2 月 20 日（周五）。"
    assert app.training.session(sessions[0]).plan.ends_on == date(2026, 2, 24)
    tab.findChild(QComboBox, "plan_level").setCurrentText("市级")
    assert (titles(tab, 2), titles(tab, 5)) == ([], ["待定"])
    assert tab.findChild(QLabel, "plan_totals").text().startswith("筛选后")


def test_last_years_plan_is_copied_printed_and_its_empty_slots_filled(
    qtbot, app, page, tab, alerts, rest
):
    board = tab.board
    alerts.answers = [True]
    press(qtbot, tab, "copy_plan")
    rest()
    assert titles(tab, 3) == ["2026年讲坛"]
    assert "3月（待定）" in board.findChild(QPushButton, "forum_1").text()
    press(qtbot, tab, "print_plan")
    rest()
    preview = page.findChild(PrintPreview)
    rest()
    assert "领头雁工作讲坛" in preview.pages[0].text
    preview.reject()
    assert "未安排" in board.findChild(QPushButton, "forum_4").text()
    press(qtbot, board, "forum_4")
    dialog = page.findChild(SessionDialog)
    assert dialog.title.text() == "2026年第四季度领头雁工作讲坛"
    press(qtbot, dialog, "save")
    rest()
    assert app.year.plan(2026).forum(4).plan.starts_on == date(2026, 11, 1)
    board.months[3].choose()
    qtbot.keyClick(board.months[3], Qt.Key.Key_Return)
    rest()
    assert page.detail.session.plan.title == "2026年讲坛"
    press(qtbot, page, "back")
    assert tab.isVisible()


def test_the_month_is_walked_by_keys_opened_and_written_into_a_file(
    qtbot, sessions, page, alerts, rest, tmp_path
):
    page.tabs.show_tab("month_calendar")
    rest()
    tab = page.tabs.shown()
    view = tab.view
    assert page.focusWidget() is view
    assert view.accessibleDescription() == "11月20日周五：跨周（任前培训）"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.day == date(2026, 11, 27)
    assert tab.of_day.count() == 0
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert [row.plan.title for row in view.of_day] == ["跨周"]
    for key, months in ((Qt.Key.Key_PageUp, 6), (Qt.Key.Key_PageDown, 6)):
        for _ in range(months):
            qtbot.keyClick(view, key)
        shown = tab.findChild(QListWidget, "open_sessions").count()
        assert shown == (1 if view.day.month == 5 else 0)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.day == date(2026, 11, 20)
    monday = view._day_rect(4, 0).center()
    assert view.day_at(monday) == date(2026, 11, 23)
    qtbot.mouseClick(view, LEFT, pos=monday)
    assert view.day == date(2026, 11, 23)
    alerts.files = [tmp_path / "十一月.ics"]
    press(qtbot, tab, "export_month")
    rest()
    (event,) = icalendar.Calendar.from_ical((tmp_path / "十一月.ics").read_bytes()).walk("VEVENT")
    assert event["dtend"].dt == date(2026, 11, 25)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    rest()
    assert page.detail.session.id == sessions[0]
