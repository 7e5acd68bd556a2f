"""The form of the rule by which hours become days and days are required."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.training.credit_rule import (
    REFERENCE,
    ROUNDING,
    CreditRule,
    RuleInForce,
    rule_problems,
)
from jyguide.training.session import SESSION_KIND_NAMES, SessionKind
from ui.theme import SPACE
from ui.training.credit.record_dialog import amount
from ui.widgets import make_label
from ui.widgets.form_dialog import FormDialog

_COLUMNS = 3


class RuleDialog(FormDialog):
    """Shows who laid the rule down; saving makes one from a year on, years before keep theirs.

    Object names: `rule_dialog`, `source`, `reference`, `year`, `hours_a_day`, `required_days`,
    `both_levels`, `role_<role>`, `kind_<kind>`, `reserve_days`, `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """A `CreditRule` that can be applied."""

    def __init__(self, now: RuleInForce, year: int, parent: QWidget, *, editable: bool) -> None:
        """Not `editable` is the city's rule at a station."""
        super().__init__("学时规则", "保存", parent)
        self.setObjectName("rule_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_fields(now.rule, year)
        self._lay_out(now)
        self._allow(editable)

    @Slot()
    def resume(self) -> None:
        """Let the user go on after saving failed."""
        self._confirm_button().setEnabled(True)

    def _make_fields(self, rule: CreditRule, year: int) -> None:
        self.year = QSpinBox()
        self.year.setObjectName("year")
        self.year.setRange(2000, 2099)
        self.year.setValue(year)
        self.year.setSuffix(" 年起")
        self.hours_a_day = amount("hours_a_day", " 学时折合 1 天", 24)
        self.hours_a_day.setValue(rule.hours_a_day / 10)
        self.required_days = amount("required_days", " 天", 366)
        self.required_days.setValue(rule.required_days / 10)
        self.both_levels = QCheckBox("市级、镇级培训都要参加过")
        self.both_levels.setObjectName("both_levels")
        self.both_levels.setChecked(rule.both_levels)
        self.reserve_days = amount("reserve_days", " 天", 366)
        self.reserve_days.setValue(rule.reserve_days / 10)
        self.reserve_days.setSpecialValueText("参加一期即可")
        self.roles = _Ticks(
            "role", [(role, name) for role, name in PERSON_ROLE_NAMES.items() if role], rule.roles
        )
        self.kinds = _Ticks("kind", list(SESSION_KIND_NAMES.items()), rule.kinds)

    def _lay_out(self, now: RuleInForce) -> None:
        add = self.form.add
        add("source", "现行规则", make_label(now.source, name="source", wrap=True))
        add("year", "起算年份", self.year, hint="以前各年仍按原来的规则统计。")
        add("hours_a_day", "每天学时", self.hours_a_day, hint=ROUNDING)
        add("required_days", "每年不少于", self.required_days)
        add("both_levels", "", self.both_levels)
        add("roles", "对哪些人", self.roles, hint="其他人的学时天数照常统计，只是不作要求。")
        add("kinds", "哪些计入", self.kinds)
        add("reserve_days", "后备人才", self.reserve_days)
        add("reference", "依据", make_label(REFERENCE, "hint", "reference", wrap=True))

    def _allow(self, editable: bool) -> None:  # noqa: FBT001 - handed on as it came
        fields = (
            self.year,
            self.hours_a_day,
            self.required_days,
            self.both_levels,
            self.roles,
            self.kinds,
            self.reserve_days,
        )
        for field in fields:
            field.setEnabled(editable)
        self._confirm_button().setVisible(editable)

    @Slot()
    def _confirm(self) -> None:
        rule = CreditRule(
            self.year.value(),
            round(self.hours_a_day.value() * 10),
            round(self.required_days.value() * 10),
            self.both_levels.isChecked(),
            frozenset(PersonRole(one) for one in self.roles.ticked()),
            frozenset(SessionKind(one) for one in self.kinds.ticked()),
            round(self.reserve_days.value() * 10),
        )
        if self.form.show_problems(rule_problems(rule)):
            self._confirm_button().setEnabled(False)
            self.wanted.emit(rule)

    def _confirm_button(self) -> QWidget:
        found = self.findChild(QWidget, "confirm")
        assert found is not None  # noqa: S101 - made by the form itself
        return found


class _Ticks(QWidget):
    """Boxes to tick, three a line."""

    def __init__(
        self, name: str, choices: Iterable[tuple[Any, str]], ticked: frozenset[Any]
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, SPACE.xs, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.xs)
        self._boxes: dict[Any, QCheckBox] = {}
        for at, (value, label) in enumerate(choices):
            box = QCheckBox(label)
            box.setObjectName(f"{name}_{value}")
            box.setChecked(value in ticked)
            self._boxes[value] = box
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS)

    def ticked(self) -> list[Any]:
        """The values of the boxes that are ticked."""
        return [value for value, box in self._boxes.items() if box.isChecked()]
