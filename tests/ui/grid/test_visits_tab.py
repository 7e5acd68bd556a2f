"""月联季访 and 民情事项 on screen: keyed in, found by card, corrected, replied to; by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QListWidget, QPushButton

from jyguide.grid.kinds import Acceptance, TargetKind, VisitWay
from jyguide.grid.matter import MatterState
from jyguide.grid.visit_due import Standing
from tests.jyguide.grid.visiting import lay_grid
from ui.grid.page import GridPage
from ui.printing.preview import PrintPreview

DAY = date(2026, 11, 20)


@pytest.fixture
def walk(qtbot, desk, app):
    """The page on screen over a grid of two villages: ``walk(tab)``."""
    made = lay_grid(app)
    page = GridPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    page.resize(1142, 640)
    qtbot.addWidget(page)
    page.tabs.setCurrentIndex(1)
    with qtbot.waitExposed(page):
        page.show()

    def rest():
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    def press(inside, name):
        (button,) = [b for b in inside.findChildren(QPushButton, name) if b.isVisible()]
        assert button.isEnabled()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        rest()

    def dialog(name):
        (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
        return found

    page.rest, page.press, page.dialog, page.made = rest, press, dialog, made
    return page


def at_tab(page, name):
    page.tabs.show_tab(name)
    page.rest()
    return page.tabs.shown()


def print_cards(walk, tab):
    walk.press(tab, "print_cards")
    walk.press(walk.dialog("print_cards_dialog"), "confirm")
    (preview,) = [one for one in walk.findChildren(PrintPreview) if one.isVisible()]
    preview.reject()


def set_the_rule(walk, tab, months):
    tab.deeds.ask_rule()
    walk.rest()
    rule = walk.dialog("contact_rule_dialog")
    rule.households.setCurrentIndex(rule.households.findData(months))
    walk.press(rule, "confirm")


def test_visits_are_keyed_in_by_name_with_the_keyboard(qtbot, walk, app):
    tab = at_tab(walk, "grid_visits")
    assert tab.findChild(QPushButton, "show_undone").text() == "还有 8 户未走访"
    walk.press(tab, "log_visits")
    dialog = walk.dialog("log_dialog")
    search = dialog.findChild(QLineEdit, "vanguard_search")
    qtbot.keyClicks(search, "wjg")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    walk.rest()
    view = dialog.ticks.table.view
    assert len(dialog.ticks.table.rows()) == 6
    dialog.ticks.table.select_rows(lambda line: line.kind is TargetKind.HOUSEHOLD)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    dialog.findChild(QLineEdit, "matter").setText("路灯不亮")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert "只勾选反映的那一户" in dialog.form._rows["matter"].problem
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    dialog.ticks.table.select_rows(lambda line: line.name == "户主11")
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    walk.rest()
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit, "matter").text() == ""
    assert app.visits.overview(TargetKind.HOUSEHOLD).done == 1
    assert [one.target for one in app.matters.matters()] == ["户主11"]
    walk.press(dialog, "take_back")
    assert app.visits.overview(TargetKind.HOUSEHOLD).done == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_cards_are_printed_and_keyed_in_and_a_matter_is_replied_to(qtbot, walk, app):
    tab = at_tab(walk, "grid_visits")
    print_cards(walk, tab)
    walk.press(tab, "key_cards")
    cards = walk.dialog("card_dialog")
    code, way = cards.findChild(QLineEdit, "code"), cards.findChild(QComboBox, "way")
    qtbot.keyClicks(code, "91")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    walk.rest()
    assert "没有打印过编号 A9" in cards.form._rows["code"].problem
    code.clear()
    qtbot.keyClicks(code, "a13")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    walk.rest()
    assert "户主11" in cards.banner._sentence.text()
    qtbot.keyClick(way, Qt.Key.Key_1)
    note = cards.findChild(QLineEdit, "note")
    qtbot.keyClicks(note, "ok")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    walk.rest()
    assert (code.text(), code.hasFocus()) == ("", True)
    assert cards.findChild(QListWidget, "keyed").item(0).text().startswith("A1-3　户主11")
    (kept,) = app.visits.visits(holder=walk.made.vanguards[0])
    assert (kept.target, kept.way, kept.note) == ("户主11", VisitWay.HOME, "ok")
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    assert tab.findChild(QPushButton, "show_undone").text() == "还有 7 户未走访"
    reply_to_a_matter(qtbot, walk)


def reply_to_a_matter(qtbot, walk):
    """Raised by hand, overdue, replied to with the keyboard, its slip printed."""
    tab = at_tab(walk, "grid_matters")
    walk.press(tab, "empty_action")
    dialog = walk.dialog("matter_dialog")
    walk.press(dialog, "confirm")
    assert dialog.isVisible()
    dialog.content.setPlainText("路灯不亮，电话13912345678")
    dialog.place.setCurrentIndex(dialog.place.findText("红豆村"))
    dialog.on.set_day(date(2026, 11, 2))
    walk.press(dialog, "confirm")
    (row,) = tab.table.rows()
    assert (row.state, row.place.village) == (MatterState.OVERDUE, "红豆村")
    tab.table.choose_first()
    tab.table.view.setFocus()
    assert "139****5678" in tab._content.text()
    qtbot.keyClick(tab.table.view, Qt.Key.Key_Return)
    reply = walk.dialog("reply_dialog")
    reply.text.setPlainText("已修好。")
    reply.verdict.setCurrentIndex(reply.verdict.findData(Acceptance.NOT.value))
    walk.press(reply, "confirm")
    assert [one.state for one in tab.table.rows()] == [MatterState.REFUSED]
    walk.press(tab, "print_slips")
    (preview,) = [one for one in walk.findChildren(PrintPreview) if one.isVisible()]
    preview.reject()


def test_what_is_left_is_opened_records_are_corrected_and_the_rule_is_set(qtbot, walk, app):
    from jyguide.grid.visit_entry import VisitEntry  # noqa: PLC0415 - only here

    one, *_ = walk.made.households
    app.visits.log([VisitEntry(one, date(2026, 8, 3)), VisitEntry(one, DAY)])
    tab = at_tab(walk, "grid_visits")
    walk.press(tab, "show_undone")
    assert {line.name for line in tab.targets.rows()} == {
        *("户主12", "户主13", "户主14"),
        *("户主21", "户主22", "户主23", "户主24"),
    }
    tab.shares.choose_first()
    walk.rest()
    assert tab.targets.rows()[0].standing is Standing.DONE
    tab.stretch.setCurrentIndex(2)
    walk.rest()
    assert tab.findChild(QPushButton, "show_undone").text() == "7 户逾期未走访"
    tab.targets.select_rows(lambda line: line.id == one)
    qtbot.keyClick(tab.targets.view, Qt.Key.Key_Return)
    walk.rest()
    records = walk.dialog("visit_records_dialog")
    assert len(records.table.rows()) == 2
    walk.press(records, "correct")
    correct = records.findChild(QDialog, "correct_dialog")
    correct.way.setFocus()
    qtbot.keyClicks(correct.way, "2")
    walk.press(correct, "confirm")
    assert [row.way for row in records.table.rows()] == [VisitWay.PHONE, VisitWay.HOME]
    walk.press(records, "remove")
    assert [row.way for row in records.table.rows()] == [VisitWay.HOME]
    records.accept()
    set_the_rule(walk, tab, 6)
    assert app.visits.rule().household_months == 6
