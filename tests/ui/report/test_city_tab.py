"""全市总览 as it is used: every number opened by keys, charts, Excel, paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from jyguide.changes import Changed
from tests.jyguide.report.test_station_overview import fill
from tests.ui.shown import put_up
from ui.printing.preview import PrintPreview
from ui.report.city.columns import BEHIND
from ui.report.page import ReportPage
from ui.report.sources_dialog import SourcesDialog

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, city, desk):
    fill(city)
    yield put_up(qtbot, desk, ReportPage(desk, city), "report_city")
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_the_stations_side_by_side(qtbot, page, desk, alerts, tmp_path):
    tab = page.tabs.shown()
    rows = tab.table.shown_rows()
    assert (len(rows), rows[-1].name) == (19, "合计")
    assert "15 个站还没有报过" in page.findChild(QLabel, "city_sentence").text()
    texts = [
        column.text(next(row for row in rows if row.code == "S13")) for column in columns(tab)
    ]
    assert texts[0] == "周庄镇"
    assert texts[BEHIND.index("person_times")] == "2"
    assert texts[-1] == "✓ 3 天前"
    opens_by_keys(qtbot, page, tab, desk)
    charts_say_what_they_show(qtbot, page)
    writes(qtbot, page, desk, alerts, tmp_path)


def columns(tab):
    return tab.table.model.columns


def opens_by_keys(qtbot, page, tab, desk):
    view = tab.table.view
    view.setFocus()
    view.setCurrentIndex(tab.table.model.index(18, 0))
    for _ in range(BEHIND.index("person_times")):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    dialog = page.findChild(SourcesDialog)
    assert "5 人次" in "".join(one.text() for one in dialog.findChildren(QLabel))
    dialog.reject()
    for step, place in ((4, "training:credit"), (3, "sync")):
        for _ in range(step):
            qtbot.keyClick(view, Qt.Key.Key_Right)
        with qtbot.waitSignal(page.wanted) as caught:
            qtbot.keyClick(view, Qt.Key.Key_Return)
        assert caught.args == [place]


def charts_say_what_they_show(qtbot, page):
    words = {
        name: page.findChild(QWidget, f"city_{name}").accessibleDescription()
        for name in ("months", "days", "reports")
    }
    assert "3月 2" in words["months"]
    assert "周庄镇：3 天前" in words["reports"]
    assert words["days"].count("3") == 1
    assert page.findChild(QLabel, "city_exams_none").text() == "今年还没有人交卷。"
    chart = page.findChild(QWidget, "city_months")
    chart.setFocus()
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Right] * 2, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    dialogs = [one for one in page.findChildren(SourcesDialog) if one.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].reject()


def writes(qtbot, page, desk, alerts, tmp_path):
    target = tmp_path / "全市总览.xlsx"
    alerts.files += [target, tmp_path / "各月.svg"]
    qtbot.mouseClick(page.findChild(QPushButton, "city_export"), CLICK)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert target.stat().st_size > 3000
    page.findChild(QAction, "city_months_svg").trigger()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert "2026 年各月培训人次" in (tmp_path / "各月.svg").read_text("utf-8")
    qtbot.mouseClick(page.findChild(QPushButton, "city_print"), CLICK)
    qtbot.waitUntil(lambda: page.findChild(PrintPreview) is not None)
    preview = page.findChild(PrintPreview)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert isinstance(preview, QDialog)
    preview.reject()


def test_a_station_is_not_offered_the_overview(qtbot, app, desk):
    made = ReportPage(desk, app)
    qtbot.addWidget(made)
    names = [
        made.tabs.tabText(at) for at in range(made.tabs.count()) if made.tabs.isTabVisible(at)
    ]
    assert "全市总览" not in names
    assert made.cares_about == Changed.EVERYTHING
