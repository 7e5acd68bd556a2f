"""People to choose one from: a field that narrows a list, both led by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from ui.theme import SPACE, icon
from ui.widgets.row_model import ROW_ROLE, Column, RowTableModel
from ui.widgets.row_search import RowSearch
from ui.widgets.search_ahead import SearchAhead

_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NamesBelowField(QWidget):
    """The field and the list; whose names these are and how they are found is said elsewhere.

    Whoever makes it names `field` and `list`, and may have a click or two choose too.
    """

    chosen = Signal(object)
    """A row, by Enter."""
    narrowed = Signal()
    """Other rows are listed than before."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(placeholderText="输入姓名或拼音首字母")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self.choose)

    def restart(self) -> None:
        """List everybody again and wait in the field."""
        self.field.clear()
        self.field.setFocus()

    @Slot()
    def choose_current(self) -> None:
        """Choose whom the cursor is on, or the only one listed."""
        index = self.list.currentIndex()
        if index.isValid():
            self.choose(index)
        else:
            self._enter_list(choose=True)

    @Slot(QModelIndex)
    def choose(self, index: QModelIndex) -> None:
        """Choose the row there, once it is read."""
        row = index.data(ROW_ROLE)
        if row is not None:
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.field and isinstance(event, QKeyEvent) and _takes(event):
            if not event.isAutoRepeat():  # a held key is no answer to what comes next
                self._enter_list(choose=event.key() != Qt.Key.Key_Down)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self, below: QWidget) -> None:
        """Put the field above the list, or above what holds it."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.field)
        layout.addWidget(below, 1)

    def _enter_list(self, *, choose: bool) -> None:
        """Down goes into the list; Enter takes the only name found."""
        listed = self.list.model().rowCount()
        if not listed:
            return
        first = self.list.model().index(0, 0)
        self.list.setCurrentIndex(first)
        if choose and listed == 1:
            self.choose(first)
        else:
            self.list.setFocus()


class NameList(NamesBelowField):
    """Over rows that are all there."""

    def __init__(self, line: Callable[[Any], str]) -> None:
        """`line` says how a row reads; rows tell by ``search`` what finds them."""
        super().__init__()
        columns = [Column[Any]("姓名", line, tip=line, names=True)]
        self._model: RowTableModel[Any] = RowTableModel(columns, self)
        self._search: RowSearch[Any] = RowSearch(columns, lambda row: row.search)
        self.field.textChanged.connect(self._narrow)
        SearchAhead(self.field, self._search, lambda: self._model.all_rows)
        self.list.setModel(self._model)
        self._lay_out(self.list)

    @property
    def counts(self) -> tuple[int, int]:
        """How many are listed, of how many."""
        return len(self._model.rows), len(self._model.all_rows)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """List these, in this order; what is typed in the field goes on narrowing them."""
        self._search.forget_rows()
        self._model.set_rows(rows)
        self.narrowed.emit()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        self._search.look_for(text)
        self._model.narrow(self._search.sift)
        self.narrowed.emit()


def _takes(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST
