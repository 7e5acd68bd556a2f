"""What a person does at the page of the exchange, and what is seen there."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)

from ui.shell import Shell
from ui.sync.page import SyncPage
from ui.widgets import Banner, RowTable

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Hands:
    qtbot: object
    desk: object
    shell: Shell
    page: SyncPage
    sticks: list = field(default_factory=list)

    def settle(self):
        """Wait until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=20_000)

    def dialog(self):
        """The topmost dialog."""
        shown = [one for one in self.shell.findChildren(QDialog) if one.isVisible()]
        return shown[-1] if shown else None

    def find(self, kind, name):
        """The one visible widget of that name, in a dialog before the window behind it."""
        root = self.dialog() or self.shell
        found = [one for one in root.findChildren(kind, name) if one.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def sees(self, name):
        root = self.dialog() or self.shell
        return any(one.isVisible() for one in root.findChildren(QWidget, name))

    def press(self, name):
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name} is grey"
        self.qtbot.mouseClick(button, LEFT)

    def click(self, name):
        self.press(name)
        self.settle()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """A key where the keyboard is."""
        target = (self.dialog() or self.shell).focusWidget() or self.dialog() or self.shell
        self.qtbot.keyClick(target, key, modifier)
        self.settle()

    def type(self, name, text):
        line = self.find(QWidget, name)
        line.setFocus()
        if isinstance(line, QLineEdit):
            line.selectAll()
        self.qtbot.keyClicks(line, text)

    def text(self, name):
        return self.find(QLabel, name).text()

    def banner(self, name):
        return self.find(Banner, name).findChild(QLabel, "sentence").text()

    def table(self, name) -> RowTable:
        return self.find(RowTable, name)

    def rows(self, name):
        """What stands in a table, cell by cell."""
        table = self.table(name)
        columns = [table.model.columns[at] for at in table.view.columns_on_screen()]
        return [[column.text(row) for column in columns] for row in table.shown_rows()]

    def click_row(self, name, at, modifier=Qt.KeyboardModifier.NoModifier):
        view = self.table(name).view
        place = view.visualRect(view.model().index(at, 0)).center()
        self.qtbot.mouseClick(view.viewport(), LEFT, modifier, place)
        self.settle()

    def menu(self, name):
        """The lines of a table's right-click menu that can be chosen."""
        menu = self.table(name).make_menu()
        menu.deleteLater()
        return [
            one.text().split("\t")[0]
            for one in menu.actions()
            if one.text() and one.isVisible() and one.isEnabled()
        ]

    def choose(self, name, text):
        """Choose a line of a table's right-click menu."""
        menu = self.table(name).make_menu()
        menu.deleteLater()
        next(one for one in menu.actions() if one.text().split("\t")[0] == text).trigger()
        self.settle()

    def trigger(self, name):
        """Take an entry of a menu button."""
        self.shell.findChild(QAction, name).trigger()
        self.settle()

    def tab(self, at, name="sync_tabs"):
        tabs = self.find(QTabWidget, name)
        bar = tabs.tabBar()
        self.qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(at).center())
        self.settle()

    def tab_titles(self, name="sync_tabs"):
        tabs = self.find(QTabWidget, name)
        return [tabs.tabText(at) for at in range(tabs.count())]

    def drop(self, target, *files):
        """Drop files on a widget; whether they were welcome."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        at = QPointF(20, 20)
        enter = QDragEnterEvent(at.toPoint(), copy, mime, LEFT, none)
        enter.ignore()
        QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QApplication.sendEvent(target, QDropEvent(at, copy, mime, LEFT, none))
            self.settle()
        return enter.isAccepted()

    def toast(self):
        return self.shell.findChild(QLabel, "toast_text").text()
