"""The heads of a table: there, and not measured section by section."""

from PySide6.QtCore import Qt

from ui.widgets import Column, RowTable


def test_rows_are_numbered_and_only_those_on_screen_are_asked_about(qtbot):
    table = RowTable([Column("甲", str)])
    qtbot.addWidget(table)
    asked = []
    measured = []
    answer = table.model.headerData

    def head(section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation == Qt.Orientation.Vertical:
            asked.append(section)
        else:
            measured.append(role)
        return answer(section, orientation, role)

    table.model.headerData = head
    table.resize(400, 300)
    table.set_rows(range(1_000))
    with qtbot.waitExposed(table):
        table.show()
    table.set_rows(range(1_000))
    table.view.viewport().repaint()
    table.view.verticalHeader().viewport().repaint()
    assert asked
    assert max(asked) < 20
    assert table.view.verticalHeader().width() == table.view.verticalHeader().sizeHint().width()
    assert answer(11, Qt.Orientation.Vertical) == 12
    del measured[:]
    table.set_rows(range(10))
    table.resize(500, 300)
    assert not measured
