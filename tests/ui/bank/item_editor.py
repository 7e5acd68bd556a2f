"""The editor of items as a person at the desk works it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
)

from jyguide.bank.item import ItemKind, KeyPoint
from jyguide.bank.row import KIND_NAMES
from tests.ui.bank.hands import CLICK
from ui.bank.editor_dialog import EditorDialog
from ui.widgets import FormRow

KEY = Qt.Key


class Editor:
    """The editor as a person at the desk works it."""

    def __init__(self, hands, dialog):
        self.hands, self.dialog = hands, dialog
        hands.qtbot.waitUntil(dialog.isVisible)
        hands.settle()

    def find(self, kind, name):
        return self.dialog.findChild(kind, name)

    def all(self, kind, name):
        return [one for one in self.dialog.findChildren(kind, name) if one.isVisible()]

    def kind(self, kind):
        self.find(QComboBox, "kind").setCurrentText(KIND_NAMES[kind])

    def stem(self, text):
        self.find(QPlainTextEdit, "stem").setPlainText(text)

    def lines(self, *texts):
        fields = self.all(QLineEdit, "row_text")
        while len(fields) < len(texts):
            self.press("add_row")
            fields = self.all(QLineEdit, "row_text")
        for field, text in zip(fields, texts, strict=False):
            field.setText(text)

    def press(self, name):
        button = next(
            one for one in self.dialog.findChildren(QPushButton, name) if one.isVisible()
        )
        assert button.isEnabled(), name
        self.hands.qtbot.mouseClick(button, CLICK)
        self.hands.settle()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        target = self.dialog.focusWidget() or self.dialog
        self.hands.qtbot.keyClick(target, key, modifier)
        self.hands.settle()

    def problems(self):
        return [row.problem for row in self.dialog.findChildren(FormRow) if row.problem]

    def notes(self):
        return [row.note for row in self.dialog.findChildren(FormRow) if row.note]

    def preview(self, name):
        self.dialog._preview.show_now()
        found = self.dialog._preview.findChildren(QLabel, name)
        return [label.text() for label in found if label.isVisible()]


def editor_of(hands):
    return Editor(hands, hands.page.findChild(EditorDialog))


def gone(hands):
    """The editor has closed, and is deleted."""
    hands.qtbot.waitUntil(lambda: hands.page.findChild(EditorDialog) is None)


def opened(hands, key):
    hands.select(key)
    hands.press("edit")
    return editor_of(hands)


def newest(hands):
    return [row for row in hands.app.bank.items() if row.source == "自编"][-1]


def mark(editor, name, kind, *places):
    boxes = editor.all(kind, name)
    for at in places:
        editor.hands.qtbot.mouseClick(boxes[at], CLICK, pos=boxes[at].rect().center())


def write_single(editor):
    editor.lines("每月", "每季度", "以上都不对")
    mark(editor, "mark_one", QRadioButton, 1)


def write_multiple(editor):
    editor.lines("甲", "乙", "丙")
    mark(editor, "mark_many", QCheckBox, 0, 2)


def write_ordering(editor):
    editor.lines("提议", "商议", "决议")
    for box, step in zip(editor.all(QSpinBox, "step"), (2, 1, 3), strict=False):
        box.setValue(step)


def write_judged(editor):
    mark(editor, "judged_false", QRadioButton, 0)


def write_blanks(editor):
    editor.stem("要有____名正式党员作____。")
    editor.find(QLineEdit, "blank_1").setText("2|两｜ 二 ")
    editor.find(QLineEdit, "blank_2").setText("介绍人")


def write_text(editor):
    editor.find(QPlainTextEdit, "model_answer").setPlainText("一年以上。")
    editor.lines("一年以上", "半年考察一次")
    editor.all(QSpinBox, "weight")[0].setValue(5)
    mark(editor, "required", QCheckBox, 0)


POINTS = (KeyPoint("一年以上", 5, True), KeyPoint("半年考察一次"))
WRITTEN = {
    ItemKind.SINGLE: (write_single, ("每月", "每季度", "以上都不对"), "B", ()),
    ItemKind.MULTIPLE: (write_multiple, ("甲", "乙", "丙"), "AC", ()),
    ItemKind.ORDERING: (write_ordering, ("提议", "商议", "决议"), "BAC", ()),
    ItemKind.TRUE_FALSE: (write_judged, (), "F", ()),
    ItemKind.FILL_IN: (write_blanks, (), (("2", "两", "二"), ("介绍人",)), ()),
    ItemKind.SHORT_ANSWER: (write_text, (), "一年以上。", POINTS),
    ItemKind.ORAL: (write_text, (), "一年以上。", POINTS),
}
