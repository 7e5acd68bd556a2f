"""Names of those present going by on the wall, slower and slower, until one is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot
from PySide6.QtWidgets import QStyle, QWidget

_ROLL_MS = 1800
_NAMES = 16
"""Names that go by at most: few enough to be read at the end."""


def may_roll(window: QWidget) -> bool:
    """Whether names going by can be seen, and this desktop wants anything to move at all."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return window.isVisible() and window.style().styleHint(hint, None, window) > 0


class NameRoll(QObject):
    """Shows names of the list and nothing else; the last one is the one that was drawn before."""

    passed = Signal(str)
    """A name to be shown for a moment."""
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._at = -1
        self._motion = QVariantAnimation(self, duration=_ROLL_MS)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self.ended)

    @property
    def running(self) -> bool:
        return self._motion.state() is QVariantAnimation.State.Running

    def start(self, names: Sequence[str], drawn: str) -> None:
        """Let names go by until ``drawn`` stands.

        Args:
            names: Of those present, in any order.
            drawn: One of them.
        """
        others = [name for name in names if name != drawn]
        going = [others[at % len(others)] for at in range(_NAMES)] if others else []
        self._names = (*going, drawn)
        self._at = -1
        self._motion.start()

    def skip(self) -> None:
        """Be done with it."""
        if self.running:
            self._motion.stop()
            self.ended.emit()

    @Slot(object)
    def _move(self, share: float) -> None:
        at = min(len(self._names) - 1, int(share * len(self._names)))
        if at != self._at:
            self._at = at
            self.passed.emit(self._names[at])
