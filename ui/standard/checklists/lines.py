"""A field of several lines that Tab leaves, as high as it says."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

_MARGIN = 18


class LinesField(QPlainTextEdit):
    """Text or a list, one entry a line."""

    def __init__(self, name: str, label: str, height: int) -> None:
        """`height` is in lines."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * height + _MARGIN)

    def lines(self) -> tuple[str, ...]:
        """What is written, empty lines left out."""
        found = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in found if line)

    def show_lines(self, lines: Iterable[str]) -> None:
        """Show these; what says the same already keeps its cursor."""
        wanted = tuple(lines)
        if self.lines() != wanted:
            self.setPlainText("\n".join(wanted))

    def show_text(self, text: str) -> None:
        """Show a text; what says the same already keeps its cursor."""
        if self.toPlainText() != text:
            self.setPlainText(text)
