"""The foot of a dialog, where office people look for its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import SPACE
from ui.widgets.offered import is_withheld, withhold_lines


class ButtonRow(QHBoxLayout):
    """Everything else · room · what the dialog does · the button that leaves it, at the right end.

    Windows, WPS and Excel put 确定 left of 取消, and the hand goes there unasked; so the order is
    decided here and nowhere else. The way back of a wizard stands before what leads on. Buttons
    that have no parent yet are reached by Tab as they stand. What the page under the dialog
    withholds goes when it is shown.
    """

    def __init__(
        self,
        *acts: QWidget,
        leave: QPushButton | None = None,
        left: Sequence[QWidget] = (),
        said: QWidget | None = None,
    ) -> None:
        """Lay them out.

        Args:
            acts: What the dialog does, that which is meant most often first.
            leave: 取消 or 关闭; Esc does the same. Whoever has none yet adds it last.
            left: What else may be done, at the left end.
            said: A sentence or a field that takes the room between.
        """
        super().__init__()
        self.setSpacing(SPACE.s)
        for part in left:
            self._add(part)
        if said is None:
            self.addStretch()
        else:
            self.addWidget(said, 1)
        for part in acts:
            self._add(part)
        if leave is not None:
            self.addWidget(leave)

    def add_choice(self, button: QPushButton) -> None:
        """Put something else that may be done at the left end."""
        button.installEventFilter(self)
        self.insertWidget(0, button)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(part, QPushButton):
            if part.menu() is not None:
                withhold_lines(part.menu())
            if is_withheld(part, part.text()):
                part.hide()
        return False

    def _add(self, part: QWidget) -> None:
        part.installEventFilter(self)
        self.addWidget(part)
