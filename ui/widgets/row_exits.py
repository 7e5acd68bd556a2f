"""The ways out of a table for its rows: onto the clipboard, into a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from ui.widgets.clipboard import as_mime
from ui.widgets.copying import add_copying, bind_copying, cells_of
from ui.widgets.listed import Listed, Scope
from ui.widgets.row_model import Column, RowTableModel
from ui.widgets.row_view import RowView

Row = TypeVar("Row")
Gate = Callable[[Callable[[], object]], object]


class RowExits(Generic[Row]):
    """What leaves goes through one gate, if the page has set one.

    Attributes:
        gate: Called with what is to be done; it does it once that is allowed.
        leaving: The rows it was asked about last.
    """

    def __init__(self, view: RowView, model: RowTableModel[Row]) -> None:
        self.gate: Gate | None = None
        self.leaving: list[Row] = []
        self._view = view
        self._model = model
        bind_copying(view, lambda: len(view.selected_positions()), self.copy)

    def copy(self, heads: bool) -> None:  # noqa: FBT001 - the menu and the keys call it
        """Put the selected rows on the clipboard, columns as they stand on screen."""
        rows = self._selected()
        cells = cells_of(self._columns(), rows, heads=heads)
        if rows:
            self._let(rows, lambda: QGuiApplication.clipboard().setMimeData(as_mime(cells)))

    def add_copying(self, menu: QMenu) -> None:
        """The lines of the menu for copying."""
        add_copying(menu, self._view, len(self._view.selected_positions()), self.copy)

    def listed(self, unit: str) -> Listed:
        """What may be written into a file; `unit` is the measure word of a row."""
        rows = {
            Scope.SHOWN: list(self._model.rows),
            Scope.ALL: list(self._model.all_rows),
            Scope.CHOSEN: self._selected(),
        }
        return Listed(
            columns=self._columns(),
            widths=[self._view.columnWidth(at) for at in self._view.columns_on_screen()],
            unit=unit,
            counts={scope: len(those) for scope, those in rows.items()},
            read=rows.__getitem__,
            let=lambda scope, write: self._let(rows[scope], write),
            at_once=self.gate is not None,
        )

    def _let(self, rows: list[Row], leave: Callable[[], object]) -> object:
        self.leaving = rows
        return leave() if self.gate is None else self.gate(leave)

    def _columns(self) -> list[Column[Row]]:
        return [self._model.columns[at] for at in self._view.columns_on_screen()]

    def _selected(self) -> list[Row]:
        return [self._model.rows[at] for at in self._view.selected_positions()]
