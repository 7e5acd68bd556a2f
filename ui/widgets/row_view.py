"""The grid itself: fixed rows, numbered from 1, selected whole, under heads with a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QVBoxLayout,
)

from ui.theme import scaled
from ui.widgets.column_room import ColumnRoom
from ui.widgets.fixed_head import FixedHead
from ui.widgets.ground import GroundDelegate
from ui.widgets.heads.arrangement import Arrangement
from ui.widgets.heads.frozen_view import FrozenView
from ui.widgets.labels import make_label
from ui.widgets.row_model import ColumnModel

if TYPE_CHECKING:
    from ui.widgets.heads.state import HeadState

_ROW_PADDING = 14
_NUMBER_WIDTH = 52
_LEAST_WIDTH = 48
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class RowView(FrozenView):
    """Draws a model of columns; object name `view`.

    Alt+↓ opens the menu of the current column's head, Ctrl+Shift+L its filter.
    """

    def __init__(self, model: ColumnModel[Any]) -> None:
        super().__init__()
        self.setObjectName("view")
        self.setModel(model)
        self._behave()
        self._lay_out_rows()
        self._lay_out_columns(model)
        room = ColumnRoom(self, [scaled(column.width) for column in model.columns])
        self._room = room
        self.heads = Arrangement(self, model, room)
        self.keep(self.heads.staying)
        self.heads.frozen_changed.connect(self.frozen.refresh)
        self.heads.filtered.connect(self._mark_heads)
        self.selectionModel().currentChanged.connect(self._mark_current)
        self.horizontalHeader().customContextMenuRequested.connect(self._open_menu_of_head)
        if any(column.fill is not None for column in model.columns):
            self.setItemDelegate(GroundDelegate(self))

    def head_state(self) -> HeadState:
        """How the heads are arranged; `heads.changed` tells when somebody changes it."""
        from ui.widgets.heads.kept import state_of  # noqa: PLC0415 - no table is drawn by it

        return state_of(self.heads)

    def show_head_state(self, state: HeadState) -> list[str]:
        """Arrange the heads so; returns the columns named that there are no more."""
        from ui.widgets.heads.kept import show_state  # noqa: PLC0415 - no table is drawn by it

        return show_state(self.heads, state)

    def current_column(self) -> int:
        """The column that the keyboard is on, or the first one."""
        at = self.currentIndex()
        shown = self.columns_on_screen()
        return at.column() if at.isValid() and at.column() in shown else shown[0]

    def head_menu(self, column: int) -> QMenu:
        """The menu of a column's head as it would open now."""
        from ui.widgets.heads.menu import make_menu  # noqa: PLC0415 - when first opened

        return make_menu(self, column)

    def open_head_menu(self, column: int) -> None:
        """Open the menu under a column's head."""
        if column < 0:
            return
        menu = self.head_menu(column)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.under_head(column))
        menu.setActiveAction(menu.actions()[0])

    def open_filter(self, column: int) -> None:
        """Open the filter of a column, where the rows can be filtered."""
        from ui.widgets.heads.filter_popup import open_filter  # noqa: PLC0415 - when first opened

        open_filter(self, column)

    def under_head(self, column: int) -> QPoint:
        """On the screen, the left end of the line under a column's head."""
        head = self.horizontalHeader()
        x = head.sectionViewportPosition(column)
        if column in self.frozen.columns:
            x = self.frozen.left_of(column)
        x = min(max(x, 0), max(head.width() - scaled(_LEAST_WIDTH), 0))
        return head.viewport().mapToGlobal(QPoint(x, head.height()))

    def setColumnHidden(self, column: int, hide: bool) -> None:  # noqa: FBT001, N802 - Qt's
        """The page's own decision, which somebody cannot undo: the column has nothing to say."""
        self.heads.put_out_of_place(column, out=hide)

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
            here = model.index(positions[0], max(self.currentIndex().column(), 0))
            picker.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(here)
        picker.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def columns_on_screen(self) -> list[int]:
        """Column numbers as the user has arranged them, hidden ones left out."""
        return self.heads.shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.share_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._room.share_soon()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_head_menu(self.current_column())
        elif event.key() == Qt.Key.Key_L and event.modifiers() == _CTRL_SHIFT:
            self.open_filter(self.current_column())
        else:
            super().keyPressEvent(event)

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
        numbers = FixedHead(Qt.Orientation.Vertical, self, scaled(_NUMBER_WIDTH))
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
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(scaled(_LEAST_WIDTH))
        head.setStretchLastSection(True)
        head.setSortIndicatorClearable(True)
        for at, column in enumerate(model.columns):
            head.resizeSection(at, scaled(column.width))
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _both_heads(self) -> list[FixedHead]:
        heads = (self.horizontalHeader(), self.frozen.head)
        return [head for head in heads if isinstance(head, FixedHead)]

    @Slot()
    def _mark_heads(self) -> None:
        filters = self.heads.filters_now
        for head in self._both_heads():
            head.mark_filtered(filters.keys())

    @Slot()
    def _mark_current(self, *_: object) -> None:
        """Where Alt+↓ would open a menu."""
        at = self.currentIndex()
        for head in self._both_heads():
            head.mark_current(at.column() if self.hasFocus() and at.isValid() else -1)

    @Slot(QPoint)
    def _open_menu_of_head(self, at: QPoint) -> None:
        self.open_head_menu(self.horizontalHeader().logicalIndexAt(at))


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
