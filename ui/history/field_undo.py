"""Ctrl+Z in a field of text is the field's own as long as it has something to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from jyguide.history.row import Offer

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_REDO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


class FieldUndo(QObject):
    """Lets the window have the keys of undoing where the field entered could not use them.

    Qt gives them to an editable field whether or not anything was typed there. Only the field
    that has the keyboard is watched. One whose class says `own_undo` is left alone.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)  # noqa: S101 - there is a window
        qt.focusChanged.connect(self._follow)
        self._follow(None, qt.focusWidget())

    @Slot(QWidget, QWidget)
    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        if isinstance(left, _FIELDS):
            left.removeEventFilter(self)
        if isinstance(entered, _FIELDS) and entered.window() is self._window:
            entered.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if getattr(field, "own_undo", False) or _can_use(field, event):
            return False
        event.ignore()
        return True


def key_of_undoing(event: QKeyEvent) -> Offer:
    """Which of the two a key asks for, on every system the same; nothing for other keys."""
    typed = QKeySequence(event.keyCombination())
    if event.matches(QKeySequence.StandardKey.Undo):
        return Offer.UNDO
    again = event.matches(QKeySequence.StandardKey.Redo) or typed in _REDO
    return Offer.REDO if again else Offer.NOTHING


def _can_use(field: QObject, event: QKeyEvent) -> bool:
    """Whether a key is none of ours, or the field has something to take back or do again."""
    wanted = key_of_undoing(event)
    return wanted is Offer.NOTHING or _has(field, undo=wanted is Offer.UNDO)


def _has(field: QObject, *, undo: bool) -> bool:
    if isinstance(field, QTextEdit | QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    if line is None:
        return False
    return line.isUndoAvailable() if undo else line.isRedoAvailable()
