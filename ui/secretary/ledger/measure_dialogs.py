"""What is asked before a step is taken with measures."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.appraisal.kinds import GRADE_NAMES
from jyguide.ids import PersonId
from jyguide.secretary.kinds import MEASURE_ORIGIN_NAMES, MeasureOrigin
from jyguide.secretary.measure import (
    Confirmation,
    Finish,
    MeasureFacts,
    MeasureRow,
    Plan,
    measure_problems,
)
from jyguide.secretary.raising import Raisable
from ui.secretary.ledger.person_dialog import choice_of
from ui.theme import SPACE, scaled
from ui.widgets import Column, DateField, EmptyText, fields
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.chosen_people import ChosenPeople
from ui.widgets.optional_day import OptionalDay
from ui.widgets.tick_table import TickTable

NOBODY = PersonId(uuid.UUID(int=0))
"""Stands in a form until somebody is chosen."""
_USUAL_DAYS = timedelta(days=30)
_TEXT_HEIGHT = 60
_WIDTH = 660
_RAISE_SIZE = (900, 560)
_ABOUT = 24


def text_field(name: str, text: str = "", hint: str = "") -> QPlainTextEdit:
    """A field of a few lines."""
    return fields.text_field(name, text, hint, height=_TEXT_HEIGHT)


def line_field(name: str, text: str = "", hint: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(text, placeholderText=hint)
    made.setObjectName(name)
    return made


def year_field(year: int) -> QSpinBox:
    """The year in which something is counted."""
    made = QSpinBox()
    made.setObjectName("counted_year")
    made.setRange(2000, 2099)
    made.setSuffix(" 年度")
    made.setValue(year)
    return made


def side_by_side(first: QWidget, second: QWidget, second_name: str) -> QWidget:
    """Two short fields under one label; the second says its own name aloud."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    second.setAccessibleName(second_name)
    made.setFocusProxy(first)
    return made


class MeasureDialog(AskingDialog):
    """Gives a list of `MeasureFacts`, one a person; of a row one.

    Object names: `measure_dialog`, those of `ChosenPeople`, `counted_year`, `origin`, `problem`,
    `found_on`, `measure`, `owner`, `due_on`.
    """

    def __init__(self, today: date, parent: QWidget, row: MeasureRow | None = None) -> None:
        sentence = row.person.label if row else "措施、责任人和期限可以以后再落实。"
        super().__init__("修改整改措施" if row else "登记整改措施", "保存", sentence, parent)
        self.setObjectName("measure_dialog")
        self.setMinimumWidth(scaled(_WIDTH))
        self._today, self._row = today, row
        self.people = None if row else ChosenPeople()
        facts = row.facts if row else None
        self._facts = facts or MeasureFacts(NOBODY, today.year, MeasureOrigin.OTHER, "", today)
        self._make_fields()
        self._lay_out()

    def _make_fields(self) -> None:
        facts = self._facts
        self.year = year_field(facts.year)
        self.origin = choice_of(MEASURE_ORIGIN_NAMES, facts.origin, "origin")
        self.problem = text_field("problem", facts.problem, "写清楚是什么问题")
        self.found_on = DateField("found_on")
        self.found_on.set_day(facts.found_on)
        self.measure = text_field("measure", facts.measure)
        self.owner = line_field("owner", facts.owner, "姓名；几个人用顿号隔开")
        self.due_on = OptionalDay("due_on", "整改期限", self._today + _USUAL_DAYS)
        self.due_on.set_day(facts.due_on)

    def _lay_out(self) -> None:
        add = self.form.add
        if self.people is not None:
            add("people", "书记", self.people, required=True)
        add("origin", "来源、年度", side_by_side(self.origin, self.year, "年度"))
        add("problem", "问题", self.problem, required=True)
        add("found_on", "发现日期", self.found_on, required=True)
        add("measure", "整改措施", self.measure)
        add("owner", "责任人", self.owner)
        add("due_on", "整改期限", self.due_on)

    @Slot()
    def _confirm(self) -> None:
        facts = replace(
            self._facts,
            year=self.year.value(),
            origin=MeasureOrigin(self.origin.currentData()),
            problem=self.problem.toPlainText().strip(),
            found_on=self.found_on.day,
            measure=self.measure.toPlainText().strip(),
            owner=self.owner.text().strip(),
            due_on=self.due_on.day,
        )
        problems = measure_problems(facts, self._today)
        if self.people is None:
            meant = [facts]
        else:
            meant = [replace(facts, person_id=key) for key in self.people.ids]
            if not meant:
                problems["people"] = "请先选择书记。"
        if self.form.show_problems(problems):
            self.send(meant)


class PlanDialog(AskingDialog):
    """Gives a `Plan`. Object names: `plan_dialog`, `measure`, `owner`, `due_on`."""

    def __init__(self, rows: Sequence[MeasureRow], today: date, parent: QWidget) -> None:
        super().__init__("落实整改措施", "保存", about(rows), parent)
        self.setObjectName("plan_dialog")
        first = rows[0].facts
        several = len(rows) > 1
        owner = first.owner or ("" if several else rows[0].person.name)
        self.measure = text_field("measure", first.measure, "做什么，做到什么程度")
        self.owner = line_field("owner", owner, "姓名；几个人用顿号隔开")
        self.due_on = DateField("due_on")
        self.due_on.set_day(first.due_on or today + _USUAL_DAYS)
        self.form.add("measure", "整改措施", self.measure, required=True)
        self.form.add("owner", "责任人", self.owner, required=True)
        self.form.add("due_on", "整改期限", self.due_on, required=True)

    @Slot()
    def _confirm(self) -> None:
        measure, owner = self.measure.toPlainText().strip(), self.owner.text().strip()
        problems = {} if measure else {"measure": "请写明做什么。"}
        if not owner:
            problems["owner"] = "请写明谁负责。"
        if self.form.show_problems(problems):
            self.send(Plan(measure, owner, self.due_on.day))


class FinishDialog(AskingDialog):
    """Gives a `Finish`. Object names: `finish_dialog`, `done_on`, `note`."""

    def __init__(self, rows: Sequence[MeasureRow], today: date, parent: QWidget) -> None:
        sentence = f"{about(rows)}。登记后由另一个人确认。"
        super().__init__("登记整改完成", "登记完成", sentence, parent)
        self.setObjectName("finish_dialog")
        self.on = DateField("done_on")
        self.on.set_day(today)
        self.note = text_field("note", "", "例如：公开栏已更换，11 月账目已张贴")
        self.form.add("on", "完成日期", self.on, required=True)
        self.form.add("note", "完成情况", self.note)

    @Slot()
    def _confirm(self) -> None:
        self.send(Finish(self.on.day, self.note.toPlainText().strip()))


class ConfirmDialog(AskingDialog):
    """Gives a `Confirmation`. Object names: `confirm_dialog`, `confirmed_on`, `confirmed_by`."""

    def __init__(self, rows: Sequence[MeasureRow], who: str, today: date, parent: QWidget) -> None:
        sentence = f"{about(rows)}。确认人应是书记本人和责任人以外的人。"
        super().__init__("确认整改完成", "确认", sentence, parent)
        self.setObjectName("confirm_dialog")
        self.on = DateField("confirmed_on")
        self.on.set_day(today)
        self.by = line_field("confirmed_by", who)
        self.form.add("by", "确认人", self.by, required=True)
        self.form.add("on", "确认日期", self.on, required=True)

    @Slot()
    def _confirm(self) -> None:
        by = self.by.text().strip()
        if self.form.show_problems({} if by else {"by": "请填写确认人。"}):
            self.send(Confirmation(self.on.day, by))


class RaiseDialog(AskingDialog):
    """Gives the keys of the people ticked, at first all.

    Object names: `raise_dialog`, and those of `TickTable`.
    """

    def __init__(self, found: Sequence[Raisable], parent: QWidget) -> None:
        year = found[0].year
        sentence = (
            f"{year} 年度考核基本合格、不合格的书记，还没有列入整改的 {len(found)} 人。"
            "勾选要列入的，再逐条落实措施。"
        )
        super().__init__("按考核名单列入整改", "列入台账", sentence, parent)
        self.setObjectName("raise_dialog")
        self.resize(*_RAISE_SIZE)
        columns: list[Column[Raisable]] = [
            Column("姓名", lambda one: one.person.name, width=100, names=True),
            Column("单位", lambda one: one.person.organisation, width=150),
            Column("考核结果", lambda one: GRADE_NAMES[one.grade], width=90),
            Column("原因", lambda one: one.why, width=320, tip=lambda one: one.why),
        ]
        self.ticks: TickTable[Raisable] = TickTable(
            columns,
            key=lambda one: one.person.person_id,
            may=lambda _one: True,
            empty=EmptyText("没有要列入的人", "考核名单里的人都已列入整改。"),
            search_text=lambda one: one.person.search,
        )
        self.ticks.show_rows(found)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - FormDialog made it
        layout.insertWidget(1, self.ticks, 1)
        self.ticks.ticked_changed.connect(self.resume)
        self.ticks.table.view.setFocus()

    @Slot()
    def resume(self, *_: object) -> None:
        self._confirm_button().setEnabled(bool(self.ticks.ticked()))

    @Slot()
    def _confirm(self) -> None:
        self.send([one.person.person_id for one in self.ticks.ticked()])


def about(rows: Sequence[MeasureRow]) -> str:
    """Which measures are meant."""
    if len(rows) > 1:
        people = len({row.person.person_id for row in rows})
        return f"{people} 人的 {len(rows)} 条整改措施"
    row = rows[0]
    problem = row.facts.problem
    short = problem if len(problem) <= _ABOUT else f"{problem[:_ABOUT]}…"
    return f"{row.person.label}：{short}"
