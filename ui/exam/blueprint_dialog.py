"""The editor of a blueprint: what is asked for beside what the bank can supply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.item import ItemKind
from jyguide.exam.blueprint import Blueprint, BlueprintLine, Candidate, shortfalls
from jyguide.exam.marking import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.points import format_points
from ui.exam.blueprint_line import BlueprintLineEditor, line_heads
from ui.exam.marking_rule import MarkingRuleField
from ui.theme import SPACE, Tone
from ui.widgets import Banner, FormRow, Kind, make_button, make_label, scrolling

DEFAULT_PLAN = BlueprintPlan(
    "结业考试（100 分）",
    Blueprint(
        (
            BlueprintLine(ItemKind.SINGLE, 20, 20),
            BlueprintLine(ItemKind.MULTIPLE, 10, 30),
            BlueprintLine(ItemKind.TRUE_FALSE, 10, 10),
            BlueprintLine(ItemKind.FILL_IN, 5, 20),
            BlueprintLine(ItemKind.SHORT_ANSWER, 2, 50),
        ),
        pass_points=600,
        minutes=60,
        shuffle_options=True,
    ),
    MarkingRule(),
)
"""Offered where there is no blueprint yet."""

_NEW_LINE = BlueprintLine(ItemKind.SINGLE, 5, 20)
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class BankSupply:
    """What the bank offers to blueprints, fetched once for an editing."""

    candidates: Sequence[Candidate]
    categories: Sequence[str]


class BlueprintDialog(QDialog):
    """Edits one blueprint; whether it is new or kept is its opener's business.

    Object names: `blueprint_name`, `add_line`, `total`, `shortfall`, `pass_points`, `minutes`,
    `shuffle`, `save`, `cancel`, and those of its parts.
    """

    wanted = Signal(object)
    """A `BlueprintPlan` to keep; whoever keeps it closes the dialog."""

    def __init__(
        self, plan: BlueprintPlan, supply: BankSupply, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("blueprint_dialog")
        self.setWindowTitle("组卷蓝图")
        self._supply = supply
        self._editors: list[BlueprintLineEditor] = []
        self._build(plan)
        self._connect()
        for line in plan.blueprint.lines:
            self._add_editor(line)
        self._show_supply()
        self._name.setFocus()

    def plan(self) -> BlueprintPlan:
        """The blueprint as it stands in the fields."""
        return BlueprintPlan(
            name=self._name.text().strip(),
            blueprint=Blueprint(
                tuple(editor.line() for editor in self._editors),
                round(self._pass.value() * _TENTHS),
                self._minutes.value(),
                self._shuffle.isChecked(),
            ),
            rule=self._rule.rule(),
        )

    def _build(self, plan: BlueprintPlan) -> None:
        self.resize(880, 620)
        self._make_fields(plan)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._name_row)
        layout.addWidget(line_heads())
        layout.addWidget(self._make_lines(), 1)
        layout.addLayout(self._make_sum())
        layout.addWidget(self._shortfall)
        layout.addLayout(self._make_terms(plan))
        layout.addLayout(self._make_buttons())

    def _make_fields(self, plan: BlueprintPlan) -> None:
        self._name = QLineEdit(plan.name)
        self._name.setObjectName("blueprint_name")
        self._name_row = FormRow("蓝图名称", self._name, required=True)
        self._add = make_button("添加一行", icon_name="add", name="add_line")
        self._total = make_label("", "section", "total")
        self._shortfall = Banner()
        self._shortfall.setObjectName("shortfall")
        self._pass = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=2000, suffix=" 分")
        self._pass.setObjectName("pass_points")
        self._pass.setValue(plan.blueprint.pass_points / _TENTHS)
        self._minutes = QSpinBox(minimum=1, maximum=600, suffix=" 分钟")
        self._minutes.setObjectName("minutes")
        self._minutes.setValue(plan.blueprint.minutes)
        self._shuffle = QCheckBox("打乱选项顺序")
        self._shuffle.setObjectName("shuffle")
        self._shuffle.setChecked(plan.blueprint.shuffle_options)

    def _make_lines(self) -> QWidget:
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE.xs)
        self._lines.addStretch()
        return scrolling(inside)

    def _make_sum(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch()
        row.addWidget(self._total)
        return row

    def _make_terms(self, plan: BlueprintPlan) -> QHBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        self._pass_row = FormRow("及格分", self._pass)
        left.addWidget(self._pass_row)
        left.addWidget(FormRow("考试时长", self._minutes))
        left.addWidget(self._shuffle)
        left.addStretch()
        self._rule = MarkingRuleField(plan.rule)
        row = QHBoxLayout()
        row.setSpacing(SPACE.xl)
        row.addLayout(left, 2)
        row.addWidget(self._rule, 3)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        self._cancel = make_button("取消", name="cancel")
        self._save = make_button("保存蓝图", Kind.PRIMARY, name="save")
        self._save.setDefault(True)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        return row

    def _connect(self) -> None:
        self._add.clicked.connect(self._add_line)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._want)
        self._pass.valueChanged.connect(self._clear_problems)

    @Slot()
    def _add_line(self) -> None:
        editor = self._add_editor(_NEW_LINE)
        editor.show()
        editor.take_focus()
        self._show_supply()

    def _add_editor(self, line: BlueprintLine) -> BlueprintLineEditor:
        editor = BlueprintLineEditor(line, self._supply.categories)
        editor.changed.connect(self._show_supply)
        editor.removed.connect(self._remove)
        self._editors.append(editor)
        self._lines.insertWidget(self._lines.count() - 1, editor)
        return editor

    @Slot(object)
    def _remove(self, editor: BlueprintLineEditor) -> None:
        self._editors.remove(editor)
        editor.hide()
        editor.deleteLater()
        self._show_supply()

    @Slot()
    def _show_supply(self) -> None:
        """Weigh all lines against the bank; lines compete for the same items."""
        blueprint = self.plan().blueprint
        lacking = list(shortfalls(blueprint.lines, self._supply.candidates))
        for editor, line in zip(self._editors, blueprint.lines, strict=True):
            found = next((one for one in lacking if one.line is line), None)
            fitting = sum(map(line.accepts, self._supply.candidates))
            editor.show_supply(fitting, found.missing if found else 0)
        count = sum(line.count for line in blueprint.lines)
        self._total.setText(f"共 {count} 题，总分 {format_points(blueprint.total_points)} 分")
        self._shortfall.say("".join(one.sentence() for one in lacking), Tone.WARN)
        self._clear_problems()

    @Slot()
    def _clear_problems(self) -> None:
        self._name_row.show_problem("")
        self._pass_row.show_problem("")

    @Slot()
    def _want(self) -> None:
        plan = self.plan()
        self._clear_problems()
        if not plan.name:
            self._name_row.show_problem("请填写蓝图名称。")
            self._name.setFocus()
        elif plan.blueprint.pass_points > plan.blueprint.total_points:
            self._pass_row.show_problem("及格分不能高于总分。")
            self._pass.setFocus()
        else:
            self.wanted.emit(plan)
