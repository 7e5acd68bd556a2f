"""Rows on their way out of a table: copied or exported, by the menu and by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu

from ui.theme import icon
from ui.widgets.row_model import Column

OTHER_WAY = "Ctrl+Shift+C"
EXPORT_KEYS = "Ctrl+E"


def with_heads(rows: int) -> bool:
    """Whether Ctrl+C takes the heads along.

    Several rows become a table of their own in WPS, which nobody could read without its heads; one
    row goes into a message or under a list that is there already. The other way has a key too.
    """
    return rows > 1


def cells_of(
    columns: Sequence[Column[Any]], rows: Sequence[Any], *, heads: bool
) -> list[list[str]]:
    """Texts as they stand on the screen, row by row."""
    cells = [[column.title for column in columns]] if heads else []
    return cells + [[column.text(row) for column in columns] for row in rows]


def add_copying(
    menu: QMenu, view: QAbstractItemView, rows: int, copy: Callable[[bool], object]
) -> None:
    """Lines for copying `rows` selected rows: as Ctrl+C does it, the other way, and 全选.

    `copy` is called with whether heads go along.
    """
    heads = with_heads(rows)
    words = ("复制（含表头）", "复制（不含表头）") if heads else ("复制", "复制（含表头）")
    first = menu.addAction(icon("copy"), f"{words[0]}\tCtrl+C", lambda: copy(heads))
    other = menu.addAction(f"{words[1]}\t{OTHER_WAY}", lambda: copy(not heads))
    for action in (first, other):
        action.setEnabled(rows > 0)
    menu.addAction("全选\tCtrl+A", view.selectAll)


def add_export(menu: QMenu, export: Callable[[], object], *, beside: bool) -> None:
    """The line that writes the table into a workbook; `beside` other exports it says so."""
    text = "导出表格…" if beside else "导出…"
    menu.addAction(icon("export"), f"{text}\t{EXPORT_KEYS}", export)


def bind_copying(
    view: QAbstractItemView, count: Callable[[], int], copy: Callable[[bool], object]
) -> None:
    """Ctrl+C and the key of the other way, while the rows have the focus."""
    for keys, same in (
        (QKeySequence(QKeySequence.StandardKey.Copy), True),
        (QKeySequence(OTHER_WAY), False),
    ):
        shortcut = QShortcut(keys, view, lambda same=same: copy(with_heads(count()) is same))
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
