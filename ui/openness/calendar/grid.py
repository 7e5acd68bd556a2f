"""The table of a year: a line a place or a matter, twelve months, a cell a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from jyguide.openness.calendar import Slot as Posted
from ui.openness.calendar.words import TONES, cell_text, cell_tip, worst
from ui.theme import PALETTE, Tone, type_in_force
from ui.widgets.ground import GroundDelegate

Index = QModelIndex | QPersistentModelIndex
_MONTHS = 12
_NAME_SHARE = 0.26
_NAME_MOST = 260
_CLOSE = "#year_grid::item { padding: 0 2px; } #year_grid QHeaderView::section { padding: 0; }"
"""Twelve months beside a detail leave a cell 46 pixels."""
_ROW_PADDING = 14
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    Attributes:
        key: What stays the same of it after a reload.
        name: What stands before it.
        tip: More about it.
        slots: What belongs to it.
    """

    key: object
    name: str
    tip: str
    slots: tuple[Posted, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    first: int
    last: int
    slots: tuple[Posted, ...]


class YearModel(QAbstractTableModel):
    """Lines of a year; the first column is the name."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self.head = head
        self.lines: list[Line] = []
        self._cells: list[dict[int, _Cell]] = []
        self._small = QFont()
        self._small.setPointSizeF(type_in_force().small)

    def set_lines(self, head: str, lines: Iterable[Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.head = head
        self.lines = list(lines)
        self._cells = [_cells(line.slots) for line in self.lines]
        self.endResetModel()

    def spans(self) -> list[tuple[int, int, int]]:
        """Line, first column and width of cells over several months."""
        return [
            (at, cell.first, cell.last - cell.first + 1)
            for at, cells in enumerate(self._cells)
            for month, cell in cells.items()
            if month == cell.first and cell.last > cell.first
        ]

    def slots_at(self, index: Index) -> tuple[Posted, ...]:
        """What a cell speaks of; () for a name or an empty cell."""
        if not index.isValid() or not index.column():
            return ()
        cell = self._cells[index.row()].get(index.column())
        return cell.slots if cell else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else _MONTHS + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"{section}月" if section else self.head

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.column():
            return self._of_name(self.lines[index.row()], role)
        cell = self._cells[index.row()].get(index.column())
        return self._of_cell(cell, role) if cell else self._of_nothing(role)

    def _of_name(self, line: Line, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f" {line.name}"
        return line.tip if role == Qt.ItemDataRole.ToolTipRole else None

    def _of_nothing(self, role: int) -> Any:
        return "没有要公布的" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _of_cell(self, cell: _Cell, role: int) -> Any:
        tone = TONES[worst(cell.slots)]
        months = cell.last - cell.first + 1
        found: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: cell_text(cell.slots, months),
            Qt.ItemDataRole.ToolTipRole: cell_tip(cell.slots),
            Qt.ItemDataRole.AccessibleTextRole: cell_tip(cell.slots),
            Qt.ItemDataRole.TextAlignmentRole: _CENTRE,
            Qt.ItemDataRole.FontRole: self._small,
            Qt.ItemDataRole.ForegroundRole: QColor(PALETTE.of(tone)),
        }
        if tone is not Tone.NEUTRAL:
            found[Qt.ItemDataRole.BackgroundRole] = QColor(PALETTE.soft(tone))
        return found.get(role)


class YearGrid(QTableView):
    """Arrows go from cell to cell; Enter or a double click opens one. Object name `year_grid`."""

    chosen = Signal()
    """Other cells are selected than before."""
    opened = Signal()
    """Enter or a double click on a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("year_grid")
        self.setAccessibleName("一年的公开日历")
        self.lines = YearModel("")
        self.setModel(self.lines)
        self._behave()
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._tell)

    def show_lines(self, head: str, lines: Sequence[Line]) -> None:
        """Show a year; the cell that was current stays so."""
        at = self.currentIndex()
        keys = [line.key for line in self.lines.lines]
        kept = (keys[at.row()], at.column()) if at.isValid() else None
        self.clearSpans()
        self.lines.set_lines(head, lines)
        for row, first, months in self.lines.spans():
            self.setSpan(row, first, 1, months)
        if kept is not None:
            places = {line.key: row for row, line in enumerate(lines)}
            if kept[0] in places:
                self.setCurrentIndex(self.lines.index(places[kept[0]], kept[1]))

    def go_to(self, key: object, month: int) -> None:
        """Put the cursor on a cell."""
        for row, line in enumerate(self.lines.lines):
            if line.key == key:
                self.setCurrentIndex(self.lines.index(row, month))

    def current_line(self) -> Line | None:
        """The line with the cursor."""
        at = self.currentIndex()
        return self.lines.lines[at.row()] if at.isValid() else None

    def current_month(self) -> int:
        """The month with the cursor; 0 on a name."""
        return max(self.currentIndex().column(), 0)

    def current_slots(self) -> tuple[Posted, ...]:
        """What the cell with the cursor speaks of."""
        return self.lines.slots_at(self.currentIndex())

    def selected_slots(self) -> list[Posted]:
        """What all selected cells speak of, each once."""
        found: dict[object, Posted] = {}
        for index in self.selectedIndexes():
            found |= {one.key: one for one in self.lines.slots_at(index)}
        return list(found.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width()
        name = min(round(wide * _NAME_SHARE), _NAME_MOST)
        head = self.horizontalHeader()
        head.resizeSection(0, name)
        month, rest = divmod(wide - name, _MONTHS)
        for at in range(1, _MONTHS + 1):
            head.resizeSection(at, month + (1 if at <= rest else 0))

    def _behave(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setItemDelegate(GroundDelegate(self))
        self.setStyleSheet(_CLOSE)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(24)
        self.verticalHeader().hide()
        height = QFontMetrics(self.font()).height() + _ROW_PADDING
        self.verticalHeader().setDefaultSectionSize(height)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.column():
            self.opened.emit()

    @Slot(QItemSelection, QItemSelection)
    def _tell(self, *_: object) -> None:
        self.chosen.emit()


def _cells(slots: Iterable[Posted]) -> dict[int, _Cell]:
    """By month, what stands there; what shares a month is gathered in one cell."""
    found: list[_Cell] = []
    for one in sorted(slots, key=lambda slot: slot.months):
        first, last = one.months
        if found and first <= found[-1].last:
            before = found.pop()
            found.append(_Cell(before.first, max(last, before.last), (*before.slots, one)))
        else:
            found.append(_Cell(first, last, (one,)))
    return {month: cell for cell in found for month in range(cell.first, cell.last + 1)}
