"""Says who takes part twice, merged since he was taken in, and lets the row too many leave."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.appraisal.rows import SubjectRow, names_of, twice
from jyguide.appraisal.service.reading import AppraisalInputs
from ui.theme import SPACE, Tone
from ui.widgets import Banner, make_button


class TwiceBar(QWidget):
    """Hidden while nobody does. Object names: `twice_banner`, `let_twice_leave`."""

    wanted = Signal(object)
    """The `SubjectRow` that is to leave."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[SubjectRow] = []
        self._said = Banner()
        self._said.setObjectName("twice_banner")
        self._leave = make_button("让这一行退出…", name="let_twice_leave")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._said, 1)
        row.addWidget(self._leave)
        self._leave.clicked.connect(lambda: self.wanted.emit(self._rows[0]))

    def show_inputs(self, inputs: AppraisalInputs) -> None:
        """Of each such pair the row with the most keyed in stays."""
        sources = {one.id: len(one.found) for one in inputs.subjects}
        self._rows = twice(sorted(inputs.rows, key=lambda row: -sources[row.id]))
        rows = self._rows
        said = f"{names_of(rows)}合并以后与另一行是同一人：只留一行才能公布。" if rows else ""
        self._said.say(said, Tone.WARN)
        self._leave.setEnabled(bool(rows) and rows[0].may_key)
        self.setVisible(bool(rows))
