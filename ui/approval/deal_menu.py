"""The menu 办理: what may be done about whoever is chosen, and why the rest may not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jyguide.approval.gate import GateView
from jyguide.approval.guard import why_not_historic, why_not_step
from jyguide.approval.row import StandingRow
from jyguide.approval.step import DUTY_STEP_NAMES, DutyStep

HISTORIC, CORRECT = "historic", "correct"
_NAMES = {
    HISTORIC: "历史认定…",
    CORRECT: "更正批复…",
    **{step.value: f"{name}…" for step, name in DUTY_STEP_NAMES.items()},
}
_GROUPS: tuple[tuple[str, ...], ...] = (
    (DutyStep.TRAINING_RECOGNISED, DutyStep.EXAM_RECOGNISED),
    (HISTORIC, CORRECT),
    (DutyStep.SUSPENDED, DutyStep.RESUMED),
    (DutyStep.LEFT, DutyStep.RETURNED),
)


class DealMenu(QMenu):
    """Object names: `deal_<step>` for each line."""

    wanted = Signal(str)
    """The value of a `DutyStep`, `HISTORIC` or `CORRECT`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        for group in _GROUPS:
            if not self.isEmpty():
                self.addSeparator()
            for what in map(str, group):
                action = self.addAction(_NAMES[what])
                action.setObjectName(f"deal_{what}")
                action.setData(what)
        self.triggered.connect(self._tell)

    def lines(self) -> list[tuple[str, str]]:
        """What each line stands for, and its words."""
        return [(one.data(), one.text()) for one in self.actions() if not one.isSeparator()]

    def offer(self, rows: Sequence[StandingRow], today: date) -> None:
        """Grey what can be done for none of these people; its tip says why."""
        for action in self.actions():
            if not action.isSeparator():
                why = _why_not(action.data(), rows, today)
                action.setEnabled(not why)
                action.setToolTip(why)

    @Slot(QAction)
    def _tell(self, action: QAction) -> None:
        self.wanted.emit(action.data())


def _why_not(what: str, rows: Sequence[StandingRow], today: date) -> str:
    if what == CORRECT:
        given = {row.standing.appointment for row in rows}
        known = {one.document for one in given if one is not None}
        if len(known) == 1 and None not in given:
            return ""
        return "选中的人不是同一份批复，一次更正一份。" if known else "还没有批复。"
    first = ""
    for row in rows:
        lacks = _lacks(what, row, today)
        if not lacks:
            return ""
        first = first or "；".join(view.missing for view in lacks)
    return f"{first}。"


def _lacks(what: str, row: StandingRow, today: date) -> list[GateView]:
    if what == HISTORIC:
        return why_not_historic(row.standing, today)
    return why_not_step(row.standing, row.evidence, DutyStep(what), today, today)
