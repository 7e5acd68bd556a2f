"""Fields of every kind in one window, which tells what stands in them: the program under proof.

Run as ``python -m build_spec.input_methods.fields FILE``: FILE holds, as JSON, what stands where.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.input_method.bridge import Bridge
from ui.start import make_application
from ui.widgets.entry.model import Cell, EntryModel
from ui.widgets.entry.view import EntryView

Index = QModelIndex | QPersistentModelIndex
TITLE = "jyguide fields"
_TOLD_MS = 100


class Grid(EntryModel):
    """One column of texts to type into."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = ["", "", ""]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self.texts[index.row()] if shown else None

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.take([(index.row(), index.column(), str(value))])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def take(self, cells: Sequence[Cell]) -> None:
        for row, _, text in cells:
            self.texts[row] = text
        self.layoutChanged.emit()


class Letters(QWidget):
    """As the questions of the exam: keys are answers, and no text is composed."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed += event.text()


class Fields(QWidget):
    """The window; F2 to F9 put the cursor into its fields, Ctrl+K and F1 are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.line, self.secret, self.text = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.items = QStandardItemModel(3, 1)
        self.items.setItem(0, 0, QStandardItem(""))
        self.table = QTableView()
        self.table.setModel(self.items)
        self.grid = Grid()
        self.entry = EntryView(self.grid, "entry", "格")
        self.letters = Letters()
        self.counted = {"ctrl_k": 0, "f1": 0, "accepted": 0}
        layout = QVBoxLayout(self)
        for part in (self.line, self.secret, self.text, self.table, self.entry, self.letters):
            layout.addWidget(part)
        self._make_dialog()
        self._make_popup()
        for keys, name in (("Ctrl+K", "ctrl_k"), ("F1", "f1")):
            QShortcut(keys, self, lambda name=name: self._count(name))
        for number, act in enumerate(
            (
                self.line.setFocus,
                self.secret.setFocus,
                self.text.setFocus,
                self._into_table,
                self._into_entry,
                self.letters.setFocus,
                self.dialog.open,
                self._open_popup,
            ),
            start=2,
        ):
            QShortcut(f"F{number}", self, act)

    def _make_dialog(self) -> None:
        self.dialog = QDialog(self)
        self.asked = QLineEdit()
        layout = QVBoxLayout(self.dialog)
        layout.addWidget(self.asked)
        good = QPushButton("OK")
        good.setDefault(True)
        good.clicked.connect(self.dialog.accept)
        layout.addWidget(good)
        self.dialog.accepted.connect(lambda: self._count("accepted"))

    def _make_popup(self) -> None:
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.sought = QLineEdit()
        QVBoxLayout(self.popup).addWidget(self.sought)

    def _open_popup(self) -> None:
        self.popup.move(self.mapToGlobal(self.rect().center()))
        self.popup.show()
        self.sought.setFocus()

    def _into_table(self) -> None:
        self.table.setFocus()
        self.table.setCurrentIndex(self.items.index(0, 0))

    def _into_entry(self) -> None:
        self.entry.setFocus()
        self.entry.setCurrentIndex(self.grid.index(0, 0))

    def _count(self, name: str) -> None:
        self.counted[name] += 1

    def told(self) -> dict[str, Any]:
        """What stands in each field."""
        focus = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        application = QApplication.instance()
        bridge = application.findChild(Bridge) if application is not None else None
        return {
            "line": self.line.text(),
            "secret": self.secret.text(),
            "text": self.text.toPlainText(),
            "table": self.items.index(0, 0).data() or "",
            "entry": self.grid.texts[0],
            "letters": self.letters.pressed,
            "dialog": self.asked.text(),
            "popup": self.sought.text(),
            "focus": type(focus).__name__,
            "open": self.dialog.isVisible(),
            "popped": popup is self.popup,
            "bridge": bridge is not None and bridge.context.connected,
            **self.counted,
        }


class Teller(QObject):
    """Writes the file beside its place and moves it there: it is never read half."""

    def __init__(self, fields: Fields, file: Path) -> None:
        super().__init__(fields)
        self._fields, self._file = fields, file
        timer = QTimer(self)
        timer.timeout.connect(self._tell)
        timer.start(_TOLD_MS)

    def _tell(self) -> None:
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(self._fields.told(), ensure_ascii=False), "utf-8")
        part.replace(self._file)


def main() -> int:
    """Show the window until it is closed."""
    application = make_application(["fields"])
    fields = Fields()
    Teller(fields, Path(sys.argv[1]))
    fields.resize(600, 640)
    fields.show()
    fields.activateWindow()
    fields.line.setFocus()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
