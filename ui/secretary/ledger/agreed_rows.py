"""Measures agreed in a talk, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.secretary.talk import Agreed
from ui.theme import SPACE
from ui.widgets import make_button
from ui.widgets.optional_day import OptionalDay

_USUAL_DAYS = timedelta(days=30)
_MOST = 4


@dataclass(frozen=True, slots=True)
class _Line:
    problem: QLineEdit
    measure: QLineEdit
    owner: QLineEdit
    due_on: OptionalDay


class AgreedRows(QWidget):
    """Object names: `agreed_add`, and `agreed_problem_0`, `agreed_measure_0` … of each line."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._proposed = today + _USUAL_DAYS
        self._lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE.xs)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 1)
        self._add = make_button("加一条整改", icon_name="add", name="agreed_add")
        self._add.clicked.connect(self.add_line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addLayout(self._grid)
        layout.addWidget(self._add)
        self.setFocusProxy(self._add)

    @Slot()
    def add_line(self) -> None:
        """Another measure; the keyboard goes there."""
        at = len(self._lines)
        line = _Line(
            _field(f"agreed_problem_{at}", "问题"),
            _field(f"agreed_measure_{at}", "整改措施"),
            _field(f"agreed_owner_{at}", "责任人"),
            OptionalDay(f"agreed_due_{at}", "整改期限", self._proposed),
        )
        for column, field in enumerate((line.problem, line.measure, line.owner, line.due_on)):
            self._grid.addWidget(field, at, column)
        self._lines.append(line)
        line.problem.setFocus()
        self._add.setEnabled(len(self._lines) < _MOST)

    def agreed(self) -> list[Agreed]:
        """What was agreed; lines without a problem and a measure are left out."""
        found = [
            Agreed(
                line.problem.text().strip(),
                line.measure.text().strip(),
                line.owner.text().strip(),
                line.due_on.day,
            )
            for line in self._lines
        ]
        return [one for one in found if one.problem or one.measure]


def _field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit(placeholderText=hint)
    made.setObjectName(name)
    made.setAccessibleName(hint)
    return made
