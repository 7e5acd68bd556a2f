from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.widgets.row_model import Column, RowSearch
from ui.widgets.search_ahead import AT_ONCE, SearchAhead


class Field(QLineEdit):
    def hasFocus(self):  # noqa: N802 - Qt's name
        return True


def test_rows_are_read_while_the_field_waits_and_anew_when_others_come(qtbot):
    asked = []
    search = RowSearch([Column("名", lambda row: asked.append(row) or f"名{row}")])
    rows = [[f"{at:05d}" for at in range(AT_ONCE + 5)]]
    field = Field()
    qtbot.addWidget(field)
    ahead = SearchAhead(field, search, lambda: rows[0])
    assert not ahead.reading
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn))
    qtbot.waitUntil(lambda: not ahead.reading)
    assert len(asked) == AT_ONCE + 5
    search.look_for("名00003")
    assert search.sift(rows[0]) == ["00003"]
    assert len(asked) == AT_ONCE + 5  # nobody is asked again
    search.forget_rows()
    rows[0] = ["10000"]
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn))
    qtbot.waitUntil(lambda: not ahead.reading)
    assert asked[AT_ONCE + 5 :] == ["10000"]
