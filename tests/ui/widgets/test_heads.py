"""The heads of a table by clicks and keys: sorted, filtered, hidden, frozen, kept."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QTableView

from ui.widgets import RIGHT, Column, RowTable
from ui.widgets.heads.state import ColumnFilter, HeadState, SortBy, SortMode
from ui.widgets.number_grid import GridRow, NumberColumn, NumberGrid, NumberModel

ALT = Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
NAME, UNIT, POINTS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    unit: str
    points: int
    position: int


PEOPLE = (
    Person("单雄信", "华宏村", 9, 3),
    Person("田富", "", 100, 1),
    Person("仇志强", "陶城社区", 60, 2),
    Person("田大利", "华宏村", 75, 4),
)


@pytest.fixture
def table(qtbot):
    made = RowTable[Person](
        [
            Column("姓名", lambda row: row.name, names=True, position=lambda row: row.position),
            Column("单位", lambda row: row.unit, width=160),
            Column("得分", lambda row: str(row.points), lambda row: row.points, align=RIGHT),
            *(Column(f"第{at}季", lambda _: "有", width=200) for at in range(1, 5)),
        ],
        unit="人",
    )
    made.resize(640, 300)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.set_rows(PEOPLE)
    return made


def names(table):
    return [row.name for row in table.shown_rows()]


def line(menu, name):
    return menu.findChild(QAction, f"head_{name}")


def pick(table, column, name):
    line(table.view.head_menu(column), name).trigger()


def test_names_sort_by_pinyin_strokes_and_number(table):
    pick(table, NAME, "rising")
    assert names(table) == ["仇志强", "单雄信", "田大利", "田富"]
    pick(table, NAME, "surname_strokes")
    assert names(table) == ["仇志强", "田富", "田大利", "单雄信"]
    pick(table, NAME, "name_strokes")
    assert names(table) == ["仇志强", "田大利", "田富", "单雄信"]
    pick(table, NAME, "falling")
    assert names(table) == ["单雄信", "田富", "田大利", "仇志强"]
    assert line(table.view.head_menu(NAME), "name_strokes").isChecked()
    pick(table, NAME, "position")
    pick(table, NAME, "rising")
    assert [row.position for row in table.shown_rows()] == [1, 2, 3, 4]
    pick(table, NAME, "unsorted")
    assert names(table) == [row.name for row in PEOPLE]
    assert line(table.view.head_menu(UNIT), "pinyin") is None


def test_keys_alone_open_the_menu_and_filter(qtbot, table):
    view = table.view
    view.setFocus()
    view.select_positions([0])
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current_column() == UNIT
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    menu = QApplication.activePopupWidget()
    assert menu.objectName() == "head_menu"
    assert not line(menu, "unfilter").isEnabled()
    menu.close()
    qtbot.keyClick(view, Qt.Key.Key_L, CTRL_SHIFT)
    popup = QApplication.activePopupWidget()
    values = popup.findChild(QListView, "filter_values")
    model = values.model()
    assert [model.index(at).data() for at in range(3)] == [
        *("华宏村（2）", "陶城社区（1）"),
        "（空白）（1）",
    ]
    search = popup.findChild(QLineEdit, "filter_search")
    assert popup.focusWidget() is search
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(values, Qt.Key.Key_Space)  # 华宏村 no more
    qtbot.keyClick(values, Qt.Key.Key_Return)
    assert names(table) == ["田富", "仇志强"]
    assert table.findChild(QLabel, "count").text() == "共 4 人，显示 2 人"
    tip = table.model.headerData(UNIT, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "筛选：陶城社区、（空白）"
    pick(table, UNIT, "unfilter")
    assert len(names(table)) == 4


def test_search_limits_and_other_filters_work_together(qtbot, table):
    view = table.view
    view.open_filter(UNIT)
    popup = QApplication.activePopupWidget()
    popup.findChild(QLineEdit, "filter_search").setText("华宏")
    qtbot.keyClick(popup.findChild(QLineEdit, "filter_search"), Qt.Key.Key_Return)
    assert names(table) == ["单雄信", "田大利"]
    view.open_filter(UNIT)  # what its own filter holds back can be had again
    popup = QApplication.activePopupWidget()
    assert (popup.values.rowCount(), popup.values.wanted()) == (3, ["华宏村"])
    popup.close()
    view.open_filter(POINTS)
    popup = QApplication.activePopupWidget()
    least = popup.findChild(QLineEdit, "filter_least")
    assert popup.findChild(QListView, "filter_values").model().rowCount() == 2
    least.setText("很多")
    qtbot.keyClick(least, Qt.Key.Key_Return)
    assert "数字" in popup.findChild(QLabel, "filter_problem").text()
    least.setText("100")
    qtbot.mouseClick(popup.findChild(QPushButton, "filter_confirm"), LEFT)
    assert names(table) == []
    qtbot.mouseClick(table.findChild(QPushButton, "nothing_found_action"), LEFT)
    assert len(names(table)) == 4
    assert view.head_state().filters == {}


def test_names_stay_when_scrolled_and_clicks_mean_what_is_seen(qtbot, table):
    view = table.view
    bar = view.horizontalScrollBar()
    assert view.frozen.columns == []
    bar.setValue(bar.maximum())
    assert view.frozen.columns == [NAME]
    pick(table, UNIT, "freeze")
    assert view.frozen.columns == [NAME, UNIT]
    place = view.visualRect(table.model.index(2, UNIT)).center()
    assert place.x() < view.frozen.width
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    assert table.current_row() is PEOPLE[2]
    assert view.current_column() == UNIT
    assert bar.value() == bar.maximum()
    head = view.frozen.head
    qtbot.mouseClick(head.viewport(), LEFT, pos=QPoint(20, 10))
    assert names(table)[0] == "仇志强"
    head.resizeSection(UNIT, 120)
    assert view.columnWidth(UNIT) == 120
    view.setFocus()
    for _ in range(3):  # until the column comes out from under those that stay
        qtbot.keyClick(view, Qt.Key.Key_Right)
    shown = view.visualRect(view.currentIndex())
    assert shown.left() >= view.frozen.width
    pick(table, UNIT, "unfreeze")
    assert view.frozen.columns == []


def test_a_state_is_shown_again_as_far_as_there_are_such_columns(table):
    told = []
    table.view.heads.changed.connect(lambda: told.append(1))
    state = HeadState(
        {"单位": 130},
        ("得分", "姓名", "单位", *(f"第{at}季" for at in range(1, 5))),
        ("第1季",),
        "得分",
        SortBy("姓名", True, SortMode.SURNAME_STROKES),
        {"得分": ColumnFilter(least="60")},
    )
    assert table.view.show_head_state(state) == []
    assert told == []
    assert table.view.head_state() == state
    assert table.view.columns_on_screen()[:2] == [POINTS, NAME]
    assert names(table) == ["田大利", "田富", "仇志强"]
    pick(table, NAME, "reset")
    assert told
    assert table.view.head_state() == HeadState()
    assert table.view.show_head_state(HeadState(hidden=("籍贯",), sort=SortBy("党龄"))) == [
        *("党龄", "籍贯"),
    ]
    assert table.view.head_state() == HeadState()


def test_what_the_page_hides_is_not_offered_and_one_column_stays(table):
    view = table.view
    view.setColumnHidden(UNIT, True)
    assert UNIT not in view.heads.offered()
    pick(table, POINTS, "hide")
    view.setColumnHidden(POINTS, False)  # the page has no objection
    assert view.isColumnHidden(POINTS)
    for column in view.columns_on_screen()[1:]:
        pick(table, column, "hide")
    assert not line(view.head_menu(NAME), "hide").isEnabled()
    view.heads.hide(POINTS, hidden=False)
    assert view.columns_on_screen() == [NAME, POINTS]


def test_names_stay_level_with_the_numbers_keyed_in_beside_them(qtbot):
    columns = [NumberColumn(f"指标{at}", int) for at in range(14)]
    model = NumberModel(["姓名"], columns)
    model.set_rows([GridRow(at, (f"张{at}",), (None,) * len(columns)) for at in range(60)])
    grid = NumberGrid(model, "grid", "数字", [90])
    grid.narrow(lambda row: row.key % 3 != 1)
    grid.resize(500, 300)
    qtbot.addWidget(grid)
    with qtbot.waitExposed(grid):
        grid.show()
    bars = grid.horizontalScrollBar(), grid.verticalScrollBar()
    for bar in bars:
        bar.setValue(bar.maximum() // 2)
    body = grid.findChild(QTableView, "frozen")
    level = [grid.rowViewportPosition(at) for at in grid.shown()]
    assert [body.rowViewportPosition(at) for at in grid.shown()] == level
    assert 0 in level  # a row begins at the top
    grid.narrow(lambda _: True)
    assert [body.rowHeight(at) for at in range(60)] == [grid.rowHeight(at) for at in range(60)]
    bars[1].setValue(bars[1].maximum())
    assert body.rowViewportPosition(59) == grid.rowViewportPosition(59)
    before = bars[0].value()
    grid.setCurrentIndex(model.index(59, 0))
    assert bars[0].value() == before  # it is seen where it stays
