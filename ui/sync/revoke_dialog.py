"""Asks why a PC is stopped, and says what that means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from jyguide.sync.row import DeviceRow
from ui.theme import SPACE, scaled
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_USUAL = ("电脑报废", "电脑丢失或被盗", "重装系统、更换电脑", "密钥可能泄露")
_MEANS = (
    "停用后，各站不再接受这台电脑发出的文件；它此前交来、已经导入的数据保留。"
    "停用的电脑不能恢复，要继续使用须重新申请入网。"
)


class RevokeDialog(FittingDialog):
    """Object names: `revoke_dialog`, `question`, `reason`, `agree`, `cancel`."""

    given = Signal(str)
    """The reason."""

    def __init__(self, row: DeviceRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("revoke_dialog")
        self.setWindowTitle("停用电脑")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(480))
        self._build(f"停用{row.name} {row.letter} 机？")
        self._reason.setFocus()
        self._allow()

    def _build(self, question: str) -> None:
        self._reason = QComboBox(editable=True)
        self._reason.setObjectName("reason")
        self._reason.addItems(list(_USUAL))
        self._reason.setCurrentIndex(-1)
        self._agree = make_button("停用这台电脑", Kind.DANGER, name="agree")
        cancel = make_button("取消", name="cancel")
        buttons = ButtonRow(self._agree, leave=cancel)
        self._form = Form()
        self._form.add("reason", "停用原因", self._reason, required=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(question, "sentence", "question", wrap=True))
        layout.addWidget(make_label(_MEANS, "hint", wrap=True))
        layout.addWidget(self._form)
        layout.addLayout(buttons)
        self._agree.clicked.connect(self._give)
        cancel.clicked.connect(self.reject)
        self._reason.currentTextChanged.connect(self._allow)

    @Slot()
    def _allow(self) -> None:
        self._agree.setEnabled(bool(self._reason.currentText().strip()))

    @Slot()
    def _give(self) -> None:
        self.given.emit(self._reason.currentText().strip())
        self.accept()
