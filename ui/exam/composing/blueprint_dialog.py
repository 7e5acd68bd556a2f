"""The editor of a blueprint: what is asked for beside what the bank can supply."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.bank_supply import BankSupply
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine, remainder
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.points import format_points
from ui.exam.composing.blueprint_line import BlueprintLineEditor, line_heads
from ui.exam.composing.blueprint_terms import BlueprintTerms
from ui.exam.composing.marking_rule import MarkingRuleField
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, FormRow, Kind, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow

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


def usual_plan(pass_percent: int, minutes: int) -> BlueprintPlan:
    """The same, with the pass mark (per cent of all points) and minutes an office chose."""
    blueprint = DEFAULT_PLAN.blueprint
    passing = blueprint.total_points * pass_percent // 100
    return replace(
        DEFAULT_PLAN, blueprint=replace(blueprint, pass_points=passing, minutes=minutes)
    )


_NEW_LINE = BlueprintLine(ItemKind.SINGLE, 5, 20)
_TENTHS = 10
_USUAL = 1000


class BlueprintDialog(QDialog):
    """Edits one blueprint; whether it is new or kept is its opener's business.

    Object names: `blueprint_name`, `add_line`, `target`, `total`, `remainder`, `shortfall`, `fit`,
    `save`, `cancel`, and those of its parts.
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
                self._terms.pass_points,
                self._terms.minutes,
                self._terms.shuffle,
                self._terms.avoid_papers,
                self._terms.allow_alike,
            ),
            rule=self._rule.rule(),
        )

    def _build(self, plan: BlueprintPlan) -> None:
        self.resize(scaled(960), 700)
        self._make_fields(plan)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._name_row)
        layout.addWidget(line_heads())
        layout.addWidget(self._make_lines(), 1)
        layout.addLayout(self._make_sum())
        layout.addLayout(self._make_trouble())
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
        self._fit = make_button("按能抽到的题数改", name="fit")
        self._fit.setToolTip("把缺题的各行改成题库现在能抽到的题数")
        self._remainder = make_label("", "hint", "remainder")
        self._target = QDoubleSpinBox(decimals=1, minimum=1, maximum=2000, suffix=" 分")
        self._target.setObjectName("target")
        self._target.setAccessibleName("总分要凑到")
        self._target.setValue((plan.blueprint.total_points or _USUAL) / _TENTHS)
        self._terms = BlueprintTerms(plan.blueprint)

    def _make_lines(self) -> QWidget:
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE.xs)
        self._lines.addStretch()
        self._area = scrolling(inside)
        return self._area

    def _make_sum(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._add)
        row.addStretch()
        row.addWidget(self._remainder)
        row.addSpacing(SPACE.s)
        row.addWidget(self._total)
        row.addSpacing(SPACE.m)
        row.addWidget(make_label("要凑到", "key"))
        row.addWidget(self._target)
        return row

    def _make_trouble(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._shortfall, 1)
        row.addWidget(self._fit)
        return row

    def _make_terms(self, plan: BlueprintPlan) -> QHBoxLayout:
        self._rule = MarkingRuleField(plan.rule)
        row = QHBoxLayout()
        row.setSpacing(SPACE.xl)
        row.addWidget(self._terms, 2)
        row.addWidget(self._rule, 3)
        return row

    def _make_buttons(self) -> ButtonRow:
        self._cancel = make_button("取消", name="cancel")
        self._save = make_button("保存蓝图", Kind.PRIMARY, name="save")
        self._save.setDefault(True)
        return ButtonRow(self._save, leave=self._cancel)

    def _connect(self) -> None:
        self._add.clicked.connect(self._add_line)
        self._fit.clicked.connect(self._give_up_missing)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._want)
        self._terms.changed.connect(self._show_supply)
        self._target.valueChanged.connect(self._show_supply)

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
        before: QWidget = self._area
        for one in self._editors:
            before = one.follow(before)
        return editor

    @Slot(object)
    def _remove(self, editor: BlueprintLineEditor) -> None:
        self._editors.remove(editor)
        editor.hide()
        editor.deleteLater()
        self._show_supply()

    @Slot()
    def _show_supply(self) -> None:
        """Weigh all lines against the bank, and the total against what is wanted."""
        blueprint = self.plan().blueprint
        weighed = self._supply.weigh(blueprint)
        alike = blueprint.allow_alike
        for place, (editor, supply) in enumerate(
            zip(self._editors, weighed.lines, strict=True), start=1
        ):
            editor.name_place(place)
            editor.show_supply(supply, allow_alike=alike)
        total = format_points(blueprint.total_points)
        self._total.setText(f"共 {blueprint.item_count} 题，总分 {total} 分")
        self._remainder.setText(remainder(blueprint.lines, round(self._target.value() * _TENTHS)))
        self._shortfall.say(weighed.sentence, Tone.WARN if weighed.lacking else Tone.INFO)
        self._fit.setVisible(bool(weighed.lacking))
        self._terms.take_total(blueprint.total_points)
        self._clear_problems()

    @Slot()
    def _give_up_missing(self) -> None:
        """Ask for what there is; what the total then lacks is said beside it."""
        weighed = self._supply.weigh(self.plan().blueprint)
        for editor, supply in zip(self._editors, weighed.lines, strict=True):
            editor.give_up(supply.missing)
        self._add.setFocus()

    @Slot()
    def _clear_problems(self) -> None:
        self._name_row.show_problem("")
        self._terms.show_problem("")

    @Slot()
    def _want(self) -> None:
        plan = self.plan()
        self._clear_problems()
        if not plan.name:
            self._name_row.show_problem("请填写蓝图名称。")
            self._name.setFocus()
        elif plan.blueprint.pass_points > plan.blueprint.total_points:
            self._terms.show_problem("及格分不能高于总分。")
        else:
            self.wanted.emit(plan)
