"""What a person does at the page of people, and what he sees there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from jyguide.app import Application
from tests.jyguide.builders import NAMES, a_row
from ui.desk import Desk
from ui.held_alerts import HeldAlerts
from ui.people.people_table import PeopleTable
from ui.shell import Shell
from ui.widgets import Banner, RowTable

DATA = Path(__file__).parents[2] / "data" / "people"
TIDY = DATA / "roster-tidy.xlsx"
ALL_STATIONS = DATA / "roster-all-stations.xlsx"
LEFT = Qt.MouseButton.LeftButton


def rows(count, first=0):
    """Lines of a roster, each of another person."""
    return [a_row(NAMES[at % len(NAMES)], at) for at in range(first, first + count)]


@dataclass
class Window:
    qtbot: QtBot
    shell: Shell
    desk: Desk
    app: Application

    def settle(self):
        """Wait until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=20_000)

    def find(self, kind, name):
        """The one visible widget of that name, in a dialog before the window behind it."""
        roots = [d for d in self.shell.findChildren(QDialog) if d.isVisible()] or [self.shell]
        around = [w for root in roots for w in (root, *root.findChildren(kind, name))]
        found = [w for w in around if w.objectName() == name and w.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def button(self, name):
        return self.find(QPushButton, name)

    def press(self, name):
        """Press a button and go on at once."""
        button = self.button(name)
        assert button.isEnabled(), f"{name} is grey"
        self.qtbot.mouseClick(button, LEFT)

    def click(self, name):
        """Press a button and wait for what follows."""
        self.press(name)
        self.settle()

    def choose(self, name, text):
        """Pick an entry of a drop-down as with the mouse."""
        combo = self.find(QComboBox, name)
        at = next(i for i in range(combo.count()) if text in combo.itemText(i))
        combo.setCurrentIndex(at)
        combo.activated.emit(at)

    def type(self, name, text):
        """Type over what stands in a field."""
        line = self.find(QWidget, name)
        line = line.lineEdit() if isinstance(line, QComboBox) else line
        line.setFocus()
        line.selectAll()
        if text.isascii():
            self.qtbot.keyClicks(line, text)
        else:  # Chinese comes whole from an input method; Qt's test keys know none of it
            line.insert(text)
            line.textEdited.emit(line.text())

    def menu(self, name):
        """Take an entry of a menu button."""
        self.shell.findChild(QAction, name).trigger()
        self.settle()

    def text(self, name):
        return self.find(QLabel, name).text()

    def field(self, name):
        return self.find(QLineEdit, name).text()

    def problem(self, name):
        """What stands under a field of a form."""
        row = self.find(QWidget, name).parentWidget()
        return row.findChild(QLabel, "problem").text()

    def banner(self, name):
        return self.find(Banner, name).findChild(QLabel, "sentence").text()

    def table(self, name="people") -> RowTable | PeopleTable:
        return self.find(QWidget, name)

    def names(self):
        return [row.name for row in self.table().shown_rows()]

    def cells(self, row=0):
        """The first row of the list as it stands on screen, by column."""
        table = self.table()
        columns = [table.model.columns[at] for at in table.view.columns_on_screen()]
        return {c.title: c.text(table.shown_rows()[row]) for c in columns}

    def click_row(self, at, name="people", modifier=Qt.KeyboardModifier.NoModifier):
        view = self.table(name).view
        place = view.visualRect(view.model().index(at, view.columns_on_screen()[0])).center()
        self.qtbot.mouseClick(view.viewport(), LEFT, modifier, place)

    def counts(self):
        """The four figures: new, updated, same, refused; of the preview or of what was done."""
        tabs = self.shell.findChild(QTabBar, "fates")
        if tabs is not None and tabs.isVisible():
            shown = dict(tabs.tabText(at).split() for at in range(tabs.count()))
            return [int(shown[word]) for word in ("新增", "更新", "无变化", "有问题")]
        tiles = ("count_new", "count_updated", "count_same", "count_refused")
        figures = [self.find(QWidget, t).findChild(QLabel, "value").text() for t in tiles]
        return [int(figure.split()[0]) for figure in figures]

    def open_import(self, file):
        """Open the wizard and choose a file."""
        self.click("import_roster")
        self.pick(file)

    def pick(self, file):
        alerts = self.desk.alerts
        recorded = alerts._alerts if isinstance(alerts, HeldAlerts) else alerts
        recorded.files.append(file)
        self.click("choose_file")

    def import_whole(self, file):
        """The whole way through, as for a good file."""
        self.open_import(file)
        self.click("next_step")
        self.click("import_now")

    def drop_on_list(self, *files):
        """Drop files where the table is; whether they were welcome."""
        target = self.table().parentWidget()
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        at = QPointF(50, 90)
        enter = QDragEnterEvent(at.toPoint(), copy, mime, LEFT, none)
        enter.ignore()
        QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QApplication.sendEvent(target, QDropEvent(at, copy, mime, LEFT, none))
            self.settle()
        return enter.isAccepted()
