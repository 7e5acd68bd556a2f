"""Where one stands in a task of several steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme import SPACE, restyle
from ui.widgets.labels import make_label


class StepBar(QWidget):
    """Numbered steps in a line; steps before the current one are ticked.

    It only shows: going on and back is the page's, since only it knows what is complete.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._parts: list[tuple[QLabel, QLabel]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for number, title in enumerate(titles):
            if number:
                row.addWidget(_rule(), 1)
            self._add_step(row, title)
        row.addStretch(1)
        self.set_current(0)

    @property
    def current(self) -> int:
        """The step people are at, from 0."""
        return self._current

    def set_current(self, step: int) -> None:
        """Move to `step`, from 0; one past the last ticks them all."""
        self._current = step
        for at, (number, title) in enumerate(self._parts):
            state = "done" if at < step else "current" if at == step else "later"
            number.setText("✓" if state == "done" else str(at + 1))
            restyle(number, state=state)
            restyle(title, state=state)

    def _add_step(self, row: QHBoxLayout, title: str) -> None:
        number, words = make_label("", "step-number"), make_label(title, "step")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(number)
        row.addWidget(words)
        self._parts.append((number, words))


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    made.setMinimumWidth(SPACE.l)
    made.setMaximumWidth(96)
    return made
