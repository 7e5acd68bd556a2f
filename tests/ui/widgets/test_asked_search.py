"""A table whose search is answered from elsewhere, its menu in groups, filters with counts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from ui.theme import Tone
from ui.widgets import Column, FormRow, MenuGroup, RowTable
from ui.widgets.table import SEARCHING


@dataclass(frozen=True)
class Fruit:
    key: int
    name: str
    sort: str


ROWS = [Fruit(at, *pair) for at, pair in enumerate(zip("甲乙丙丁", "一一二二", strict=True))]
COLUMNS = (
    Column(
        "名",
        lambda row: row.name,
        tone=lambda row: Tone.WARN,
        mark=lambda row: "warning" if row.name == "甲" else "",
        tip=lambda row: "<b>细说</b>" if row.name == "甲" else "",
    ),
)


@pytest.fixture
def table(qtbot):
    made = RowTable(COLUMNS, key=lambda row: row.key, search_text=lambda row: row.sort)
    made.ask_elsewhere()
    made.set_rows(ROWS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def asked(table):
    words = []
    table.search_wanted.connect(words.append)
    return words


def names(table):
    return "".join(row.name for row in table.shown_rows())


def type_words(qtbot, table, asked, text):
    before = len(asked)
    table.bar.search.setText(text)
    qtbot.waitUntil(lambda: len(asked) > before)


def test_typing_asks_and_the_rows_stay_until_the_answer(qtbot, table, asked):
    type_words(qtbot, table, asked, "  两个  词 ")
    assert asked == ["两个 词"]
    assert table.count.text() == SEARCHING
    assert names(table) == "甲乙丙丁"
    table.show_found("两个 词", [2, 0, 99])
    assert names(table) == "甲丙"
    assert table.count.text() == "共 4 条，显示 2 条"


def test_a_late_answer_is_dropped(qtbot, table, asked):
    type_words(qtbot, table, asked, "旧")
    type_words(qtbot, table, asked, "新")
    table.show_found("新", [1])
    table.show_found("旧", [0, 2])
    assert names(table) == "乙"
    table.bar.search.clear()
    qtbot.waitUntil(lambda: names(table) == "甲乙丙丁")
    table.show_found("新", [1])
    assert names(table) == "甲乙丙丁"


def test_enter_goes_into_the_rows_once_they_are_known(qtbot, table, asked):
    table.bar.search.setFocus()
    table.bar.search.setText("词")
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Return)
    assert asked == ["词"]
    assert table.selected_rows() == []
    table.show_found("词", [3])
    assert [row.name for row in table.selected_rows()] == ["丁"]


def test_new_rows_are_asked_about_again(qtbot, table, asked):
    type_words(qtbot, table, asked, "词")
    table.show_found("词", [0])
    table.set_rows([*ROWS, Fruit(4, "戊", "三")])
    assert asked == ["词", "词"]
    assert names(table) == "甲", "until the answer comes the former one holds"
    table.show_found("词", [0, 4])
    assert names(table) == "甲戊"


def test_conditions_and_the_answer_hold_together(qtbot, table, asked):
    table.add_choice("sort", "种类", lambda row: row.sort, counted=True)
    box = table.bar.findChild(object, "choice_sort")
    assert [box.itemText(at) for at in range(box.count())] == ["种类", "一（2）", "二（2）"]
    box.choose("二")
    assert (box.value(), box.shown_text(), names(table)) == ("二", "二", "丙丁")
    type_words(qtbot, table, asked, "词")
    table.show_found("词", [1, 2])
    assert names(table) == "丙"
    table.set_rows([row for row in ROWS if row.sort == "一"])
    assert box.value() == "二", "a list that suddenly shows everything would mislead"
    assert box.itemText(box.currentIndex()) == "二（0）"
    table.clear_conditions()
    assert (box.value(), names(table)) == ("", "甲乙")


def test_the_menu_has_its_groups_in_order(table):
    said = []
    table.add_action("删除", lambda: said.append("删除"), group=MenuGroup.DELETE)
    table.add_action("改", lambda: said.append("改"), group=MenuGroup.CHANGE)
    table.add_action("打开", lambda: said.append("打开"))
    table.add_action("新建", lambda: said.append("新建"), needs_rows=False)
    actions = table.make_menu().actions()
    lines = ["—" if one.isSeparator() else one.text().partition("\t")[0] for one in actions]
    assert lines == [
        *("打开", "新建", "—", "复制", "复制（含表头）", "全选", "—", "改", "—", "删除")
    ]
    assert [one.text() for one in actions if one.isEnabled() and not one.isSeparator()] == [
        "新建",
        "全选\tCtrl+A",
    ]
    table.view.select_positions([0])
    next(one for one in table.make_menu().actions() if one.text() == "改").trigger()
    table.limits = "只读"  # as the page has it on which a table lies
    grey = {one.text() for one in table.make_menu().actions() if not one.isEnabled()}
    assert {"改", "删除"} <= grey
    assert said == ["改"]


def test_marks_and_tips_of_cells(table):
    first, second = table.model.index(0, 0), table.model.index(1, 0)
    assert not first.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert second.data(Qt.ItemDataRole.DecorationRole) is None
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;细说&lt;/b&gt;</p>"
    assert second.data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_form_row_says_faults_and_notes_apart(qtbot):
    row = FormRow("名称", QLineEdit())
    qtbot.addWidget(row)
    row.add_below(QCheckBox("工具"))
    row.show_label("别名")
    row.show()
    row.show_note("值得知道。")
    row.show_problem("不对。")
    assert (row.note, row.problem) == ("值得知道。", "不对。")
    assert row.findChild(QLabel, "note").isVisible()
    row.show_problem(f"“{'王' * 20_000}”不对。")
    assert len(row.problem) < 250
    assert row.problem.endswith("不对。")
    row.show_note("")
    assert not row.findChild(QLabel, "note").isVisible()
    assert row.findChild(QCheckBox).y() > row.field.y()
