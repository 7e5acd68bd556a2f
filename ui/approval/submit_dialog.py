"""Asks about a list as a whole: when and under which number it went; its title."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jyguide.approval.row import SubmissionRow
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog


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


class TitleDialog(AskingDialog):
    """Gives ``(title, note)``. Object names: `title_dialog`, `title`, `note`."""

    def __init__(self, row: SubmissionRow, parent: QWidget) -> None:
        super().__init__("改标题", "保存", "标题印在请示上，备注只在这里显示。", parent)
        self.setObjectName("title_dialog")
        self.title, self.note = QLineEdit(row.title), QLineEdit(row.note)
        self.title.setObjectName("title")
        self.note.setObjectName("note")
        self.form.add("title", "标题", self.title, required=True)
        self.form.add("note", "备注", self.note)
        self.title.setFocus()

    @Slot()
    def _confirm(self) -> None:
        title = self.title.text().strip()
        if self.form.show_problems({} if title else {"title": "请填写标题。"}):
            self.send((title, self.note.text().strip()))
