from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from ui.at_work import AtWork
from ui.widgets import Column, RowTableModel
from ui.widgets.listed_table import ListedTable
from ui.widgets.name_list import NameList
from ui.widgets.row_view import RowView
from ui.widgets.table_bar import TableBar

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Towns(ListedTable):
    """Counts its rows and copies them as they are."""

    def __init__(self):
        super().__init__()
        self.model = RowTableModel([Column("镇街", str)], self)
        self.bar = TableBar("搜索")
        self.view = RowView(self.model)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.view)
        self._bind_rows()

    def _any(self):
        return bool(self.model.rows)

    def _copy(self, heads):
        rows = [self.model.rows[at] for at in self.view.selected_positions()]
        self._put_on_clipboard(rows, heads=heads)


@pytest.fixture
def keeper():
    calls = SimpleNamespace(attended=[], exported=[])
    calls.attend, calls.export = calls.attended.append, calls.exported.append
    return calls


def test_rows_read_elsewhere_are_kept_copied_and_exported_by_keys_and_menu(qtbot, keeper):
    window = QWidget()
    window.at_work, table = AtWork(tables=keeper), Towns()
    QVBoxLayout(window).addWidget(table)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    table.hide()
    table.show()
    assert keeper.attended == [table]
    view = table.view
    view.setFocus()
    table.list_by(lambda: "told elsewhere")
    qtbot.keyClick(view, Qt.Key.Key_E, CTRL)
    assert keeper.exported == []  # there is no row yet
    table.model.set_rows(["周庄镇", "华士镇"])
    view.select_positions([0, 1])
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().split() == ["镇街", "周庄镇", "华士镇"]
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text().split() == ["周庄镇", "华士镇"]
    qtbot.keyClick(view, Qt.Key.Key_F12)
    assert keeper.exported == [table]
    assert table.listed() == "told elsewhere"
    view.customContextMenuRequested.emit(QPoint(1, 1))
    line = table.findChild(QMenu).actions()[-1]
    assert line.text() == "导出…\tCtrl+E"
    line.trigger()
    assert keeper.exported == [table, table]


def test_a_button_chooses_the_only_name_found_or_the_one_with_the_cursor(qtbot):
    names = NameList(lambda row: row.name)
    qtbot.addWidget(names)
    names.set_rows([SimpleNamespace(name=name, search=name) for name in ("张三", "李四", "张四")])
    chosen = []
    names.chosen.connect(lambda row: chosen.append(row.name))
    field = names.findChild(QLineEdit)
    field.setText("张")
    names.choose_current()  # two of them: into the list, on the first
    assert chosen == []
    names.choose_current()
    assert chosen == ["张三"]
    names.restart()
    field.setText("李")
    names.choose_current()
    assert chosen == ["张三", "李四"]
