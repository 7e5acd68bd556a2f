"""One card of the first page for what the four ledgers want, a line and a button each.

Bars of their own would be four more of them on a day on which everything is due.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.home.ledgers_due import LedgersDue
from ui.theme import SPACE
from ui.widgets import Card, ElidedLabel, Kind, make_button, make_label


class LedgerLine(QWidget):
    """Hidden while nothing waits. Object names: `<page>_due`, `due_sentence`, `open_<page>`."""

    open_wanted = Signal(str)
    """The name of the page where it is dealt with."""

    def __init__(self, area: LedgersDue) -> None:
        super().__init__()
        self.setObjectName(f"{area.page}_due")
        self._sentence = ElidedLabel("body", "due_sentence")
        way = make_button(area.button, Kind.QUIET, "next", f"open_{area.page}")
        way.clicked.connect(lambda: self.open_wanted.emit(area.page))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(make_label(area.title, "key"))
        row.addWidget(self._sentence, 1)
        row.addWidget(way)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say what waits, or nothing."""
        self._sentence.setText(sentence)
        self.setHidden(not sentence)


class LedgersCard(Card):
    """Hidden while nothing waits anywhere. Object names: `ledgers_due`, and of its lines."""

    open_wanted = Signal(str)
    """As of its lines."""

    def __init__(self, areas: Sequence[LedgersDue]) -> None:
        super().__init__()
        self.setObjectName("ledgers_due")
        self.body.setSpacing(0)
        outer = self.layout()
        if outer is not None:
            outer.setContentsMargins(SPACE.m, SPACE.xs, SPACE.s, SPACE.xs)
        self._lines = {area.page: LedgerLine(area) for area in areas}
        for line in self._lines.values():
            line.open_wanted.connect(self.open_wanted)
            self.body.addWidget(line)
        self.hide()

    def say(self, page: str, sentence: str) -> None:
        """Say what waits on one page, or nothing."""
        self._lines[page].say(sentence)
        self.setHidden(all(line.isHidden() for line in self._lines.values()))
