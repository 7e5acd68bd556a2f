"""How much somebody wants to practise a day, how long he has for an answer, and about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.drill.plan import ANSWER_SECONDS, MOST_DAILY, MOST_IN_ROW, DrillPlan
from ui.theme import SPACE
from ui.widgets import Form, Kind, make_button
from ui.widgets.button_row import ButtonRow

_SIZE = 520, 620


class SettingsDialog(QDialog):
    """Asks for what a `DrillPlan` holds beside the day of the exam.

    Object names: `daily_items`, `answer_seconds`, `right_in_row`, `categories`, `save`, `cancel`.
    """

    def __init__(self, plan: DrillPlan, categories: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drill_settings_dialog")
        self.setWindowTitle("练习设置")
        self.resize(*_SIZE)
        self._plan = plan
        self._daily = spin_box("daily_items", MOST_DAILY, " 题", plan.daily_items)
        self._in_row = spin_box("right_in_row", MOST_IN_ROW, " 次", plan.right_in_row)
        self._seconds = QComboBox()
        self._seconds.setObjectName("answer_seconds")
        for seconds in ANSWER_SECONDS:
            self._seconds.addItem(f"{seconds} 秒", seconds)
        self._seconds.setCurrentIndex(max(0, self._seconds.findData(plan.answer_seconds)))
        self._list = QListWidget()
        self._list.setObjectName("categories")
        self._list.setAccessibleName("只练这些类别")
        for category in categories:
            item = QListWidgetItem(category)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            wanted = category in plan.categories
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._make_form(), 1)
        layout.addLayout(self._make_foot())

    def _make_form(self) -> Form:
        form = Form()
        form.add("daily", "每天题数", self._daily, hint="每天最多几道新题；冲刺时是每天一共几题。")
        form.add("seconds", "答题时间", self._seconds, hint="每题倒计时；到时只提醒，不打断。")
        form.add("in_row", "错题移出", self._in_row, hint="连续答对这么多次，就不再算错题。")
        form.add(
            "categories", "只练这些", self._list, hint="用于今日温习和冲刺；都不勾就是全部类别。"
        )
        return form

    def _make_foot(self) -> ButtonRow:
        save = make_button("保存", Kind.PRIMARY, name="save")
        save.setDefault(True)
        cancel = make_button("取消", name="cancel")
        save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        return ButtonRow(save, leave=cancel)

    @property
    def plan(self) -> DrillPlan:
        """The plan as it would be kept."""
        items = [self._list.item(at) for at in range(self._list.count())]
        return replace(
            self._plan,
            daily_items=self._daily.value(),
            right_in_row=self._in_row.value(),
            answer_seconds=self._seconds.currentData(),
            categories=tuple(
                item.text() for item in items if item.checkState() is Qt.CheckState.Checked
            ),
        )


def spin_box(name: str, most: int, suffix: str, value: int) -> QSpinBox:
    """A field for a number from 1."""
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(1, most)
    made.setSuffix(suffix)
    made.setValue(value)
    return made
