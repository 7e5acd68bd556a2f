"""The tabs 报表 and 培训矩阵 as at the desk: by keys, to the rows, to paper and files."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QPushButton, QSpinBox

from jyguide.report.kinds import ReportKind
from tests.jyguide.report.test_period_reports import a_year
from tests.ui.shown import put_up
from ui.printing.preview import PrintPreview
from ui.report.page import ReportPage
from ui.report.sources_dialog import SourcesDialog

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, app, desk):
    a_year(app)
    yield put_up(qtbot, desk, ReportPage(desk, app))
    qtbot.waitUntil(lambda: not desk.jobs.busy)


class Hand:
    """What the tests do with a page, and wait for."""

    def __init__(self, qtbot, page, desk):
        self._qtbot, self._page, self._desk = qtbot, page, desk

    def rest(self):
        self._qtbot.waitUntil(lambda: not self._desk.jobs.busy)

    def press(self, name):
        self._qtbot.mouseClick(self._page.findChild(QPushButton, name), CLICK)
        self.rest()

    def trigger(self, name):
        self._page.findChild(QAction, name).trigger()
        self.rest()

    def dialog(self, kind):
        """The dialog of this kind that was opened last."""
        self.rest()
        return self._page.findChildren(kind)[-1]


@pytest.fixture
def hand(qtbot, page, desk):
    return Hand(qtbot, page, desk)


def said(page, name):
    return page.findChild(QLabel, name).text()


def test_a_report_is_chosen_read_printed_and_asked_for(qtbot, page, hand, app, alerts, tmp_path):
    assert said(page, "period_name") == "2026年11月"
    assert not page.findChild(QPushButton, "later").isEnabled()
    hand.press("earlier")
    view = page.tabs.shown().view
    assert "周庄镇基层党建工作指导站2026年10月工作月报" in view.toPlainText()
    assert said(page, "report_note") == "还没有打印。"

    view.setFocus()
    for _ in ("part-time instructors", "sessions", "person-times"):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    sources = hand.dialog(SourcesDialog)
    assert sources.windowTitle() == "培训人次的依据"
    assert said(sources, "figure_value") == "3 人次"
    sources.reject()

    hand.press("report_preview")
    preview = hand.dialog(PrintPreview)
    assert preview.pages
    assert said(page, "report_note") == "还没有打印。"  # to look is not to print
    alerts.files = [tmp_path / "十月.docx", tmp_path / "十月.xlsx", tmp_path / "培训.docx"]
    qtbot.mouseClick(preview.findChild(QPushButton, "word_button"), CLICK)
    qtbot.waitUntil(lambda: said(page, "report_note").startswith("已打印："))
    preview.reject()
    hand.rest()

    for name in ("export_workbook", "year_training"):
        hand.trigger(name)
    assert load_workbook(tmp_path / "十月.xlsx").sheetnames[0] == "概况"
    assert (tmp_path / "培训.docx").is_file()

    choose_kind_and_schedule(qtbot, page, hand)
    assert app.report_reminders.schedule().holds.days == {ReportKind.STATION_MONTH: 6}


def choose_kind_and_schedule(qtbot, page, hand):
    kinds = page.findChild(QComboBox, "report_kind")
    kinds.setFocus()
    qtbot.keyClick(kinds, Qt.Key.Key_End)
    hand.rest()
    assert said(page, "period_name") == "2026年度"
    assert page.tabs.shown().bar.kind is ReportKind.STATION_YEAR

    hand.press("report_schedule")
    asked = hand.dialog(QDialog)
    month = asked.findChild(QCheckBox, "made_station_month")
    day = asked.findChild(QSpinBox, "day_station_month")
    assert not day.isEnabled()
    qtbot.keyClick(month, Qt.Key.Key_Space)
    qtbot.keyClick(day, Qt.Key.Key_Up)
    qtbot.mouseClick(asked.findChild(QPushButton, "confirm"), CLICK)
    hand.rest()
    assert said(page, "report_due") == ""  # October's went into a file above


@pytest.fixture
def matrix(page, hand):
    page.tabs.show_tab("report_matrix")
    hand.rest()
    return page.tabs.shown().view


def test_the_matrix_is_walked_opened_and_kept(qtbot, page, matrix, hand, alerts, tmp_path):
    model, names, marks = matrix.model, matrix.names, matrix.marks
    assert said(page, "matrix_count") == "3 人 × 2 期，4 人次"
    assert [model.text(0, column) for column in range(6)] == ["合计", "3 人", "4", "16", "1", "3"]
    assert [marks.isColumnHidden(column) for column in range(6)] == [True] * 4 + [False] * 2
    names.go_to(0, 3)
    qtbot.keyClick(names, Qt.Key.Key_Right)  # over the edge, to the first training
    assert marks.currentIndex().column() == 4
    qtbot.keyClick(marks, Qt.Key.Key_Right)
    qtbot.keyClick(marks, Qt.Key.Key_Return)
    sources = hand.dialog(SourcesDialog)
    assert said(sources, "figure_value") == "3 人次"
    sources.reject()
    marks.selectAll()
    qtbot.keyClick(marks, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "√" in QGuiApplication.clipboard().text()

    qtbot.mouseClick(page.findChild(QCheckBox, "matrix_hours"), CLICK)
    qtbot.waitUntil(lambda: model.text(0, 5) == "12")
    alerts.files = [tmp_path / "矩阵.xlsx"]
    qtbot.mouseClick(page.findChild(QPushButton, "matrix_export"), CLICK)
    hand.rest()
    sheet = load_workbook(tmp_path / "矩阵.xlsx")["培训矩阵"]
    assert [cell.value for cell in sheet[6]] == ["合计", None, 4, 12, 4, 16]
    hand.trigger("print_a3")
    preview = hand.dialog(PrintPreview)
    assert len(preview.pages) == 1
    preview.reject()
    years = page.findChild(QComboBox, "matrix_year")
    years.setCurrentIndex(years.currentIndex() + 1)
    hand.rest()
    assert page.findChild(QLabel, "no_matrix_title").isVisible()
