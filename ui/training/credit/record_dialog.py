"""The form in which a training held elsewhere is entered or corrected."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.training.credit import RecordFacts, record_problems
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionKind,
    SessionLevel,
)
from ui.theme import SPACE
from ui.widgets import DateField, make_label
from ui.widgets.chosen_people import ChosenPeople
from ui.widgets.form_dialog import FormDialog

_HINT = "天数留 0 则按学时折算；学时留 0 则按天数折算。"


class RecordDialog(FormDialog):
    """Stays open until it is kept: whoever saves calls `accept`, or `resume` otherwise.

    Object names: `record_dialog`, those of `ChosenPeople`, `title`, `organiser`, `kind`, `level`,
    `starts_on`, `ends_on`, `days`, `hours`, `note`, `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """A `RecordFacts` that can be so."""

    def __init__(
        self, facts: RecordFacts, today: date, parent: QWidget, *, with_people: bool
    ) -> None:
        """`with_people` asks also whose training it was."""
        title = "登记其他培训" if with_people else "修改培训记录"
        super().__init__(title, "登记" if with_people else "保存", parent)
        self.setObjectName("record_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self.people = ChosenPeople() if with_people else None
        self._make_fields()
        self._lay_out()
        self._fill(facts)

    @Slot()
    def resume(self) -> None:
        """Let the user go on after saving failed."""
        self._button().setEnabled(True)

    def _make_fields(self) -> None:
        self.title_field = _line("title", "例如：市委党校村书记轮训班")
        self.organiser = _line("organiser", "例如：市委党校")
        self.kind, self.level = QComboBox(), QComboBox()
        for kind, name in SESSION_KIND_NAMES.items():
            self.kind.addItem(name, kind)
        for level, name in SESSION_LEVEL_NAMES.items():
            self.level.addItem(name, level)
        self.kind.setObjectName("kind")
        self.level.setObjectName("level")
        self.level.setAccessibleName("级别")
        self.starts_on, self.ends_on = DateField("starts_on"), DateField("ends_on")
        self.days, self.hours = amount("days", " 天", 366), amount("hours", " 学时", 999)
        self.hours.setAccessibleName("学时")
        self.note = _line("note")

    def _lay_out(self) -> None:
        add = self.form.add
        if self.people is not None:
            add("people", "参加人员", self.people, required=True)
        add("title", "培训名称", self.title_field, required=True)
        add("organiser", "主办单位", self.organiser)
        add("kind", "类型", pair(self.kind, "级别", self.level))
        add("starts_on", "开始日期", self.starts_on, required=True)
        add("ends_on", "结束日期", self.ends_on, required=True)
        add("hours", "天数", pair(self.days, "学时", self.hours), hint=_HINT)
        add("note", "备注", self.note)
        self.starts_on.dateChanged.connect(self._drag_end)

    def _fill(self, facts: RecordFacts) -> None:
        self.title_field.setText(facts.title)
        self.organiser.setText(facts.organiser)
        self.kind.setCurrentIndex(self.kind.findText(SESSION_KIND_NAMES[facts.kind]))
        self.level.setCurrentIndex(self.level.findText(SESSION_LEVEL_NAMES[facts.level]))
        self.starts_on.set_day(facts.starts_on)
        self.ends_on.set_day(facts.ends_on)
        self.days.setValue(facts.days / 10)
        self.hours.setValue(facts.hours / 10)
        self.note.setText(facts.note)

    @Slot()
    def _drag_end(self) -> None:
        if self.ends_on.day < self.starts_on.day:
            self.ends_on.set_day(self.starts_on.day)

    @Slot()
    def _confirm(self) -> None:
        facts = RecordFacts(
            self.title_field.text().strip(),
            SessionKind(self.kind.currentData()),
            SessionLevel(self.level.currentData()),
            self.starts_on.day,
            self.ends_on.day,
            round(self.hours.value() * 10),
            round(self.days.value() * 10),
            self.organiser.text().strip(),
            self.note.text().strip(),
        )
        problems = record_problems(facts, self._today)
        if "days" in problems:
            problems["hours"] = problems.pop("days")
        if self.people is not None and not self.people.ids:
            problems["people"] = "请先选择参加培训的人。"
        if self.form.show_problems(problems):
            self._button().setEnabled(False)
            self.wanted.emit(facts)

    def _button(self) -> QWidget:
        found = self.findChild(QWidget, "confirm")
        assert found is not None  # noqa: S101 - made by the form itself
        return found


def _line(name: str, example: str = "") -> QLineEdit:
    made = QLineEdit(placeholderText=example)
    made.setObjectName(name)
    return made


def amount(name: str, unit: str, most: float) -> QDoubleSpinBox:
    """A figure with one decimal."""
    made = QDoubleSpinBox()
    made.setObjectName(name)
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setMaximum(most)
    made.setSuffix(unit)
    return made


def pair(left: QWidget, label: str, right: QWidget) -> QWidget:
    """Two fields on one line."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.m)
    row.addWidget(left, 1)
    row.addWidget(make_label(label, "key"))
    row.addWidget(right, 1)
    both.setFocusProxy(left)
    return both
