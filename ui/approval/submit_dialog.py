"""Asks when and under which number a list went to the city."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jyguide.approval.row import SubmissionRow
from ui.approval.step_dialog import AskingDialog
from ui.widgets import DateField


class SubmitDialog(AskingDialog):
    """Gives ``(day, number)``. Object names: `submit_dialog`, `on`, `number`."""

    def __init__(self, row: SubmissionRow, today: date, parent: QWidget) -> None:
        super().__init__(
            "登记上报",
            "登记上报",
            f"“{row.title}”，待批复 {row.waiting} 人。登记后名单随数据交换送到市级。",
            parent,
        )
        self.setObjectName("submit_dialog")
        self.on = DateField("on")
        self.on.set_day(row.submitted_on or today)
        self.number = QLineEdit(row.number, placeholderText="如 周委〔2026〕3号，没有可不填")
        self.number.setObjectName("number")
        self.form.add("on", "上报日期", self.on, required=True)
        self.form.add("number", "请示文号", self.number)
        self.number.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.send((self.on.day, self.number.text().strip()))
