"""Lets more branches into a round."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.standard.kinds import BranchKind
from jyguide.standard.participants import Candidate
from ui.standard.rounds.participants import ParticipantsPane
from ui.theme import SPACE
from ui.widgets import Kind, make_button
from ui.widgets.button_row import ButtonRow

_SIZE = (760, 560)


class AddBranchesDialog(QDialog):
    """Object names: `add_dialog`, `add`, `cancel`, and those of `ParticipantsPane`."""

    wanted = Signal(object)
    """Kinds by organisation."""

    def __init__(
        self, found: Sequence[Candidate], kinds: Collection[BranchKind], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("add_dialog")
        self.setWindowTitle("加入支部")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.pane = ParticipantsPane(found, kinds)
        self._add = make_button("", Kind.PRIMARY, name="add")
        self._add.setDefault(True)
        cancel = make_button("取消", name="cancel")
        row = ButtonRow(self._add, leave=cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.pane, 1)
        layout.addLayout(row)
        cancel.clicked.connect(self.reject)
        self._add.clicked.connect(self._give)
        self.pane.ticked_changed.connect(self._count)
        self._count()

    @Slot()
    def _count(self) -> None:
        count = len(self.pane.ticks.ticked())
        self._add.setText(f"加入 {count} 个支部")
        self._add.setEnabled(count > 0)

    @Slot()
    def _give(self) -> None:
        self.wanted.emit(self.pane.chosen())
        self.accept()
