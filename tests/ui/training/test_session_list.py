from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
)

from jyguide.errors import RuleError
from jyguide.training.session import SessionKind, SessionLevel
from tests.ui.training.classroom import a_plan, a_session, people, type_text
from ui.training.session_dialog import SessionDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(app, open_page):
    return open_page(app)


def dialog_of(page):
    return page.findChild(SessionDialog)


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), LEFT)


def choose_row(qtbot, page, at=0):
    view = page.sessions.table.view
    qtbot.mouseClick(
        view.viewport(), LEFT, pos=view.visualRect(view.model().index(at, 0)).center()
    )


def press_new(qtbot, page):
    qtbot.mouseClick(page.head_buttons()[0], LEFT)
    return dialog_of(page)


def test_an_empty_list_says_what_to_do_and_does_it(qtbot, page):
    assert page.sessions.findChild(QLabel, "empty_title").text() == "还没有培训"
    press(qtbot, page.sessions, "empty_action")
    assert dialog_of(page).isVisible()


def test_a_session_is_planned_by_keyboard(qtbot, app, page, rest):
    dialog = press_new(qtbot, page)
    title = dialog.findChild(QLineEdit, "title")
    assert dialog.focusWidget() is title
    type_text(qtbot, title, "第四季度讲坛")
    dialog.findChild(QComboBox, "kind").setCurrentText("领头雁工作讲坛")
    dialog.findChild(QComboBox, "level").setCurrentText("市级")
    dialog.findChild(QDateEdit, "starts_on").setDate(QDate(2026, 12, 1))
    dialog.findChild(QDateEdit, "ends_on").setDate(QDate(2026, 12, 2))
    dialog.findChild(QDoubleSpinBox, "days").setValue(1.5)
    dialog.findChild(QDoubleSpinBox, "hours").setValue(12)
    qtbot.keyClick(title, Qt.Key.Key_Return)
    rest()
    plan = app.training.sessions()[0].plan
    assert (plan.title, plan.kind, plan.level) == (
        "第四季度讲坛",
        SessionKind.QUARTERLY_FORUM,
        SessionLevel.CITY,
    )
    assert (plan.starts_on, plan.ends_on) == (date(2026, 12, 1), date(2026, 12, 2))
    assert (plan.training_days, plan.credit_hours) == (15, 120)
    assert [row.plan.title for row in page.sessions.table.rows()] == ["第四季度讲坛"]
    assert dialog_of(page) is None or not dialog_of(page).isVisible()


def test_what_is_wrong_stands_under_its_field_and_nothing_is_saved(qtbot, app, page, rest):
    dialog = press_new(qtbot, page)
    dialog.findChild(QDoubleSpinBox, "days").setValue(3)
    press(qtbot, dialog, "save")
    said = [label.text() for label in dialog.findChildren(QLabel, "problem") if label.isVisible()]
    assert said == ["请填写培训名称。", "培训天数多于起止日期之间的 1 天。"]
    type_text(qtbot, dialog.findChild(QLineEdit, "title"), "讲坛")
    dialog.findChild(QDateEdit, "ends_on").setDate(QDate(2026, 11, 1))
    press(qtbot, dialog, "save")
    said = [label.text() for label in dialog.findChildren(QLabel, "problem") if label.isVisible()]
    assert said == ["结束日期早于开始日期。"]
    rest()
    assert app.training.sessions() == []


def test_a_later_beginning_takes_the_end_along(qtbot, page):
    dialog = press_new(qtbot, page)
    assert dialog.findChild(QDateEdit, "starts_on").text() == "2026-11-20"
    dialog.findChild(QDateEdit, "starts_on").setDate(QDate(2026, 12, 24))
    assert dialog.findChild(QDateEdit, "ends_on").date() == QDate(2026, 12, 24)


def test_esc_leaves_everything_as_it_was(qtbot, app, page, rest):
    dialog = press_new(qtbot, page)
    type_text(qtbot, dialog.findChild(QLineEdit, "title"), "不要了")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    rest()
    assert app.training.sessions() == []


def test_a_session_is_changed(qtbot, app, page, desk, rest):
    a_session(app)
    page.refresh()
    rest()
    choose_row(qtbot, page)
    press(qtbot, page, "edit")
    dialog = dialog_of(page)
    assert dialog.findChild(QLineEdit, "place").text() == "二楼会议室"
    dialog.findChild(QLineEdit, "title").setText("任前培训（改期）")
    press(qtbot, dialog, "save")
    rest()
    assert [row.plan.title for row in app.training.sessions()] == ["任前培训（改期）"]


def test_a_refusal_keeps_the_form_open_with_what_was_typed(qtbot, app, page, alerts, rest):
    session_id = a_session(app)
    page.refresh()
    rest()
    choose_row(qtbot, page)
    press(qtbot, page, "edit")
    app.training.drop(session_id)
    dialog = dialog_of(page)
    dialog.findChild(QLineEdit, "title").setText("改了名")
    press(qtbot, dialog, "save")
    rest()
    assert isinstance(alerts.take_error(), RuleError)
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit, "title").text() == "改了名"
    assert dialog.findChild(QPushButton, "save").isEnabled()


def test_a_form_left_open_does_not_write_over_what_came_between(qtbot, app, page, alerts, rest):
    session_id = a_session(app)
    page.refresh()
    rest()
    choose_row(qtbot, page)
    press(qtbot, page, "edit")
    app.training.change(session_id, replace(app.training.session(session_id).plan, place="三楼"))
    dialog = dialog_of(page)
    dialog.findChild(QLineEdit, "title").setText("改了名")
    press(qtbot, dialog, "save")
    rest()
    assert "又被改动过" in alerts.take_error().message
    plan = app.training.session(session_id).plan
    assert (plan.title != "改了名", plan.place) == (True, "三楼")


def test_the_last_session_is_copied_to_today_with_its_length(qtbot, app, page, rest):
    app.training.plan(
        a_plan("第一期", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3), training_days=20)
    )
    app.training.plan(a_plan("更早", starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 5)))
    page.refresh()
    rest()
    press(qtbot, page, "copy")
    dialog = dialog_of(page)
    assert dialog.findChild(QLineEdit, "title").text() == "第一期"
    dialog.findChild(QLineEdit, "title").setText("第二期")
    press(qtbot, dialog, "save")
    rest()
    copied = app.training.sessions()[0].plan
    assert (copied.title, copied.starts_on, copied.ends_on) == (
        "第二期",
        date(2026, 11, 20),
        date(2026, 11, 21),
    )
    assert len(app.training.sessions()) == 3


def test_deleting_asks_first(qtbot, app, page, alerts, rest):
    a_session(app)
    page.refresh()
    rest()
    choose_row(qtbot, page)
    alerts.answers = [False, True]
    press(qtbot, page, "drop")
    rest()
    assert len(app.training.sessions()) == 1
    press(qtbot, page, "drop")
    rest()
    assert app.training.sessions() == []
    assert "任前培训" in alerts.questions[0]


def test_a_session_deleted_comes_back_with_its_list(qtbot, app, page, alerts, rest):
    session_id = a_session(app, people(app, ("张三", "王伟")))
    page.refresh()
    rest()
    choose_row(qtbot, page)
    alerts.answers = [True]
    with qtbot.waitSignal(page.notice) as told:
        press(qtbot, page, "drop")
    notice = told.args[0]
    rest()
    assert (notice.sentence, notice.action_label) == ("已删除培训“任前培训”。", "撤销")
    notice.action()
    rest()
    assert app.training.session(session_id).enrolled == 2
    assert len(page.sessions.table.rows()) == 1


def test_a_session_somebody_attended_is_not_deleted(qtbot, app, page, alerts, rest):
    keys = people(app, ("张三",))
    app.training.sign_in(a_session(app, keys), keys[0])
    page.refresh()
    rest()
    choose_row(qtbot, page)
    alerts.answers = [True]
    press(qtbot, page, "drop")
    rest()
    assert isinstance(alerts.take_error(), RuleError)
    assert len(app.training.sessions()) == 1


def test_enter_opens_and_back_returns_to_the_same_row(qtbot, app, page, rest):
    a_session(app, title="甲")
    a_session(app, title="乙")
    page.refresh()
    rest()
    choose_row(qtbot, page, 1)
    chosen = page.sessions.table.selected_rows()
    qtbot.keyClick(page.sessions.table.view, Qt.Key.Key_Return)
    rest()
    assert page.detail.isVisible()
    assert page.findChild(QLabel, "detail_title").text() == chosen[0].plan.title
    press(qtbot, page, "back")
    assert page.sessions.isVisible()
    assert page.sessions.table.selected_rows() == chosen


def test_a_session_deleted_elsewhere_closes(qtbot, app, page, rest):
    session_id = a_session(app)
    page.refresh()
    rest()
    choose_row(qtbot, page)
    press(qtbot, page, "open")
    rest()
    app.training.drop(session_id)
    page.refresh()
    rest()
    assert page.sessions.isVisible()
