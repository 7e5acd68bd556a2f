"""How the rows under some heads are sorted, as the menu of the heads asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from ui.widgets.heads.state import SortMode
from ui.widgets.row_model import RowTableModel

MODE_NAMES = {
    SortMode.PINYIN: "按拼音",
    SortMode.SURNAME_STROKES: "按姓氏笔画",
    SortMode.NAME_STROKES: "按姓名笔画",
    SortMode.POSITION: "按排序号",
}
"""The ways to sort names, as menus say them."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A column that the rows are sorted by."""

    column: int
    descending: bool
    mode: SortMode


class Sorting(Protocol):
    """Whoever sorts the rows: the model of a table, or a service that reads them in order."""

    def modes(self, column: int) -> Sequence[SortMode]:
        """The ways to sort by a column; none for a head that sorts by nothing."""

    def now(self) -> Sorted | None:
        """The order in force; None for the one in which the rows come."""

    def sort(self, column: int, mode: SortMode, *, descending: bool) -> None:
        """Put another order in force; column -1 is the one in which the rows come."""


class RowSorting:
    """Rows sorted by whatever model is under the view, through the sort indicator."""

    def __init__(self, view: QTableView, model: RowTableModel[Any]) -> None:
        self._view = view
        self._model = model

    def modes(self, column: int) -> Sequence[SortMode]:
        return self._model.columns[column].modes if self._view.isSortingEnabled() else ()

    def now(self) -> Sorted | None:
        head = self._view.horizontalHeader()
        column = head.sortIndicatorSection()
        if not 0 <= column < len(self._model.columns) or not self._view.isSortingEnabled():
            return None
        down = head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return Sorted(column, down, self._model.mode_of(column))

    def sort(self, column: int, mode: SortMode, *, descending: bool) -> None:
        if column >= 0:
            self._model.set_mode(column, mode)
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        self._view.sortByColumn(column, down if descending else up)


class Unsorted:
    """Rows whose order nobody can choose here."""

    def modes(self, _column: int) -> Sequence[SortMode]:
        return ()

    def now(self) -> Sorted | None:
        return None

    def sort(self, column: int, mode: SortMode, *, descending: bool) -> None:
        """Nothing."""
