"""The list of people as Qt sees it: as many rows as there are, read as they come on screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from jyguide.ids import PersonId
from jyguide.people.finding import FoundPeople
from jyguide.people.row import PersonRow
from ui.widgets.row_model import Column, ColumnModel, Index

_MOST_HELD = 2_000
_AROUND = 60
"""Rows read beyond what is on screen, above and below."""


class PeopleModel(ColumnModel[PersonRow]):
    """Holds the keys of all rows, once they are known, and the rows that were on screen."""

    wanted = Signal()
    """A row was to be drawn that is not there yet."""

    def __init__(
        self, columns: Sequence[Column[PersonRow]], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._count = 0
        self._keys: Sequence[PersonId] = ()
        self._rows: dict[int, PersonRow] = {}
        self._asked = False

    @property
    def keys(self) -> Sequence[PersonId]:
        """Of all rows in order; empty while only the first rows are known."""
        return self._keys

    def show_found(self, found: FoundPeople) -> None:
        """Show other people."""
        self.beginResetModel()
        self._count = found.count
        self._keys = found.keys
        self._rows = dict(enumerate(found.rows, found.start))
        self._asked = False
        self.endResetModel()

    def continues(self, found: FoundPeople) -> bool:
        """Whether `found` says of the rows shown what they say, and more."""
        shown = [self._rows[at] for at in range(len(self._rows)) if at in self._rows]
        common = min(len(shown), len(found.rows))
        same = shown[:common] == list(found.rows[:common])
        return not self._keys and not found.start and self._count == found.count and same

    def learn_keys(self, keys: Sequence[PersonId]) -> None:
        """From now on every row can be selected and read."""
        self._keys = keys
        self._asked = False

    def keep(self, start: int, rows: Iterable[PersonRow]) -> None:
        """Take in rows read for the places from `start` on."""
        if len(self._rows) > _MOST_HELD:
            self._rows.clear()
        self._rows.update(enumerate(rows, start))
        self._asked = False
        last = self.index(self._count - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(min(start, self._count - 1), 0), last)

    def lacking(self, first: int, last: int) -> tuple[int, Sequence[PersonId]]:
        """Where to begin to read, and whom, so that the places from first to last are there."""
        missing = [
            at for at in range(first, last + 1) if at < self._count and at not in self._rows
        ]
        if not missing or not self._keys:
            return first, ()
        start = max(missing[0] - _AROUND, 0)
        return start, self._keys[start : missing[-1] + _AROUND]

    def key_at(self, position: int) -> PersonId | None:
        """Whose row it is; None while that is not known."""
        if self._keys:
            return self._keys[position]
        row = self._rows.get(position)
        return row.id if row else None

    def places_of(self, keys: Iterable[PersonId]) -> list[int]:
        """Where these people stand, top to bottom; whoever is not shown is left out."""
        wanted = frozenset(keys)
        if not wanted:
            return []
        if self._keys:
            return [at for at, key in enumerate(self._keys) if key in wanted]
        return sorted(at for at, row in self._rows.items() if row.id in wanted)

    def row_at(self, position: int) -> PersonRow | None:
        row = self._rows.get(position)
        if row is None and not self._asked:
            self._asked = True  # once is enough until an answer comes
            self.wanted.emit()
        return row

    def peek(self, position: int) -> PersonRow | None:
        """The row, if it is there; asks for nothing."""
        return self._rows.get(position)

    def redraw(self) -> None:
        """The same rows read otherwise now."""
        if self._count:
            last = self.index(self._count - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Nothing: whoever reads the rows sorts them; see `PeopleTable.order_wanted`."""
