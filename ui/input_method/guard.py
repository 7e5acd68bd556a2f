"""While something is being composed, keys belong to it: shortcuts wait until it stands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.input_method.watching import FocusWatch

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FUNCTION = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)


class ComposingGuard(FocusWatch):
    """Swallows what would be a shortcut, if no input method took it, while a field composes.

    Only what no text is typed with: should an input method die on the way, one can type on.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._composing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif self._composing and isinstance(event, QKeyEvent) and is_command(event):
            event.accept()  # as a shortcut it is overridden, as a key it is dealt with
            return event.type() is not QEvent.Type.KeyRelease
        return super().eventFilter(watched, event)

    def _watch(self, former: QWidget | None, now: QWidget | None) -> None:
        super()._watch(former, now)
        self._composing = False


def is_command(event: QKeyEvent) -> bool:
    """Whether a key types no text: a function key, or one with Ctrl, Alt or the Windows key."""
    return event.key() in _FUNCTION or bool(event.modifiers() & _HELD)
