"""The import of questions as a person at the desk works it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QWidget,
)

from ui.bank.import_dialog import ImportDialog

CLICK = Qt.MouseButton.LeftButton
DATA = Path(__file__).parents[2] / "data" / "bank"


class Wizard:
    """The dialog as a person at the desk works it."""

    def __init__(self, qtbot, app, desk, alerts):
        self._qtbot, self._desk, self._alerts = qtbot, desk, alerts
        self._host = QWidget()
        qtbot.addWidget(self._host)
        self.dialog = ImportDialog(desk, app, self._host)
        self.dialog.open()
        qtbot.waitUntil(self.dialog.isVisible)

    @property
    def preview(self):
        return self.dialog._preview.preview

    def press(self, name):
        button = self.button(name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        self._qtbot.mouseClick(button, CLICK)
        self.settle()

    def button(self, name):
        return self.dialog.findChild(QPushButton, name)

    def read(self, file):
        self._alerts.files.append(file)
        self.press("choose_file")

    def settle(self):
        self._qtbot.waitUntil(lambda: not self._desk.jobs.busy)

    def rows(self):
        return self.preview.table.rows()

    def shown(self):
        return self.preview.table.shown_rows()

    def choose(self, wanted):
        self.preview.table.select_rows(wanted)
        return self.preview.table.current_row()

    def tick(self, row):
        """Click into the first cell of a row."""
        view = self.preview.table.view
        at = self.preview.table.model.index(self.shown().index(row), 0)
        place = view.visualRect(at).center()
        self._qtbot.mouseClick(view.viewport(), CLICK, pos=place)

    def cell(self, row, column):
        model = self.preview.table.model
        return model.data(model.index(self.shown().index(row), column))

    def said(self, name, part="sentence"):
        return self.dialog.findChild(object, name).findChild(QLabel, part).text()


def imported(app, source):
    return [row for row in app.bank.items() if row.source == source]


def as_truth(row):
    answer = row.content.answer
    if isinstance(answer, tuple):
        answer = [list(blank) for blank in answer]
    return {"no": int(row.number), "kind": row.content.kind.value, "answer": answer}
