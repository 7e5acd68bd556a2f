"""One lecturer's share in a session, as a row of fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from jyguide.place import CITY_NAME
from jyguide.training.lecturer import LecturerRow, TeachingLine
from ui.theme import SPACE
from ui.widgets import Kind, make_button

NAME_WIDTH, HOURS_WIDTH, DROP_WIDTH = 320, 120, 76


class TeachingLineRow(QWidget):
    """Object names inside: `lecturer_name`, `topic`, `hours`, `drop_line`."""

    edited = Signal()
    dropped = Signal()

    def __init__(self, line: TeachingLine, known: Sequence[LecturerRow]) -> None:
        super().__init__()
        self._known = _labelled(known)
        self._before = line
        self._build()
        self._fill(line)
        self._connect()

    def line(self) -> TeachingLine | None:
        """What stands here; None where no name does."""
        typed = self.name.currentText().strip()
        if not typed:
            return None
        topic, hours = self._topic.text().strip(), round(self._hours.value() * 10)
        if typed == self._filled and self._before.lecturer_id is not None:
            return replace(self._before, topic=topic, hours=hours)  # in the library or not
        row = self._known.get(typed) or self._only_namesake(typed)
        if row is None:
            return TeachingLine(None, typed, topic, hours)
        return TeachingLine(row.id, row.facts.name, topic, hours, row.facts.unit)

    def _only_namesake(self, typed: str) -> LecturerRow | None:
        found = [row for row in self._known.values() if row.facts.name == typed]
        return found[0] if len(found) == 1 else None

    def _build(self) -> None:
        self.name = QComboBox(editable=True)
        self.name.setObjectName("lecturer_name")
        self.name.setAccessibleName("授课人")
        self.name.setFixedWidth(NAME_WIDTH)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.addItem("")
        self.name.addItems(list(self._known))
        completer = QCompleter(list(self._known), self.name)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        field = self.name.lineEdit()
        if field is not None:
            field.setPlaceholderText("选择，或输入新的姓名")
        self._topic = QLineEdit(placeholderText="课题（可不填）")
        self._topic.setObjectName("topic")
        self._topic.setAccessibleName("课题")
        self._hours = QDoubleSpinBox(decimals=1, maximum=999, singleStep=1, suffix=" 学时")
        self._hours.setObjectName("hours")
        self._hours.setAccessibleName("学时")
        self._hours.setFixedWidth(HOURS_WIDTH)
        self._drop = make_button("去掉", Kind.QUIET, "delete", "drop_line")
        self._drop.setFixedWidth(DROP_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.name)
        row.addWidget(self._topic, 1)
        row.addWidget(self._hours)
        row.addWidget(self._drop)

    def _fill(self, line: TeachingLine) -> None:
        chosen = [text for text, row in self._known.items() if row.id == line.lecturer_id]
        self._filled = chosen[0] if chosen else line.name
        self.name.setCurrentText(self._filled)
        self.name.setToolTip(self._filled)
        if (field := self.name.lineEdit()) is not None:
            field.setCursorPosition(0)  # the name itself, not the end of its unit
        self._topic.setText(line.topic)
        self._hours.setValue(line.hours / 10)

    def _connect(self) -> None:
        self.name.currentTextChanged.connect(self._tell)
        self._topic.textChanged.connect(self._tell)
        self._hours.valueChanged.connect(self._tell)
        self._drop.clicked.connect(self.dropped)

    @Slot()
    def _tell(self, *_: object) -> None:
        self.edited.emit()


def _labelled(known: Sequence[LecturerRow]) -> dict[str, LecturerRow]:
    """By what is shown: two of one name and unit, whom the city may have, by their library too."""
    often = Counter(map(_label, known))
    labels: dict[str, LecturerRow] = {}
    for row in known:
        label = _label(row)
        if often[label] > 1:
            label = f"{label}·{row.station or CITY_NAME}"
        number = sum(one.startswith(label) for one in labels) + 1
        labels[label if number == 1 else f"{label}（{number}）"] = row
    return labels


def _label(row: LecturerRow) -> str:
    return f"{row.facts.name}（{row.facts.unit}）" if row.facts.unit else row.facts.name
