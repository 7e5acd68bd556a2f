"""Columns of names side by side, one a list; names move while lines are dragged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from ui.theme import SPACE, Tone
from ui.widgets.labels import Badge, make_label
from ui.widgets.row_model import Column, RowTableModel
from ui.widgets.row_search import RowSearch
from ui.widgets.row_view import RowView
from ui.widgets.surfaces import Card

Row = TypeVar("Row")
_POINTS, _MOVE = 1, 2
"""Left out in the narrow columns; the tip and the detail say the whole name."""


@dataclass(frozen=True)  # no slots: as `Column`
class NameRows(Generic[Row]):
    """How the rows of the columns read.

    Attributes:
        columns: Three: the name, the points, and where it stood before.
        key: What stays the same of a row when it moves.
        moved: Whether it has come to its list just now.
        search: Searched besides the columns.
        unit: Measure word of the count.
    """

    columns: Sequence[Column[Row]]
    key: Callable[[Row], object]
    moved: Callable[[Row], bool]
    search: Callable[[Row], str]
    unit: str


class NameColumn(Card, Generic[Row]):
    """One list: its name, how many stand on it, and their names.

    Object names: `list_<list>`, and inside `list_count`, `list_note` and the `view`.
    """

    picked = Signal(object)
    """A row."""

    def __init__(self, list_: Any, title: str, tone: Tone, rows: NameRows[Row]) -> None:
        """`list_` is a value of an enumeration of strings."""
        super().__init__()
        self.list_ = list_
        self._title = title
        self._rows = rows
        self.setObjectName(f"list_{list_.value}")
        self.model: RowTableModel[Row] = RowTableModel(rows.columns, self)
        self._search: RowSearch[Row] = RowSearch(rows.columns, rows.search)
        self.view = RowView(self.model)
        self.view.setAccessibleName(f"{title}名单")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        widths = self.view.horizontalHeader()
        widths.setStretchLastSection(False)
        widths.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.count = Badge("", tone)
        self.count.setObjectName("list_count")
        self.note = make_label("", "small", "list_note")
        self.head.addWidget(self.count)
        self.head.addWidget(self.note, 1)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
            outer.setSpacing(SPACE.s)
            outer.insertLayout(0, self.head)
        self.body.addWidget(self.view, 1)
        self.view.selectionModel().selectionChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[Row], note: str) -> None:
        """Show who stands on this list; who has come to it just now stands first."""
        ordered = sorted(rows, key=lambda row: not self._rows.moved(row))
        with QSignalBlocker(self.view.selectionModel()):
            self._search.forget_rows()
            self.model.set_rows(ordered)
        moved = any(map(self._rows.moved, rows))
        self.view.setColumnHidden(_POINTS, moved)  # narrow as it is, names come first
        self.view.setColumnHidden(_MOVE, not moved)
        self.count.setText(f"{self._title} {len(rows)} {self._rows.unit}")
        self.note.setText(note)

    def choose(self, key: object) -> None:
        """Mark a row, silently, if it is on this list."""
        at = [place for place, row in enumerate(self.model.rows) if self._rows.key(row) == key]
        with QSignalBlocker(self.view.selectionModel()):
            if at:
                self.view.select_positions(at)
            else:
                self.view.clearSelection()
        self.view.viewport().update()

    def look_for(self, text: str) -> None:
        """Show only rows that a search finds."""
        self._search.look_for(text)
        self.model.narrow(self._search.sift)

    @Slot()
    def _tell(self, *_: object) -> None:
        at = self.view.selected_positions()
        if at:
            self.picked.emit(self.model.rows[at[0]])


class NameColumns(QWidget, Generic[Row]):
    """The lists side by side; one row in them may be chosen."""

    picked = Signal(object)
    """A row."""

    def __init__(
        self, names: Mapping[Any, str], tones: Mapping[Any, Tone], rows: NameRows[Row]
    ) -> None:
        """A column for each list that has a name, from left to right."""
        super().__init__()
        self._rows = rows
        self.columns = [NameColumn(each, names[each], tones[each], rows) for each in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for column in self.columns:
            row.addWidget(column, 1)
            column.picked.connect(self._pick)

    def show_rows(
        self, by_list: Mapping[Any, Sequence[Row]], notes: Mapping[Any, str], chosen: object
    ) -> None:
        """Show all of them; a row chosen is marked on whatever list it stands now."""
        for column in self.columns:
            column.show_rows(by_list.get(column.list_, ()), notes.get(column.list_, ""))
        self.choose(chosen)

    def look_for(self, text: str) -> None:
        """Narrow all of them."""
        for column in self.columns:
            column.look_for(text)

    def choose(self, key: object) -> None:
        """Mark a row on whatever list it stands, silently."""
        for column in self.columns:
            column.choose(key)

    @Slot(object)
    def _pick(self, row: Row) -> None:
        key = self._rows.key(row)
        for column in self.columns:
            if all(self._rows.key(each) != key for each in column.model.rows):
                column.choose(None)
        self.picked.emit(row)
