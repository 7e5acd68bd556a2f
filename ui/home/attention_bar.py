"""A line on the first page that says what waits, with the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import SPACE, Tone
from ui.widgets import Banner, make_button


class AttentionBar(QWidget):
    """Hidden while nothing waits. Object names: its own, and `open_<page>`."""

    open_wanted = Signal(str)
    """The name of the page where it is dealt with."""

    def __init__(self, name: str, page: str, button: str) -> None:
        """`button` says that it opens `page`."""
        super().__init__()
        self.setObjectName(name)
        self._banner = Banner()
        way = make_button(button, icon_name="next", name=f"open_{page}")
        way.clicked.connect(lambda: self.open_wanted.emit(page))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._banner, 1)
        row.addWidget(way, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say what waits, or nothing."""
        self._banner.say(sentence, Tone.WARN)
        self.setHidden(not sentence)
