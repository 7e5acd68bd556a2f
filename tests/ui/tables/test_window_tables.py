"""Tables are left, kept, found again, viewed and written out, by clicks and keys."""

from dataclasses import dataclass

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from jyguide.settings.service import Whose
from ui.at_work import AtWork
from ui.page import Page
from ui.tables.keeper import WindowTables, read_kept
from ui.tables.views import MOST_TICKED
from ui.widgets import CENTRE, RIGHT, Adds, Column, RowTable, Toast
from ui.widgets.heads.state import ColumnFilter

CTRL, ENTER = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    kind: str
    hours: str
    day: str = "2025-06-30"
    number: str = "320281********1234"


PEOPLE = (
    Person("王伟", "专职", "12.5"),
    Person("=张三", "兼职", "8.0", "1990-**-**"),
    Person("李娜", "兼职", "—"),
)


class PeoplePage(Page):
    name = "people"
    title = "人员"


def make_table():
    table = RowTable[Person](
        [
            Column("姓名", lambda row: row.name),
            Column("专兼职", lambda row: row.kind, align=CENTRE),
            Column("学时", lambda row: row.hours, align=RIGHT, adds=Adds.SUM),
            Column("日期", lambda row: row.day),
            Column("身份证号", lambda row: row.number, mono=True),
        ],
        unit="人",
    )
    table.setObjectName("roster")
    table.add_choice("kind", "全部专兼职", lambda row: row.kind)
    return table


class Windows:
    """One window after another over the same data."""

    def __init__(self, qtbot, app, desk):
        self.qtbot, self.app, self.desk = qtbot, app, desk
        self.tables = None

    def open(self):
        if self.tables is not None:
            self.tables.finish()
        self.shell = QWidget()
        self.shell.toast = Toast(self.shell)
        self.tables = WindowTables(self.shell, self.desk, self.app, read_kept(self.app))
        self.shell.at_work = AtWork(tables=self.tables)
        page, self.table = PeoplePage(), make_table()
        page.notice.connect(self.shell.toast.tell)
        page.layout_.addWidget(self.table)
        QVBoxLayout(self.shell).addWidget(page)
        self.shell.resize(900, 500)
        self.qtbot.addWidget(self.shell)
        self.table.set_rows(PEOPLE)
        with self.qtbot.waitExposed(self.shell):
            self.shell.show()
        return self.table

    def kept(self):
        return self.app.kept.read(Whose.USER)

    def said(self):
        return self.shell.toast.findChild(QLabel, "toast_text").text()

    def pick(self, text):
        """Open the menu of views by keys, and press a line."""
        button = self.table.findChild(QWidget, "views")
        button.menu().aboutToShow.emit()
        (action,) = [one for one in button.menu().actions() if one.text() == text]
        action.trigger()

    def ask_export(self):
        self.shell.activateWindow()
        self.table.view.setFocus()
        self.qtbot.waitUntil(self.table.view.hasFocus)
        self.qtbot.keyClick(self.table.view, Qt.Key.Key_E, CTRL)
        return QApplication.activeModalWidget()

    def answer(self, name):
        dialog = QApplication.activeModalWidget()
        dialog.findChild(QLineEdit, "field_name").setText(name)
        self.qtbot.keyClick(dialog, ENTER)
        return dialog


@pytest.fixture
def windows(qtbot, app, desk):
    return Windows(qtbot, app, desk)


def test_tables_are_found_as_they_were_left_and_in_views(windows, qtbot):
    windows.open()
    heads = windows.open().view.heads
    assert not windows.kept()  # nobody has changed anything
    table = windows.table
    heads.hide(1)
    table.view.horizontalHeader().resizeSection(0, 230)
    table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    heads.filter(0, ColumnFilter(("王伟",)))
    table.bar.search.setText("王")
    windows.pick("存为视图…")
    dialog = windows.answer("")
    assert dialog.isVisible()  # a name is needed
    windows.answer("学时最多")
    windows.pick("恢复默认")
    assert (table.view.columns_on_screen(), len(table.shown_rows())) == ([0, 1, 2, 3, 4], 3)
    heads.freeze(1)
    table = windows.open()
    assert set(windows.kept()) == {"table/people/roster", "views/people/roster"}
    assert table.view.heads.frozen == 1
    assert table.view.columns_on_screen() == [0, 1, 2, 3, 4]

    windows.pick("学时最多")
    assert table.view.columns_on_screen() == [0, 2, 3, 4]
    assert table.view.columnWidth(0) == 230
    assert [row.name for row in table.shown_rows()] == ["王伟"]
    assert table.bar.search.text() == "王"
    table.set_rows(PEOPLE[1:])
    windows.pick("学时最多")
    assert "“姓名”里的“王伟”" in windows.said()  # it goes as far as it goes


def test_a_view_does_not_keep_thousands_of_ticks(windows):
    table = windows.open()
    table.view.heads.filter(0, ColumnFilter(tuple(map(str, range(MOST_TICKED + 1)))))
    windows.pick("存为视图…")
    windows.answer("太多")
    assert "“姓名”勾选了 2,001 项" in windows.said()
    assert "views/people/roster" not in windows.kept()


def test_views_are_renamed_and_let_go(windows):
    table = windows.open()
    table.view.heads.hide(1)
    windows.pick("存为视图…")
    windows.answer("学时最多")
    windows.pick("给“学时最多”改名…")
    windows.answer("老名单")
    windows.pick("删除“老名单”")
    windows.open()
    assert set(windows.kept()) == {"table/people/roster"}
    assert windows.table.view.columns_on_screen() == [0, 2, 3, 4]
    windows.app.kept.keep(Whose.USER, {"table/people/roster": "{"})
    assert windows.open().view.columns_on_screen() == [0, 1, 2, 3, 4]  # unreadable


def test_a_table_is_written_as_it_stands(windows, qtbot, alerts, tmp_path, jobs):
    table = windows.open()
    table.view.heads.hide(1)
    table.set_condition("some", lambda row: row.kind == "兼职")
    for number in ("", "(2)"):
        dialog = windows.ask_export()
        if not number:  # it is remembered
            alerts.files.append(tmp_path)
            qtbot.mouseClick(dialog.findChild(QWidget, "other_folder"), Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(jobs.idle):
            qtbot.keyClick(dialog, ENTER)
        name = f"周庄镇指导站_人员_20261120{number}.xlsx"
        assert windows.said() == f"已导出到“{name}”。"
        sheet = load_workbook(tmp_path / name).active
        cells = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=2, max_row=4)]
        assert cells[0] == ["序号", "姓名", "学时", "日期", "身份证号"]
        assert cells[1] == [1, "=张三", 8, "1990-**-**", "320281********1234"]
        assert cells[2][3].isoformat() == "2025-06-30T00:00:00"


def test_what_leaves_is_asked_for_at_the_gate(windows, qtbot):
    table = windows.open()
    asked = []
    table.copy_through(lambda leave: asked.append((table.leaving_rows(), leave)))
    table.select_rows(lambda row: row.name == "王伟")
    table.copy()
    qtbot.keyClick(windows.ask_export(), ENTER)
    assert [rows for rows, _ in asked] == [[PEOPLE[0]], list(PEOPLE)]
    assert not windows.desk.jobs.busy  # nothing is read before it is let


def test_a_menu_has_the_export_where_there_is_a_window(windows, qtbot):
    table = windows.open()
    table.add_action("导出证书…", lambda: None)
    texts = [one.text() for one in table.make_menu().actions()]
    assert texts[-3:] == ["", "导出表格…\tCtrl+E", "导出证书…"]
    assert not any("Ctrl+E" in one.text() for one in make_table().make_menu().actions())
    assert isinstance(table.findChild(QWidget, "views").menu(), QMenu)
