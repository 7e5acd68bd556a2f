"""Asks why somebody is on leave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets import FittingDialog, Kind, make_button, make_label

_USUAL = ("公务", "病假", "事假", "外出学习")


class ReasonDialog(FittingDialog):
    """The usual reasons to choose from, and room for another; empty is allowed.

    Object names: `reason_dialog`, `reason`, `agree`, `cancel`.
    """

    given = Signal(str)

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reason_dialog")
        self.setWindowTitle("请假")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(400)
        self._reason = QComboBox(editable=True)
        self._reason.setObjectName("reason")
        self._reason.addItems(list(_USUAL))
        agree = make_button("登记请假", Kind.PRIMARY, name="agree")
        agree.setDefault(True)
        cancel = make_button("取消", name="cancel")
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(cancel)
        buttons.addWidget(agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(question, "sentence", "question", wrap=True))
        layout.addWidget(self._reason)
        layout.addLayout(buttons)
        agree.clicked.connect(self._agree)
        cancel.clicked.connect(self.reject)
        self._reason.setFocus()

    @Slot()
    def _agree(self) -> None:
        self.given.emit(self._reason.currentText().strip())
        self.accept()
