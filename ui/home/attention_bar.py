"""The line on the first page that says what waits in the bank."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.bank.attention import Attention
from ui.theme import SPACE, Tone
from ui.widgets import Banner, make_button


class AttentionBar(QWidget):
    """Hidden while nothing waits. Object names: `attention` (itself), `open_bank`."""

    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attention")
        self._banner = Banner()
        button = make_button("打开题库", icon_name="next", name="open_bank")
        button.clicked.connect(self.open_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._banner, 1)
        row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.show_attention(Attention())

    def show_attention(self, now: Attention) -> None:
        """Say what waits, or nothing."""
        self._banner.say(now.sentence, Tone.WARN)
        self.setHidden(not now.sentence)
