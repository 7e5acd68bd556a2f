"""Reporting a fault in a unified item, and the city's answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from jyguide.bank.report import ReportedFault, ReportState
from jyguide.errors import RuleError
from ui.bank.report_dialog import ReportDialog
from ui.bank.report_list_dialog import ReportListDialog

CLICK = Qt.MouseButton.LeftButton


class Office:
    """A dialog over the data of one office."""

    def __init__(self, qtbot, desk, parent):
        self._qtbot, self._desk, self._parent = qtbot, desk, parent

    def open(self, make, *args):
        self.dialog = make(self._desk, *args, self._parent)
        with self._qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.settle()
        return self.dialog

    def press(self, name):
        button = self.dialog.findChild(QPushButton, name)
        assert button.isVisible(), name
        self._qtbot.mouseClick(button, CLICK)
        self.settle()

    def write(self, name, text):
        field = self.dialog.findChild(QPlainTextEdit, name)
        field.setFocus()
        self._qtbot.keyClicks(field, text)

    def said(self, name):
        return self.dialog.findChild(QLabel, name).text()

    def settle(self):
        self._qtbot.waitUntil(lambda: not self._desk.jobs.busy)

    @property
    def told(self):
        return self.dialog._told._sentence.text()


@pytest.fixture
def office(qtbot, desk):
    parent = QWidget()
    qtbot.addWidget(parent)
    return Office(qtbot, desk, parent)


def unified(app, at=1):
    return [row for row in app.bank.items() if row.unified][at]


@pytest.fixture
def reported(offices):
    """The city with two reports of 周庄镇."""
    keys = [
        offices.a.reports.report(unified(offices.a, at).id, ReportedFault.WORDING, f"words {at}")
        for at in (1, 2)
    ]
    offices.round(["a"])
    return offices, keys


def test_a_station_reports_and_sees_it_listed(app, office):
    row = unified(app)
    dialog = office.open(ReportDialog, app, row)
    assert row.number in dialog.windowTitle()
    office.press("send")
    assert dialog._form._rows["text"].problem
    dialog.findChild(QComboBox, "field_fault").setCurrentIndex(2)
    office.write("field_text", "The edition is old.")
    office.press("send")
    assert office.told == f"已报告第 {row.number} 题，随下一个文件交给市级。"
    (one,) = app.reports.reports()
    assert (one.item_id, one.fault) == (row.id, ReportedFault.OUTDATED)
    assert one.text == "The edition is old."
    shown = [label.text() for label in dialog._earlier.findChildren(QLabel)]
    assert any("The edition is old." in text for text in shown)
    assert any("还没有答复" in text for text in shown)
    office.press("undo_step")
    assert app.reports.reports() == []
    office.press("close")
    assert not dialog.isVisible()


def test_the_same_twice_is_refused_and_the_words_stay(app, office, alerts):
    app.reports.report(unified(app).id, ReportedFault.ANSWER, "again")
    dialog = office.open(ReportDialog, app, unified(app))
    office.write("field_text", "again")
    office.press("send")
    assert isinstance(alerts.take_error(), RuleError)
    assert dialog.findChild(QPlainTextEdit, "field_text").toPlainText() == "again"


def test_the_city_answers_and_the_next_in_line_is_shown(reported, office):
    offices, (_first, second) = reported
    dialog = office.open(ReportListDialog, offices.city)
    assert dialog.table.rows()[0].id == second
    assert "words 2" in office.said("said")
    assert "周庄镇" in office.said("said")
    office.write("answer", "Mended.")
    office.press("accept")
    assert "已采纳" in office.told
    states = {row.id: row.state for row in offices.city.reports.reports()}
    assert states[second] is ReportState.ACCEPTED
    offices.round(["a"])
    answers = {row.id: row.answer for row in offices.a.reports.reports()}
    assert answers[second] == "Mended."


def test_an_answer_without_words_is_refused(reported, office, alerts):
    offices, _keys = reported
    office.open(ReportListDialog, offices.city)
    office.press("decline")
    assert "没有写答复" in str(alerts.take_error())
    assert all(row.state is ReportState.OPEN for row in offices.city.reports.reports())


def test_an_answer_can_be_taken_back(reported, office):
    offices, (_first, second) = reported
    office.open(ReportListDialog, offices.city)
    office.write("answer", "No.")
    office.press("decline")
    office.press("undo_step")
    assert next(r for r in offices.city.reports.reports() if r.id == second).answer == ""


def test_from_a_report_to_its_item(qtbot, reported, office):
    offices, _keys = reported
    dialog = office.open(ReportListDialog, offices.city)
    with qtbot.waitSignal(dialog.item_wanted) as wanted:
        qtbot.mouseClick(dialog.findChild(QPushButton, "go_to_item"), CLICK)
    assert wanted.args == [unified(offices.city, 2).id]
    assert not dialog.isVisible()


def test_a_station_sees_no_field_for_answers_and_may_withdraw(reported, office):
    offices, (first, second) = reported
    dialog = office.open(ReportListDialog, offices.a)
    assert not dialog.findChild(QPlainTextEdit, "answer").isVisible()
    assert not dialog.findChild(QPushButton, "accept").isVisible()
    office.press("withdraw")
    assert [row.id for row in offices.a.reports.reports()] == [first]
    assert second not in {row.id for row in dialog.table.rows()}
