"""Asks for the passphrase of a recovery file: twice for a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from ui.theme import SPACE, scaled
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SHORTEST = 8
_WRITE = (
    "恢复文件用口令封好。没有口令谁也打不开它，口令遗失也无法找回：请写在纸上，"
    "与存有文件的U盘分开保管。"
)
_RESTORE = (
    "只在原来的市级电脑已经不能用时这样做：本机将成为市级，各站凭原来的凭证继续来往。"
    "两台电脑不能同时充当市级。"
)


class PassphraseDialog(FittingDialog):
    """Object names: `passphrase_dialog`, `passphrase`, `repeated`, `reveal`, `agree`, `cancel`."""

    given = Signal(str)

    def __init__(self, parent: QWidget, *, new: bool) -> None:
        super().__init__(parent)
        self._new = new
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle("写出恢复文件" if new else "用恢复文件恢复")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(500))
        self._build()
        self._first.setFocus()

    def _build(self) -> None:
        self._first, self._second = QLineEdit(), QLineEdit()
        self._first.setObjectName("passphrase")
        self._second.setObjectName("repeated")
        self._form = Form()
        hint = f"至少 {_SHORTEST} 个字，可以用一句话" if self._new else ""
        self._form.add("first", "口令", self._first, required=True, hint=hint)
        if self._new:
            self._form.add("second", "再输一遍", self._second, required=True)
        self._reveal = QCheckBox("显示口令")
        self._reveal.setObjectName("reveal")
        self._show_signs(shown=False)
        label, kind = ("写出…", Kind.PRIMARY) if self._new else ("恢复", Kind.DANGER)
        agree = make_button(label, kind, name="agree")
        agree.setDefault(True)
        cancel = make_button("取消", name="cancel")
        buttons = ButtonRow(agree, leave=cancel, left=(self._reveal,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(_WRITE if self._new else _RESTORE, "hint", wrap=True))
        layout.addWidget(self._form)
        layout.addLayout(buttons)
        agree.clicked.connect(self._give)
        cancel.clicked.connect(self.reject)
        self._reveal.toggled.connect(self._turn)

    @Slot(bool)
    def _turn(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._show_signs(shown=on)

    def _show_signs(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self._first, self._second):
            field.setEchoMode(mode)

    @Slot()
    def _give(self) -> None:
        if self._form.show_problems(self._problems()):
            self.given.emit(self._first.text())
            self.accept()

    def _problems(self) -> dict[str, str]:
        if not self._new:
            return {} if self._first.text() else {"first": "请输入口令。"}
        if len(self._first.text()) < _SHORTEST:
            return {"first": f"口令太短，请至少用 {_SHORTEST} 个字。"}
        same = self._first.text() == self._second.text()
        return {} if same else {"second": "两遍输入的不一样。"}
