"""What opens under a head to filter its column: values to tick, and limits of what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from jyguide.people.dates import read_date
from ui.theme import SPACE, icon, scaled
from ui.widgets.button_row import ButtonRow
from ui.widgets.buttons import Kind, make_button
from ui.widgets.heads.filters import ColumnValues
from ui.widgets.heads.sifting import CellKind, number_in
from ui.widgets.heads.state import ColumnFilter
from ui.widgets.heads.value_list import ValueList
from ui.widgets.labels import make_label

if TYPE_CHECKING:
    from ui.widgets.row_view import RowView

_WIDTH, _HEIGHT = 300, 420
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEARCH_DELAY_MS = 120
_BATCH = 200
_HINTS = {CellKind.NUMBER: "数字", CellKind.DAY: "如 2025-6-30"}
_LIMITS = {CellKind.NUMBER: ("≥", "≤"), CellKind.DAY: ("从", "到")}
_SAID = {CellKind.NUMBER: ("最小值", "最大值"), CellKind.DAY: ("从哪天", "到哪天")}
_REFUSED = {
    CellKind.NUMBER: "这里只能填数字，如 20 或 1.5。",
    CellKind.DAY: "这里要填一天，如 2025-6-30 或 20250630。",
}


def open_filter(view: RowView, column: int) -> None:
    """Open the filter of a column, where its rows can be filtered."""
    filters = view.heads.filters
    if filters is None:
        if (field := view.heads.filter_fields.get(column)) is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.showPopup()
        return
    popup = FilterPopup(view, column, filters.values(column), view.heads.filters_now.get(column))
    popup.open_at(view.under_head(column))


class FilterPopup(QFrame):
    """Enter filters, Esc leaves all as it was, Space ticks.

    Object names: `filter_popup`, and inside `filter_search`, `filter_least`, `filter_most`,
    `filter_values`, `filter_all`, `filter_none`, `filter_confirm`, `filter_cancel`,
    `filter_clear`, `filter_problem`.
    """

    def __init__(
        self, view: RowView, column: int, values: ColumnValues, now: ColumnFilter | None
    ) -> None:
        super().__init__(view, Qt.WindowType.Popup)
        self.setObjectName("filter_popup")
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._heads = view.heads
        self._column = column
        self._kind = values.kind
        kept = now or ColumnFilter()
        ticked = values.counts.keys() - set(kept.but) if kept.values is None else kept.values
        self.values = ValueList(values.counts, frozenset(ticked), self)
        self.setAccessibleName(f"筛选“{view.heads.labels[column]}”")
        self._limits: list[QLineEdit] = []
        self._build(kept)
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))

    def open_at(self, place: QPoint) -> None:
        """Show it there, as far as the screen reaches."""
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room: QRect = screen.availableGeometry()
        self.resize(self.width(), min(self.height(), room.height()))
        x = max(min(place.x(), room.right() - self.width()), room.left())
        y = max(min(place.y(), room.bottom() - self.height()), room.top())
        self.move(x, y)
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _build(self, kept: ColumnFilter) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._make_search())
        if self._kind is not CellKind.TEXT:
            layout.addLayout(self._make_limits(kept))
        layout.addLayout(self._make_tick_buttons())
        layout.addWidget(self._make_list(), 1)
        self._problem: QLabel = make_label("", "problem", "filter_problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        layout.addWidget(self._problem)
        layout.addLayout(self._make_foot(kept))

    def _make_search(self) -> QLineEdit:
        self._search = QLineEdit(placeholderText="搜索要筛选的内容")
        self._search.setObjectName("filter_search")
        self._search.setAccessibleName("搜索要筛选的内容")
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.installEventFilter(self)
        self._delay = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._delay.timeout.connect(self._look)
        self._search.textChanged.connect(self._delay.start)
        return self._search

    def _make_limits(self, kept: ColumnFilter) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.xs)
        names = zip(("filter_least", "filter_most"), (kept.least, kept.most), strict=True)
        for at, (name, value) in enumerate(names):
            field = QLineEdit(value, placeholderText=_HINTS[self._kind])
            field.setObjectName(name)
            field.setAccessibleName(_SAID[self._kind][at])
            field.textChanged.connect(self._forget_problem)
            field.installEventFilter(self)
            row.addWidget(make_label(_LIMITS[self._kind][at]))
            row.addWidget(field, 1)
            self._limits.append(field)
        return row

    def _make_tick_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        everything = make_button("全选", Kind.QUIET, name="filter_all")
        nothing = make_button("清除", Kind.QUIET, name="filter_none")
        nothing.setToolTip("一项也不勾，再勾选要看的")
        everything.clicked.connect(lambda: self.values.tick_all(ticked=True))
        nothing.clicked.connect(lambda: self.values.tick_all(ticked=False))
        for button in (everything, nothing):
            row.addWidget(button)
        row.addStretch()
        return row

    def _make_list(self) -> QListView:
        self._list = QListView()
        self._list.setObjectName("filter_values")
        self._list.setAccessibleName("列里的内容和各有几条，空格键勾选")
        self._list.setUniformItemSizes(True)
        self._list.setLayoutMode(QListView.LayoutMode.Batched)
        self._list.setBatchSize(_BATCH)
        self._list.ensurePolished()  # or rows would be measured before they have their padding
        self._list.setModel(self.values)
        self._list.installEventFilter(self)
        return self._list

    def _make_foot(self, kept: ColumnFilter) -> ButtonRow:
        clear = make_button("清除筛选", Kind.QUIET, name="filter_clear")
        clear.setEnabled(bool(kept))
        clear.clicked.connect(self._clear)
        confirm = make_button("确定", Kind.PRIMARY, name="filter_confirm")
        confirm.clicked.connect(self.confirm)
        cancel = make_button("取消", name="filter_cancel")
        cancel.clicked.connect(self.close)
        return ButtonRow(confirm, leave=cancel, left=(clear,))

    @Slot()
    def confirm(self) -> None:
        """Filter by what is ticked and by the limits; close."""
        if self._delay.isActive():
            self._look()
        limits = [self._read(field.text()) for field in self._limits] or ["", ""]
        if None in limits:
            self._refuse(limits.index(None))
            return
        least, most = (limit or "" for limit in limits)
        wanted = self.values.filtered(least, most)
        self.close()
        self._heads.filter(self._column, wanted)

    @Slot()
    def _clear(self) -> None:
        self.close()
        self._heads.filter(self._column, ColumnFilter())

    @Slot()
    def _look(self) -> None:
        self._delay.stop()
        self.values.look_for(self._search.text())

    @Slot()
    def _forget_problem(self) -> None:
        self._problem.hide()

    def _refuse(self, at: int) -> None:
        self._problem.setText(_REFUSED[self._kind])
        self._problem.show()
        self._limits[at].setFocus()
        self._limits[at].selectAll()

    def _read(self, text: str) -> str | None:
        """A limit as a filter keeps it; None for what is none."""
        said = text.strip()
        if not said:
            return ""
        if self._kind is CellKind.NUMBER:
            return None if number_in(said) is None else said
        try:
            day = read_date(said)
        except ValueError:
            return None
        return day.isoformat() if day else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that the keyboard is on; Esc closes."""
        here = self.focusWidget()
        if event.key() in _ENTER and isinstance(here, QPushButton):
            here.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter filters from any field, ↓ goes from the search into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self.confirm()
                return True
            if watched is self._search and event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        if self._delay.isActive():
            self._look()
        self._list.setFocus()
        if self.values.rowCount() and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self.values.index(0))
