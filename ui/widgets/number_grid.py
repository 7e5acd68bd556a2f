"""A grid of numbers to key in: by the keyboard alone, or pasted from Excel as a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QWidget,
)

from jyguide.exchange.cell import CellError
from ui.theme import PALETTE, Tone, scaled
from ui.widgets.clipboard import as_mime
from ui.widgets.heads.frozen_view import FrozenView

Index = QModelIndex | QPersistentModelIndex
Values = tuple[int | None, ...]
Judge = Callable[[Any, Values], str]
"""Told the key of a row and its numbers: what cannot be with them, or "" where they are sound."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SOUND = "✓"
_CELL, _ROW, _NUMBERS = 76, 30, 40
_UNREAD = object()


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column to key in.

    Attributes:
        read: From what is typed to the number kept, None for nothing; raises `CellError`.
        shown: The number as it stands in the cell.
    """

    title: str
    read: Callable[[str], int | None]
    shown: Callable[[int], str] = str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line of the grid: what stands before its numbers, and the numbers there are."""

    key: Any
    fixed: tuple[str, ...]
    values: Values


class NumberModel(QAbstractTableModel):
    """Keeps what was typed beside what there was; what cannot be read stays as it was typed."""

    edited = Signal()

    def __init__(
        self,
        fixed: Sequence[str],
        columns: Sequence[NumberColumn],
        parent: QWidget | None = None,
    ) -> None:
        """`fixed` are the heads before the numbers; a column that judges each row comes last."""
        super().__init__(parent)
        self.fixed = tuple(fixed)
        self.columns = tuple(columns)
        self.rows: list[GridRow] = []
        self._typed: dict[tuple[Any, int], str] = {}
        self._judge: Judge = lambda _key, _values: ""

    def judge_by(self, judge: Judge) -> None:
        """Say of every row what cannot be, anew whenever something is typed."""
        self._judge = judge
        self.judge_again()

    def judge_again(self) -> None:
        """Something that all rows are judged by has changed."""
        if self.rows:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(0, last), self.index(len(self.rows) - 1, last))
        self.edited.emit()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show these lines; what was typed into lines of the same keys stays."""
        self.beginResetModel()
        self.rows = list(rows)
        keys = {row.key for row in rows}
        self._typed = {at: text for at, text in self._typed.items() if at[0] in keys}
        self.endResetModel()
        self.edited.emit()

    def changed(self) -> dict[Any, Values]:
        """The numbers of the lines that say something else than there was, by key."""
        touched = {key for key, _ in self._typed}
        found = {
            row.key: (row.values, self.values(row)) for row in self.rows if row.key in touched
        }
        return {key: now for key, (before, now) in found.items() if now != before}

    def everything(self) -> dict[Any, Values]:
        """The numbers of every line that has any."""
        found = {row.key: self.values(row) for row in self.rows}
        return {key: each for key, each in found.items() if any(one is not None for one in each)}

    def values(self, row: GridRow) -> Values:
        """The numbers of a line as they are now; what cannot be read is none."""
        read = [self._value(row, at) for at in range(len(self.columns))]
        return tuple(None if one is _UNREAD else one for one in read)

    def fault(self, row: GridRow) -> str:
        """What cannot be in a line, in a sentence."""
        for at, column in enumerate(self.columns):
            try:
                column.read(self._typed.get((row.key, at), ""))
            except CellError as error:
                return f"{column.title}：{error}"
        values = self.values(row)
        return self._judge(row.key, values) if any(one is not None for one in values) else ""

    def faults(self) -> list[tuple[GridRow, str]]:
        """Every line with something that cannot be."""
        return [(row, said) for row in self.rows if (said := self.fault(row))]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.fixed) + len(self.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return [*self.fixed, *(one.title for one in self.columns), "核对"][section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.cell(index.column()) >= 0 else flags

    def cell(self, column: int) -> int:
        """Which number column stands there; -1 for none."""
        at = column - len(self.fixed)
        return at if 0 <= at < len(self.columns) else -1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row, at = self.rows[index.row()], self.cell(index.column())
        if role in (_DISPLAY, int(Qt.ItemDataRole.EditRole)):
            return self.text(row, index.column())
        if role == int(Qt.ItemDataRole.ToolTipRole) and at < 0:
            return escape(self.text(row, index.column()))
        if role == int(Qt.ItemDataRole.TextAlignmentRole) and at >= 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == int(Qt.ItemDataRole.ForegroundRole):
            return self._colour(row, index.column())
        if role == int(Qt.ItemDataRole.FontRole) and at >= 0 and (row.key, at) in self._typed:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def text(self, row: GridRow, column: int) -> str:
        """What stands in a cell."""
        at = self.cell(column)
        if column < len(self.fixed):
            return row.fixed[column]
        if at < 0:
            said = self.fault(row)
            return said or (_SOUND if any(one is not None for one in self.values(row)) else "")
        typed = self._typed.get((row.key, at))
        if typed is not None:
            return typed
        value = row.values[at]
        return "" if value is None else self.columns[at].shown(value)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if self.cell(index.column()) < 0 or role != int(Qt.ItemDataRole.EditRole):
            return False
        self.put([(index.row(), index.column(), str(value))])
        return True

    def put(self, cells: Sequence[tuple[int, int, str]]) -> None:
        """Type into many cells at once: row, column and text; what is fixed stays as it is."""
        typed = [one for one in cells if self.cell(one[1]) >= 0]
        for row, column, text in typed:
            self._put(self.rows[row], self.cell(column), text)
        if typed:
            first, last = min(one[0] for one in typed), max(one[0] for one in typed)
            end = self.index(last, self.columnCount() - 1)
            self.dataChanged.emit(self.index(first, 0), end)
            self.edited.emit()

    def _put(self, row: GridRow, at: int, said: str) -> None:
        text = "".join(said.split())
        kept = row.values[at]
        if text == ("" if kept is None else self.columns[at].shown(kept)):
            self._typed.pop((row.key, at), None)
        else:
            self._typed[row.key, at] = text

    def _value(self, row: GridRow, at: int) -> Any:
        typed = self._typed.get((row.key, at))
        if typed is None:
            return row.values[at]
        try:
            return self.columns[at].read(typed)
        except CellError:
            return _UNREAD

    def _colour(self, row: GridRow, column: int) -> QColor | None:
        at = self.cell(column)
        if column == self.columnCount() - 1:
            return QColor(PALETTE.of(Tone.BAD if self.fault(row) else Tone.GOOD))
        if at >= 0 and self._value(row, at) is _UNREAD:
            return QColor(PALETTE.of(Tone.BAD))
        return None


class NumberGrid(FrozenView):
    """Enter and ↓ go down, Tab goes right, Delete empties, Ctrl+V takes a block from Excel."""

    pasted = Signal(int, int)
    """Lines of a block that had a place, and lines of the block."""

    def __init__(
        self, model: NumberModel, name: str, said: str, widths: Sequence[int] = ()
    ) -> None:
        """`name` becomes the object name, `said` the accessible one; `widths` of what is fixed."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.model_ = model
        self.setModel(model)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumWidth(scaled(_NUMBERS))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at in range(model.columnCount() - 1):
            head.resizeSection(at, scaled(_CELL if model.cell(at) >= 0 else widths[at]))
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setHighlightSections(False)
        self.keep(self._names)

    def begin(self) -> None:
        """Put the cursor into the first cell on screen that is empty."""
        column = len(self.model_.fixed)
        shown = self.shown()
        empty = [at for at in shown if not self.model_.text(self.model_.rows[at], column)]
        if shown:
            self.setFocus()
            self.setCurrentIndex(self.model_.index((empty or shown)[0], column))

    def narrow(self, fits: Callable[[GridRow], bool]) -> None:
        """Show only some of the lines; what was typed into others stays."""
        for at, row in enumerate(self.model_.rows):
            self.setRowHidden(at, not fits(row))

    def shown(self) -> list[int]:
        """Places of the lines on screen."""
        return [at for at in range(self.model_.rowCount()) if not self.isRowHidden(at)]

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Enter in a cell goes down."""
        entered = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, hint)
        if entered:
            self._down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() is not QAbstractItemView.State.EditingState:
                self._down()  # an open cell goes down when it closes
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            chosen = self.selectedIndexes()
            self.model_.put([(index.row(), index.column(), "") for index in chosen])
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Put a block of cells in from the current one on, down the lines on screen."""
        block = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        here, shown = self.currentIndex(), self.shown()
        if not block or self.model_.cell(here.column()) < 0 or here.row() not in shown:
            return
        places = shown[shown.index(here.row()) :]
        self.model_.put(
            [
                (place, here.column() + step, cell)
                for place, cells in zip(places, block, strict=False)
                for step, cell in enumerate(cells)
            ]
        )
        self.pasted.emit(min(len(places), len(block)), len(block))

    def _names(self) -> list[int]:
        """What stands before the numbers."""
        fixed = range(len(self.model_.fixed))
        return [at for at in fixed if not self.isColumnHidden(at)]

    def _down(self) -> None:
        here = self.currentIndex()
        below = [at for at in self.shown() if at > here.row()]
        if below:
            self.setCurrentIndex(self.model_.index(below[0], here.column()))

    def _copy(self) -> None:
        chosen: QItemSelection = self.selectionModel().selection()
        if chosen.isEmpty():
            return
        block = chosen.at(0)
        cells = [
            [
                self.model_.text(self.model_.rows[at], column)
                for column in range(block.left(), block.right() + 1)
            ]
            for at in range(block.top(), block.bottom() + 1)
            if not self.isRowHidden(at)
        ]
        QGuiApplication.clipboard().setMimeData(as_mime(cells))
