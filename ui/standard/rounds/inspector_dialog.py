"""Asks who looks at a branch, as an inspection begins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jyguide.standard.branch_line import BranchLine
from jyguide.standard.kinds import PHASE_NAMES, Phase
from ui.widgets.form_dialog import FormDialog

_WIDTH = 440


class InspectorDialog(FormDialog):
    """Object names: `inspector_dialog`, `inspector`, `confirm`, `cancel`."""

    given = Signal(str)

    def __init__(self, line: BranchLine, phase: Phase, name: str, parent: QWidget) -> None:
        super().__init__(
            f"{PHASE_NAMES[phase]}：{line.branch.name}", "开始评分", parent, width=_WIDTH
        )
        self.setObjectName("inspector_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.inspector = QLineEdit(name)
        self.inspector.setObjectName("inspector")
        self.form.add(
            "inspector", "检查员", self.inspector, hint="两人以上之间用顿号隔开；可以先空着。"
        )
        self.inspector.selectAll()

    @Slot()
    def _confirm(self) -> None:
        self.given.emit(self.inspector.text().strip())
        self.accept()
