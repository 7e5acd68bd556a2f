"""A table whose first columns stay at the left edge when it is scrolled sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.widgets.heads.frozen import FrozenColumns

Index = QModelIndex | QPersistentModelIndex


class FrozenView(QTableView):
    """Whatever is done with the mouse or the keys is done to the cell that is seen there."""

    def __init__(self) -> None:
        super().__init__()
        self.frozen = FrozenColumns(self)

    def keep(self, staying: Callable[[], list[int]]) -> None:
        """Let the columns stay that `staying` names, from left to right; once all heads stand."""
        self.frozen.follow(staying)

    def indexAt(self, at: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """Of cells that stay and those scrolled beneath them, the ones seen."""
        column = self.frozen.at(at.x()) if at.x() >= 0 else -1
        row = self.rowAt(at.y())
        if column < 0 or row < 0:
            return super().indexAt(at)
        return self.model().index(row, column)

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Where a cell is drawn, be it one that stays."""
        place = super().visualRect(index)
        if index.column() in self.frozen.columns:
            place.moveLeft(self.frozen.left_of(index.column()))
        return place

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell to where it can be seen: right of the columns that stay."""
        bar = self.horizontalScrollBar()
        before, staying = bar.value(), index.column() in self.frozen.columns
        super().scrollTo(index, hint)
        if staying:
            bar.setValue(before)
        elif self.frozen.columns:
            left = self.columnViewportPosition(index.column())
            bar.setValue(bar.value() - max(self.frozen.width - left, 0))

    def edit(self, index: Index, *how: Any) -> Any:
        """A cell that stays is written in where it stands in the table, not over it."""
        opened = super().edit(index, *how)
        editing = self.state() is QAbstractItemView.State.EditingState
        if editing and index.column() in self.frozen.columns:
            self.horizontalScrollBar().setValue(0)
        return opened

    def setRowHidden(self, row: int, hide: bool) -> None:  # noqa: FBT001, N802 - Qt's
        super().setRowHidden(row, hide)
        self.frozen.hide_row(row, hidden=hide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frozen.refresh()
