from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.widgets.row_model import Column
from ui.widgets.row_search import RowSearch
from ui.widgets.search_ahead import AT_ONCE, SearchAhead
from ui.widgets.table import SEARCHING, RowTable


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


def test_whoever_searches_too_early_waits_for_the_rows_to_be_read(qtbot):
    table = RowTable([Column("名", lambda row: f"名{row}")])
    table.set_rows(range(6_000))
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    table.activateWindow()
    field = table.bar.search
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "5999")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert table.count.text() == SEARCHING
    qtbot.waitUntil(table.view.hasFocus)
    assert table.selected_rows() == [5999]
    assert len(table.shown_rows()) == 1
