"""While something is being composed, keys belong to it: shortcuts wait until it stands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FUNCTION = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)


class ComposingGuard(QObject):
    """Swallows what would be a shortcut, if no input method took it, while a field composes.

    Only what no text is typed with: should an input method die on the way, one can type on.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._field: QObject | None = None
        self._composing = False
        application.focusChanged.connect(self._look)
        application.focusObjectChanged.connect(self._move)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif self._composing and isinstance(event, QKeyEvent) and is_command(event):
            event.accept()  # as a shortcut it is overridden, as a key it is dealt with
            return event.type() is not QEvent.Type.KeyRelease
        return super().eventFilter(watched, event)

    def _look(self, _former: QWidget | None, now: QWidget | None) -> None:
        window = now.window().windowHandle() if now is not None else None
        if window is not None:
            window.installEventFilter(self)  # a second time counts as once

    def _move(self, now: QObject | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field, self._composing = now, False
        if now is not None:
            now.installEventFilter(self)


def is_command(event: QKeyEvent) -> bool:
    """Whether a key types no text: a function key, or one with Ctrl, Alt or the Windows key."""
    return event.key() in _FUNCTION or bool(event.modifiers() & _HELD)
