"""Asks why: somebody is on leave, a branch leaves, or what was known of either is changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.button_row import ButtonRow
from ui.widgets.buttons import Kind, make_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.labels import make_label


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason is asked for.

    Attributes:
        usual: Offered to choose from; another can be typed.
        needed: Whether an empty one is refused.
    """

    title: str
    button: str
    usual: tuple[str, ...]
    needed: bool = False


LEAVE = Reason("请假", "登记请假", ("公务", "病假", "事假", "外出学习"))
CORRECTION = Reason(
    "更正考勤", "更正", ("补交请假条", "签到时选错了人", "漏登", "考勤记错"), needed=True
)


class ReasonDialog(FittingDialog):
    """The usual reasons to choose from, and room for another.

    Object names: `reason_dialog`, `reason`, `problem`, `agree`, `cancel`.
    """

    given = Signal(str)

    def __init__(self, question: str, parent: QWidget, reason: Reason = LEAVE) -> None:
        super().__init__(parent)
        self._needed = reason.needed
        self.setObjectName("reason_dialog")
        self.setWindowTitle(reason.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(400)
        self._reason = QComboBox(editable=True)
        self._reason.setObjectName("reason")
        self._reason.setAccessibleName("原因")
        self._reason.addItems(list(reason.usual))
        self._problem = make_label("请写明原因。", "problem", "problem")
        self._problem.hide()
        agree = make_button(reason.button, Kind.PRIMARY, name="agree")
        agree.setDefault(True)
        cancel = make_button("取消", name="cancel")
        buttons = ButtonRow(agree, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(question, "sentence", "question", wrap=True))
        layout.addWidget(self._reason)
        layout.addWidget(self._problem)
        layout.addLayout(buttons)
        agree.clicked.connect(self._agree)
        cancel.clicked.connect(self.reject)
        self._reason.setFocus()

    @Slot()
    def _agree(self) -> None:
        text = self._reason.currentText().strip()
        if self._needed and not text:
            self._problem.show()
            return
        self.given.emit(text)
        self.accept()
