"""Paper held against the data on screen, and a number opened to its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from jyguide.documents.qr import qr_png
from jyguide.errors import RuleError
from jyguide.people.merging import facts_of
from jyguide.report.figure import Scope
from jyguide.report.kinds import ReportKind
from tests.jyguide.builders import a_person
from tests.ui.shown import put_up
from ui.report.page import ReportPage
from ui.report.sources_dialog import open_sources

YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31))
LEFT = Qt.MouseButton.LeftButton
NAMES = ("陈明", "阿卜杜拉·买买提", "𠮷田")


@pytest.fixture
def rest(qtbot, desk):
    """Waits until the worker has nothing more to do."""
    return lambda: qtbot.waitUntil(lambda: not desk.jobs.busy)


@pytest.fixture
def page(qtbot, app, desk):
    return put_up(qtbot, desk, ReportPage(desk, app), "report_check")


def dialog_of(page, name):
    return next(one for one in page.findChildren(QDialog, name) if one.isVisible())


def drop(where, *files):
    """As files are let fall from a folder; returns whether they were taken."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle, copy = where.rect().center(), Qt.DropAction.CopyAction
    how = (copy, dragged, LEFT, Qt.KeyboardModifier.NoModifier)
    came = QDragEnterEvent(middle, *how)
    QApplication.sendEvent(where, came)
    if came.isAccepted():
        QApplication.sendEvent(where, QDropEvent(QPointF(middle), *how))
    return came.isAccepted()


def test_paper_is_compared_and_a_number_is_opened_by_hand(
    qtbot, app, page, rest, alerts, tmp_path
):
    keys = [app.people.add(a_person(name, at)) for at, name in enumerate(NAMES)]
    (figure,) = app.report_figures.figures(YEAR, ["people"])
    mark = app.report_prints.record(ReportKind.STATION_YEAR, "年报", YEAR, [figure])
    tab = page.tabs.shown()
    verdict = tab.verdict.findChild(QLabel, "sentence")

    def scan(text):
        qtbot.keyClicks(tab.asking.scan, text)  # over what stands there, as a scanner does
        qtbot.keyClick(tab.asking.scan, Qt.Key.Key_Return)
        rest()

    scan(mark.code.lower())
    assert verdict.text() == "纸面与数据一致。"
    app.people.change(keys[0], replace(facts_of(app.people.person(keys[0])), phone="13900000009"))
    app.people.remove([keys[1]])
    scan(mark.qr_text)
    assert verdict.text() == "有 1 个数字与纸面不一致：人员名单。"
    (line,) = tab.figures.shown_rows()
    assert (line.before, line.after) == ("3 人", "2 人")
    assert [row.text.split("　")[0] for row in tab.rows.shown_rows()] == [NAMES[1], NAMES[0]]
    tab.rows.view.setFocus()
    tab.rows.choose_first()
    qtbot.keyClick(tab.rows.view, Qt.Key.Key_Return)
    rest()
    dialog_of(page, "record_dialog").reject()
    scan("7K3M9QXT40")
    assert isinstance(alerts.take_error(), RuleError)
    assert tab.verdict.isHidden()  # nothing is read as said of another paper
    _drop_picture(tab, rest, mark, tmp_path / "照片.png")
    _open_rows(qtbot, page, rest, alerts, (app, tab, figure, tmp_path / "依据.xlsx"))


def _drop_picture(tab, rest, mark, photo):
    photo.write_bytes(qr_png(mark.qr_text))
    assert not drop(tab.figures, photo, photo)
    assert tab.verdict.isHidden()
    assert drop(tab.asking.scan, photo)  # wherever it falls
    rest()
    assert tab.verdict.isVisible()


def _open_rows(qtbot, page, rest, alerts, given):
    app, tab, figure, target = given
    open_sources(page, tab._desk, app, figure)
    rest()
    dialog = dialog_of(page, "sources_dialog")
    assert dialog.findChild(QLabel, "figure_value").text() == "2 人"
    assert "怎么算" in dialog.findChild(QLabel, "figure_rule").text()
    table = dialog._table
    table.bar.search.setText("𠮷田")  # beyond what keys can be pressed for
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Down)
    assert [row.cells[0] for row in table.shown_rows()] == ["𠮷田"]
    alerts.files = [target]
    qtbot.mouseClick(dialog.findChild(QPushButton, "export"), LEFT)
    rest()
    said = [[cell.value for cell in row] for row in load_workbook(target).active.iter_rows()]
    assert [row[0] for row in said if row[0] in NAMES] == ["𠮷田"]
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)  # nothing is saved once more
    rest()
    dialog_of(dialog, "record_dialog").reject()
    with qtbot.waitSignal(page.wanted) as went:
        qtbot.mouseClick(dialog.findChild(QPushButton, "to_page"), LEFT)
    assert went.args == ["people"]
