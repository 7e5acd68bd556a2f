"""Forms of reserve talents: put people on the list, end somebody's time there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.training.reserve import (
    RESERVE_OUTCOME_NAMES,
    ReserveFacts,
    ReserveOutcome,
    ReserveRow,
    reserve_problems,
)
from ui.widgets import DateField
from ui.widgets.chosen_people import ChosenPeople
from ui.widgets.form_dialog import FormDialog


class ReserveDialog(FormDialog):
    """Puts people on the list, or changes one row, its end among it.

    Object names: `reserve_dialog`, those of `ChosenPeople`, `listed_on`, `target`, `outcome`,
    `ended_on`, `note`, `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """`ReserveFacts` that can be so."""

    def __init__(self, today: date, parent: QWidget, row: ReserveRow | None = None) -> None:
        """Without a `row` people are asked for."""
        title = f"后备人才：{row.name}" if row else "列入后备人才名单"
        super().__init__(title, "保存" if row else "列入", parent)
        self.setObjectName("reserve_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self.people = None if row else ChosenPeople()
        self._facts = row.facts if row else ReserveFacts(today)
        self._make_fields()
        self._lay_out()

    @Slot()
    def resume(self) -> None:
        """Let the user go on after saving failed."""
        self._button().setEnabled(True)

    def _make_fields(self) -> None:
        facts = self._facts
        self.listed_on = DateField("listed_on")
        self.listed_on.set_day(facts.listed_on)
        self.target = QLineEdit(facts.target, placeholderText="例如：村党总支副书记")
        self.target.setObjectName("target")
        self.outcome = QComboBox()
        self.outcome.setObjectName("outcome")
        for outcome, name in RESERVE_OUTCOME_NAMES.items():
            self.outcome.addItem(name, outcome)
        self.outcome.setCurrentText(RESERVE_OUTCOME_NAMES[facts.outcome])
        self.ended_on = DateField("ended_on")
        self.ended_on.set_day(facts.ended_on or self._today)
        self.note = QLineEdit(facts.note)
        self.note.setObjectName("note")

    def _lay_out(self) -> None:
        add = self.form.add
        if self.people is not None:
            add("people", "人员", self.people, required=True)
        add("listed_on", "列入日期", self.listed_on, required=True)
        add("target", "拟任职务", self.target)
        if self.people is None:
            add("outcome", "状态", self.outcome)
            self._ended_row = add("ended_on", "结束日期", self.ended_on)
            self.outcome.currentIndexChanged.connect(self._show_end)
            self._show_end()
        add("note", "备注", self.note)

    @Slot()
    def _show_end(self) -> None:
        self._ended_row.setVisible(bool(self.outcome.currentData()))

    @Slot()
    def _confirm(self) -> None:
        facts = replace(
            self._facts,
            listed_on=self.listed_on.day,
            target=self.target.text().strip(),
            note=self.note.text().strip(),
        )
        if self.people is None:
            outcome = ReserveOutcome(self.outcome.currentData())
            ended = self.ended_on.day if outcome else None
            facts = replace(facts, outcome=outcome, ended_on=ended)
        problems = reserve_problems(facts, self._today)
        if self.people is not None and not self.people.ids:
            problems["people"] = "请先选择人员。"
        if self.form.show_problems(problems):
            self._button().setEnabled(False)
            self.wanted.emit(facts)

    def _button(self) -> QWidget:
        found = self.findChild(QWidget, "confirm")
        assert found is not None  # noqa: S101 - made by the form itself
        return found
