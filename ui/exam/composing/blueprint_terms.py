"""What a blueprint says beside its lines: pass mark, time, and what may not stand on one paper."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.exam.composing.blueprint import MOST_AVOIDED, Blueprint
from jyguide.exam.points import Points, format_points
from ui.theme import SPACE
from ui.widgets import FormRow

_TENTHS = 10
_POINTS, _PERCENT = "分", "%"


class BlueprintTerms(QWidget):
    """Object names: `pass_points`, `pass_unit`, `minutes`, `avoid_papers`, `shuffle`, `apart`."""

    changed = Signal()

    def __init__(self, blueprint: Blueprint) -> None:
        super().__init__()
        self._total: Points = blueprint.total_points
        self._pass = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=2000)
        self._pass.setObjectName("pass_points")
        self._pass.setAccessibleName("及格分")
        self._unit = QComboBox()
        self._unit.setObjectName("pass_unit")
        self._unit.setAccessibleName("及格分的单位")
        self._unit.addItems([_POINTS, _PERCENT])
        self._minutes = QSpinBox(minimum=1, maximum=600, suffix=" 分钟")
        self._minutes.setObjectName("minutes")
        self._avoid = QSpinBox(minimum=0, maximum=MOST_AVOIDED, suffix=" 份")
        self._avoid.setObjectName("avoid_papers")
        self._avoid.setSpecialValueText("不避开")
        self._shuffle = QCheckBox("打乱选项顺序")
        self._shuffle.setObjectName("shuffle")
        self._apart = QCheckBox("相近的题不同卷")
        self._apart.setObjectName("apart")
        self._apart.setToolTip("题库里没有别的题可抽时才会同卷，组卷后会说明")
        self._show(blueprint)
        self._lay_out()
        self._connect()

    @property
    def pass_points(self) -> Points:
        """Tenths needed to pass; a share of the total counts a broken tenth whole."""
        if self._unit.currentText() == _PERCENT:
            return -(-self._total * round(self._pass.value() * _TENTHS) // (100 * _TENTHS))
        return round(self._pass.value() * _TENTHS)

    @property
    def minutes(self) -> int:
        return self._minutes.value()

    @property
    def shuffle(self) -> bool:
        return self._shuffle.isChecked()

    @property
    def avoid_papers(self) -> int:
        return self._avoid.value()

    @property
    def allow_alike(self) -> bool:
        return not self._apart.isChecked()

    def take_total(self, total: Points) -> None:
        """Note what the paper is worth; a pass mark in per cent follows it."""
        self._total = total
        self._note_pass()

    def show_problem(self, sentence: str) -> None:
        """Mark the pass mark as wrong and enter it; an empty sentence clears the mark."""
        self._pass_row.show_problem(sentence)
        if sentence:
            self._pass.setFocus()

    def _show(self, blueprint: Blueprint) -> None:
        self._pass.setValue(blueprint.pass_points / _TENTHS)
        self._minutes.setValue(blueprint.minutes)
        self._avoid.setValue(blueprint.avoid_papers)
        self._shuffle.setChecked(blueprint.shuffle_options)
        self._apart.setChecked(not blueprint.allow_alike)

    def _lay_out(self) -> None:
        field = QWidget()
        row = QHBoxLayout(field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self._pass, 1)
        row.addWidget(self._unit)
        field.setFocusProxy(self._pass)
        self._pass_row = FormRow("及格分", field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._pass_row)
        column.addWidget(FormRow("考试时长", self._minutes))
        column.addWidget(FormRow("避开最近", self._avoid, hint="最近几份试卷出过的题不再抽。"))
        checks = QHBoxLayout()
        checks.setSpacing(SPACE.m)
        checks.addWidget(self._shuffle)
        checks.addWidget(self._apart)
        checks.addStretch()
        column.addLayout(checks)
        column.addStretch()

    def _connect(self) -> None:
        self._pass.valueChanged.connect(self._note_pass)
        self._unit.currentTextChanged.connect(self._change_unit)
        self._avoid.valueChanged.connect(self.changed)
        self._apart.toggled.connect(self.changed)

    @Slot()
    def _note_pass(self) -> None:
        is_share = self._unit.currentText() == _PERCENT
        self._pass_row.show_note(f"即 {format_points(self.pass_points)} 分" if is_share else "")
        self._pass_row.show_problem("")

    @Slot(str)
    def _change_unit(self, unit: str) -> None:
        """Say the same pass mark in the other unit."""
        value = self._pass.value()
        total = max(self._total, 1) / _TENTHS
        self._pass.setMaximum(100 if unit == _PERCENT else 2000)
        self._pass.setValue(value / total * 100 if unit == _PERCENT else value * total / 100)
        self._note_pass()
