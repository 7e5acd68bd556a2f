"""The schedule of a round: for each phase its days, and who may score."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from jyguide.standard.kinds import PHASE_NAMES, SCORED_PHASES, Phase
from jyguide.standard.round import SCORER_NAMES, PhasePlan, Scorers
from ui.theme import SPACE
from ui.widgets import make_label
from ui.widgets.optional_day import OptionalDay

_BETWEEN_NAMES = re.compile(r"[、，,;；\s]+")
_DAY = 220
_HEADS = ("阶段", "开始", "截止", "由谁评分")


class ScheduleFields(QWidget):
    """Object names: `<phase>_opens`, `<phase>_closes`, `<phase>_scorers`, `<phase>_named`."""

    def __init__(self, schedule: Mapping[Phase, PhasePlan], today: date) -> None:
        super().__init__()
        self._opens: dict[Phase, OptionalDay] = {}
        self._closes: dict[Phase, OptionalDay] = {}
        self._scorers: dict[Phase, QComboBox] = {}
        self._named: dict[Phase, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.s)
        for column in (1, 2):
            grid.setColumnMinimumWidth(column, _DAY)
        grid.setColumnStretch(3, 1)
        for column, head in enumerate(_HEADS):
            grid.addWidget(make_label(head, "small"), 0, column)
        for at, phase in enumerate(Phase):
            self._add(grid, 1 + 2 * at, phase, today)
            self._fill(phase, schedule.get(phase, PhasePlan()))

    def close_phases(self, closed: Collection[Phase]) -> None:
        """What is closed can be read and not changed."""
        for phase in closed:
            for field in self._fields(phase):
                field.setEnabled(False)
                field.setToolTip("这个阶段已经关闭，不能再改")

    def schedule(self) -> dict[Phase, PhasePlan]:
        """What is entered."""
        return {
            phase: PhasePlan(
                self._opens[phase].day,
                self._closes[phase].day,
                self._scorer(phase),
                self._names(phase),
            )
            for phase in Phase
        }

    def _fields(self, phase: Phase) -> list[QWidget]:
        fields: list[QWidget] = [self._opens[phase], self._closes[phase]]
        if phase in self._scorers:
            fields += [self._scorers[phase], self._named[phase]]
        return fields

    def _scorer(self, phase: Phase) -> Scorers:
        field = self._scorers.get(phase)
        return Scorers.ANYONE if field is None else Scorers(field.currentData())

    def _names(self, phase: Phase) -> tuple[str, ...]:
        if self._scorer(phase) is not Scorers.NAMED:
            return ()
        return tuple(filter(None, _BETWEEN_NAMES.split(self._named[phase].text())))

    def _add(self, grid: QGridLayout, row: int, phase: Phase, today: date) -> None:
        name = PHASE_NAMES[phase]
        self._opens[phase] = OptionalDay(f"{phase}_opens", f"{name}的开始日期", today)
        self._closes[phase] = OptionalDay(f"{phase}_closes", f"{name}的截止日期", today)
        grid.addWidget(make_label(name), row, 0)
        grid.addWidget(self._opens[phase], row, 1)
        grid.addWidget(self._closes[phase], row, 2)
        if phase not in SCORED_PHASES:
            grid.addWidget(make_label("不评分，只整改", "hint"), row, 3)
            return
        scorers, named = (
            QComboBox(),
            QLineEdit(placeholderText="可以评分的人的姓名，之间用顿号隔开"),
        )
        scorers.setObjectName(f"{phase}_scorers")
        scorers.setAccessibleName(f"{name}由谁评分")
        for scorer, label in SCORER_NAMES.items():
            scorers.addItem(label, scorer.value)
        named.setObjectName(f"{phase}_named")
        named.setAccessibleName(f"{name}的指定人员")
        scorers.currentIndexChanged.connect(
            lambda: named.setVisible(scorers.currentData() == Scorers.NAMED.value)
        )
        named.hide()
        self._scorers[phase], self._named[phase] = scorers, named
        grid.addWidget(scorers, row, 3)
        grid.addWidget(named, row + 1, 1, 1, 3)

    def _fill(self, phase: Phase, plan: PhasePlan) -> None:
        self._opens[phase].set_day(plan.opens_on)
        self._closes[phase].set_day(plan.closes_on)
        if phase in self._scorers:
            field = self._scorers[phase]
            field.setCurrentIndex(field.findData(plan.scorers.value))
            self._named[phase].setText("、".join(plan.named))
