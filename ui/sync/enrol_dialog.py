"""The steps of being let in again, for a PC whose key is lost."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.sync.enrol_pane import EnrolPane
from ui.sync.standing import Tools
from ui.theme import SPACE, scaled
from ui.widgets import make_button
from ui.widgets.button_row import ButtonRow


class EnrolDialog(QDialog):
    """Closes by itself when this PC has been let in; object names: `enrol_dialog`, `close`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("enrol_dialog")
        self.setWindowTitle("重新申请入网")
        self.resize(1080, scaled(560))
        self.pane = EnrolPane(tools)
        close = make_button("关闭", name="close")
        foot = ButtonRow(leave=close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.pane, 1)
        layout.addLayout(foot)
        close.clicked.connect(self.reject)
        self.pane.joined.connect(self._close)

    @Slot(object)
    def _close(self, _device: object) -> None:
        self.accept()
