"""Fields that several dialogs of visits have."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from jyguide.grid.kinds import VISIT_WAY_NAMES, VisitWay
from jyguide.grid.visit_entry import LONGEST_NOTE, WAY_DIGITS


class WayField(QComboBox):
    """How somebody was contacted; its digit chooses, as the cards have it. Object name `way`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("way")
        self.setAccessibleName("方式：按 1 入户，2 电话，3 会上，4 其他")
        for digit, way in WAY_DIGITS.items():
            self.addItem(f"{digit} {VISIT_WAY_NAMES[way]}", way.value)

    @property
    def way(self) -> VisitWay:
        return VisitWay(self.currentData())

    def set_way(self, way: VisitWay) -> None:
        self.setCurrentIndex(self.findData(way.value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in WAY_DIGITS:
            self.set_way(WAY_DIGITS[event.text()])
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Enter confirms the form
            return
        super().keyPressEvent(event)


def note_field() -> QLineEdit:
    """A word about the contact. Object name `note`."""
    made = QLineEdit(placeholderText="可不填，如“独居，身体尚好”")
    made.setObjectName("note")
    made.setMaxLength(LONGEST_NOTE)
    return made
