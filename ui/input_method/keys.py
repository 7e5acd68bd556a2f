"""Keys as X and fcitx number them, and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_SHIFT, _CONTROL, _ALT = 1, 4, 8
_NAMED = {
    0xFF08: (Qt.Key.Key_Backspace, "\b"),
    0xFF09: (Qt.Key.Key_Tab, "\t"),
    0xFF0D: (Qt.Key.Key_Return, "\r"),
    0xFF8D: (Qt.Key.Key_Enter, "\r"),
    0xFF1B: (Qt.Key.Key_Escape, "\x1b"),
    0xFF50: (Qt.Key.Key_Home, ""),
    0xFF51: (Qt.Key.Key_Left, ""),
    0xFF52: (Qt.Key.Key_Up, ""),
    0xFF53: (Qt.Key.Key_Right, ""),
    0xFF54: (Qt.Key.Key_Down, ""),
    0xFF55: (Qt.Key.Key_PageUp, ""),
    0xFF56: (Qt.Key.Key_PageDown, ""),
    0xFF57: (Qt.Key.Key_End, ""),
    0xFFFF: (Qt.Key.Key_Delete, "\x7f"),
}
_UNICODE = 0x0100_0000
"""X numbers what is beyond Latin 1 by its code point above this."""
_LATIN = range(0x20, 0x100)


@dataclass(frozen=True, slots=True)
class PressedKey:
    """A key as X tells it.

    Attributes:
        symbol: The keysym.
        code: The number of the key on the keyboard.
        state: Shift, Ctrl, locks, as bits of X.
        released: Let go, not pressed.
        time: Milliseconds of X's clock.
    """

    symbol: int
    code: int
    state: int
    released: bool
    time: int


def pressed_key(event: QKeyEvent) -> PressedKey | None:
    """The key of an event; None where no keyboard sent it, and so no input method wants it."""
    if not event.nativeVirtualKey():
        return None
    return PressedKey(
        event.nativeVirtualKey(),
        event.nativeScanCode(),
        event.nativeModifiers(),
        event.type() is QEvent.Type.KeyRelease,
        event.timestamp() & 0xFFFF_FFFF,
    )


def key_event(symbol: int, state: int, *, released: bool) -> QKeyEvent | None:
    """The key that an input method hands back; None where it is none that a field knows."""
    key, text = _NAMED.get(symbol) or _sign(symbol)
    if key is None:
        return None
    kind = QEvent.Type.KeyRelease if released else QEvent.Type.KeyPress
    held = Qt.KeyboardModifier.NoModifier
    for bit, modifier in (
        (_SHIFT, Qt.KeyboardModifier.ShiftModifier),
        (_CONTROL, Qt.KeyboardModifier.ControlModifier),
        (_ALT, Qt.KeyboardModifier.AltModifier),
    ):
        if state & bit:
            held |= modifier
    return QKeyEvent(kind, key, held, text)


def _sign(symbol: int) -> tuple[int | None, str]:
    point = symbol - _UNICODE if symbol > _UNICODE else symbol if symbol in _LATIN else 0
    if not point or point > 0x10FFFF or 0xD800 <= point < 0xE000:  # noqa: PLR2004 - Unicode's ends
        return None, ""
    return ord(chr(point).upper()[0]), chr(point)
