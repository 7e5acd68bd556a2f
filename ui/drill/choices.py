"""Lines to press: key points to tick, grades to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.item import KeyPoint
from jyguide.drill.review import GRADE_NAMES, Grade
from ui.theme import SPACE, restyle
from ui.widgets.text_button import TextButton

_MOST_KEYS = 9


class PointButton(TextButton):
    """One key point, ticked when it was named; object name ``point_<n>``."""

    def __init__(self, number: int, point: KeyPoint) -> None:
        said = f"{point.text}（必答）" if point.required else point.text
        super().__init__(str(number), said, SPACE.s)
        self.setObjectName(f"point_{number}")
        self.setProperty("kind", "point")
        self.setAccessibleName(f"要点 {number} {said}")
        self.toggled.connect(self._show_mark)

    @Slot(bool)
    def _show_mark(self, named: bool) -> None:  # noqa: FBT001 - Qt's signal
        restyle(self._mark, named="true" if named else "false")


class KeyPoints(QWidget):
    """The key points of an item, ticked by mouse or by their numbers."""

    ticked = Signal()

    def __init__(self, points: Sequence[KeyPoint]) -> None:
        super().__init__()
        self._buttons = [PointButton(at, point) for at, point in enumerate(points, start=1)]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE.s)
        for button in self._buttons:
            button.toggled.connect(self.ticked)
            rows.addWidget(button)

    @property
    def named(self) -> tuple[bool, ...]:
        return tuple(button.isChecked() for button in self._buttons)

    @property
    def missed(self) -> tuple[int, ...]:
        """Places of those not ticked, from 0."""
        return tuple(at for at, named in enumerate(self.named) if not named)

    def take_key(self, key: int) -> bool:
        """Tick by number; whether the key meant something here."""
        at = key - Qt.Key.Key_1
        if not 0 <= at < min(len(self._buttons), _MOST_KEYS):
            return False
        self._buttons[at].toggle()
        return True


class GradeBar(QWidget):
    """Four grades with the day each leads to; object names ``grade_1`` to ``grade_4``."""

    chosen = Signal(object)
    """A `Grade`, when it is pressed or taken."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[Grade, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        for grade in Grade:
            button = QPushButton()
            button.setObjectName(f"grade_{int(grade)}")
            button.setProperty("kind", "grade")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(button, int(grade))
            self._buttons[grade] = button
            row.addWidget(button, 1)
        self._group.idClicked.connect(self._press)

    @property
    def pointed(self) -> Grade:
        """The grade that Enter would take."""
        return Grade(max(self._group.checkedId(), int(Grade.AGAIN)))

    def offer(self, leads_to: Sequence[str], suggested: Grade) -> None:
        """Show where each grade leads, in words, and suggest one."""
        for grade, words in zip(Grade, leads_to, strict=True):
            said = f"{int(grade)}　{GRADE_NAMES[grade]}\n{words}"
            self._buttons[grade].setText(said)
            self._buttons[grade].setAccessibleName(said.replace("\n", "，"))
        self.point(suggested)

    def point(self, grade: Grade) -> None:
        self._buttons[grade].setChecked(True)

    def take_key(self, key: int, *, digits: bool) -> bool:
        """Arrows move, digits choose where they are free to; whether the key meant something."""
        at = key - Qt.Key.Key_0
        if digits and Grade.AGAIN <= at <= Grade.EASY:
            self._press(at)
            return True
        ways: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = ways.get(key, 0)
        if step:
            self.point(Grade(min(max(int(self.pointed) + step, 1), 4)))
        return bool(step)

    @Slot(int)
    def _press(self, at: int) -> None:
        self.point(Grade(at))
        self.chosen.emit(Grade(at))
