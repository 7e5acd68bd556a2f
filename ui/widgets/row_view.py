"""The grid itself: fixed rows, numbered from 1, selected whole."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
)

from ui.widgets.column_room import ColumnRoom
from ui.widgets.fixed_head import FixedHead
from ui.widgets.ground import GroundDelegate
from ui.widgets.labels import make_label
from ui.widgets.row_model import ColumnModel

_ROW_PADDING = 14
_NUMBER_WIDTH = 52


class RowView(QTableView):
    """Draws a model of columns; object name `view`."""

    def __init__(self, model: ColumnModel[Any]) -> None:
        super().__init__()
        self.setObjectName("view")
        self.setModel(model)
        self._behave()
        self._lay_out_rows()
        self._lay_out_columns(model)
        self._room = ColumnRoom(self, [column.width for column in model.columns])
        if any(column.fill is not None for column in model.columns):
            self.setItemDelegate(GroundDelegate(self))

    def selected_positions(self) -> list[int]:
        """Row numbers from 0, top to bottom, without duplicates."""
        chosen = self.selectionModel().selection()
        spans = [chosen.at(number) for number in range(chosen.size())]
        return sorted({at for span in spans for at in range(span.top(), span.bottom() + 1)})

    def select_positions(self, positions: list[int]) -> None:
        """Select exactly these rows; the first becomes current and is scrolled to."""
        model, chosen = self.model(), QItemSelection()
        for first, last in _spans(positions):
            chosen.select(model.index(first, 0), model.index(last, model.columnCount() - 1))
        picker = self.selectionModel()
        if positions:
            here = model.index(positions[0], 0)
            picker.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(here)
        picker.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.share_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._room.share_soon()

    def columns_on_screen(self) -> list[int]:
        """Column numbers as the user has arranged them, hidden ones left out."""
        head = self.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(head.count())]
        return [column for column in order if not head.isSectionHidden(column)]

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Tab leaves the table: arrows move inside it, and the keyboard must get past it.
        self.setTabKeyNavigation(False)

    def _lay_out_rows(self) -> None:
        numbers = FixedHead(Qt.Orientation.Vertical, self, _NUMBER_WIDTH)
        numbers.setHighlightSections(True)
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        numbers.setDefaultSectionSize(QFontMetrics(self.font()).height() + _ROW_PADDING)
        self.setVerticalHeader(numbers)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            _name_corner(corner)

    def _lay_out_columns(self, model: ColumnModel[Any]) -> None:
        height = QFontMetrics(self.font()).height() + _ROW_PADDING + 2
        head = FixedHead(Qt.Orientation.Horizontal, self, height)
        self.setHorizontalHeader(head)
        # A selection of its own, always empty: else each repaint asks every row of every column
        # whether the whole column is selected, one second for fifty thousand rows.
        head.setSelectionModel(QItemSelectionModel(model, self))
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(48)
        head.setStretchLastSection(True)
        head.setSortIndicatorClearable(True)
        for at, column in enumerate(model.columns):
            head.resizeSection(at, column.width)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)


def _name_corner(corner: QAbstractButton) -> None:
    label: QLabel = make_label("序号", "small")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    layout = QVBoxLayout(corner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)


def _spans(positions: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbours: [1, 2, 5] → [(1, 2), (5, 5)]; a selection of thousands stays small."""
    spans: list[tuple[int, int]] = []
    for at in positions:
        if spans and at == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], at)
        else:
            spans.append((at, at))
    return spans
