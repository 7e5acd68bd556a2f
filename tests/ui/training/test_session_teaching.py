"""Lecturers of a session and in the library, slips keyed in, the record previewed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox

from jyguide.training.feedback import Slip, ratings_text, read_ratings
from tests.ui.training.classroom import a_session, people, type_text
from ui.printing.preview import PrintPreview
from ui.training.feedback_tab import PrintSlipsDialog
from ui.training.lecturer_dialog import LecturerDialog
from ui.training.teaching_line import TeachingLineRow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(app, open_page, rest):
    page = open_page(app)
    page.open_session(a_session(app, people(app)))
    rest()

    def show(name):
        page.detail.tabs.show_tab(name)
        rest()
        return page.detail.tabs.shown()

    return page, show


def press(qtbot, inside, name):
    qtbot.mouseClick(inside.findChild(QPushButton, name), LEFT)


def test_the_lecturer_written_in_the_plan_becomes_one_of_the_library(qtbot, app, opened, rest):
    page, show = opened
    _teach(qtbot, page, show("teaching"), rest)
    assert page.detail.session.plan.lecturer == "样例讲师、阿卜杜拉·买买提"
    page._close()
    page.tabs.show_tab("lecturer_library")
    rest()
    library = page.tabs.shown()
    library.table.select_rows(lambda row: row.facts.name == "样例讲师")
    rest()
    assert [(row.topic, row.hours) for row in library.taught.rows()] == [("党章", 45)]
    _rename(qtbot, library, rest)
    renamed = next(row for row in app.teaching.lecturers() if row.facts.name == "单晓红")
    assert renamed.facts.person_id is not None
    library.table.select_rows(lambda row: row.facts.name == "单晓红")
    with qtbot.waitSignal(page.notice) as told:
        press(qtbot, library, "drop_lecturer")
    rest()
    assert len(library.table.rows()) == 1
    told.args[0].action()
    rest()
    assert len(library.table.rows()) == 2


def _teach(qtbot, page, tab, rest):
    assert "样例讲师" in tab.findChild(QLabel, "sentence").text()
    (line,) = tab.findChildren(TeachingLineRow)
    type_text(qtbot, line.findChild(QLineEdit, "topic"), "党章")
    line._hours.setValue(4.5)
    assert "少 3.5 学时" in tab.findChild(QLabel, "hours_hint").text()
    page.refresh()  # news from elsewhere
    rest()
    assert tab.lines()[0].topic == "党章"
    press(qtbot, tab, "add_line")
    second = tab._lines[1]
    type_text(qtbot, second.name.lineEdit(), "阿卜杜拉·买买提")
    press(qtbot, tab, "save_teaching")
    rest()


def _rename(qtbot, library, rest):
    press(qtbot, library, "edit_lecturer")
    rest()
    dialog = library.findChild(LecturerDialog)
    name = dialog.findChild(QLineEdit, "name")
    name.setText("单晓红")
    name.editingFinished.emit()
    rest()
    assert dialog._person.count() == 2
    dialog._person.setCurrentIndex(1)
    press(qtbot, dialog, "confirm")
    rest()


def test_slips_are_keyed_in_one_after_another(qtbot, app, opened, rest, alerts):
    page, show = opened
    tab = show("session_feedback")
    digits, number = tab.form.digits, tab.form.number
    for typed in ("55555", "44444", "5465"):
        qtbot.keyClicks(digits, typed)
        qtbot.keyClick(digits, Qt.Key.Key_Return)
    rest()
    assert "第 3 题" in tab.form.findChild(QLabel, "sentence").text()
    assert number.value() == 3
    qtbot.keyClicks(digits, "54045")
    tab.form.findChild(QPlainTextEdit, "slip_wishes").setPlainText("少念稿")
    press(qtbot, tab.form, "keep_slip")
    rest()
    assert [row.slip.number for row in tab.report.slips.rows()] == [1, 2, 3]
    assert "份数少" in tab.report.findChild(QLabel, "feedback_sum").text()
    number.setValue(1)
    qtbot.keyClicks(digits, "11111")
    qtbot.keyClick(digits, Qt.Key.Key_Return)
    rest()
    assert "已经录入过" in str(alerts.take_error())
    qtbot.keyClick(digits, Qt.Key.Key_Return)
    rest()
    assert "已经录入过" in str(alerts.take_error()), "Enter once more writes over nothing"
    app.feedback.put_all(page.detail.session.id, [Slip(n, read_ratings("33333")) for n in (4, 5)])
    page.refresh()
    rest()
    assert [row.answered for row in tab.report.figures.rows] == [5, 5, 4, 5, 5]
    tab.report.slips.select_rows(lambda row: row.slip.number == 2)
    _correct(qtbot, page, tab, rest)
    _print_slips(qtbot, tab, rest)


def _correct(qtbot, page, tab, rest):
    digits = tab.form.digits
    press(qtbot, tab.report, "correct_slip")
    assert (tab.form.number.value(), digits.text()) == (2, "44444")
    qtbot.keyClicks(digits, "12345")
    with qtbot.waitSignal(page.notice) as told:
        qtbot.keyClick(digits, Qt.Key.Key_Return)
    rest()
    assert _digits(tab) == {2: "12345"}
    assert tab.form.number.value() == 6
    told.args[0].action()
    rest()
    assert _digits(tab) == {2: "44444"}


def _digits(tab):
    return {
        row.slip.number: ratings_text(row.slip.ratings) for row in tab.report.slips.selected_rows()
    }


def _print_slips(qtbot, tab, rest):
    press(qtbot, tab, "print_slips")
    dialog = tab.findChild(PrintSlipsDialog)
    assert dialog.findChild(QSpinBox, "slip_count").value() == 7
    press(qtbot, dialog, "confirm")
    rest()
    preview = tab.findChild(PrintPreview)
    rest()
    assert "编号 006" in preview.pages[0].text
    preview.reject()


def test_what_was_said_is_kept_and_stands_in_the_record(qtbot, app, opened, rest):
    page, show = opened
    tab = show("session_record")
    type_text(qtbot, tab.summary, "上午讲党章。")
    press(qtbot, tab, "preview_record")
    rest()
    preview = tab.findChild(PrintPreview)
    rest()
    assert app.records.summary(page.detail.session.id).text == "上午讲党章。"
    assert "上午讲党章。" in preview.pages[0].text
    assert "应到 7 人" in preview.pages[0].text
    preview.reject()
