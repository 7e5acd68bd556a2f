from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from ui.widgets import RIGHT, Adds, Column, RowTable
from ui.widgets.keys import RowKey, row_key_of
from ui.widgets.row_menu import MenuGroup, group_of
from ui.widgets.totals import Tally, totals_sentence


@pytest.mark.parametrize(
    ("texts", "total", "mean"),
    [
        (["12.5", "8.0", "—", ""], "20.5", "10.3"),
        (["1,234.50", "0.01"], "1,234.51", "617.26"),
        (["3", "4"], "7", "3.5"),
        (["3", "5"], "8", "4"),
        (["12 天", "1 天"], "13", "6.5"),
        (["85.0%", "90.5%"], "175.5%", "87.8%"),
        (["-3", "+1"], "-2", "-1"),
        (["3 / 5", "007", "2025-06-30", "1"], "1", "1"),
    ],
)
def test_numbers_are_added_as_they_are_written(texts, total, mean):
    tally = Tally()
    for text in texts:
        tally.add(text)
    assert (tally.sum_text(), tally.mean_text()) == (total, mean)


@dataclass(frozen=True, slots=True)
class Line:
    hours: str
    score: str


COLUMNS = (
    Column[Line]("学时", lambda row: row.hours, align=RIGHT, adds=Adds.SUM),
    Column[Line]("得分", lambda row: row.score, align=RIGHT, adds=Adds.MEAN),
)


def test_a_column_without_numbers_is_not_spoken_of():
    tallies = [Tally(), Tally()]
    tallies[1].add("85")
    assert totals_sentence(COLUMNS, tallies) == "得分 平均 85"


def test_the_line_under_a_table_adds_up_what_is_selected(qtbot):
    table = RowTable[Line](COLUMNS, unit="人")
    qtbot.addWidget(table)
    table.set_rows([Line("1.5", "80"), Line("2.0", "90"), *[Line("1.0", "—")] * 1_200])
    told = table.findChild(QLabel, "totals")
    table.view.select_positions([0, 1])
    qtbot.waitUntil(lambda: told.text() != "")
    assert told.text() == "学时 求和 3.5，平均 1.8；得分 平均 85"
    table.view.heads.hide(1)
    table.view.selectAll()
    qtbot.waitUntil(lambda: told.text().startswith("学时 求和 1,203.5"))
    assert "得分" not in told.text()
    table.view.select_positions([0])
    assert told.isHidden()


@pytest.mark.parametrize(
    ("text", "group", "key"),
    [
        ("打开\tEnter", MenuGroup.OPEN, None),
        ("修改…\tF2", MenuGroup.OPEN, RowKey.EDIT),
        ("新增…", MenuGroup.OPEN, RowKey.ADD),
        ("修改记录…\tCtrl+H", MenuGroup.RECORD, None),
        ("移交…", MenuGroup.CHANGE, None),
        ("导出 Word（每份一个文件）…", MenuGroup.EXPORT, None),
        ("打印公开栏…", MenuGroup.EXPORT, RowKey.PRINT),
        ("打印和导出…", MenuGroup.EXPORT, None),
        ("预览…", MenuGroup.OPEN, RowKey.PRINT),
        ("移出名单", MenuGroup.DELETE, RowKey.DELETE),
        ("删除\tDelete", MenuGroup.DELETE, RowKey.DELETE),
    ],
)
def test_a_line_stands_where_its_words_belong_and_has_their_key(text, group, key):
    assert (group_of(text), row_key_of(text)) == (group, key)


def test_the_menu_key_opens_the_menu_at_the_row(qtbot):
    table = RowTable[Line](COLUMNS)
    table.resize(500, 400)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    table.set_rows([Line(str(at), "1") for at in range(5)])
    table.view.select_positions([3])
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(900, 900))
    QApplication.sendEvent(table.view, event)
    menu = QApplication.activePopupWidget()
    row = table.view.visualRect(table.model.index(3, 0))
    assert menu.pos() == table.view.viewport().mapToGlobal(row.bottomLeft() + QPoint(0, 1))
    menu.close()
