"""Text broken into lines of a width, measured before it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

LEADING = 1.28
"""Height of a line in heights of its type: wide enough to follow from the last row."""


class TextBlock:
    """One paragraph or several, set in a font over a width in pixels."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self.text = text
        self.font = font
        self.width = width
        self.line_height = font.pixelSize() * LEADING
        self._layouts = [self._lay_out(part) for part in text.split("\n")]

    @property
    def lines(self) -> int:
        return sum(layout.lineCount() for layout in self._layouts)

    @property
    def height(self) -> float:
        return self.lines * self.line_height

    def split(self, lines: int) -> tuple[str, str]:
        """The text of the first so many lines, and the rest."""
        taken = 0
        for at, layout in enumerate(self._layouts):
            if taken + layout.lineCount() > lines:
                parts = self.text.split("\n")
                cut = layout.lineAt(lines - taken).textStart()
                head = "\n".join([*parts[:at], parts[at][:cut]]).rstrip("\n")
                return head, "\n".join([parts[at][cut:], *parts[at + 1 :]])
            taken += layout.lineCount()
        return self.text, ""

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Draw in the painter's pen, the first line's top at ``top``."""
        for layout in self._layouts:
            layout.draw(painter, QPointF(left, top))
            top += layout.lineCount() * self.line_height

    def _lay_out(self, text: str) -> QTextLayout:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, self.font)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, top + (self.line_height - line.height()) / 2))
            top += self.line_height
        layout.endLayout()
        return layout
