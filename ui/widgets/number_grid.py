"""A grid of numbers to key in, with a column that says of each row what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QWidget

from jyguide.exchange.cell import CellError, compact
from ui.theme import PALETTE, Tone, scaled
from ui.widgets.adds import Adds
from ui.widgets.entry.model import Cell, EntryModel, Trial
from ui.widgets.entry.view import EntryView

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
        adds: What is said under the grid of several of its numbers.
    """

    title: str
    read: Callable[[str], int | None]
    shown: Callable[[int], str] = str
    adds: Adds = Adds.SUM


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line of the grid: what stands before its numbers, and the numbers there are."""

    key: Any
    fixed: tuple[str, ...]
    values: Values


class NumberModel(EntryModel):
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
        self.forget_steps()
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

    def text_at(self, row: int, column: int) -> str:
        return self.text(self.rows[row], column)

    def may(self, row: int, column: int) -> bool:  # noqa: ARG002 - rows are all alike
        return self.cell(column) >= 0

    def row_name(self, row: int) -> str:
        fixed = self.rows[row].fixed
        return f"{row + 1}　{fixed[-1]}" if fixed else str(row + 1)

    def adds(self, column: int) -> Adds:
        at = self.cell(column)
        return self.columns[at].adds if at >= 0 else Adds.NOTHING

    def landing(self, column: int) -> list[int]:
        """Not the last one, which judges."""
        return list(range(column, self.columnCount() - 1))

    def names_row(self, column: int) -> bool:
        return self.cell(column) < 0

    def trial(self, row: int, column: int, text: str) -> Trial:
        """A name that is pasted along has to be the one that stands there."""
        at = self.cell(column)
        if at < 0:
            there = self.text_at(row, column)
            same = compact(text) == compact(there)
            return Trial(there) if same else Trial(text, f"这一行是“{there}”")
        plain = compact(text)
        try:
            value = self.columns[at].read(plain)
        except CellError as error:
            return Trial(plain, str(error))
        return Trial("" if value is None else self.columns[at].shown(value))

    def state(self) -> dict[tuple[Any, int], str]:
        return dict(self._typed)

    def restore(self, state: dict[tuple[Any, int], str]) -> None:
        self._typed = dict(state)
        self.judge_all()

    def judge_all(self) -> None:
        """Every cell may say something else now."""
        if self.rows:
            end = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), end)
        self.edited.emit()

    def take(self, cells: Sequence[Cell]) -> None:
        """What is fixed stays as it is; what cannot be read stays as it was typed."""
        typed = [one for one in cells if self.cell(one[1]) >= 0]
        for row, column, text in typed:
            self._put(self.rows[row], self.cell(column), text)
        if typed:
            first, last = min(one[0] for one in typed), max(one[0] for one in typed)
            end = self.index(last, self.columnCount() - 1)
            self.dataChanged.emit(self.index(first, 0), end)
            self.edited.emit()

    def _put(self, row: GridRow, at: int, said: str) -> None:
        text = compact(said)
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


class NumberGrid(EntryView):
    """Keys, copying and pasting are those of every grid to type into."""

    def __init__(
        self, model: NumberModel, name: str, said: str, widths: Sequence[int] = ()
    ) -> None:
        """`name` becomes the object name, `said` the accessible one; `widths` of what is fixed."""
        super().__init__(model, name, said)
        self.model_ = model
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

    def _names(self) -> list[int]:
        """What stands before the numbers."""
        fixed = range(len(self.model_.fixed))
        return [at for at in fixed if not self.isColumnHidden(at)]
