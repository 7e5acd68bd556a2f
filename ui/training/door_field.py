"""The one field at the door: everything a queue needs is a key in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DoorField(QLineEdit):
    """Keeps letters and Chinese for itself and passes on the keys that act.

    A digit after a name or reading picks from the list; a text that begins with a digit is the
    tail of a phone and keeps its digits. A zero after a name or reading picks nobody: a scanner
    begins to type a code, all of which begin with zeros, and what was left in the field goes.
    """

    moved = Signal(int)
    """Down the list by so many rows, up when negative."""
    entered = Signal()
    picked = Signal(int)
    """The row with this number, from 1."""
    undo_wanted = Signal()
    late_wanted = Signal()
    left = Signal()
    """Esc in the empty field."""
    own_undo = True
    """Ctrl+Z takes back the last one signed in, and says who it was."""

    def __init__(self) -> None:
        super().__init__(placeholderText="输入姓名、拼音或首字母")
        self.setObjectName("door_field")
        self.setClearButtonEnabled(True)
        self.setProperty("role", "door")
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        self.setFont(font)
        self.setMinimumHeight(self.fontMetrics().height() + 24)
        self._keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: self._down,
            Qt.Key.Key_Up: self._up,
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_F8: self.late_wanted.emit,
            Qt.Key.Key_F9: self.undo_wanted.emit,
            **dict.fromkeys(_ENTER, self.entered.emit),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(event.key())
        if act is not None:
            act()
        elif not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif number := self._picks(event):
            self.picked.emit(number)
        elif event.text() == "0" and self._reads_words():
            self.setText("0")
        else:
            super().keyPressEvent(event)

    def _picks(self, event: QKeyEvent) -> int:
        """Which row a digit means, 0 when it is an ordinary key."""
        typed = event.text()
        return int(typed) if typed in tuple("123456789") and self._reads_words() else 0

    def _reads_words(self) -> bool:
        before = self.text()
        return bool(before) and not before[0].isdigit()

    def _escape(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()

    def _down(self) -> None:
        self.moved.emit(1)

    def _up(self) -> None:
        self.moved.emit(-1)
