"""The calendar and the matters used as at the desk: by keys and clicks, answered and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
)

from jyguide.changes import Changed
from jyguide.openness.calendar import SlotState
from tests.jyguide.openness.villages import add_villages
from ui.openness.page import OpennessPage
from ui.printing.preview import PrintPreview

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rest(qtbot, jobs):
    return lambda: qtbot.waitUntil(lambda: not jobs.busy)


@pytest.fixture
def open_page(app, desk, qtbot, rest):
    def opened(*, villages=True):
        if villages:
            add_villages(app)
        page = OpennessPage(desk, app)
        qtbot.addWidget(page)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 600)
        with qtbot.waitExposed(page):
            page.show()
        rest()
        return page

    return opened


def press(inside, name):
    QTest.mouseClick(inside.findChild(QPushButton, name), LEFT)


def dialog(page, name):
    (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
    return found


def choose(combo, words):
    at = next(at for at in range(combo.count()) if words in combo.itemText(at))
    combo.setCurrentIndex(at)


def cell(tab, line, month):
    return tab.grid.lines.index(line, month).data()


def post_march(page, tab, rest):
    """By keys alone, as far as the text: two villages at once."""
    tab.grid.go_to(tab.grid.lines.lines[0].key, 2)
    QTest.keyClick(tab.grid, Qt.Key.Key_Right)
    QTest.keyClick(tab.grid, Qt.Key.Key_Return)
    form = dialog(page, "post_dialog")
    assert form.findChild(QComboBox, "period").currentText() == "2026年3月"
    form.places.table.view.select_positions([1])
    form.places.turn_selected()
    QTest.keyClicks(form.findChild(QPlainTextEdit, "text"), "shou ru")
    press(form, "confirm")
    rest()


def written(page, days, texts, rest):
    """Fill in a form of a posting and keep it."""
    form = dialog(page, "notice_dialog")
    for name in days:
        form._days[name].box.click()
    for name, text in texts.items():
        QTest.keyClicks(form.findChild(QPlainTextEdit, name), text)
    press(form, "confirm")
    rest()
    return form


def object_and_answer(page, tab, rest):
    """To the posting under the cursor, and see what its cell says."""
    press(tab.detail, "open_notice")
    rest()
    form = written(page, (), {"objection": "bu dong"}, rest)
    assert "一起填写" in form.form._rows["objection"].problem
    written(page, ["objected_on"], {}, rest)
    assert cell(tab, 0, 3) == "异议"
    press(tab.detail, "open_notice")
    rest()
    written(page, ["replied_on"], {"reply": "shuo ming"}, rest)
    assert cell(tab, 0, 3) == "偏晚"


def test_an_empty_folder_comes_to_a_posting_objected_to_answered_and_printed(
    app, desk, open_page, rest
):
    page = open_page(villages=False)
    said = []
    page.notice.connect(said.append)
    tab = page.tabs.shown()
    assert tab.findChild(QLabel, "no_place_title").text() == "还没有村和社区"
    add_villages(app)
    desk.changes.tell(Changed.ORGANISATIONS)
    rest()
    choose(tab.bar.of, "财务收支情况")
    assert [cell(tab, 0, at) for at in (0, 3, 12)] == [" 红豆村", "待补", "未到"]
    post_march(page, tab, rest)
    assert "已登记公布 2 处" in said[-1].sentence
    assert [cell(tab, line, 3) for line in (0, 1, 2)] == ["偏晚", "偏晚", "待补"]
    assert tab.detail.findChild(QLabel, "slot_text").text() == "shou ru"
    object_and_answer(page, tab, rest)
    press(tab, "print_boards")
    form = dialog(page, "print_dialog")
    choose(form.findChild(QComboBox, "paper"), "A3")
    press(form, "confirm")
    rest()
    assert len(page.findChild(PrintPreview).pages) == 1
    page.findChild(PrintPreview).reject()
    said[-2].action()  # what was kept last before the size of the type was told
    rest()
    assert cell(tab, 0, 3) == "异议"


def test_what_is_due_is_one_list_and_a_place_shows_all_its_matters(open_page, rest, alerts):
    page = open_page()
    tab = page.tabs.shown()
    choose(tab.bar.of, "财务收支情况")
    tab.grid.selectColumn(5)
    press(tab.detail, "choose_rhythm")
    rest()
    assert [cell(tab, line, 5) for line in (0, 3)] == ["待补公布　07-10 前"] * 2
    assert tab.detail.findChild(QPushButton, "choose_rhythm").text() == "改回每月公布"
    choose(tab.bar.by, "按村")
    choose(tab.bar.of, "华宏社区")
    assert {cell(tab, at, 1) for at in range(8)} == {"待补公布　04-15 前"}
    assert tab.grid.columnSpan(0, 1) == 3
    press(tab, "only_due")
    due = tab.due.rows()
    assert {one.state for one in due} == {SlotState.OVERDUE}
    assert "2026 年" in tab.findChild(QLabel, "calendar_line").text()
    tab.due.bar.search.setText("红豆村")
    tab.due._apply_search()
    assert {one.place.name for one in tab.due.shown_rows()} == {"红豆村"}
    tab.due.choose_first()
    assert tab.detail.slot == tab.due.selected_rows()[0]
    QTest.keyClick(tab.due.view, Qt.Key.Key_Return)
    dialog(page, "post_dialog").reject()
    menu = tab.findChild(QMenu)
    names = {action.objectName() for action in menu.actions()}
    assert {"import_notices", "export_notices", "take_down_all", "notice_template"} <= names
    alerts.files.append(None)
    next(one for one in menu.actions() if one.objectName() == "export_notices").trigger()
    rest()


def test_matters_say_what_is_law_and_a_station_adds_its_own(app, open_page, rest):
    page = open_page(villages=False)
    page.tabs.show_tab("openness_items")
    rest()
    tab = page.tabs.shown()
    tab.table.select_rows(lambda row: row.facts.name == "财务收支情况")
    assert (
        "每月公布（财务往来较多的村法定），期满后 10 天内贴出（建议）"
        in tab.findChild(QLabel, "item_rule").text()
    )
    assert not tab.findChild(QPushButton, "edit_item").isEnabled()
    press(tab, "add_item")
    form = dialog(page, "item_dialog")
    press(form, "confirm")
    assert "名称" in form.form._rows["name"].problem
    QTest.keyClicks(form.findChild(QLineEdit, "name"), "chu zu")
    press(form, "confirm")
    rest()
    tab.table.select_rows(lambda row: row.facts.name == "chu zu")
    assert "（自定）" in tab.findChild(QLabel, "item_rule").text()
    press(tab, "end_item")
    rest()
    assert not tab.table.selected_rows()[0].running
    press(tab, "edit_item")
    dialog(page, "item_dialog").reject()
