"""A field for a day with a calendar that speaks Chinese whatever the system speaks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from ui.theme import PALETTE

_CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


class DateField(QDateEdit):
    """A day between 2000 and 2099, typed or chosen from the calendar."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setLocale(_CHINESE)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setDateRange(QDate(2000, 1, 1), QDate(2099, 12, 31))
        self.setCalendarPopup(True)
        self._laid_out = False

    @property
    def day(self) -> date:
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Have the calendar made when it is first opened: it is thirty widgets, half a megabyte.

        Most days are typed, or stand right already. Qt opens it in no other way.
        """
        if not self._laid_out:
            self._laid_out = True
            self._lay_out(self.calendarWidget())
        super().mousePressEvent(event)

    def _lay_out(self, calendar: QCalendarWidget) -> None:
        calendar.setLocale(_CHINESE)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(320, 260)
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(PALETTE.gold))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
