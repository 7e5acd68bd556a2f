from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget

from ui.widgets import DateField


def test_a_day_goes_in_and_comes_out(qtbot):
    field = DateField("held_on")
    qtbot.addWidget(field)
    field.set_day(date(2026, 11, 20))
    assert (field.objectName(), field.text(), field.day) == (
        "held_on",
        "2026-11-20",
        date(2026, 11, 20),
    )


def test_a_day_of_another_century_is_not_taken(qtbot):
    field = DateField("held_on")
    qtbot.addWidget(field)
    field.set_day(date(1999, 1, 1))
    assert field.day.year >= 2000


def test_the_calendar_is_made_when_it_is_opened_and_speaks_chinese(qtbot):
    field = DateField("held_on")
    qtbot.addWidget(field)
    field.show()
    assert field.findChild(QCalendarWidget) is None
    for _ in range(2):
        arrow = QPoint(field.width() - 10, field.height() // 2)
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=arrow)
        (calendar,) = field.findChildren(QCalendarWidget)
        assert calendar.isVisible()
        calendar.parentWidget().close()
    assert calendar.locale().monthName(11) == "十一月"
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert calendar.minimumWidth() == 320
