"""What the instructor's keys, a clicker's keys and the teams' keys mean during a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.exam.sitting.keys import plain_key

_KEY = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_FULL_STOP = ord("。")
_DIGITS: dict[int, int] = {getattr(_KEY, f"Key_{digit}"): digit - 1 for digit in range(1, 9)}
_LETTERS: dict[int, str] = {getattr(_KEY, f"Key_{letter}"): letter for letter in "ABCDEF"}


class Act(Enum):
    """What may be asked for."""

    CLOCK = auto()
    ENTER = auto()
    """The answer, then the next item."""
    STEP = auto()
    """A clicker's one key onward: next page, start of the countdown, answer, next item."""
    BACK = auto()
    BLACK = auto()
    SHOW = auto()
    FACTS = auto()
    PEEK = auto()
    LEAVE = auto()
    RIGHT = auto()
    WRONG = auto()
    UNDO = auto()
    ADJUST = auto()
    KIND = auto()
    STAKE = auto()
    BUZZ = auto()
    LETTER = auto()
    HANDS = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """An act, and the side or letter it is about."""

    act: Act
    side: int = -1
    letter: str = ""


_PLAIN: dict[int, Act] = {
    _KEY.Key_Space: Act.CLOCK,
    _KEY.Key_Return: Act.ENTER,
    _KEY.Key_Enter: Act.ENTER,
    _KEY.Key_PageDown: Act.STEP,
    _KEY.Key_Right: Act.STEP,
    _KEY.Key_Down: Act.STEP,
    _KEY.Key_PageUp: Act.BACK,
    _KEY.Key_Left: Act.BACK,
    _KEY.Key_Up: Act.BACK,
    _KEY.Key_Period: Act.BLACK,
    _FULL_STOP: Act.BLACK,
    _KEY.Key_F5: Act.SHOW,
    _KEY.Key_F2: Act.FACTS,
    _KEY.Key_Escape: Act.LEAVE,
    _KEY.Key_R: Act.RIGHT,
    _KEY.Key_W: Act.WRONG,
    _KEY.Key_T: Act.KIND,
    _KEY.Key_M: Act.STAKE,
    _KEY.Key_H: Act.HANDS,
}


def command_of(event: QKeyEvent, *, hearing: bool) -> Command | None:
    """What a key asks for, None where it means nothing here.

    A held key asks once: a team that leans on its buzzer has buzzed once.

    Args:
        event: The key.
        hearing: Whether a side has the floor. Then B is its answer, else B blackens the wall, as
            a clicker's key does; a full stop always does.
    """
    if event.isAutoRepeat():
        return None
    key, modifiers = plain_key(event), event.modifiers()
    if modifiers & _CONTROL:
        return _with_control(event.key())
    if key == _KEY.Key_F2 and modifiers & _SHIFT:
        return Command(Act.PEEK)
    if key in _DIGITS:
        return Command(Act.BUZZ, side=_DIGITS[key])
    return _letter_or_act(key, hearing=hearing)


def _letter_or_act(key: int, *, hearing: bool) -> Command | None:
    if key in _LETTERS and hearing:
        return Command(Act.LETTER, letter=_LETTERS[key])
    if key == _KEY.Key_B:
        return Command(Act.BLACK)
    return Command(_PLAIN[key]) if key in _PLAIN else None


def _with_control(key: int) -> Command | None:
    if key == _KEY.Key_Z:
        return Command(Act.UNDO)
    return Command(Act.ADJUST, side=_DIGITS[key]) if key in _DIGITS else None
