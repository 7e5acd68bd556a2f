"""Columns that show what they hold in large type too, and a text with both of its ends."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

_MOST = 240


def widen(view: QTableView, columns: Iterable[int]) -> None:
    """Widen columns to the longest text in them, within reason; none is made narrower."""
    for at in columns:
        wanted = min(view.sizeHintForColumn(at) + 1, _MOST)
        if wanted > view.columnWidth(at):
            view.setColumnWidth(at, wanted)


class MiddleElided(QStyledItemDelegate):
    """A text that is too long loses its middle: the number at its end is what people need."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle  # type: ignore[attr-defined]
