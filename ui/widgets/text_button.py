"""A big button that is a line to read: a mark, and a text that breaks into lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from ui.theme import SPACE
from ui.widgets.labels import make_label


class TextButton(QPushButton):
    """Checkable, as high as its text needs; it never takes the focus, keys are the screen's."""

    def __init__(self, mark: str, text: str, padding: int) -> None:
        """`padding` stands over and under the text, in pixels."""
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mark = make_label(mark, "letter")
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE.m, padding, SPACE.m, padding)
        self._row.setSpacing(SPACE.m)
        self._row.addWidget(self._mark)
        self._text = make_label(text, wrap=True)
        self._row.addWidget(self._text, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, mark: str, text: str) -> None:
        """Say something else."""
        self._mark.setText(mark)
        self._text.setText(text)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._row.totalHeightForWidth(width)
