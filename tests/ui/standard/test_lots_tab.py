"""互查与抽查: from a pasted list to tasks, back again, a sample, and scores beside each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from jyguide.standard.kinds import Phase
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, lay_round
from ui.printing.preview import PrintPreview
from ui.standard.lots.assign_dialog import AssignDialog
from ui.standard.lots.sample_dialog import SampleDialog

VILLAGES = ("山泉村", "华宏村", "稷山村", "三房巷村", "倪家巷村", "长寿村")
BRANCHES = tuple(f"{name}党支部" for name in VILLAGES)
NAMES = ("陈明", "李四", "阿卜杜拉·买买提", "𠮷田", "王五", "赵六")
PASTED = "\n".join(f"{name}\t{branch}" for name, branch in zip(NAMES, BRANCHES, strict=True))


@pytest.fixture
def laid(app):
    return lay_round(app, BRANCHES)


@pytest.fixture
def page(open_page, app, laid):
    return open_page(app, "round_lots")


def press(qtbot, widget, name):
    button = widget.findChild(QPushButton, name)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def ctrl_enter(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def asked_by_keys(qtbot, page, rest):
    """Ctrl+N, also where there is nothing yet and so no button."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    rest()
    dialog = opened(page, AssignDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def shown(tab, name, rest):
    tab.tabs.show_tab(name)
    rest()
    return tab.tabs.shown()


def opened(page, kind):
    (dialog,) = page.findChildren(kind)
    return dialog


def test_lots_are_drawn_kept_taken_back_and_checked(qtbot, page, app, laid, rest, alerts):
    tab = page.tabs.shown()
    pane = tab.tabs.shown()
    dialog = asked_by_keys(qtbot, page, rest)

    # what cannot be is told beside the fields, and nothing is lost
    dialog.inspectors.text.setPlainText("陈明\t山泉村党支部")
    press(qtbot, dialog, "draw")
    rest()
    assert "违反“不查本单位”" in dialog.findChild(QLabel, "sentence").text()
    assert app.lots.lots(laid.round_id) == []

    dialog.inspectors.text.setPlainText(PASTED)
    assert not dialog.findChild(QLabel, "sentence").isVisible(), "it is being put right"
    dialog.seed.field.setText("6-3-5")
    ctrl_enter(qtbot, dialog)
    rest()
    assert [len(line[2]) for line in dialog.table.rows()] == [1] * 6
    assert "种子：6-3-5" in dialog.findChild(QLabel, "drawn_sentence").text()
    assert dialog.focusWidget().objectName() == "keep"
    ctrl_enter(qtbot, dialog)
    rest()
    assert sorted(row.inspector for row in pane.table.rows()) == sorted(NAMES)

    printed(qtbot, page, pane, rest)
    # drawn again from the record
    records = shown(tab, "lot_list", rest)
    records.table.choose_first()
    press(qtbot, records, "redraw")
    rest()
    assert alerts.sentences == ["按种子“6-3-5”重抽，结果与保存的一致。"]


def printed(qtbot, page, pane, rest):
    press(qtbot, pane, "assignment_print")
    rest()
    preview = opened(page, PrintPreview)
    assert len(preview.pages) == 1
    preview.close()


def test_a_sample_is_drawn_with_one_named_and_one_left_out(qtbot, page, rest):
    tab = page.tabs.shown()
    pane = shown(tab, "lot_sample", rest)
    press(qtbot, pane, "empty_action")
    rest()
    dialog = opened(page, SampleDialog)
    view = dialog.pool.view
    dialog.pool.select_rows(lambda row: row.name == BRANCHES[0])
    dialog.pool.activated.emit(dialog.pool.selected_rows()[0])
    last = next(row for row in dialog.pool.rows() if row.name == BRANCHES[5])
    for _ in range(2):
        dialog.pool.activated.emit(last)
    assert view.isVisible()
    dialog.findChild(type(dialog._inspectors), "sample_inspectors").setText("陈明、李四")
    press(qtbot, dialog, "draw")
    rest()
    names = [row.name for row in dialog.table.rows()]
    assert BRANCHES[0] in names
    assert BRANCHES[5] not in names
    press(qtbot, dialog, "keep")
    rest()
    assert [row.branch for row in pane.table.rows()] == sorted(names)
    assert {row.inspector for row in pane.table.rows()} == {"陈明", "李四"}


def test_scores_stand_beside_each_other(qtbot, app, laid, open_page, rest):
    for phase, points, who in (
        (Phase.SELF_INSPECTION, 200, "书记"),
        (Phase.CROSS_INSPECTION, 50, "陈明"),
        (Phase.SPOT_ACCEPTANCE, 100, "赵六"),
    ):
        for at in range(2):
            given = 200 if at else points
            key = app.inspections.begin(laid.round_id, laid.branches[at], phase, who)
            said = Score(given, finding="缺少会议记录。" if given < 200 else "")
            app.inspections.keep(key, all_well() | {"B01": said})
            app.inspections.complete(key)
    page = open_page(app, "round_lots")
    tab = page.tabs.shown()
    pane = shown(tab, "lot_compare", rest)
    assert pane.only_marked.text() == "只看差距大的（1）"
    qtbot.mouseClick(pane.only_marked, Qt.MouseButton.LeftButton)
    assert [row.words for row in pane.branches.shown_rows()] == ["自查比互查高 15 分"]
    pane.branches.choose_first()
    detail = pane.findChild(QLabel, "beside_gaps").text()
    assert "互查比抽查低 5 分" in detail
    pane.view.setCurrentIndex(1)
    assert [row.sentence for row in pane.people.rows()] == [
        "互查比抽查平均低 2.5 分（2 个支部，次数少，仅供参考）"
    ]
    pane.view.setCurrentIndex(2)
    assert {row.code for row in pane.criteria.rows()} == {*all_well()}
