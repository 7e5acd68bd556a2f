"""From when, and from which PC: what narrows the actions before they are fetched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from jyguide.history.row import ActionFilter
from ui.theme import SPACE
from ui.widgets import DateField, make_label

_CHOSEN = "自选日期"
_PERIODS: dict[str, Callable[[date], date | None]] = {
    "全部时间": lambda _: None,
    "今天": lambda today: today,
    "最近 7 天": lambda today: today - timedelta(days=6),
    "最近 30 天": lambda today: today - timedelta(days=29),
    "今年": lambda today: today.replace(month=1, day=1),
}


class FilterRow(QWidget):
    """Object names: `period`, `since`, `until`, `here`."""

    changed = Signal()

    def __init__(self, today: date, *, with_here: bool = True) -> None:
        """`with_here` offers to leave out what came from other PCs."""
        super().__init__()
        self._period = QComboBox()
        self._period.setObjectName("period")
        self._period.setAccessibleName("时间范围")
        self._period.addItems([*_PERIODS, _CHOSEN])
        self._since, self._until = DateField("since"), DateField("until")
        self._to = make_label("至")
        self._here = QCheckBox("只看本机")
        self._here.setObjectName("here")
        self._days = (self._since, self._to, self._until)
        self._lay_out(today)
        self._here.setHidden(not with_here)
        self._period.currentIndexChanged.connect(self._take_period)
        self._here.toggled.connect(self.changed)
        for field in (self._since, self._until):
            field.dateChanged.connect(self.changed)

    def wanted(self, today: date) -> ActionFilter:
        """What is chosen, seen from `today`."""
        here = self._here.isChecked()
        if self._period.currentText() == _CHOSEN:
            return ActionFilter(since=self._since.day, until=self._until.day, here=here)
        return ActionFilter(since=_PERIODS[self._period.currentText()](today), here=here)

    @Slot()
    def clear(self) -> None:
        """Want everything again."""
        with QSignalBlocker(self):
            self._period.setCurrentIndex(0)
            self._here.setChecked(False)
        self.changed.emit()

    def _lay_out(self, today: date) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for part in (self._period, *self._days, self._here):
            row.addWidget(part)
        self._since.set_day(today.replace(day=1))
        self._until.set_day(today)
        for part in self._days:
            part.hide()

    @Slot()
    def _take_period(self) -> None:
        for part in self._days:
            part.setVisible(self._period.currentText() == _CHOSEN)
        self.changed.emit()
