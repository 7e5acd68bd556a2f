"""One value for many items: a category, or a difficulty, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 460
_NO_REASON = "有正在使用的题，请写明为什么改。"


class BulkDialog(FittingDialog):
    """Object names: `bulk_dialog`, `field_value`, `field_reason`, `apply`, `cancel`."""

    chosen = Signal(str, str)
    """The value, and the reason."""

    def __init__(
        self, title: str, value: QComboBox, count: int, parent: QWidget, *, needs_reason: bool
    ) -> None:
        super().__init__(parent)
        self._value = value
        self._needs_reason = needs_reason
        self._reason = QLineEdit(placeholderText="例如：统一分类名称")
        self.setObjectName("bulk_dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._form = Form()
        self._form.add("value", title, value, required=True)
        self._form.add("reason", "修改原因", self._reason, required=needs_reason)
        cancel = make_button("取消", name="cancel")
        cancel.clicked.connect(self.reject)
        apply = make_button(f"修改 {count} 道", Kind.PRIMARY, name="apply")
        apply.setDefault(True)
        apply.clicked.connect(self._apply)
        kept = make_label("每道题的修改历史里都会记下这次修改", "small")
        foot = ButtonRow(apply, leave=cancel, said=kept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self._form)
        layout.addLayout(foot)
        value.setFocus()

    @Slot()
    def _apply(self) -> None:
        value, reason = self._value.currentText().strip(), self._reason.text().strip()
        problems = {} if value else {"value": "请选择或填写。"}
        if self._needs_reason and not reason:
            problems["reason"] = _NO_REASON
        if self._form.show_problems(problems):
            self.chosen.emit(value, reason)
            self.accept()


def category_field(categories: Sequence[str]) -> QComboBox:
    """The categories in use, or a new one."""
    made = QComboBox()
    made.setEditable(True)
    made.addItems(list(categories))
    made.setCurrentText("")
    made.setPlaceholderText("选择，或写一个新的类别")
    return made


def difficulty_field(names: Sequence[str]) -> QComboBox:
    """One of the difficulties, easy first."""
    made = QComboBox()
    made.addItems(list(names))
    return made
