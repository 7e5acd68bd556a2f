"""A field for a time of day that may be left empty."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from jyguide.training.session_time import read_time, time_text

_WIDTH = 96


class TimeField(QLineEdit):
    """Takes ``9:00``, ``0900``, ``9点半`` or ``14``, and shows it as ``9:00`` when left."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(placeholderText="如 9:00")
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMinimumWidth(_WIDTH)
        self.editingFinished.connect(self._tidy)

    @property
    def minutes(self) -> int | None:
        """Minutes after midnight; None where nothing is typed, or what is no time."""
        return read_time(self.text())

    @property
    def understood(self) -> bool:
        """Whether what is typed is a time, or nothing."""
        return not self.text().strip() or self.minutes is not None

    def set_minutes(self, minutes: int | None) -> None:
        """Show a time, or nothing."""
        self.setText(time_text(minutes))

    @Slot()
    def _tidy(self) -> None:
        if self.minutes is not None:
            self.set_minutes(self.minutes)
