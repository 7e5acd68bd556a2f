"""Which reports an office prints, and until which day of the month after."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QWidget

from jyguide.report.kinds import REPORT_KIND_NAMES, ReportKind
from jyguide.report.period import PERIOD_KIND_NAMES
from jyguide.report.reminder import (
    FIRST_DAY,
    LAST_DAY,
    USUAL_DAYS,
    Schedule,
    ScheduleRow,
    period_kind,
)
from ui.theme import SPACE, scaled
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.labels import make_label

_NAME_WIDTH = 150
_SAID = "勾选的报表到次月还没有打印，首页会提醒；打印后自动消失。"
_SAID_CITY = f"{_SAID}对指导站报表的规定随同步文件发给各站，由各站提醒。"


class _Line(QWidget):
    """One report: whether it is made, and until which day."""

    def __init__(self, kind: ReportKind, day: int | None, *, laid_down: bool) -> None:
        super().__init__()
        self.made = QCheckBox(f"每{PERIOD_KIND_NAMES[period_kind(kind)]}打印，次月")
        self.made.setObjectName(f"made_{kind.value}")
        self.made.setChecked(day is not None)
        self.made.setMinimumWidth(scaled(_NAME_WIDTH))
        self.day = QSpinBox()
        self.day.setObjectName(f"day_{kind.value}")
        self.day.setAccessibleName(f"{REPORT_KIND_NAMES[kind]}在次月几日前打印")
        self.day.setRange(FIRST_DAY, LAST_DAY)
        self.day.setSuffix(" 日前")
        self.day.setValue(USUAL_DAYS[period_kind(kind)] if day is None else day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.made)
        row.addWidget(self.day)
        if laid_down:
            row.addWidget(make_label("市级规定", "small"))
        row.addStretch(1)
        self.made.setEnabled(not laid_down)
        self.day.setEnabled(not laid_down and self.made.isChecked())
        self.made.toggled.connect(self.day.setEnabled)
        self.setFocusProxy(self.made)


class ScheduleDialog(AskingDialog):
    """Object names: `schedule_dialog`, and for each report `made_<kind>` and `day_<kind>`."""

    def __init__(
        self, kinds: list[ReportKind], row: ScheduleRow, parent: QWidget, *, city: bool = False
    ) -> None:
        """`city`: what is said of stations' reports holds at the stations, and reminds them."""
        super().__init__("报表提醒", "保存", _SAID_CITY if city else _SAID, parent)
        self.setObjectName("schedule_dialog")
        self._lines: dict[ReportKind, _Line] = {}
        for kind in kinds:
            laid_down = kind in row.by_city.days
            self._lines[kind] = _Line(kind, row.holds.days.get(kind), laid_down=laid_down)
            self.form.add(kind.value, REPORT_KIND_NAMES[kind], self._lines[kind])

    @Slot()
    def _confirm(self) -> None:
        self.send(
            Schedule(
                {
                    kind: line.day.value()
                    for kind, line in self._lines.items()
                    if line.made.isChecked() and line.made.isEnabled()
                }
            )
        )
