"""题库体检, as a person at the desk works it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from jyguide.bank.audit import FindingKind, Severity
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from ui.bank.check_dialog import CheckDialog

CLICK = Qt.MouseButton.LeftButton
FAULTY = ItemContent(
    ItemKind.SINGLE,
    "本站问的是（   ）。",
    ("一年", "12个月", "两年"),
    "A",
    regulation="中国共产党发展党员工作细则",
    edition="2014年5月28日发布",
    article="第三条",
)


@pytest.fixture
def faulty(app):
    """An item in force that is wrong in two ways."""
    key = app.items.create(FAULTY)
    app.items.set_status([key], ItemStatus.REVIEW)
    app.items.set_status([key], ItemStatus.IN_FORCE)
    return key


@pytest.fixture
def opened(qtbot, app, desk, page):
    """Opens the dialog over the page; its findings are there."""

    def open_():
        dialog = CheckDialog(desk, app, page)
        with qtbot.waitExposed(dialog):
            dialog.open()
        qtbot.waitUntil(lambda: not desk.jobs.busy)
        return dialog

    return open_


def said(dialog, name):
    return dialog.findChild(QLabel, name).text()


def test_a_clean_bank_is_said_to_be_clean(opened):
    dialog = opened()
    assert "错误 0 处，疑点 0 处" in dialog._summary._sentence.text()
    assert "没有要改的" in dialog._summary._sentence.text()
    assert {row.severity for row in dialog.table.rows()} <= {Severity.NOTE}


def test_a_finding_says_what_to_do_and_leads_to_its_item(qtbot, faulty, opened):
    dialog = opened()
    first, second = dialog.table.rows()[:2]
    assert [first.kind, second.kind] == [
        FindingKind.ANSWER_AMONG_DISTRACTORS,
        FindingKind.SUPERSEDED,
    ]
    assert said(dialog.detail, "sentence") == first.sentence
    dialog.table.view.select_positions([1])
    assert said(dialog.detail, "advice") == second.advice
    with qtbot.waitSignal(dialog.item_wanted) as wanted:
        qtbot.mouseClick(dialog.detail.findChild(QPushButton, "relative"), CLICK)
    assert wanted.args == [faulty]
    assert not dialog.isVisible()


def test_enter_goes_to_the_item(qtbot, faulty, opened):
    dialog = opened()
    with qtbot.waitSignal(dialog.item_wanted) as wanted:
        qtbot.keyClick(dialog.table.view, Qt.Key.Key_Return)
    assert wanted.args == [faulty]


def test_findings_narrow_by_severity_and_words(qtbot, faulty, opened):
    dialog = opened()
    everything = len(dialog.table.shown_rows())
    dialog.table.bar.search.setText("自编")
    qtbot.waitUntil(lambda: len(dialog.table.shown_rows()) == 2)
    dialog.table.clear_conditions()
    assert len(dialog.table.shown_rows()) == everything


def test_drafts_are_checked_too_when_asked(qtbot, app, desk, opened):
    key = app.items.create(replace(FAULTY, answer=None))
    dialog = opened()
    assert all(key not in row.items for row in dialog.table.rows())
    box = dialog.findChild(QCheckBox, "drafts")
    qtbot.mouseClick(box, CLICK, pos=QPoint(12, box.height() // 2))
    assert box.isChecked()
    qtbot.waitUntil(lambda: any(key in row.items for row in dialog.table.rows()))


def test_checking_again_sees_what_was_mended(qtbot, app, desk, faulty, opened):
    dialog = opened()
    app.items.set_status([faulty], ItemStatus.WITHDRAWN)
    qtbot.mouseClick(dialog.findChild(QPushButton, "again"), CLICK)
    qtbot.waitUntil(lambda: all(faulty not in row.items for row in dialog.table.rows()))
    qtbot.mouseClick(dialog.findChild(QPushButton, "close"), CLICK)
    assert not dialog.isVisible()
