"""A grid to type into, by the keys of Excel: one walk through a grid of numbers, one of words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton

from jyguide.exchange.cell import CellError
from ui.theme import PALETTE, Tone
from ui.widgets.adds import Adds
from ui.widgets.entry.model import EntryModel
from ui.widgets.entry.plan import lay
from ui.widgets.entry.totals import CellTotals
from ui.widgets.entry.view import EntryView
from ui.widgets.number_grid import GridRow, NumberColumn, NumberGrid, NumberModel

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def read(text):
    """A percentage or a whole number up to 100."""
    plain = text.removesuffix("%")
    if not plain:
        return None
    if not plain.isdecimal() or int(plain) > 100:
        raise CellError(f"“{text}”不是 0 到 100 的数")
    return int(plain)


def numbers(names="甲乙丙丁", kept=None):
    columns = (NumberColumn("好", read), NumberColumn("差", read, adds=Adds.MEAN))
    model = NumberModel(("姓名",), columns)
    model.set_rows([GridRow(one, (one,), (kept, None)) for one in names])
    return model


class Words(EntryModel):
    """Two columns of words, the second from a list."""

    def __init__(self):
        super().__init__()
        self.texts = {(row, column): "老" for row in range(3) for column in range(2)}

    def rowCount(self, parent=None):
        return 3

    def columnCount(self, parent=None):
        return 2

    def flags(self, index):
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index, role=0):
        at = (index.row(), index.column())
        return self.texts.get(at) if role in (0, 2) else None

    def setData(self, index, value, role=2):
        self.put([(index.row(), index.column(), value)])
        return True

    def choices(self, _row, column):
        return ("新", "旧") if column else ()

    def take(self, cells):
        self.texts |= {(row, column): text for row, column, text in cells}
        self.dataChanged.emit(self.index(0, 0), self.index(2, 1))

    def state(self):
        return dict(self.texts)

    def restore(self, state):
        self.take([(*at, text) for at, text in state.items()])


class Hands:
    def __init__(self, qtbot, view):
        self.qtbot, self.view, self.said = qtbot, view, []
        view.told.connect(self.said.append)
        qtbot.addWidget(view)
        view.resize(520, 300)
        with qtbot.waitExposed(view):
            view.show()
        view.setFocus()

    def press(self, *keys, with_=NONE):
        for key in keys:
            self.qtbot.keyClick(self.view.focusWidget() or self.view, key, with_)
        return self

    def type(self, text):
        self.qtbot.keyClicks(self.view.window().focusWidget(), text[0])
        if text[1:]:
            self.qtbot.keyClicks(self.view.window().focusWidget(), text[1:])

    def compose(self, commit="", preedit=""):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.view.window().focusWidget(), event)

    def go(self, row, column, to=None):
        self.view.go_to(row, column)
        for _ in range(to or 0):
            self.press(KEY.Key_Down, with_=SHIFT)

    def here(self):
        return self.view.currentIndex().row(), self.view.currentIndex().column()

    def paste(self, text):
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, with_=CTRL)
        found = [one for one in self.view.findChildren(QDialog) if one.isVisible()]
        return found[0] if found else None

    def column(self, column):
        rows = range(self.view.entries.rowCount())
        return [self.view.entries.text_at(row, column) for row in rows]


@pytest.fixture
def grid(qtbot):
    return Hands(qtbot, NumberGrid(numbers(), "grid", "数字", [90]))


def test_numbers_are_keyed_in_filled_and_taken_back(grid):
    totals = CellTotals(grid.view)
    grid.qtbot.addWidget(totals)
    grid.go(0, 1)
    grid.type("90")
    grid.press(KEY.Key_Tab)
    grid.type("8")
    grid.press(KEY.Key_Return)
    assert grid.here() == (1, 1)  # to where Tab began
    grid.press(KEY.Key_Backtab, with_=SHIFT)
    assert (grid.here(), len(grid.view.selectedIndexes())) == ((0, 2), 1)
    grid.press(KEY.Key_Tab)
    grid.compose("７０")  # full-width digits come at once
    grid.press(KEY.Key_Down)
    assert (grid.column(1), grid.here()) == (["90", "70", "", ""], (2, 1))
    grid.press(KEY.Key_D, with_=CTRL)
    assert grid.column(1) == ["90", "70", "70", ""]
    grid.go(0, 1, to=3)
    grid.press(KEY.Key_D, with_=CTRL)
    assert grid.column(1) == ["90"] * 4
    grid.qtbot.waitUntil(lambda: totals.text() == "选中 4 个数　求和 360，平均 90")
    grid.press(KEY.Key_Z, KEY.Key_Z, with_=CTRL)
    assert grid.column(1) == ["90", "70", "", ""]
    grid.press(KEY.Key_Y, with_=CTRL)
    grid.press(KEY.Key_A, with_=CTRL)
    grid.qtbot.waitUntil(lambda: totals.text() == "选中 4 个数　平均 59.5")
    _copy_clear_and_leave(grid)


def _copy_clear_and_leave(grid):
    grid.press(KEY.Key_C, with_=CTRL)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "乙\t70\t\t✓"
    grid.press(KEY.Key_Delete)
    assert grid.view.entries.everything() == {}
    assert grid.said[-1] == "已清除 4 格，可按 Ctrl+Z 撤销。"
    grid.go(1, 1)
    grid.press(KEY.Key_F2)
    grid.type("5")
    grid.press(KEY.Key_Escape)
    assert grid.column(1) == [""] * 4


def test_a_block_is_shown_before_it_goes_in(grid):
    grid.view.narrow(lambda row: row.key != "乙")
    grid.go(0, 0)
    dialog = grid.paste("甲\t５0%\t\r\n丁\t7\t300\r\n丁\t9\t\t多\r\n无\t1")
    said = {one.objectName(): one.text() for one in dialog.findChildren(QLabel)}
    assert said["what"] == (
        "将改动 2 格，4 格和原来一样，打叉的 3 格不能贴，保持原样。"
        "下面多出 1 行，右边多出 1 列，表里没有位置，不会贴入。"
    )
    assert said["why"].splitlines() == [
        "3　丙　姓名：这一行是“丙”。",
        "3　丙　差：“300”不是 0 到 100 的数。",
        "名称贴不进的，同一行都不贴。",
    ]
    cells = dialog.model
    assert cells.index(1, 2).data(Qt.ItemDataRole.BackgroundRole).name().upper() == (
        PALETTE.soft(Tone.BAD)
    )
    marks = [cells.index(at, 2).data(Qt.ItemDataRole.DecorationRole) for at in range(2)]
    assert [mark is None for mark in marks] == [True, False], "told without colour too"
    grid.qtbot.mouseClick(dialog.findChild(QPushButton, "confirm"), Qt.MouseButton.LeftButton)
    assert (grid.column(1), grid.column(2)) == (["50", "", "", "9"], [""] * 4)
    grid.press(KEY.Key_Z, with_=CTRL)
    assert grid.view.entries.everything() == {}
    grid.go(0, 1)
    assert grid.paste("1\r\n2\r\n3") is None  # little, and all of it goes in
    assert grid.column(1) == ["1", "", "2", "3"]
    grid.go(0, 2, to=2)
    assert grid.paste("4") is None
    assert grid.column(2) == ["4", "", "4", "4"]
    grid.paste("")
    assert grid.said[-1] == "剪贴板里没有可以粘贴的表格，没有改动。"
    grid.paste("1\n" * 1_000_001)
    assert "没有粘贴，表格没有改动" in grid.said[-1]
    assert grid.column(2) == ["4", "", "4", "4"]


def test_the_first_letter_of_an_input_method_is_kept(qtbot):
    hands = Hands(qtbot, EntryView(Words(), "words", "文字"))
    hands.go(0, 0)
    for preedit in ("n", "ni"):
        hands.compose(preedit=preedit)
    hands.compose("你")
    hands.compose(preedit="h")
    hands.compose("好")
    hands.press(KEY.Key_Return)
    assert hands.column(0) == ["你好", "老", "老"]
    hands.compose("，")  # as a sign comes, without being composed
    hands.press(KEY.Key_Return)
    hands.compose(preedit="m")
    hands.compose()  # given up
    hands.press(KEY.Key_Escape)
    assert hands.column(0) == ["你好", "，", "老"]
    hands.go(2, 0)
    hands.press(KEY.Key_F2)
    hands.type("A")
    hands.press(KEY.Key_Tab)
    assert (hands.column(0)[2], hands.here()) == ("老A", (2, 1))
    hands.press(KEY.Key_Down, with_=Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)
    assert hands.column(1)[2] == "旧"
    assert not [one for one in hands.view.findChildren(QLineEdit) if one.isVisible()]
    shown = [one.text().partition("\t")[0] for one in hands.view.make_menu().actions()]
    assert [one for one in shown if one] == [
        *("修改", "从列表中选", "复制", "剪切", "粘贴…", "向下填充", "清除", "撤销录入", "恢复"),
    ]


def test_blanks_in_a_block_empty_what_was_there():
    model = numbers("甲", kept=5)
    plan = lay(model, [0], [1, 2], [["", "0"]])
    assert [(one.before, one.after) for one in plan.taken] == [("5", ""), ("", "0")]
    model.put(plan.to_put())
    assert model.changed() == {"甲": (None, 0)}
