"""What keys mean while scoring."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.exam.sitting.keys import ENTER, controls, plain_key

_KEY = Qt.Key
_DIGITS = {ord(str(digit)): digit for digit in range(10)}


class Act(Enum):
    """What may be asked for."""

    NUMBER = auto()
    YES = auto()
    MORE = auto()
    FEWER = auto()
    FULL = auto()
    FILL = auto()
    ASIDE = auto()
    BEFORE = auto()
    POINTS = auto()
    FINDING = auto()
    CHIP = auto()
    PHOTO = auto()
    PASTE = auto()
    ENTER = auto()
    NEXT = auto()
    BACK = auto()
    OPEN = auto()
    FIRST = auto()
    LAST = auto()
    UNDO = auto()
    COMPLETE = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """An act, and the digit it is about."""

    act: Act
    number: int = 0


_PLAIN: dict[int, Act] = {
    _KEY.Key_Y: Act.YES,
    _KEY.Key_Space: Act.FULL,
    _KEY.Key_M: Act.FULL,
    _KEY.Key_Plus: Act.MORE,
    _KEY.Key_Equal: Act.MORE,
    _KEY.Key_Minus: Act.FEWER,
    _KEY.Key_N: Act.ASIDE,
    _KEY.Key_S: Act.BEFORE,
    _KEY.Key_D: Act.POINTS,
    _KEY.Key_F: Act.FINDING,
    _KEY.Key_P: Act.PHOTO,
    _KEY.Key_Down: Act.NEXT,
    _KEY.Key_PageDown: Act.NEXT,
    _KEY.Key_Up: Act.BACK,
    _KEY.Key_PageUp: Act.BACK,
    _KEY.Key_Home: Act.FIRST,
    _KEY.Key_End: Act.LAST,
    _KEY.Key_Escape: Act.LEAVE,
    **dict.fromkeys(ENTER, Act.ENTER),
}
_CONTROL: dict[int, Act] = {
    _KEY.Key_Down: Act.OPEN,
    _KEY.Key_M: Act.FILL,
    _KEY.Key_Z: Act.UNDO,
    _KEY.Key_V: Act.PASTE,
    **dict.fromkeys(ENTER, Act.COMPLETE),
}


def command_of(event: QKeyEvent) -> Command | None:
    """What a key asks for, None where it means nothing here."""
    key = plain_key(event)
    if controls(event):
        if event.key() in _DIGITS:
            return Command(Act.CHIP, _DIGITS[event.key()])
        act = _CONTROL.get(event.key())
    elif key in _DIGITS:
        return None if event.isAutoRepeat() else Command(Act.NUMBER, _DIGITS[key])
    else:
        act = _PLAIN.get(key)
    return Command(act) if act is not None else None
