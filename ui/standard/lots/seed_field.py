"""The seed of a lot: given by the computer, or thrown by the people in the room."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jyguide.standard.lot import new_seed
from ui.theme import SPACE
from ui.widgets import make_button

SEED_HINT = "可由在场的人掷骰子、报数决定；种子会记录并印在名单上，凭它可以重抽核对。"


class SeedField(QWidget):
    """Object names: `seed`, `new_seed`."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(new_seed())
        self.field.setObjectName("seed")
        self.field.setAccessibleName("抽签的种子")
        self._new = make_button("随机", icon_name="refresh", name="new_seed")
        self._new.setToolTip("由电脑另给一个种子")
        self._new.clicked.connect(self._renew)
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.field, 1)
        row.addWidget(self._new)

    @property
    def seed(self) -> str:
        """As typed."""
        return self.field.text()

    @Slot()
    def _renew(self) -> None:
        self.field.setText(new_seed())
