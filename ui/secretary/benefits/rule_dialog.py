"""The rule of the yearly selection: the share of places, each condition switched and set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.people.education import LEVEL_NAMES, Level
from jyguide.secretary.selection_rule import (
    CONDITION_NAMES,
    USUAL,
    Condition,
    SelectionRule,
    Term,
    rule_problems,
)
from ui.theme import SPACE, scaled
from ui.widgets import make_label
from ui.widgets.asking_dialog import AskingDialog

_WIDTH = 620
_WHOLE = 100.0
_TENTHS = 10
_WORDS = {
    Condition.AGE: ("不超过", "周岁", 70),
    Condition.YEARS: ("连续担任书记满", "年", 40),
    Condition.CLEAN: ("近", "年没有处理处分和一票否决", 40),
}


class SelectionRuleDialog(AskingDialog):
    """Gives a `SelectionRule`.

    Object names: `selection_rule_dialog`, `share`, `on_<condition>`, `value_<condition>`,
    `grade`.
    """

    def __init__(self, now: SelectionRule, year: int, parent: QWidget) -> None:
        sentence = f"自 {year} 年起执行，以前各年不变。{USUAL if now.shipped else ''}"
        super().__init__("选聘规则", "保存", sentence, parent)
        self.setObjectName("selection_rule_dialog")
        self.setMinimumWidth(scaled(_WIDTH))
        self._now, self._year = now, year
        self._boxes: dict[Condition, QCheckBox] = {}
        self._values: dict[Condition, Callable[[], int]] = {}
        self.share = QDoubleSpinBox()
        self.share.setObjectName("share")
        self.share.setDecimals(1)
        self.share.setRange(0.1, _WHOLE)
        self.share.setSuffix(" %")
        self.share.setValue(now.share / _TENTHS)
        self.form.add(
            "share", "名额比例", self.share, hint="按在任村党组织书记人数计算，取整数，至少 1 名。"
        )
        for one in Condition:
            self.form.add(one.value, CONDITION_NAMES[one], self._term(one))

    def _term(self, one: Condition) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        box = self._boxes[one] = QCheckBox("要求")
        box.setObjectName(f"on_{one.value}")
        box.setAccessibleName(f"要求{CONDITION_NAMES[one]}")
        box.setChecked(self._now.terms[one].on)
        row.addWidget(box)
        parts = self._parts(one)
        for part in parts:
            box.toggled.connect(part.setEnabled)
            part.setEnabled(box.isChecked())
            row.addWidget(part)
        row.addStretch()
        whole.setFocusProxy(box)
        return whole

    def _parts(self, one: Condition) -> list[QWidget]:
        value = self._now.terms[one].value
        if one in _WORDS:
            before, after, most = _WORDS[one]
            return [make_label(before), self._number(one, value, most), make_label(after)]
        if one is Condition.GRADES:
            self.grade = QComboBox()
            self.grade.setObjectName("grade")
            self.grade.setAccessibleName("考核结果不低于")
            for grade, name in GRADE_NAMES.items():
                self.grade.addItem(name, grade)
            self.grade.setCurrentText(GRADE_NAMES[self._now.grade])
            number = self._number(one, value, 10)
            return [make_label("近"), number, make_label("个年度考核都不低于"), self.grade]
        if one is Condition.TRAINING:
            return [make_label("上一年度不少于"), self._days(value), make_label("天")]
        return [self._levels(value)] if one is Condition.EDUCATION else []

    def _number(self, one: Condition, value: int, most: int) -> QSpinBox:
        made = QSpinBox()
        made.setObjectName(f"value_{one.value}")
        made.setAccessibleName(CONDITION_NAMES[one])
        made.setRange(1, most)
        made.setValue(value)
        self._values[one] = made.value
        return made

    def _days(self, value: int) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setObjectName(f"value_{Condition.TRAINING.value}")
        made.setAccessibleName(CONDITION_NAMES[Condition.TRAINING])
        made.setDecimals(1)
        made.setRange(0.5, 366)
        made.setValue(value / _TENTHS)
        self._values[Condition.TRAINING] = lambda: round(made.value() * _TENTHS)
        return made

    def _levels(self, value: int) -> QComboBox:
        made = QComboBox()
        made.setObjectName(f"value_{Condition.EDUCATION.value}")
        made.setAccessibleName(CONDITION_NAMES[Condition.EDUCATION])
        for level, name in LEVEL_NAMES.items():
            made.addItem(f"{name}及以上", int(level))
        made.setCurrentIndex(max(0, made.findData(int(Level(value)))))
        self._values[Condition.EDUCATION] = lambda: int(made.currentData())
        return made

    @Slot()
    def _confirm(self) -> None:
        terms = {
            one: Term(box.isChecked(), self._values[one]() if one in self._values else 0)
            for one, box in self._boxes.items()
        }
        made = replace(
            self._now,
            year=self._year,
            share=round(self.share.value() * _TENTHS),
            grade=Grade(self.grade.currentData()),
            terms=terms,
        )
        if self.form.show_problems(rule_problems(made)):
            self.send(made)
