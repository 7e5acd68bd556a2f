"""A picture of the help in its own size."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from jyguide.help.chapters import help_bytes

_OF_SCREEN = 0.96
_FRAME = QSize(4, 4)
"""What the scroll area puts around the picture."""


class PictureDialog(QDialog):
    """As large as the screen allows, and scrolled where that is not enough; Esc closes it."""

    def __init__(self, file: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help_picture")
        self.setWindowTitle("帮助里的图")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pixmap = QPixmap()
        pixmap.loadFromData(help_bytes(file))
        shown = QLabel()
        shown.setPixmap(pixmap)
        shown.setAccessibleName("帮助里的图")
        area = QScrollArea()
        area.setWidget(shown)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        free = self.screen().availableSize() * _OF_SCREEN
        self.resize((pixmap.size() + _FRAME).boundedTo(free))
