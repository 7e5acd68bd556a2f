"""认定学时: other hours and days for somebody than the session gives, with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from jyguide.documents.dates import tenths_text
from jyguide.training.session import EnrolmentRow, SessionPlan
from ui.widgets import make_button
from ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class OwnCredit:
    """Tenths of hours and days that count, both None for what the session gives; and why."""

    hours: int | None
    days: int | None
    reason: str


class CreditDialog(FormDialog):
    """Object names: `credit_dialog`, `own_hours`, `own_days`, `own_reason`, `as_session`.

    `as_session` puts back what the session gives.
    """

    given = Signal(object)
    """An `OwnCredit`."""

    def __init__(self, rows: list[EnrolmentRow], plan: SessionPlan, parent: QWidget) -> None:
        who = rows[0].name if len(rows) == 1 else f"{len(rows)} 人"
        super().__init__(f"认定学时　{who}", "保存", parent, width=460)
        self.setObjectName("credit_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = rows[0]
        self._hours = _amount("own_hours", 999, " 学时", first.credited_hours, plan.credit_hours)
        self._days = _amount("own_days", 366, " 天", first.credited_days, plan.training_days)
        self._reason = QLineEdit(first.credit_reason, placeholderText="例如：只参加了上午")
        self._reason.setObjectName("own_reason")
        gives = f"{tenths_text(plan.credit_hours)} 学时、{tenths_text(plan.training_days)} 天"
        self.form.add("hours", "计入学时", self._hours, hint=f"本期为 {gives}。")
        self.form.add("days", "计入天数", self._days)
        self.form.add("reason", "原因", self._reason, required=True)
        back = make_button("按本期计", name="as_session")
        back.clicked.connect(self._put_back)
        self.add_choice(back)

    @Slot()
    def _confirm(self) -> None:
        reason = self._reason.text().strip()
        if self.form.show_problems({} if reason else {"reason": "请写明原因。"}):
            hours, days = round(self._hours.value() * 10), round(self._days.value() * 10)
            self.given.emit(OwnCredit(hours, days, reason))
            self.accept()

    @Slot()
    def _put_back(self) -> None:
        self.given.emit(OwnCredit(None, None, ""))
        self.accept()


def _amount(name: str, most: float, unit: str, own: int | None, given: int) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setObjectName(name)
    made.setDecimals(1)
    made.setRange(0, most)
    made.setSingleStep(0.5)
    made.setSuffix(unit)
    made.setValue((given if own is None else own) / 10)
    return made
