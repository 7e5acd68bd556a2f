"""Deals page by page: what is searched, narrowed and ordered is asked of the database."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jyguide.openness.deal import DealFilter, DealOrder, DealPage, DealRow
from jyguide.openness.kinds import DEAL_KIND_NAMES, DealKind
from ui.openness.deals.columns import KIND_COLUMN, ORDERS, deal_columns
from ui.theme import SPACE
from ui.widgets import EmptyState, EmptyText, RowTableModel, make_button, make_label
from ui.widgets.heads.sorting import RowSorting
from ui.widgets.heads.state import SortMode
from ui.widgets.keys import bind_key
from ui.widgets.listed_table import ListedTable
from ui.widgets.row_view import RowView
from ui.widgets.surfaces import on_card
from ui.widgets.table import NOTHING_FOUND, SEARCH_DELAY_MS
from ui.widgets.table_bar import TableBar

PAGE = 200
"""Rows a page."""
_EMPTY = EmptyText(
    "还没有登记产权交易",
    "逐笔登记土地流转、资产租赁、资源发包等，按类别、月份、镇街自动合计；也可从 Excel 导入。",
    "登记交易…",
)


class DealModel(RowTableModel[DealRow]):
    """A page of deals; ordering is left to whoever reads them."""

    order_wanted = Signal(int, bool)
    """A column, and whether it rises."""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.order_wanted.emit(column, order is Qt.SortOrder.AscendingOrder)


class _DealSorting(RowSorting):
    """Only some columns the database orders by."""

    def modes(self, column: int) -> Sequence[SortMode]:
        return super().modes(column) if column in ORDERS else ()


class DealTable(ListedTable):
    """A page of deals under what narrows them, with the way to other pages below.

    Object names inside: `search`, `choice_kind`, `choice_township`, `view`, `count`,
    `page_back`, `page_on`, `empty_…` and `nothing_found_…`.
    """

    wanted = Signal()
    """Other rows are to be read: see `filter` and `start`."""
    selection_changed = Signal()
    activated = Signal()
    empty_action = Signal()
    model: DealModel

    def __init__(self) -> None:
        super().__init__()
        self.start = 0
        self._page: DealPage | None = None
        self._order, self._rising = DealOrder.DAY, False
        self.model = DealModel(deal_columns(), self)
        self.view = RowView(self.model)
        self.view.heads.sorting = _DealSorting(self.view, self.model)
        self.view.setAccessibleName("产权交易列表")
        self.bar = TableBar("搜索编号、标的、村、备注")
        self._kind = _choice("choice_kind", "全部类别")
        for kind, name in DEAL_KIND_NAMES.items():
            self._kind.addItem(name, kind)
        self._township = _choice("choice_township", "全部镇街")
        self.bar.add_choice(self._kind)
        self.bar.add_choice(self._township)
        self.view.heads.filter_fields = {KIND_COLUMN: self._kind}
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._build()
        self._connect()

    def filter(self, year: int) -> DealFilter:
        """What is asked for, of a year."""
        kind = self._kind.currentData()
        return DealFilter(
            year,
            DealKind(kind) if kind else None,
            str(self._township.currentData() or ""),
            " ".join(self.bar.search.text().split()),
            self._order,
            self._rising,
        )

    def offer_townships(self, names: Sequence[str]) -> None:
        """Offer these; the one chosen stays."""
        kept = self._township.currentData()
        with QSignalBlocker(self._township):
            while self._township.count() > 1:
                self._township.removeItem(1)
            for name in names:
                self._township.addItem(name, name)
            self._township.setCurrentIndex(max(self._township.findData(kept), 0))
        self._township.setVisible(len(names) > 1)

    def show_page(self, page: DealPage) -> None:
        """Show rows; what was selected and is still there stays selected."""
        chosen = {row.id for row in self.selected_rows()}
        self._page, self.start = page, page.start
        self.model.set_rows(page.rows)
        places = [at for at, row in enumerate(self.model.rows) if row.id in chosen]
        self.view.select_positions(places)
        without = self._none_found if page.any_kept else self._nothing_yet
        self._stack.setCurrentWidget(self.view if page.rows else without)
        self.bar.setVisible(page.any_kept)
        self._foot.setVisible(page.any_kept)
        self._show_count()
        self.selection_changed.emit()

    def restart(self) -> None:
        """Ask for the first page."""
        self._delay.stop()
        self.start = 0
        self.wanted.emit()

    def selected_rows(self) -> list[DealRow]:
        """The selected rows of this page, top to bottom."""
        return [self.model.rows[at] for at in self.view.selected_positions()]

    @property
    def count(self) -> int:
        """How many deals are shown, on all pages."""
        return self._page.whole.count if self._page is not None else 0

    def _any(self) -> bool:
        return bool(self.count)

    def _copy(self, heads: bool) -> None:  # noqa: FBT001 - the menu and the keys call it
        if rows := self.selected_rows():
            self._put_on_clipboard(rows, heads=heads)

    def _build(self) -> None:
        self._empty, self._not_found = (
            EmptyState(_EMPTY),
            EmptyState(NOTHING_FOUND, "nothing_found"),
        )
        self._nothing_yet, self._none_found = on_card(self._empty), on_card(self._not_found)
        self._stack = QStackedWidget()
        for part in (self.view, self._nothing_yet, self._none_found):
            self._stack.addWidget(part)
        self._count = make_label("", "small", "count")
        self._back = make_button("上一页", icon_name="back", name="page_back")
        self._on = make_button("下一页", icon_name="next", name="page_on")
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._back)
        foot.addWidget(self._on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)
        self.bar.hide()
        self._foot.hide()
        self._stack.setCurrentWidget(self._nothing_yet)

    def _connect(self) -> None:
        self._delay.timeout.connect(self.restart)
        self.bar.search.textChanged.connect(self._delay.start)
        self.bar.leave_search.connect(self._enter_view)
        self._kind.currentIndexChanged.connect(self.restart)
        self._township.currentIndexChanged.connect(self.restart)
        self.model.order_wanted.connect(self._take_order)
        self.view.activated.connect(self._activate)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._empty.clicked.connect(self.empty_action)
        self._not_found.clicked.connect(self._clear)
        self._bind_rows()
        bind_key("Alt+PgUp", self, self._back.click)
        bind_key("Alt+PgDown", self, self._on.click)
        self._back.setToolTip("上一页（Alt+PgUp）")
        self._on.setToolTip("下一页（Alt+PgDn）")

    def _show_count(self) -> None:
        if self._page is None:
            return
        count, start = self._page.whole.count, self._page.start
        last = start + len(self._page.rows)
        pages = max(1, -(-count // PAGE))
        said = f"共 {count:,} 笔"
        if pages > 1:
            said += f"，第 {start // PAGE + 1} / {pages} 页（第 {start + 1:,}–{last:,} 笔）"
        chosen = len(self.view.selected_positions())
        self._count.setText(said + (f"，选中 {chosen} 笔" if chosen > 1 else ""))
        self._back.setEnabled(start > 0)
        self._on.setEnabled(last < count)
        for button in (self._back, self._on):
            button.setVisible(pages > 1)

    @Slot()
    def _go_back(self) -> None:
        self.start = max(0, self.start - PAGE)
        self.wanted.emit()

    @Slot()
    def _go_on(self) -> None:
        self.start += PAGE
        self.wanted.emit()

    @Slot()
    def _enter_view(self) -> None:
        self.view.setFocus()
        if self.model.rows and not self.view.selected_positions():
            self.view.select_positions([0])

    @Slot()
    def _clear(self) -> None:
        with QSignalBlocker(self._kind), QSignalBlocker(self._township):
            self._kind.setCurrentIndex(0)
            self._township.setCurrentIndex(0)
        self.bar.search.clear()
        self.restart()

    @Slot(int, bool)
    def _take_order(self, column: int, rising: bool) -> None:  # noqa: FBT001 - Qt's signal
        """A column that the database does not order by leaves the list by day."""
        order = ORDERS.get(column, DealOrder.DAY)
        known = column in ORDERS
        if (order, rising and known) != (self._order, self._rising):
            self._order, self._rising = order, rising and known
            self.restart()

    @Slot(object)
    def _activate(self, _index: object) -> None:
        self.activated.emit()

    @Slot(QItemSelection, QItemSelection)
    def _tell_selection(self, *_: object) -> None:
        self._show_count()
        self.selection_changed.emit()


def _choice(name: str, all_label: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(all_label)
    made.addItem(all_label)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made
