"""Whoever works without a mouse sees where the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.ui.theme.test_palette import contrast
from ui.theme import PALETTE
from ui.widgets import Column, DateField, Kind, RowTable, make_button, scrolling


def tabs():
    made = QTabBar()
    made.addTab("一")
    made.addTab("二")
    return made


def rows():
    made = RowTable([Column("名称", str)])
    made.set_rows(["甲", "乙"])
    made.choose_first()
    return made.view, made


def listed():
    made = QListWidget()
    made.addItems(["甲", "乙"])
    made.setCurrentRow(0)
    return made


def tree():
    made = QTreeWidget()
    made.addTopLevelItem(QTreeWidgetItem(["甲"]))
    return made


KINDS = {
    **{f"{kind.value} button": lambda kind=kind: make_button("打开", kind) for kind in Kind},
    "line": QLineEdit,
    "combo": QComboBox,
    "number": QSpinBox,
    "day": lambda: DateField("day"),
    "text": QPlainTextEdit,
    "tick": lambda: QCheckBox("选"),
    "radio": lambda: QRadioButton("选"),
    "tool": QToolButton,
    "tabs": tabs,
    "rows": rows,
    "list": listed,
    "tree": tree,
    "scrolled": lambda: scrolling(QLabel("长")),
}


@pytest.fixture(scope="module")
def room(qapp):
    made = QWidget()
    made.resize(500, 900)
    column = QVBoxLayout(made)
    made.first = QLineEdit()
    column.addWidget(made.first)
    made.kinds = {}
    for name, make in KINDS.items():
        one = make()
        one, placed = one if isinstance(one, tuple) else (one, one)
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.kinds[name] = one
        column.addWidget(placed)
    made.show()
    made.activateWindow()
    qapp.processEvents()  # laid out and polished before the first picture
    yield made
    made.close()


@pytest.mark.parametrize("name", KINDS)
def test_focus_has_an_edge_that_is_seen(qtbot, room, name):
    one = room.kinds[name]
    room.first.setFocus(Qt.FocusReason.TabFocusReason)
    without = one.grab().toImage()
    one.setFocus(Qt.FocusReason.TabFocusReason)
    assert one.hasFocus()
    with_it = one.grab().toImage()
    changed = {
        QColor(with_it.pixel(x, y)).name()
        for x in range(with_it.width())
        for y in range(with_it.height())
        if with_it.pixel(x, y) != without.pixel(x, y)
    }
    assert any(contrast(colour, PALETTE.surface) >= 3 for colour in changed), changed
