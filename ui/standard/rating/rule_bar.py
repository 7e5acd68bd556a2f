"""The rule in fields: lines, quotas and the floor on one row, the rest in a dialog."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QWidget,
)

from jyguide.quota import TIES_NAMES, Ties
from jyguide.standard.kinds import PHASE_NAMES, RATING_NAMES, SCORED_PHASES, Phase, Rating
from jyguide.standard.rating_rule import (
    LINE_LISTS,
    QUOTA_LISTS,
    SCALE,
    RatingRule,
    rule_faults,
)
from ui.theme import SPACE, scaled
from ui.widgets import make_button, make_label
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.flow_layout import FlowLayout

_Spin = TypeVar("_Spin", QSpinBox, QDoubleSpinBox)
_TENTH = 10
_NONE = -1
_WHOLE = 100


class RuleBar(QWidget):
    """Object names: `line_<list>`, `quota_<list>`, `aspect_floor`, `more_rule`."""

    changed = Signal(object)
    """A `RatingRule`, sound or not."""

    def __init__(self) -> None:
        super().__init__()
        self._rule = RatingRule()
        self._lines = {one: _line_field(one) for one in LINE_LISTS}
        self._quotas = {one: _quota_field(one) for one in QUOTA_LISTS}
        self._floor = _percent("aspect_floor", "示范单项底线", none="不设", least=0)
        self._more = make_button("更多规则…", icon_name="settings", name="more_rule")
        self._more.setToolTip("各阶段权重、同分怎么办、整改后怎么算")
        row = FlowLayout(SPACE.s, self)
        for rating, line in self._lines.items():
            row.addWidget(_named(f"{RATING_NAMES[rating]}线", line))
        for rating, quota in self._quotas.items():
            row.addWidget(_named(f"{RATING_NAMES[rating]}名额", quota))
        row.addWidget(_named("单项底线", self._floor))
        row.addWidget(self._more)
        for line in self._lines.values():
            line.valueChanged.connect(self._take)
        for percent in (*self._quotas.values(), self._floor):
            percent.valueChanged.connect(self._take)
        self._more.clicked.connect(self._ask_more)

    @property
    def rule(self) -> RatingRule:
        """The rule that is being tried."""
        return self._rule

    def show_rule(self, rule: RatingRule) -> None:
        """Fill the fields; nobody is told."""
        self._rule = rule
        values: list[tuple[QSpinBox | QDoubleSpinBox, float]] = [
            (field, rule.lines[one] / _TENTH) for one, field in self._lines.items()
        ]
        values += [(field, rule.quotas.get(one, _NONE)) for one, field in self._quotas.items()]
        values.append((self._floor, rule.aspect_floor))
        for field, value in values:
            with QSignalBlocker(field):
                field.setValue(value)  # type: ignore[arg-type]  # whole for the whole ones

    @Slot()
    def _take(self) -> None:
        lines = {one: round(field.value() * _TENTH) for one, field in self._lines.items()}
        quotas = {
            one: field.value() for one, field in self._quotas.items() if field.value() != _NONE
        }
        floor = self._floor.value()
        self._rule = replace(self._rule, lines=lines, quotas=quotas, aspect_floor=floor)
        self.changed.emit(self._rule)

    @Slot()
    def _ask_more(self) -> None:
        dialog = RuleDialog(self._rule, self.window())
        dialog.given.connect(self._take_more)
        dialog.given.connect(dialog.accept)
        dialog.open()

    @Slot(object)
    def _take_more(self, rule: RatingRule) -> None:
        self.show_rule(rule)
        self.changed.emit(rule)


class RuleDialog(AskingDialog):
    """The rest of a rule.

    Object names: `rule_dialog`, `weight_<phase>`, `ties`, `rescored`,
    `veto_lifted`.
    """

    def __init__(self, rule: RatingRule, parent: QWidget) -> None:
        super().__init__(
            "更多评定规则",
            "试用",
            "改动先在名单上试用，按“保存规则”后才生效。",
            parent,
        )
        self.setObjectName("rule_dialog")
        self._rule = rule
        self._weights: dict[Phase, QSpinBox] = {}
        for phase in SCORED_PHASES:
            field = _percent(f"weight_{phase.value}", f"{PHASE_NAMES[phase]}权重", least=0)
            field.setValue(rule.weights.get(phase, 0))
            self._weights[phase] = field
            self.form.add(phase.value, f"{PHASE_NAMES[phase]}权重", field)
        self._ties = QComboBox()
        self._ties.setObjectName("ties")
        for each in Ties:
            self._ties.addItem(TIES_NAMES[each], each)
        self._ties.setCurrentIndex(self._ties.findData(rule.ties))
        self.form.add("ties", "名额边上同分", self._ties)
        self._rescored = _check("rescored", "整改经核验后复评的得分计入", on=rule.rescored)
        self._lifted = _check("veto_lifted", "整改经核验后一票否决解除", on=rule.veto_lifted)
        self.form.add("rescored", "整改后得分", self._rescored)
        self.form.add("veto_lifted", "一票否决", self._lifted)

    @Slot()
    def _confirm(self) -> None:
        rule = replace(
            self._rule,
            weights={phase: field.value() for phase, field in self._weights.items()},
            ties=Ties(self._ties.currentData()),
            rescored=self._rescored.isChecked(),
            veto_lifted=self._lifted.isChecked(),
        )
        fault = rule_faults(rule).get("weights")
        if self.form.show_problems({SCORED_PHASES[-1].value: fault} if fault else {}):
            self.send(rule)


def _named(words: str, field: QWidget) -> QWidget:
    """A field with its name before it; the two stay on one line."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    row.addWidget(make_label(words, "key"))
    row.addWidget(field)
    return both


def _line_field(rating: Rating) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setObjectName(f"line_{rating.value}")
    field.setAccessibleName(f"{RATING_NAMES[rating]}线，分")
    field.setRange(0, SCALE / _TENTH)
    field.setDecimals(1)
    field.setSingleStep(0.1)
    field.setAccelerated(True)
    return _narrow(field, 72)


def _quota_field(rating: Rating) -> QSpinBox:
    name = f"quota_{rating.value}"
    return _percent(name, f"{RATING_NAMES[rating]}名额，占参评支部", none="不限", least=_NONE)


def _percent(name: str, said: str, *, least: int, none: str = "") -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setAccessibleName(said)
    field.setRange(least, _WHOLE)
    field.setSuffix("%")
    if none:
        field.setSpecialValueText(none)
    return _narrow(field, 76)


def _narrow(field: _Spin, width: int) -> _Spin:
    field.setMinimumWidth(scaled(width))
    field.setKeyboardTracking(False)
    return field


def _check(name: str, text: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(name)
    box.setChecked(on)
    return box
