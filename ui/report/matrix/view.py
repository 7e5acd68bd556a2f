"""The matrix on screen: names and totals stay, trainings scroll beside them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.report.matrix.mark_delegate import MarkDelegate
from ui.report.matrix.model import FIRST, HEAD_ROOM, HOURS, NAME, TIMES, UNIT, MatrixModel
from ui.widgets.clipboard import as_mime
from ui.widgets.fixed_head import FixedHead

_WIDTHS = {NAME: 118, UNIT: 148, TIMES: 68, HOURS: 76}
_NUMBERS = 52
_HEAD_LINES = 4
_ROW_PADDING = 10
_HEAD_PADDING = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Side(QTableView):
    """One of the two tables; Enter opens, Ctrl+C copies, arrows go over to the other."""

    opened = Signal(QModelIndex)
    left_at = Signal(int)
    """The arrow key went beyond its edge, in this row."""

    def __init__(self, model: MatrixModel, name: str, *, edge: int, away: Qt.Key) -> None:
        """`edge` is the last column before the other table, `away` the key that leads there."""
        super().__init__()
        self.setObjectName(name)
        self.setModel(model)
        self._edge, self._away = edge, away
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        metrics = QFontMetrics(self.font())
        head = FixedHead(
            Qt.Orientation.Horizontal, self, metrics.lineSpacing() * _HEAD_LINES + _ROW_PADDING
        )
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        )
        head.setDefaultSectionSize(
            round(HEAD_ROOM * metrics.horizontalAdvance("训")) + _HEAD_PADDING
        )
        head.setHighlightSections(False)
        self.setHorizontalHeader(head)
        numbers = FixedHead(Qt.Orientation.Vertical, self, _NUMBERS)
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultSectionSize(metrics.height() + _ROW_PADDING)
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setVerticalHeader(numbers)
        self.setItemDelegate(MarkDelegate(self))
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.key() in _ENTER and here.isValid():
            self.opened.emit(here)
        elif event.key() == self._away and here.isValid() and here.column() == self._edge:
            self.left_at.emit(here.row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard on a cell."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectionModel().setCurrentIndex(
            self.model().index(row, column),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )

    def _copy(self) -> None:
        chosen = self.selectionModel().selection()
        model = self.model()
        if not chosen.isEmpty() and isinstance(model, MatrixModel):
            block = chosen.first()
            cells = [
                [model.text(row, column) for column in range(block.left(), block.right() + 1)]
                for row in range(block.top(), block.bottom() + 1)
            ]
            QGuiApplication.clipboard().setMimeData(as_mime(cells))


class MatrixView(QWidget):
    """Object names: `matrix_names`, `matrix_marks`."""

    opened = Signal(int, int)
    """A cell, by Enter or double click: row and column of the model."""

    def __init__(self) -> None:
        super().__init__()
        self.model = MatrixModel(self)
        self.names = _Side(self.model, "matrix_names", edge=HOURS, away=Qt.Key.Key_Right)
        self.marks = _Side(self.model, "matrix_marks", edge=FIRST, away=Qt.Key.Key_Left)
        self.names.setAccessibleName("姓名和合计")
        self.marks.setAccessibleName("各期培训")
        self._lay_out()
        for side in (self.names, self.marks):
            side.opened.connect(self._open)
        self.names.left_at.connect(self._go_right)
        self.marks.left_at.connect(lambda row: self.names.go_to(row, HOURS))
        ahead, behind = self.names.verticalScrollBar(), self.marks.verticalScrollBar()
        ahead.valueChanged.connect(behind.setValue)
        behind.valueChanged.connect(ahead.setValue)
        self.model.modelReset.connect(self._share)
        self._share()

    def _lay_out(self) -> None:
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks.verticalHeader().hide()
        beside = self.marks.horizontalScrollBar()
        self._foot = QWidget()  # as high as the bar beside it, or the rows would drift apart
        self._foot.setFixedHeight(beside.sizeHint().height())
        self._foot.hide()
        beside.rangeChanged.connect(lambda low, high: self._foot.setVisible(high > low))
        self.names.setFixedWidth(sum(_WIDTHS.values()) + _NUMBERS + 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        fixed = QVBoxLayout()
        fixed.setContentsMargins(0, 0, 0, 0)
        fixed.setSpacing(0)
        fixed.addWidget(self.names, 1)
        fixed.addWidget(self._foot)
        row.addLayout(fixed)
        row.addWidget(self.marks, 1)

    @Slot()
    def _share(self) -> None:
        """Each table hides the other's columns; a reset of the model forgets it."""
        for column in range(self.model.columnCount()):
            fixed = column < FIRST
            self.names.setColumnHidden(column, not fixed)
            self.marks.setColumnHidden(column, fixed)
            if fixed:
                self.names.setColumnWidth(column, _WIDTHS[column])

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row(), index.column())

    def _go_right(self, row: int) -> None:
        if self.model.columnCount() > FIRST:
            self.marks.go_to(row, FIRST)
