"""One column of a board: rows as cards under each other, gone through with the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu

from ui.widgets.row_model import ROW_ROLE

Row = TypeVar("Row")


class CardList(QListWidget, Generic[Row]):
    """Up and down within the column. Rows have a key `id`; subclasses draw and name them."""

    opened = Signal(object)
    """A row, by Enter or double click, or from the menu."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._open_chosen)

    def choose(self, key: Any = None) -> bool:
        """Choose the row of this key, or with None the first; whether it is here."""
        for at in range(self.count()):
            if key in (None, self._key(at)):
                self.setCurrentRow(at)
                return True
        return False

    @property
    def chosen(self) -> Row | None:
        """The row with the cursor."""
        at = self.currentRow()
        row: Row | None = self.item(at).data(ROW_ROLE) if at >= 0 else None
        return row

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.make_menu().exec(event.globalPos())

    def make_menu(self) -> QMenu:
        """What can be done to the card with the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _show_items(self, items: Iterable[QListWidgetItem]) -> None:
        """Show these instead; who was chosen stays chosen."""
        kept = self._key(self.currentRow()) if self.currentRow() >= 0 else None
        self.clear()
        for item in items:
            self.addItem(item)
        if kept is not None:
            self.choose(kept)

    def _key(self, at: int) -> Any:
        return self.item(at).data(ROW_ROLE).id

    @Slot()
    def _open_chosen(self, *_: object) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)


def card_item(row: object, words: str, tip: str) -> QListWidgetItem:
    """A card of a row: what is said of it aloud, and under the pointer."""
    item = QListWidgetItem(words)
    item.setData(ROW_ROLE, row)
    item.setToolTip(tip)
    return item
