"""The foot of a dialog, where office people look for its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import SPACE


class ButtonRow(QHBoxLayout):
    """Everything else · room · what the dialog does · the button that leaves it, at the right end.

    Windows, WPS and Excel put 确定 left of 取消, and the hand goes there unasked; so the order is
    decided here and nowhere else. The way back of a wizard stands before what leads on. Buttons
    that have no parent yet are reached by Tab as they stand.
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
            self.addWidget(part)
        if said is None:
            self.addStretch()
        else:
            self.addWidget(said, 1)
        for part in acts:
            self.addWidget(part)
        if leave is not None:
            self.addWidget(leave)

    def add_choice(self, button: QPushButton) -> None:
        """Put something else that may be done at the left end."""
        self.insertWidget(0, button)
