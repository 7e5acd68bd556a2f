"""Five boxes of four digits: a code as it is read out, typed without looking at the spaces."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jyguide.exam.seal.code import DIGITS, GROUPS, LENGTH, digits_in
from ui.theme import SPACE, mono_font

_POINTS = 20
_WIDTH = 104


class CodeBoxes(QWidget):
    """Full boxes lead on, an empty one leads back with Backspace, and a whole code may be pasted.

    Object names: `code_1` … `code_5`. Full-width and Chinese digits become plain ones.
    """

    changed = Signal(str)
    """The digits in all boxes."""
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        self._boxes = [self._make(number) for number in range(1, GROUPS + 1)]
        for box in self._boxes:
            row.addWidget(box)
        row.addStretch()
        self.setFocusProxy(self._boxes[0])

    @property
    def digits(self) -> str:
        return "".join(box.text() for box in self._boxes)

    def start_over(self) -> None:
        """Empty all boxes and go to the first."""
        for box in self._boxes:
            box.clear()
        self.changed.emit("")
        self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            at = self._boxes.index(watched)  # type: ignore[arg-type]
            back = event.key() == Qt.Key.Key_Backspace
            if back and at and not self._boxes[at].text():
                self._boxes[at - 1].setFocus(Qt.FocusReason.BacktabFocusReason)
                self._boxes[at - 1].end(False)  # noqa: FBT003 - Qt's own: without selecting
                self._boxes[at - 1].backspace()
                self.changed.emit(self.digits)
                return True
        return super().eventFilter(watched, event)

    def _make(self, number: int) -> QLineEdit:
        box = QLineEdit()
        box.setObjectName(f"code_{number}")
        box.setAccessibleName(f"口令第 {number} 组，四位数字")
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = QFont(mono_font())
        font.setPointSizeF(_POINTS)
        box.setFont(font)
        box.setStyleSheet(f"font-size: {_POINTS}pt;")
        box.setFixedWidth(_WIDTH)
        box.installEventFilter(self)
        box.textEdited.connect(self._take)
        box.returnPressed.connect(self.entered)
        return box

    @Slot(str)
    def _take(self, text: str) -> None:
        at = self._boxes.index(self.sender())  # type: ignore[arg-type]
        digits = digits_in(text)
        if len(digits) >= LENGTH:
            at = 0
        if len(digits) > DIGITS or digits != text:
            self._spread(at, digits)
        elif len(digits) == DIGITS and self._boxes[at].cursorPosition() == DIGITS:
            self._go_on(at)
        self.changed.emit(self.digits)

    def _spread(self, at: int, digits: str) -> None:
        """Put digits into this box and those after it, as far as they go."""
        if not digits:
            self._boxes[at].clear()
            return
        last = at
        for place in range(at, GROUPS):
            part = digits[(place - at) * DIGITS : (place - at + 1) * DIGITS]
            if part:
                self._boxes[place].setText(part)
                last = place
        self._boxes[last].setFocus(Qt.FocusReason.TabFocusReason)
        self._boxes[last].end(False)  # noqa: FBT003 - Qt's own: without selecting
        if len(self._boxes[last].text()) == DIGITS:
            self._go_on(last)

    def _go_on(self, at: int) -> None:
        if at + 1 < GROUPS:
            self._boxes[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
