from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton

from ui.at_work import AtWork
from ui.widgets import Column, EmptyText, RowTable, make_button
from ui.widgets.table import count_sentence

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    id_number: str
    kind: str = "专职"
    pinyin: str = ""
    remark: str = ""


PEOPLE = (
    Person("单雄信", "320281199001019991", "专职", "shan xiongxin sxx"),
    Person("张三", "320281199001019983", "兼职", "zhang san zs", "行一\n行二"),
    Person("仇志强", "32028119900101997X", "专职", "qiu zhiqiang qzq"),
)


@pytest.fixture
def table(qtbot):
    made = RowTable[Person](
        [
            Column("姓名", lambda row: row.name, sort_key=lambda row: row.pinyin),
            Column("身份证号", lambda row: row.id_number, mono=True),
            Column("备注", lambda row: row.remark),
        ],
        unit="人",
        search_text=lambda row: row.pinyin,
        key=lambda row: row.id_number,
        empty=EmptyText("还没有人员", "从花名册导入。", "导入…"),
    )
    made.resize(700, 400)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.set_rows(PEOPLE)
    return made


def count(table):
    return table.findChild(QLabel, "count").text()


def names(rows):
    return [row.name for row in rows]


def click_row(qtbot, table, at, modifier=Qt.KeyboardModifier.NoModifier):
    place = table.view.visualRect(table.model.index(at, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_shows_and_counts(table):
    assert table.view.isVisible()
    assert count(table) == "共 3 人"
    assert names(table.rows()) == names(table.shown_rows()) == ["单雄信", "张三", "仇志强"]
    assert table.current_row() is None


def test_empty_table_says_what_to_do(qtbot, table):
    table.set_rows([])
    assert not table.view.isVisible()
    assert not table.bar.isVisible()
    assert table.findChild(QLabel, "empty_title").text() == "还没有人员"
    button = table.findChild(QPushButton, "empty_action")
    with qtbot.waitSignal(table.empty_action):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_typing_pinyin_narrows(qtbot, table):
    qtbot.keyClicks(table.bar.search, "QZQ")
    qtbot.waitUntil(lambda: names(table.shown_rows()) == ["仇志强"])
    assert count(table) == "共 3 人，显示 1 人"
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(table.shown_rows()) == 3)


def test_nothing_found_offers_to_clear(qtbot, table):
    table.add_choice("kind", "全部类别", lambda row: row.kind)
    table.findChild(QComboBox, "choice_kind").setCurrentText("兼职")
    qtbot.keyClicks(table.bar.search, "nobody")
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Return)
    assert count(table) == "共 3 人，显示 0 人"
    assert not table.view.isVisible()
    assert table.bar.isVisible()
    clear = table.findChild(QPushButton, "nothing_found_action")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert len(table.shown_rows()) == 3
    assert table.bar.search.text() == ""
    assert table.findChild(QComboBox, "choice_kind").currentIndex() == 0


def test_choice_offers_what_occurs_and_narrows(table):
    table.add_choice("kind", "全部类别", lambda row: row.kind)
    choice = table.findChild(QComboBox, "choice_kind")
    assert [choice.itemText(at) for at in range(choice.count())] == ["全部类别", "专职", "兼职"]
    choice.setCurrentText("兼职")
    assert names(table.shown_rows()) == ["张三"]
    table.set_rows(PEOPLE[:1])
    assert choice.currentText() == "兼职"
    assert table.shown_rows() == []
    choice.setCurrentIndex(0)
    assert names(table.shown_rows()) == ["单雄信"]


def test_condition_of_the_page(table):
    table.set_condition("remark", lambda row: bool(row.remark))
    assert names(table.shown_rows()) == ["张三"]
    table.set_condition("remark", None)
    assert len(table.shown_rows()) == 3


def test_clicks_select_and_are_told(qtbot, table):
    with qtbot.waitSignal(table.selection_changed) as told:
        click_row(qtbot, table, 2)
    assert names(told.args[0]) == ["仇志强"]
    click_row(qtbot, table, 0, CTRL)
    assert names(table.selected_rows()) == ["单雄信", "仇志强"]
    assert count(table) == "共 3 人，选中 2 人"
    assert table.current_row().name == "单雄信"


def test_ctrl_a_selects_what_is_shown(qtbot, table):
    table.set_condition("full", lambda row: row.kind == "专职")
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_A, CTRL)
    assert names(table.selected_rows()) == ["单雄信", "仇志强"]


def test_selection_survives_sorting_narrowing_and_reloading(table):
    table.select_rows(lambda row: row.name == "张三")
    table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(table.shown_rows()) == ["仇志强", "单雄信", "张三"]
    assert names(table.selected_rows()) == ["张三"]
    table.set_condition("part", lambda row: row.kind == "兼职")
    assert names(table.selected_rows()) == ["张三"]
    renamed = Person("张三丰", PEOPLE[1].id_number, "兼职", "zhang")
    table.set_rows([PEOPLE[0], renamed])
    assert names(table.selected_rows()) == ["张三丰"]


def test_click_on_a_head_sorts(qtbot, table):
    head = table.view.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(0) + 30, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(table.shown_rows()) == ["仇志强", "单雄信", "张三"]
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(table.shown_rows()) == ["张三", "单雄信", "仇志强"]


def test_enter_and_double_click_activate(qtbot, table):
    click_row(qtbot, table, 1)
    with qtbot.waitSignal(table.activated) as told:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args[0] is PEOPLE[1]
    place = table.view.visualRect(table.model.index(2, 0)).center()
    click_row(qtbot, table, 2)
    with qtbot.waitSignal(table.activated) as told:
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0] is PEOPLE[2]


def test_down_in_the_search_field_enters_the_rows(qtbot, table):
    table.bar.search.setFocus()
    qtbot.keyClicks(table.bar.search, "zhang")
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Down)
    assert table.focusWidget() is table.view
    assert names(table.selected_rows()) == ["张三"]


def test_ctrl_f_goes_to_the_search_field(qtbot, table):
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_F, CTRL)
    assert table.focusWidget() is table.bar.search


def test_tab_leaves_the_table(qtbot, table):
    button = make_button("导出")
    table.add_tool(button)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Tab)
    assert table.focusWidget() is not table.view


def test_ctrl_c_copies_cells_for_excel(qtbot, table):
    table.view.setFocus()
    table.select_rows(lambda row: row.name != "单雄信")
    qtbot.keyClick(table.view, Qt.Key.Key_C, CTRL)
    mime = QApplication.clipboard().mimeData()
    rows = "张三\t320281199001019983\t行一 行二\n仇志强\t32028119900101997X\t"
    assert mime.text() == f"姓名\t身份证号\t备注\n{rows}"
    assert "mso-number-format:'\\@'" in mime.html()
    qtbot.keyClick(table.view, Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text() == rows
    table.select_rows(lambda row: row.name == "仇志强")
    qtbot.keyClick(table.view, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "仇志强\t32028119900101997X\t"


def test_copy_follows_the_columns_on_screen(table):
    head = table.view.horizontalHeader()
    head.moveSection(1, 0)
    head.hideSection(2)
    table.select_rows(lambda row: row.name == "张三")
    table.copy()
    assert QApplication.clipboard().text() == "320281199001019983\t张三"


def test_copy_without_selection_leaves_the_clipboard_alone(table):
    QApplication.clipboard().setText("before")
    table.copy()
    assert QApplication.clipboard().text() == "before"


def test_right_click_menu_has_the_pages_actions_first(qtbot, table):
    done = []
    table.add_action("修改…", lambda: done.append("edit"), "edit")
    table.add_action("新增…", lambda: done.append("add"), needs_rows=False)
    menu = table.make_menu()
    told = [(action.text(), action.isEnabled()) for action in menu.actions()]
    assert told == [
        ("修改…", False),
        ("新增…", True),
        ("", True),
        ("复制\tCtrl+C", False),
        ("复制（含表头）\tCtrl+Shift+C", False),
        ("全选\tCtrl+A", True),
    ]
    table.select_rows(lambda row: True)
    table.make_menu().actions()[0].trigger()
    assert done == ["edit"]


def test_right_click_opens_the_menu_there(qtbot, table):
    click_row(qtbot, table, 1)
    table.view.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_rows_are_numbered_as_shown_and_equally_high(table):
    table.set_condition("full", lambda row: row.kind == "专职")
    numbers = [table.model.headerData(at, Qt.Orientation.Vertical) for at in range(2)]
    assert numbers == [1, 2]
    assert table.view.rowHeight(0) == table.view.rowHeight(1) >= 30


def test_fifty_thousand_rows_select_as_one_span(table):
    table.set_rows(Person(f"张{at}", f"{at:018d}") for at in range(50_000))
    table.select_rows(lambda row: True)
    assert table.view.selectionModel().selection().size() == 1
    assert len(table.selected_rows()) == 50_000
    assert count(table) == "共 50000 人，选中 50000 人"


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((0, 0, 0), "共 0 道"),
        ((9, 9, 1), "共 9 道"),
        ((9, 4, 0), "共 9 道，显示 4 道"),
        ((9, 4, 2), "共 9 道，显示 4 道，选中 2 道"),
    ],
)
def test_count_sentence(numbers, sentence):
    assert count_sentence(*numbers, "道") == sentence


def test_keys_do_what_the_menu_says_and_nothing_where_it_is_grey(qtbot, table):
    done = []
    for text in ("新建人员…", "修改…", "打印…", "删除"):
        tell = partial(done.append, text[:2])
        table.add_action(text, lambda _=False, tell=tell: tell(), needs_rows=text[0] != "新")
    writes = {"attend": lambda _: None, "export": lambda _: done.append("写出")}
    table.at_work = AtWork(tables=SimpleNamespace(**writes))
    table.hide()
    table.show()  # as when a page is shown in the window, which has the keeper
    table.view.setFocus()

    def press(*keys):
        done.clear()
        for key in keys:
            stroke = QKeySequence(key)[0]
            qtbot.keyClick(table.view, stroke.key(), stroke.keyboardModifiers())
        return done

    table.view.clearSelection()
    assert press("Ins", "F2", "Ctrl+P", "Del") == ["新建"], "no row is chosen"
    table.choose_first()
    assert press("Ins", "F2", "Ctrl+P", "Del") == ["新建", "修改", "打印", "删除"]
    assert press("F12", "Ctrl+E") == ["写出", "写出"]
    table.limits = "这里只能查看。"  # as a page says of itself
    assert press("Del", "Ctrl+P") == ["打印"]
    table.bar.search.setFocus()
    done.clear()
    qtbot.keyClick(table.bar.search, Qt.Key.Key_Delete)
    assert done == [], "in a field it takes a letter away"
