"""Columns that stay at the left edge while the others are scrolled sideways beneath them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelectionModel,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.theme import PALETTE
from ui.widgets.fixed_head import FixedHead

_EDGE = f"""
QTableView#frozen {{
    border: none; border-radius: 0; border-right: 1px solid {PALETTE.line_strong};
}}"""
_MOST = 0.6
"""Of the width of the view: more than this would leave nothing to scroll."""


class _Body(QTableView):
    """Draws the cells that stay; whatever is done to them is done to the view beneath."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.setObjectName("frozen")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(_EDGE)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(view.verticalScrollMode())
        self.setSelectionBehavior(view.selectionBehavior())
        self.setAlternatingRowColors(view.alternatingRowColors())
        self.setShowGrid(view.showGrid())
        self.setWordWrap(view.wordWrap())
        self.setFont(view.font())
        self.setModel(view.model())
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(view.itemDelegate())
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        for head in (rows, columns):
            head.hide()
            head.setMinimumSectionSize(0)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setSelectionModel(QItemSelectionModel(view.model(), self))
        rows.setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        if view.verticalHeader().sectionsHidden():
            for row in range(view.model().rowCount()):
                self.setRowHidden(row, view.isRowHidden(row))


class FrozenColumns(QObject):
    """Lies over a view while it is scrolled sideways; made when that happens first."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._staying: Callable[[], list[int]] = list
        self._body: _Body | None = None
        self._head: FixedHead | None = None
        self._columns: list[int] = []

    def follow(self, staying: Callable[[], list[int]]) -> None:
        """Let those columns stay that `staying` names, from left to right."""
        self._staying = staying
        self._view.horizontalScrollBar().valueChanged.connect(self.refresh)
        head = self._view.horizontalHeader()
        head.sectionMoved.connect(self.refresh)
        head.sectionResized.connect(self.refresh)

    @property
    def columns(self) -> list[int]:
        """Those drawn at the left edge now, from left to right."""
        return self._columns

    @property
    def head(self) -> FixedHead | None:
        """The heads of these columns, once there were any."""
        return self._head

    @property
    def width(self) -> int:
        return sum(self._view.columnWidth(at) for at in self._columns)

    def at(self, x: int) -> int:
        """The column that stays at a place of the viewport; -1 for none."""
        for column in self._columns:
            x -= self._view.columnWidth(column)
            if x < 0:
                return column
        return -1

    def left_of(self, column: int) -> int:
        """Where one of these columns begins on the viewport."""
        before = self._columns[: self._columns.index(column)]
        return sum(self._view.columnWidth(at) for at in before)

    def hide_row(self, row: int, *, hidden: bool) -> None:
        """Follow the view in hiding a row."""
        if self._body is not None:
            self._body.setRowHidden(row, hidden)

    @Slot()
    def refresh(self, *_: object) -> None:
        """Lie over the view as it is scrolled and arranged now, or not at all."""
        bar = self._view.horizontalScrollBar()
        self._columns = self._fitting() if bar.value() > bar.minimum() else []
        if not self._columns:
            if self._body is not None and self._head is not None:
                self._body.hide()
                self._head.hide()
            return
        body, head = self._parts()
        for part in (body.horizontalHeader(), head):
            self._match(part)
        self._place(body, head)

    def _fitting(self) -> list[int]:
        room = self._view.viewport().width() * _MOST
        fitting = []
        for at in self._staying():
            room -= self._view.columnWidth(at)
            if room < 0:
                break
            fitting.append(at)
        return fitting

    def _match(self, part: QHeaderView) -> None:
        """Only these columns, in their order and width; both parts begin with all in order."""
        part.blockSignals(True)  # noqa: FBT003 - Qt's switch
        for at in range(part.count()):
            part.setSectionHidden(at, at not in self._columns)
        for place, at in enumerate(self._columns):
            part.moveSection(part.visualIndex(at), place)
            part.resizeSection(at, self._view.columnWidth(at))
        part.blockSignals(False)  # noqa: FBT003 - Qt's switch
        part.viewport().update()

    def _place(self, body: _Body, head: FixedHead) -> None:
        viewport, over = self._view.viewport().geometry(), self._view.horizontalHeader()
        width = self.width
        body.setGeometry(QRect(viewport.topLeft(), QSize(width, viewport.height())))
        head.setFixedHeight(over.height())
        head.setGeometry(viewport.left(), over.geometry().top(), width, over.height())
        head.setSortIndicator(over.sortIndicatorSection(), over.sortIndicatorOrder())
        for at in self._columns:
            if (own := self._view.itemDelegateForColumn(at)) is not None:
                body.setItemDelegateForColumn(at, own)
        body.viewport().update()
        for part in (body, head):
            part.show()
            part.raise_()
        self._keep_level()

    def _parts(self) -> tuple[_Body, FixedHead]:
        if self._body is None or self._head is None:
            self._body, self._head = _Body(self._view), self._make_head()
            self._view.verticalScrollBar().valueChanged.connect(self._keep_level)
            self._body.verticalScrollBar().rangeChanged.connect(self._keep_level)
            self._view.model().modelReset.connect(self.refresh)
        return self._body, self._head

    def _make_head(self) -> FixedHead:
        over = self._view.horizontalHeader()
        head = FixedHead(Qt.Orientation.Horizontal, self._view, over.height())
        head.setObjectName("frozen_head")
        head.setModel(self._view.model())
        head.setMinimumSectionSize(over.minimumSectionSize())
        head.setHighlightSections(False)
        head.setDefaultAlignment(over.defaultAlignment())
        head.setSortIndicatorShown(self._view.isSortingEnabled())
        head.setSortIndicatorClearable(over.isSortIndicatorClearable())
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.sortIndicatorChanged.connect(self._sort)
        over.sortIndicatorChanged.connect(head.setSortIndicator)
        head.sectionResized.connect(self._widen)
        head.sectionHandleDoubleClicked.connect(self._view.resizeColumnToContents)
        head.customContextMenuRequested.connect(self._hand_on)
        return head

    @Slot()
    def _keep_level(self, *_: object) -> None:
        if self._body is not None:
            self._body.verticalScrollBar().setValue(self._view.verticalScrollBar().value())

    @Slot(int, Qt.SortOrder)
    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._view.horizontalHeader().setSortIndicator(column, order)

    @Slot(int, int, int)
    def _widen(self, at: int, _before: int, now: int) -> None:
        self._view.horizontalHeader().resizeSection(at, now)

    @Slot(QPoint)
    def _hand_on(self, at: QPoint) -> None:
        """The menu of a head is the same wherever it is drawn."""
        open_menu = getattr(self._view, "open_head_menu", None)
        if open_menu is not None and self._head is not None:
            open_menu(self._head.logicalIndexAt(at))
