"""A table whose rows are read elsewhere: its keys, its menu, and rows on their way out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.clipboard import as_mime
from ui.widgets.copying import add_copying, add_export, bind_copying, cells_of, with_heads
from ui.widgets.keeper import TableKeeper, keeper_of
from ui.widgets.listed import Listed
from ui.widgets.row_keys import RowKeys
from ui.widgets.row_menu import MenuGroup, MenuKey, RowActions, make_action
from ui.widgets.row_model import ColumnModel
from ui.widgets.row_view import RowView
from ui.widgets.table_bar import TableBar


class ListedTable(QWidget):
    """Only a part of the rows is held here, so others say what is copied and what is written.

    Attributes:
        model: Made by the table itself, as are `view` and `bar`, before `_bind_rows`.
    """

    model: ColumnModel[Any]
    view: RowView
    bar: TableBar

    def __init__(self) -> None:
        super().__init__()
        self._actions = RowActions()
        self._keeper: TableKeeper | None = None
        self._list: Callable[[], Listed] | None = None

    def add_action(
        self,
        text: str,
        slot: Callable[[], object],
        icon_name: str = "",
        *,
        needs_rows: bool = True,
        group: MenuGroup | None = None,
    ) -> QAction:
        """A line of the right-click menu; grey without a selection."""
        action = make_action(self, text, slot, icon_name)
        self._actions.add(group, action, needs_rows=needs_rows)
        return action

    def make_menu(self) -> QMenu:
        """The right-click menu as it would open now."""
        chosen = bool(self.view.selected_positions())
        own = {MenuGroup.COPY: self._add_copying, MenuGroup.EXPORT: self._add_export}
        return self._actions.make_menu(self, own, chosen=chosen)

    @Slot()
    def copy(self) -> None:
        """Get the selected rows onto the clipboard, several of them under their heads."""
        self._copy(with_heads(len(self.view.selected_positions())))

    def list_by(self, listed: Callable[[], Listed]) -> None:
        """Let what is read elsewhere say what may be written into a file."""
        self._list = listed

    def listed(self) -> Listed:
        """What may be written into a file as it stands now."""
        assert self._list is not None  # noqa: S101 - nothing is exported without it
        return self._list()

    @Slot()
    def export(self) -> None:
        """Ask which rows are to be written into a workbook, and write them."""
        if self._keeper is not None and self._list is not None and self._any():
            self._keeper.export(self)

    def showEvent(self, event: QShowEvent) -> None:
        if self._keeper is None and (keeper := keeper_of(self)) is not None:
            self._keeper = keeper
            keeper.attend(self)
        super().showEvent(event)

    def _any(self) -> bool:
        """Whether there is any row to export, held here or not."""
        raise NotImplementedError  # each table counts its rows its own way

    def _copy(self, heads: bool) -> None:  # noqa: FBT001 - the menu and the keys call it
        """Get the selected rows onto the clipboard, perhaps after they have been read."""
        raise NotImplementedError  # each table reads its rows its own way

    def _bind_rows(self) -> None:
        """Let the keys and the menu work on the rows."""
        self.view.customContextMenuRequested.connect(self._open_menu)
        RowKeys(self, self.bar, self.view, self._actions).export_by(self.export)
        bind_copying(self.view, lambda: len(self.view.selected_positions()), self._copy)
        MenuKey(self.view, self._open_menu)

    def _put_on_clipboard(self, rows: Sequence[Any], *, heads: bool) -> None:
        columns = [self.model.columns[at] for at in self.view.columns_on_screen()]
        QGuiApplication.clipboard().setMimeData(as_mime(cells_of(columns, rows, heads=heads)))

    def _add_copying(self, menu: QMenu) -> None:
        add_copying(menu, self.view, len(self.view.selected_positions()), self._copy)

    def _add_export(self, menu: QMenu) -> None:
        if self._keeper is not None and self._list is not None:
            add_export(menu, self.export, beside=self._actions.exports())

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))
