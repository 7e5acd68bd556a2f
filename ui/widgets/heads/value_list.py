"""The values of a column to tick, with how many rows have each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.heads.sifting import EMPTY
from ui.widgets.heads.state import ColumnFilter
from ui.widgets.row_search import comparable

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_FEW = 500


class ValueList(QAbstractListModel):
    """Values in the order given; those a search does not find keep their ticks, out of sight."""

    def __init__(
        self, counts: Mapping[str, int], ticked: frozenset[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counts = counts
        self._found = list(counts)
        self._ticked = set(ticked)
        self._before = self._ticked
        self._searching = False

    def wanted(self) -> list[str]:
        """The ticked values, of those shown."""
        return [value for value in self._found if value in self._ticked]

    def filtered(self, least: str, most: str) -> ColumnFilter:
        """The filter that is ticked, within limits.

        Of very many all but a few are kept as those few: a view would hold tens of thousands.
        """
        wanted = self.wanted()
        if len(wanted) == len(self._counts):
            return ColumnFilter(None, least, most)
        left = len(self._counts) - len(wanted)
        if left <= _FEW < len(wanted):
            ticked = set(wanted)
            but = tuple(value for value in self._counts if value not in ticked)
            return ColumnFilter(None, least, most, but)
        return ColumnFilter(tuple(wanted), least, most)

    def look_for(self, text: str) -> None:
        """Show the values with every word of `text`, all ticked; without words all as before."""
        words = comparable(text).split()
        self.beginResetModel()
        if not self._searching:
            self._before = set(self._ticked)
        self._searching = bool(words)
        self._found = [
            value for value in self._counts if _holds(comparable(value or EMPTY), words)
        ]
        self._ticked = set(self._found) if words else set(self._before)
        self.endResetModel()

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every value shown, or none."""
        if ticked:
            self._ticked.update(self._found)
        else:
            self._ticked.difference_update(self._found)
        if self._found:
            self.dataChanged.emit(self.index(0), self.index(len(self._found) - 1), [_CHECK])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._found)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        value = self._found[index.row()]
        if role == _DISPLAY:
            return f"{value or EMPTY}（{self._counts[value]:,}）"
        if role == _CHECK:
            ticked = value in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = _CHECK) -> bool:
        if role != _CHECK:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(self._found[index.row()])
        else:
            self._ticked.discard(self._found[index.row()])
        self.dataChanged.emit(index, index, [_CHECK])
        return True


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
