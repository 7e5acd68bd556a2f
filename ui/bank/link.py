"""A button that leads to another item, in one line however narrow the card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import SPACE
from ui.widgets import Kind


class LinkButton(QPushButton):
    """Shortens its words to its width; the tip gives them in full."""

    def __init__(self, words: str, tip: str) -> None:
        super().__init__(words)
        self._words = words
        self.setObjectName("relative")
        self.setProperty("kind", Kind.QUIET.value)
        self.setAutoDefault(False)
        self.setToolTip(tip)
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - 2 * SPACE.m
        short = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(short)
        super().resizeEvent(event)
