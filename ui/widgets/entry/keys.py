"""The keys of every grid to type into: as in Excel and WPS."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


class Act(Enum):
    """What a key means; what is not here goes to Qt: arrows, Ctrl+A, Shift, typing."""

    EDIT = auto()
    ENTER = auto()
    NEXT = auto()
    BEFORE = auto()
    CLEAR = auto()
    COPY = auto()
    CUT = auto()
    PASTE = auto()
    FILL = auto()
    UNDO = auto()
    REDO = auto()
    CHOICES = auto()
    LEAVE = auto()
    BACK = auto()
    """LEAVE and BACK: out of the grid, since Tab goes from cell to cell."""


_ACTS = {
    (Qt.Key.Key_F2, _NONE): Act.EDIT,
    (Qt.Key.Key_Return, _NONE): Act.ENTER,
    (Qt.Key.Key_Enter, _NONE): Act.ENTER,
    (Qt.Key.Key_Tab, _NONE): Act.NEXT,
    (Qt.Key.Key_Backtab, _SHIFT): Act.BEFORE,
    (Qt.Key.Key_Backtab, _NONE): Act.BEFORE,
    (Qt.Key.Key_Delete, _NONE): Act.CLEAR,
    (Qt.Key.Key_Backspace, _NONE): Act.CLEAR,
    (Qt.Key.Key_C, _CTRL): Act.COPY,
    (Qt.Key.Key_Insert, _CTRL): Act.COPY,
    (Qt.Key.Key_X, _CTRL): Act.CUT,
    (Qt.Key.Key_V, _CTRL): Act.PASTE,
    (Qt.Key.Key_Insert, _SHIFT): Act.PASTE,
    (Qt.Key.Key_D, _CTRL): Act.FILL,
    (Qt.Key.Key_Z, _CTRL): Act.UNDO,
    (Qt.Key.Key_Y, _CTRL): Act.REDO,
    (Qt.Key.Key_Z, _CTRL | _SHIFT): Act.REDO,
    (Qt.Key.Key_Down, _ALT): Act.CHOICES,
    (Qt.Key.Key_Tab, _CTRL): Act.LEAVE,
    (Qt.Key.Key_Backtab, _CTRL | _SHIFT): Act.BACK,
    (Qt.Key.Key_Tab, _CTRL | _SHIFT): Act.BACK,
}


def act_of(event: QKeyEvent) -> Act | None:
    """What a key means in a grid; None where it is not one of its own."""
    with_ = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _ACTS.get((Qt.Key(event.key()), with_))
