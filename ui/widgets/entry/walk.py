"""Going from cell to cell: down, to the right, and out of the grid."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView

from ui.widgets.entry.model import EntryModel
from ui.widgets.heads.frozen_view import FrozenView

Index = QModelIndex | QPersistentModelIndex


class CellWalk(FrozenView):
    """A view of an `EntryModel` whose cursor goes as in Excel."""

    def __init__(self, model: EntryModel) -> None:
        super().__init__()
        self.entries = model
        self._run_from: int | None = None
        """The column where Tab was pressed first, while nothing else moves the cursor."""
        self.setModel(model)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's
        self._run_from = None
        super().currentChanged(current, previous)

    def shown(self) -> list[int]:
        """Places of the rows on screen, top to bottom."""
        return [at for at in range(self.entries.rowCount()) if not self.isRowHidden(at)]

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor there and select that cell alone; Qt would extend while Shift is down."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(
            self.entries.index(row, column), alone | self._whole_rows()
        )

    def _whole_rows(self) -> QItemSelectionModel.SelectionFlag:
        flag = QItemSelectionModel.SelectionFlag
        rows = QAbstractItemView.SelectionBehavior.SelectRows
        return flag.Rows if self.selectionBehavior() is rows else flag.NoUpdate

    def enter_down(self) -> None:
        """To the next row, where Tab began."""
        column = self._run_from
        self.step_rows(1, self.currentIndex().column() if column is None else column)

    def step_rows(self, rows: int, column: int | None = None) -> bool:
        """So many rows down, or up where negative; stays and says so where there is none."""
        here, shown = self.currentIndex(), self.shown()
        if here.row() not in shown:
            return False
        at = shown.index(here.row()) + rows
        if not 0 <= at < len(shown):
            return False
        self.go_to(shown[at], here.column() if column is None else column)
        return True

    def step_columns(self, step: int) -> None:
        """To the next cell that may be changed, or the one before; at the ends, out of it."""
        here, shown = self.currentIndex(), self.shown()
        began = here.column() if self._run_from is None else self._run_from
        at = shown.index(here.row()) if here.row() in shown else 0
        for row in shown[at:] if step > 0 else reversed(shown[: at + 1]):
            beside = [one for one in self._columns(row) if (one - here.column()) * step > 0]
            columns = beside if row == here.row() else self._columns(row)
            if columns:
                self.go_to(row, columns[0 if step > 0 else -1])
                self._run_from = began
                return
        self._leave(onward=step > 0)

    def _columns(self, row: int) -> list[int]:
        """Those on screen that may be changed, in order; heads are not moved in these grids."""
        columns = range(self.entries.columnCount())
        return [at for at in columns if not self.isColumnHidden(at) and self.entries.may(row, at)]

    def _leave(self, *, onward: bool) -> None:
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(onward)
        self.setTabKeyNavigation(True)
