"""What the instructor's, a clicker's and the two judges' keys mean while somebody answers aloud.

A program cannot tell two keyboards apart, so the judges have keys of their own: the first one the
digits above the letters and Enter, the second one those of the numeric keypad and its Enter, or
Q to O and P where the second keyboard has no keypad. Of a question with twelve key points the
last three are 0, - and = of the first one, 0, - and + or A, S and D of the second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.exam.sitting.keys import plain_key

_KEY = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_FULL_STOP = ord("。")
_DIGITS: dict[int, int] = {ord(digit): at for at, digit in enumerate("1234567890-=")}
_LETTERS: dict[int, int] = {ord(letter): at for at, letter in enumerate("QWERTYUIOASD")}
_PAD: dict[int, int] = {ord(digit): at for at, digit in enumerate("1234567890-+")}
_WITHOUT_NUM_LOCK: dict[int, int] = {
    _KEY.Key_End: 0,
    _KEY.Key_Down: 1,
    _KEY.Key_PageDown: 2,
    _KEY.Key_Left: 3,
    _KEY.Key_Clear: 4,
    _KEY.Key_Right: 5,
    _KEY.Key_Home: 6,
    _KEY.Key_Up: 7,
    _KEY.Key_PageUp: 8,
    _KEY.Key_Insert: 9,
}
"""What the keypad's digits say while Num Lock is off."""


class OralAct(Enum):
    """What may be asked for."""

    DRAW = auto()
    """A person; then his question."""
    ENTER = auto()
    """The clock, its end, the first judge's ready, the answer kept."""
    STEP = auto()
    """A clicker's one key onward: next page, then whatever comes next."""
    BACK = auto()
    """A clicker's page back, on the wall alone."""
    READY = auto()
    TICK = auto()
    ANOTHER = auto()
    """Another person, or another question."""
    PICK = auto()
    """A question chosen by hand."""
    UNDO = auto()
    BLACK = auto()
    SHOW = auto()
    UNCOVER = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class OralCommand:
    """An act, and the judge and key point it is about, both from 0."""

    act: OralAct
    judge: int = 0
    point: int = -1


_PLAIN: dict[int, OralAct] = {
    _KEY.Key_Space: OralAct.DRAW,
    _KEY.Key_Return: OralAct.ENTER,
    _KEY.Key_Enter: OralAct.ENTER,
    _KEY.Key_PageDown: OralAct.STEP,
    _KEY.Key_Right: OralAct.STEP,
    _KEY.Key_Down: OralAct.STEP,
    _KEY.Key_PageUp: OralAct.BACK,
    _KEY.Key_Left: OralAct.BACK,
    _KEY.Key_Up: OralAct.BACK,
    _KEY.Key_N: OralAct.ANOTHER,
    _KEY.Key_F: OralAct.PICK,
    _KEY.Key_B: OralAct.BLACK,
    _KEY.Key_Period: OralAct.BLACK,
    _FULL_STOP: OralAct.BLACK,
    _KEY.Key_F5: OralAct.SHOW,
    _KEY.Key_F2: OralAct.UNCOVER,
    _KEY.Key_Escape: OralAct.LEAVE,
}


def oral_command(event: QKeyEvent, *, two_judges: bool) -> OralCommand | None:
    """What a key asks for, None where it means nothing here; a held key asks once.

    Args:
        event: The key.
        two_judges: Whether the keypad and the letters are the second judge's. A single judge may
            use digits of either kind.
    """
    if event.isAutoRepeat():
        return None
    key, modifiers = plain_key(event), event.modifiers()
    if modifiers & _CONTROL:
        return OralCommand(OralAct.UNDO) if event.key() == _KEY.Key_Z else None
    if modifiers & _KEYPAD:
        return _on_keypad(key, 1 if two_judges else 0)
    if key in _DIGITS:
        return OralCommand(OralAct.TICK, 0, _DIGITS[key])
    return (two_judges and _by_letter(key)) or _plain(key)


def _by_letter(key: int) -> OralCommand | None:
    if key in _LETTERS:
        return OralCommand(OralAct.TICK, 1, _LETTERS[key])
    return OralCommand(OralAct.READY, 1) if key == _KEY.Key_P else None


def _plain(key: int) -> OralCommand | None:
    return OralCommand(_PLAIN[key]) if key in _PLAIN else None


def _on_keypad(key: int, judge: int) -> OralCommand | None:
    digits = _PAD | _WITHOUT_NUM_LOCK
    if key in digits:
        return OralCommand(OralAct.TICK, judge, digits[key])
    if key == _KEY.Key_Enter:
        return OralCommand(OralAct.READY, judge) if judge else OralCommand(OralAct.ENTER)
    return None
