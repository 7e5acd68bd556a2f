"""The ledger of rectification on screen: raised, planned, done, verified, rescored, notified."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from jyguide.standard.measure import MeasureState
from jyguide.standard.measure_deeds import Deed, may
from jyguide.standard.measure_steps import Finish, Plan
from jyguide.standard.scoring import Score
from jyguide.standard.visit import VisitHead
from tests.jyguide.standard.visiting import CROSS, all_well, lay_round
from ui.printing.preview import PrintPreview
from ui.standard.rectification.timeline import Timeline
from ui.widgets import Banner

DAY = date(2026, 11, 20)
LOSSES = {
    "B01": Score(50, (3,), finding="三月、五月、八月没有记录。"),
    "F01": Score(0, finding="没有固定场所。"),
}


@pytest.fixture
def laid(app):
    """Two branches that lost points twenty days ago."""
    laid = lay_round(app)
    for at in (0, 1):
        key = app.inspections.begin(laid.round_id, laid.branches[at], CROSS, "陈明")
        app.inspections.keep(key, all_well() | LOSSES)
        app.inspections.complete(key, VisitHead(visited_on=DAY - timedelta(days=20)))
    return laid


@pytest.fixture
def press(qtbot, rest):
    """Clicks the button of this name that can be seen."""

    def press_(inside, name):
        (button,) = [b for b in inside.findChildren(QPushButton, name) if b.isVisible()]
        assert button.isEnabled()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        rest()

    return press_


def dialog(page, name):
    (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
    return found


def fill(inside, **texts):
    """Types into fields by their names."""
    for name, text in texts.items():
        field = inside.findChild(QLineEdit, name) or inside.findChild(QPlainTextEdit, name)
        put = field.setText if isinstance(field, QLineEdit) else field.setPlainText
        put(text)
    return inside


def states(tab):
    return {(one.row.branch[:2], one.row.criterion): one.state for one in tab.view.table.rows()}


def choose(tab, branch, code):
    tab.view.table.select_rows(
        lambda one: one.row.branch.startswith(branch) and one.row.criterion == code
    )
    tab.view.table.view.setFocus()


@pytest.fixture
def next_step(qtbot, rest):
    """Enter on the chosen line: what comes next with it is asked."""

    def next_step_(tab):
        qtbot.keyClick(tab.view.table.view, Qt.Key.Key_Return)
        rest()

    return next_step_


def test_a_lost_point_is_raised_and_planned(app, laid, open_page, press):
    page = open_page(app, "round_rectification")
    tab = page.tabs.shown()
    said = tab.findChild(Banner, "lost_banner").findChild(QLabel, "sentence")
    assert said.text() == "还有 4 个失分项没有列入整改（2 个党支部）。"
    press(tab, "raise_measures")
    press(dialog(page, "raise_dialog"), "confirm")
    assert len(tab.view.table.selected_rows()) == 4  # what was raised is planned next
    assert not said.isVisible()
    press(tab, "deed_plan")
    asked = fill(dialog(page, "plan_dialog"), measure="对照检查内容补齐", owner="王伟")
    press(asked, "confirm")
    assert set(states(tab).values()) == {MeasureState.PLANNED}


def test_a_measure_goes_its_way_by_the_enter_key(app, laid, open_page, press, next_step, alerts):
    app.measures.plan(
        dict.fromkeys(app.measures.raise_measures(laid.round_id).ids), Plan("补", "王伟", DAY)
    )
    page = open_page(app, "round_rectification")
    tab = page.tabs.shown()
    choose(tab, "山泉", "B01")
    next_step(tab)
    press(dialog(page, "finish_dialog"), "confirm")
    next_step(tab)
    asked = fill(dialog(page, "check_dialog"), verified_by="王　伟")
    press(asked, "confirm")
    assert asked.isVisible()  # the same person: it is told and nothing is written
    assert "就是“山泉村党支部 B01”的责任人" in alerts.take_error().message
    assert states(tab)["山泉", "B01"] is MeasureState.DONE
    press(fill(asked, verified_by="王伟（镇组织办）"), "confirm")
    assert states(tab)["山泉", "B01"] is MeasureState.VERIFIED
    press(tab.detail, "next_deed")
    asked = fill(dialog(page, "rescore_dialog"), rescored_by="张三")
    points = asked.findChild(QComboBox, "points")
    points.setCurrentIndex(points.findText("15 分"))
    press(asked, "confirm")
    (one,) = [one for one in app.measures.ledger() if one.state is MeasureState.RESCORED]
    assert one.points_text == "5/20 分 → 复评 15 分"
    assert "其中核验通过 1 项，复评 1 项" in tab.findChild(QLabel, "ledger_sum").text()
    assert "复评 张三" in tab.detail.findChild(Timeline).accessibleName()


def test_notices_are_issued_and_looked_at(app, laid, open_page, press, rest):
    app.measures.raise_measures(laid.round_id)
    page = open_page(app, "round_rectification")
    tab = page.tabs.shown()
    choose(tab, "华宏", "F01")
    notices = tab.findChild(QPushButton, "notice_menu").menu().actions()
    assert [line.text() for line in notices if line.isEnabled()] == ["开具通知书…", "打印回执表"]
    notices[0].trigger()
    rest()
    press(dialog(page, "notice_dialog"), "confirm")
    preview = page.findChild(PrintPreview)
    assert "整改通知书（华宏村党支部）" in preview.windowTitle()
    preview.reject()
    assert [o.row.notice_number for o in app.measures.ledger()].count("整改〔2026〕1号") == 1
    (offered,) = {
        frozenset(deed for deed in Deed if may(deed, one))
        for one in app.measures.ledger()
        if not one.row.notice_number
    }
    assert offered == {Deed.PLAN, Deed.FINISH, Deed.NOTICE, Deed.WITHDRAW}


def test_what_need_not_be_put_right_is_taken_back_at_once(app, laid, open_page, press):
    raised = app.measures.raise_measures(laid.round_id)
    inspection = app.measures.measures(raised.ids[:1])[0].row.inspection_id
    again = app.inspections.correct(inspection)
    app.inspections.keep(again, all_well(), seen=app.inspections.sheet(again).drafted_at)
    app.inspections.complete(again)
    page = open_page(app, "round_rectification")
    tab = page.tabs.shown()
    assert "更正后不再失分 2 项" in tab.findChild(QLabel, "ledger_sum").text()
    tab.view.table.select_rows(lambda one: bool(one.gone))
    assert not tab.findChild(QPushButton, "deed_check").isEnabled()
    assert "待核验" in tab.findChild(QPushButton, "deed_check").toolTip()
    press(tab.detail, "next_deed")
    assert [one.gone for one in app.measures.ledger()] == ["", ""]


def test_what_is_late_stands_out_by_measure_and_by_branch(
    app, laid, open_page, press, rest, qtbot
):
    keys = list(app.measures.raise_measures(laid.round_id).ids)
    app.measures.plan(dict.fromkeys(keys), Plan("补", "王伟", DAY - timedelta(days=5)))
    app.measures.finish({keys[0]: None}, Finish(DAY, "李娜"))
    due = [one.sentence for one in app.day.due().lines if one.key.startswith("rectification")]
    assert due == ["3 项整改已过期限", "1 项整改已经做完，等待核验"]
    page = open_page(app, "round_rectification")
    tab = page.tabs.shown()
    press(tab, "overdue_only")
    assert [one.late for one in tab.view.table.shown_rows()] == [5, 5, 5]
    press(tab, "overdue_only")
    press(tab, "by_branch")
    lines = tab.view.branches.shown_rows()
    assert sorted(line.counts.overdue for line in lines) == [1, 2]
    tab.view.branches.choose_first()
    tab.view.branches.view.setFocus()
    qtbot.keyClick(tab.view.branches.view, Qt.Key.Key_Return)
    rest()
    assert {one.row.branch for one in tab.view.table.shown_rows()} == {lines[0].branch}
    assert tab.view.table.isVisible()


def test_evidence_is_dropped_on_a_measure(app, laid, open_page, rest, tmp_path):
    app.measures.raise_measures(laid.round_id)
    page = open_page(app, "round_rectification")
    tab = page.tabs.shown()
    choose(tab, "山泉", "B01")
    rest()
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#888888"))
    picture.save(str(tmp_path / "现场.png"))
    (tmp_path / "会议记录.txt").write_text("三月二日", "utf-8")
    evidence = tab.detail.evidence
    evidence.dropped.emit([tmp_path / "现场.png", tmp_path / "会议记录.txt"])
    rest()
    assert max(one.photos for one in app.measures.ledger()) == 2
    assert len(evidence.grid.photos.rows) == 1
    assert evidence.findChild(QPushButton, "evidence_file").text() == "会议记录.txt"
