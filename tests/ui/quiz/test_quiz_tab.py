"""From the page to a running quiz without choosing anything, and back to its record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from jyguide.quiz.row import QuizMode
from jyguide.training.session import Attendance
from tests.jyguide.builders import a_plan, add_people
from tests.ui.quiz.conftest import KEY
from ui.quiz.lectern import Lectern
from ui.quiz.page import QuizPage
from ui.quiz.setup_dialog import SetupDialog

ENTER = KEY.Key_Return


@pytest.fixture
def page(qtbot, desk, app, screens):
    made = QuizPage(desk, app)
    made.quizzes._screens = screens
    made.quizzes._desk.changes.changed.connect(made.note_change)
    qtbot.addWidget(made)
    made.resize(1190, 700)
    made.show()
    yield made
    made.leave()


def click(qtbot, parent, name):
    qtbot.mouseClick(parent.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def opened(qtbot, page):
    tab = page.quizzes
    for _ in range(2):  # an impatient hand
        click(qtbot, tab, "empty_action")
    qtbot.waitUntil(lambda: tab._dialog is not None and not tab._desk.jobs.busy)
    assert len(tab.findChildren(SetupDialog)) == 1
    return tab._dialog


@pytest.fixture
def session(app):
    """Nine people present."""
    people = add_people(app, 9)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    app.training.settle(session, people, Attendance.PRESENT)
    return session


@pytest.mark.usefixtures("session")
def test_start_works_at_once_and_its_record_is_there(  # noqa: PLR0915 - one walk
    qtbot, page, alerts, tmp_path
):
    dialog = opened(qtbot, page)
    teams = dialog.findChild(QPlainTextEdit, "field_teams")
    assert [len(line.split("、")) for line in teams.toPlainText().splitlines()] == [3, 2, 2, 2]
    teams.setPlainText("红旗队：张三\n先锋队")
    click(qtbot, dialog, "confirm")
    assert "“张三”不在到场名单里" in dialog._form_rows["teams"].problem
    click(qtbot, dialog, "deal_again")
    qtbot.keyClick(dialog, ENTER)
    qtbot.waitUntil(lambda: page.quizzes.lectern is not None)
    lectern = page.quizzes.lectern
    assert lectern.run.wall.isVisible()
    assert page.may_close()
    page.orals._begin()
    assert "竞答的窗口还开着，口答没有开始" in alerts.sentences[-1]
    for key in (ENTER, KEY.Key_Space, KEY.Key_2, KEY.Key_R, ENTER):
        qtbot.keyClick(lectern, key)
    page.leave()
    qtbot.waitUntil(lambda: page.quizzes.lectern is None)
    assert page.may_close() == ""
    tab = page.quizzes
    qtbot.waitUntil(lambda: tab._detail.isVisible() and not tab._desk.jobs.busy)
    text = page.findChild(QTextBrowser, "record").toPlainText()
    assert "第二组" in text.splitlines()[1] + text.splitlines()[2]
    (row,) = tab.quizzes.rows()
    assert (row.mode, row.items, row.asked, row.sides) == (QuizMode.TEAM, 10, 1, 4)
    target = tmp_path / "记录.docx"
    alerts.files = [target]
    click(qtbot, page, "write_record")
    qtbot.waitUntil(target.exists)
    for _ in range(2):
        click(qtbot, page, "resume_last")
    qtbot.waitUntil(lambda: tab.lectern is not None and not tab._desk.jobs.busy)
    assert tab.lectern.run.play.scores[1] == 100
    assert sum(isinstance(one, Lectern) for one in visible_windows()) == 1


def test_without_anybody_on_a_list_teams_have_names_alone_and_items_may_be_picked(
    qtbot, page, app
):
    dialog = opened(qtbot, page)
    source = dialog.findChild(QComboBox, "field_source")
    source.setCurrentIndex(source.count() - 1)
    click(qtbot, dialog, "confirm")
    assert dialog._form_rows["items"].problem == "请先选题。"
    click(qtbot, dialog, "pick_items")
    tab = page.quizzes
    qtbot.waitUntil(lambda: _picker(dialog) is not None)
    picker = _picker(dialog)
    picker.table.view.select_positions([0, 3])
    click(qtbot, picker, "confirm")
    assert dialog.findChild(QPushButton, "pick_items").text() == "选题（已选 2 题）…"
    dialog._confirm.click()  # the picker's button, still dying, has the same name
    qtbot.waitUntil(lambda: tab.lectern is not None)
    quiz = tab.lectern.run.play.quiz
    assert (quiz.names, len(quiz.contents)) == (("第一组", "第二组", "第三组", "第四组"), 2)


def test_with_nobody_on_a_list_a_class_plays_by_raised_hands(qtbot, page, app):
    dialog = opened(qtbot, page)
    dialog.findChild(QComboBox, "field_mode").setCurrentIndex(1)
    assert not unnamed(dialog)
    assert dialog._form_rows["session"].note == "没有到场名单，全班举手作答，只记人数"
    qtbot.keyClick(dialog, ENTER)
    tab = page.quizzes
    qtbot.waitUntil(lambda: tab.lectern is not None)
    assert not unnamed(tab.lectern)
    assert tab.lectern.findChild(QLabel, "empty_title").text() == "全班举手作答"
    for key in (ENTER, KEY.Key_Space, KEY.Key_1, KEY.Key_R, ENTER):
        qtbot.keyClick(tab.lectern, key)
    qtbot.waitUntil(lambda: not tab._desk.jobs.busy)
    (kept,) = app.quizzes.rounds(tab.lectern.run.play.quiz.id)
    assert kept.entries == ()


def unnamed(window):
    """What the cursor reaches without a screen reader being able to say what it is."""
    found = []
    for one in window.findChildren(QWidget):
        reached = one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        if reached and not one.objectName().startswith("qt_"):
            told = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
            found += [] if told else [one]
    return found


def visible_windows():
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def _picker(dialog):
    from ui.quiz.pick_dialog import PickDialog  # noqa: PLC0415 - beside its one use

    return dialog.findChild(PickDialog)
