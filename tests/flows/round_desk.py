"""The page of standardisation over a station's folder, and the hands of the person at it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from jyguide.standard.kinds import Phase
from ui.printing.preview import PrintPreview
from ui.standard.page import StandardPage
from ui.standard.tabs import TABS

LEFT = Qt.MouseButton.LeftButton
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
CONTROL = Qt.KeyboardModifier.ControlModifier


class RoundDesk:
    """Clicks, keys and what is to be read; every gesture waits until the worker is at rest."""

    def __init__(self, qtbot, desk, app):
        self.qtbot, self.desk, self.app = qtbot, desk, app
        self.page = StandardPage(desk, app)
        desk.changes.changed.connect(self.page.note_change)
        self.heads = {each.objectName(): each for each in self.page.head_buttons()}
        self.page.resize(1142, 640)
        for each in (self.page, *self.heads.values()):
            qtbot.addWidget(each)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.rest()

    def rest(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy)

    @property
    def tab(self):
        return self.page.tabs.shown()

    def go(self, name):
        """To a tab by its place in the bar."""
        bar = self.page.tabs.findChild(QTabWidget, "standard_tabs") or self.page.tabs
        at = [each.name for each in TABS].index(name)
        self.qtbot.mouseClick(bar.tabBar(), LEFT, pos=bar.tabBar().tabRect(at).center())
        self.rest()
        return self.tab

    def click(self, name, under=None):
        """The one button of that name that can be seen and pressed."""
        inside = under or self.page.stack.currentWidget()
        found = [self.heads[name]] if name in self.heads else []
        found += [b for b in inside.findChildren(QAbstractButton, name) if b.isVisible()]
        (button,) = found
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, LEFT)
        self.rest()

    def choose_in_menu(self, button, line):
        """A line of the menu of a button."""
        menu = self.tab.findChild(QAbstractButton, button).menu()
        action = next(one for one in menu.actions() if one.objectName() == line)
        assert action.isEnabled(), line
        action.trigger()
        self.rest()

    def dialog(self, name):
        (found,) = [one for one in self.page.findChildren(QDialog, name) if one.isVisible()]
        return found

    def confirm(self, name, **texts):
        """Fill the fields of a dialog and agree."""
        asked = self.dialog(name)
        for field, text in texts.items():
            widget = asked.findChild(QLineEdit, field) or asked.findChild(QPlainTextEdit, field)
            put = widget.setText if isinstance(widget, QLineEdit) else widget.setPlainText
            put(text)
        self.click("confirm", asked)

    def preview(self):
        (found,) = [one for one in self.page.findChildren(PrintPreview) if one.isVisible()]
        self.qtbot.waitUntil(lambda: bool(found.pages))
        return found

    def press(self, *keys, on=None, control=False):
        """Each key where the keyboard is then; a text letter by letter."""
        for key in keys:
            where = on or self.page.focusWidget()
            if isinstance(key, str):
                self.qtbot.keyClicks(where, key)
            else:
                modifier = CONTROL if control else Qt.KeyboardModifier.NoModifier
                self.qtbot.keyClick(where, key, modifier)

    def text(self, name, under=None):
        return (under or self.tab).findChild(QLabel, name).text()

    def close_phase(self, phase: Phase, alerts):
        """On the strip over the branches, which lists what is undone and asks."""
        self.go("round_overview")
        alerts.answers = [True]
        self.click(f"close_{phase}")
        assert not self.tab.strip.cards[phase].close_button.isVisible()

    # -- scoring

    @property
    def screen(self):
        assert self.page.stack.currentWidget() is self.page.scoring
        return self.page.scoring

    def score(self, answers):
        """From the first criterion to the last by keys; `answers` are keys and findings.

        Enter goes on; where points are lost it leads to the finding first.
        """
        assert self.screen.entries.at == 0
        for one in self.screen.entries.criteria:
            assert self.screen.entries.criterion == one
            keys, finding = answers[one.code]
            self.press(*keys, ENTER)
            if finding:
                self.page.focusWidget().insertPlainText(finding)
                self.press(ENTER)
        self.press(ENTER, control=True)
        self.click("confirm", self.dialog("complete_dialog"))
        return self.screen.entries.sheet.row

    def leave_scoring(self):
        self.click("leave")
        assert self.page.stack.currentWidget() is self.page.tabs

    def widget(self, name, kind=QWidget):
        return self.tab.findChild(kind, name)
