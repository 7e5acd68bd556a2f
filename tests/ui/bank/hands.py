"""A person at the page of the bank: chooses, presses, types, waits for what comes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from ui.widgets.choice_filter import ChoiceFilter

CLICK = Qt.MouseButton.LeftButton
REVIEW, IN_FORCE, WITHDRAWN = ItemStatus.REVIEW, ItemStatus.IN_FORCE, ItemStatus.WITHDRAWN
SINGLE = ItemContent(
    ItemKind.SINGLE,
    "样例：党员大会多久一次？（   ）",
    ("每月", "每季度", "以上都不对"),
    "B",
    category="样例类别",
)


class Hands:
    """Works a page over an application; `notices` holds what the page said in passing."""

    def __init__(self, qtbot, page, app, desk, alerts):
        self.qtbot, self.page, self.app, self.desk, self.alerts = qtbot, page, app, desk, alerts
        self.notices = []
        page.notice.connect(self.notices.append)

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    def own(self, content=SINGLE, *steps):
        """An item of this office's own, brought to some status; the page is fetched anew."""
        key = self.app.items.create(content)
        for status in steps:
            self.app.items.set_status([key], status)
        self.page.refresh()
        self.settle()
        return key

    def choose(self, *numbers, own=True):
        """Select items by number, of this office's own sources or of the unified bank."""
        self.page.table.select_rows(lambda row: row.number in numbers and row.unified is not own)

    def select(self, *keys):
        self.page.table.select_rows(lambda row: row.id in keys)

    def narrow(self, name, value):
        self.page.findChild(ChoiceFilter, f"choice_{name}").choose(value)

    def search(self, words):
        field = self.page.findChild(QLineEdit, "search")
        field.setText(words)  # Chinese comes from an input method, not from keys
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def press(self, name, inside=None):
        button = self.button(name, inside)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, CLICK)
        self.settle()

    def button(self, name, inside=None):
        return (inside or self.page).findChild(QPushButton, name)

    def text(self, name):
        return self.page.detail.findChild(QLabel, name).text()

    def texts(self, name, kind=QLabel):
        found = self.page.detail.findChildren(kind, name)
        return [label.text() for label in found if label.isVisible()]

    def status_of(self, key):
        return self.app.bank.item(key).status

    def menu(self):
        """The right-click menu by the words of its lines."""
        actions = self.page.table.make_menu().actions()
        return {action.text().partition("\t")[0]: action for action in actions if action.text()}

    def trigger(self, line):
        self.menu()[line].trigger()
        self.settle()

    def said(self):
        return self.notices[-1].sentence

    def take_back(self):
        self.notices[-1].action()
        self.settle()
