"""One update file to be chosen: its name and folder, shortened in the middle where room lacks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton


class FileLine(QRadioButton):
    """The whole of it is the tooltip, and what a screen reader says."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._whole = f"{file.name}（{file.parent}）"
        self.setToolTip(str(file))
        self.setAccessibleName(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_RadioButtonContents
        room = self.style().subElementRect(part, option, self).width()
        middle = Qt.TextElideMode.ElideMiddle
        self._show(self.fontMetrics().elidedText(self._whole, middle, room))

    def _show(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))  # a name's own, no key to press
