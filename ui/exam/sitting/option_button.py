"""One option of an item: a big button whose text breaks into lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from ui.theme import SPACE, restyle
from ui.widgets import make_label


class OptionButton(QPushButton):
    """Letter and text; object name `option_<letter>`. It never takes the focus."""

    def __init__(self, letter: str, text: str) -> None:
        super().__init__()
        self.letter = letter
        self.setObjectName(f"option_{letter}")
        self.setAccessibleName(f"{letter} {text}")
        self.setProperty("kind", "option")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mark = make_label(letter, "letter")
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE.m, SPACE.s + 2, SPACE.m, SPACE.s + 2)
        self._row.setSpacing(SPACE.m)
        self._row.addWidget(self._mark)
        self._row.addWidget(make_label(text, wrap=True), 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, *, chosen: bool, pointed: bool) -> None:
        """Show whether it is chosen and under the arrow keys."""
        self.setChecked(chosen)
        restyle(self._mark, chosen="true" if chosen else "false")
        restyle(self, pointed="true" if pointed else "false")

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._row.totalHeightForWidth(width)
