"""The bridge between fields and an input method that Qt has no plugin for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from tests.ui.input_method.made_up import ESCAPE, MadeUp, press, type_in
from ui.input_method.bridge import Bridge
from ui.input_method.guard import ComposingGuard


@pytest.fixture
def context(qapp):
    made = MadeUp(nihao="你好", zhou="周")
    guard, bridge = ComposingGuard(qapp), Bridge(qapp, made)
    yield made
    delete(bridge)
    delete(guard)


@pytest.fixture
def fields(qtbot, context):
    window = QWidget()
    window.line, window.text, window.button = QLineEdit(), QPlainTextEdit(), QPushButton("做")
    layout = QVBoxLayout(window)
    for part in (window.line, window.text, window.button):
        layout.addWidget(part)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.line.setFocus()
    return window


def test_what_is_composed_is_shown_and_committed(fields, context):
    type_in("nihao")
    assert fields.line.text() == "", "letters that are composed do not stand there twice"
    assert fields.line.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == ""
    press(0x20, " ")
    assert fields.line.text() == "你好"
    type_in("1")
    assert fields.line.text() == "你好1", "what it does not take goes into the field"
    presses = [symbol for symbol, released in context.asked if not released]
    assert presses == [*map(ord, "nihao "), ord("1")], "each key is asked about once"
    assert context.focused == [True]
    assert context.places


def test_composing_ends_where_the_cursor_leaves(fields, context):
    type_in("zhou")
    fields.text.setFocus()
    assert (fields.line.text(), fields.text.toPlainText(), context.resets) == ("zhou", "", 1)
    type_in("zhou ")
    assert fields.text.toPlainText() == "周"
    type_in("ni")
    QTest.mouseClick(fields.windowHandle(), Qt.MouseButton.LeftButton)
    assert fields.text.toPlainText() == "周ni"


def test_what_takes_no_text_is_not_asked_about(fields, context):
    fields.button.setFocus()
    type_in("ni")
    fields.line.setEchoMode(QLineEdit.EchoMode.Password)
    fields.line.setFocus()
    type_in("ni ")
    assert (context.asked, fields.line.text()) == ([], "ni ")
    assert context.focused == [True, False], "since the cursor left the first field"


def test_shortcuts_wait_while_something_is_composed(fields):
    assert not press(0xFFBE)
    type_in("ni")
    assert press(0xFFBE), "overridden, so that F1 is no shortcut"
    assert press(ord("k"), "\x0b", state=4)
    assert fields.line.text() == "", "nor does Ctrl+K reach the field"
    press(ESCAPE)
    assert not press(0xFFBE)
    assert fields.line.text() == ""


def test_an_input_method_that_dies_takes_only_what_it_composed(fields, context):
    type_in("x ni")
    context.dropped.emit()
    context.take = lambda _key: False
    type_in("ab")
    assert fields.line.text() == "xab"


def test_a_key_handed_back_reaches_the_field(fields, context):
    type_in("zhou ")
    context.forwarded.emit(0xFF08, 0, 0)
    context.forwarded.emit(ord("A"), 1, 0)
    context.forwarded.emit(0xFFE1, 0, 0)  # Shift alone means nothing to a field
    assert fields.line.text() == "A"


def test_the_first_letter_in_a_cell_is_not_lost(qtbot, context):
    model = QStandardItemModel(1, 1)
    model.setItem(0, 0, QStandardItem(""))
    table = QTableView()
    table.setModel(model)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    type_in("nihao ")
    press(0xFF0D, "\r")
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "你好")
