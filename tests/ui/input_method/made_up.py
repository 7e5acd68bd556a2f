"""An input method that is made up: it composes letters, commits them at a blank."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

BLANK, ESCAPE = 0x20, 0xFF1B
_QT = {ESCAPE: Qt.Key.Key_Escape, 0xFFBE: Qt.Key.Key_F1, 0xFF0D: Qt.Key.Key_Return}


class MadeUp(QObject):
    """Takes small letters; `words` says what they become."""

    committed = Signal(str)
    composed = Signal(str, int)
    forwarded = Signal(int, int, int)
    dropped = Signal()

    def __init__(self, **words):
        super().__init__()
        self.words = words
        self.letters = ""
        self.asked = []
        self.focused = []
        self.places = []
        self.resets = 0
        self.connected = True

    def take(self, key):
        self.asked.append((key.symbol, key.released))
        if key.released or key.state & 4:
            return False
        if ord("a") <= key.symbol <= ord("z"):
            self.letters += chr(key.symbol)
        elif key.symbol == BLANK and self.letters:
            self.committed.emit(self.words.get(self.letters, self.letters))
            self.letters = ""
        elif key.symbol == ESCAPE and self.letters:
            self.letters = ""
        else:
            return False
        self.composed.emit(self.letters, len(self.letters))
        return True

    def focus(self, *, inside):
        self.focused.append(inside)

    def reset(self):
        self.resets += 1
        self.letters = ""

    def place(self, cursor):
        assert isinstance(cursor, QRect)
        self.places.append(cursor)


def press(symbol, text="", *, state=0, window=None):
    """One key as X brings it to a window: first as a shortcut, then pressed, then let go.

    Returns whether it was overridden as a shortcut.
    """
    window = window or QApplication.focusWindow()
    key = _QT.get(symbol) or Qt.Key(ord(chr(symbol).upper()))
    held = Qt.KeyboardModifier.ControlModifier if state & 4 else Qt.KeyboardModifier.NoModifier
    overridden = False
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, 38, symbol, state, text)
        event.ignore()
        QCoreApplication.sendEvent(window, event)
        overridden |= kind is QEvent.Type.ShortcutOverride and event.isAccepted()
    return overridden


def type_in(text, **more):
    """Several keys that are letters."""
    for sign in text:
        press(ord(sign), sign, **more)
