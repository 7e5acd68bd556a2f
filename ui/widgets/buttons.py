"""Buttons in the four weights the program uses; the style sheet reads the `kind` property."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from ui.theme import PALETTE, icon, scaled


class Kind(StrEnum):
    """How loud a button is: one PRIMARY a screen, DANGER for what deletes, QUIET inside text."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"


_ICON_COLORS = {
    Kind.PLAIN: PALETTE.ink_soft,
    Kind.PRIMARY: PALETTE.surface,
    Kind.DANGER: PALETTE.bad,
    Kind.QUIET: PALETTE.info,
}


_ICON = 16
"""Pixels of an icon beside words of the usual size."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = ("cancel", "no")
"""What leaves all as it is: whoever stands on it must not get the default instead."""


class _Button(QPushButton):
    """Enter presses it as Space does, where Enter means nothing else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat() and self._takes_enter():
            self.click()
        else:
            super().keyPressEvent(event)

    def _takes_enter(self) -> bool:
        return self.objectName() in _BACK or _is_free(self.window())


def _is_free(window: QWidget) -> bool:
    """The main window, or a dialog without a default button; others have their own use of it."""
    if isinstance(window, QDialog):
        return not any(one.isDefault() for one in window.findChildren(QPushButton))
    return window.objectName() == "shell"


def make_button(
    text: str, kind: Kind = Kind.PLAIN, icon_name: str = "", name: str = ""
) -> QPushButton:
    """A push button; `name` becomes its object name, by which tests find it."""
    made = _Button(text)
    made.setProperty("kind", kind.value)
    made.setAutoDefault(False)
    if icon_name:
        made.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        made.setIcon(icon(icon_name, _ICON_COLORS[kind]))
    if name:
        made.setObjectName(name)
    return made
