"""The list of people with its filters, orders and tools; takes a roster dropped onto it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.finding import NAME_ORDERS, FoundPeople, PeopleOrder, PeopleView
from jyguide.people.organisation import OrganisationRow
from jyguide.people.row import PersonRow
from ui.history.record_dialog import KEYS as HISTORY_KEYS
from ui.people.columns import NAME_COLUMN, ORDER_NAMES, POSITION_COLUMN, PersonCells
from ui.people.people_filters import BESIDE_ARROW, PeopleFilters
from ui.people.people_sorting import PeopleSorting
from ui.people.people_table import PeopleTable
from ui.widgets import Column, EmptyText, MenuGroup, make_button

ROSTER_ENDINGS = (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".txt", ".tsv")
_NOBODY = EmptyText(
    "还没有人员",
    "从花名册导入，或把 Excel 文件直接拖到这里；也可以用右上角的“新增”逐个录入。",
    "导入花名册…",
    "people",
)
UP, DOWN = QKeySequence("Alt+Up"), QKeySequence("Alt+Down")


class PeopleList(QWidget):
    """Object names: `people` (the table), `order`, `full_numbers`, `edit`, `delete`.

    Further those of `PeopleFilters` and `PeopleTable`.
    """

    roster_dropped = Signal(Path)
    open_wanted = Signal()
    edit_wanted = Signal()
    history_wanted = Signal()
    delete_wanted = Signal()
    import_wanted = Signal()
    step_wanted = Signal(int)
    """The chosen are to go one place up (-1) or down (1)."""
    move_wanted = Signal()
    view_wanted = Signal()
    """Other people are to be shown: see `view`. Answer with `show_people`."""

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self._cells = PersonCells()
        self._is_city = is_city
        self._orders = [order for _, order in self._cells.columns(with_station=is_city)]
        self._order, self._descending = PeopleOrder.PINYIN, False
        self._ordering: list[QAction] = []
        self.setAcceptDrops(True)
        self._build(is_city=is_city)
        self._connect()
        self._offer_tools()

    def view(self) -> PeopleView:
        """Whom to show, in which order."""
        return self._filters.view(self.table.words, self._order, descending=self._descending)

    def show_people(self, found: FoundPeople) -> None:
        """Show these; whoever was selected and is among them stays so."""
        self.table.show_found(found)
        self.table.show()

    def offer(self, stations: Sequence[str], organisations: Sequence[OrganisationRow]) -> None:
        """What the filters choose from."""
        self._filters.offer(stations, organisations)

    def columns(self, *, full: bool) -> list[Column[PersonRow]]:
        """The columns of the table, whose numbers stay as they are said to be here."""
        cells = PersonCells()
        cells.full = full
        return [column for column, _ in cells.columns(with_station=self._is_city)]

    @property
    def full(self) -> bool:
        """Whether numbers are shown in full; see `Unmasking`."""
        return self._cells.full

    def show_numbers(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        """Show numbers in full, or hide them."""
        self._cells.full = full
        self.table.model.redraw()

    def chosen(self) -> list[PersonId]:
        """The selected people, top to bottom."""
        return self.table.chosen_keys()

    def select(self, person_id: PersonId) -> None:
        """Select one person, now or when he is shown next."""
        self.table.select(person_id)

    def _build(self, *, is_city: bool) -> None:
        columns = [column for column, _ in self._cells.columns(with_station=is_city)]
        unsorted = frozenset(at for at, of in enumerate(self._orders) if of is None)
        self.table = PeopleTable(columns, _NOBODY, unsorted)
        self.table.setObjectName("people")
        self.table.hide()  # until people are known: "nobody yet" must not flash up
        self.table.view.setColumnHidden(POSITION_COLUMN, True)  # noqa: FBT003 - Qt's switch
        self._filters = PeopleFilters(self.table.bar, is_city=is_city)
        heads = self.table.view.heads
        heads.sorting = PeopleSorting(self._orders, self._sorted, self._sort)
        heads.filter_fields = {
            self._orders.index(order): field
            for order, field in self._filters.fields.items()
            if order in self._orders
        }
        self._add_tools()
        self._add_actions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def _add_tools(self) -> None:
        self._order_box = QComboBox()
        self._order_box.setObjectName("order")
        self._order_box.setAccessibleName("排序")
        for order in NAME_ORDERS:
            self._order_box.addItem(ORDER_NAMES[order], order)
        self._order_box.setStyleSheet(BESIDE_ARROW)
        self.full_box = QCheckBox("完整号码")
        self.full_box.setObjectName("full_numbers")
        self.full_box.setToolTip("显示完整的身份证号和手机号（会登记）")
        self._edit = make_button("修改…", icon_name="edit", name="edit")
        self._delete = make_button("删除", icon_name="delete", name="delete")
        for tool in (self.full_box, self._order_box, self._edit, self._delete):
            self.table.add_tool(tool)

    def _add_actions(self) -> None:
        add = self.table.add_action
        add("打开\tEnter", self.open_wanted.emit)
        add("修改…\tF2", self.edit_wanted.emit, "edit")
        add(f"修改记录…\t{HISTORY_KEYS}", self.history_wanted.emit, "history")
        self._ordering = [
            add("上移\tAlt+↑", self._step_up, group=MenuGroup.CHANGE),
            add("下移\tAlt+↓", self._step_down, group=MenuGroup.CHANGE),
            add("移到第几位…", self.move_wanted.emit, group=MenuGroup.CHANGE),
        ]
        add("删除", self.delete_wanted.emit, "delete", group=MenuGroup.DELETE)

    def _connect(self) -> None:
        table = self.table
        self._order_box.activated.connect(self._take_order)
        self._edit.clicked.connect(self.edit_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self._filters.changed.connect(self.view_wanted)
        table.view_wanted.connect(self.view_wanted)
        table.all_wanted.connect(self._lift_all)
        table.activated.connect(self._open_activated)
        table.empty_action.connect(self.import_wanted)
        table.selection_changed.connect(self._offer_tools)
        table.view.horizontalHeader().sortIndicatorChanged.connect(self._follow_head)
        table.add_key(QKeySequence.StandardKey.Delete, self._delete.click)
        table.add_key(QKeySequence("F2"), self._edit.click)
        table.add_key(UP, self._step_up)
        table.add_key(DOWN, self._step_down)
        record = QShortcut(QKeySequence(HISTORY_KEYS), table, self.history_wanted.emit)
        record.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _sort(self, order: PeopleOrder, descending: bool) -> None:  # noqa: FBT001 - a direction
        """Ask for another order, and let the drop-down and the heads say so."""
        if order in NAME_ORDERS:
            self._order_box.setCurrentIndex(NAME_ORDERS.index(order))
        self._order, self._descending = order, descending
        by_hand = order is PeopleOrder.POSITION
        self.table.view.setColumnHidden(POSITION_COLUMN, not by_hand)
        self._show_indicator()
        self._offer_tools()
        self.table.view.heads.changed.emit()
        self.view_wanted.emit()

    def _show_indicator(self) -> None:
        head = self.table.view.horizontalHeader()
        column = self._orders.index(self._order) if self._order in self._orders else NAME_COLUMN
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        plain = self._order in NAME_ORDERS and not self._descending
        with QSignalBlocker(head):
            head.setSortIndicator(-1 if plain else column, down if self._descending else up)

    @Slot(int)
    def _take_order(self, at: int) -> None:
        self._sort(NAME_ORDERS[at], descending=False)

    @Slot(int, Qt.SortOrder)
    def _follow_head(self, column: int, direction: Qt.SortOrder) -> None:
        """A click on a head: its order, backwards, and at last that of the names again."""
        names = NAME_ORDERS[self._order_box.currentIndex()]
        of = self._orders[column] if 0 <= column < len(self._orders) else names
        by = names if of is None or of in NAME_ORDERS else of
        self._sort(by, direction is Qt.SortOrder.DescendingOrder)

    def _sorted(self) -> tuple[PeopleOrder, bool]:
        return self._order, self._descending

    @Slot()
    def _lift_all(self) -> None:
        self._filters.clear()
        with QSignalBlocker(self.table.bar.search):
            self.table.bar.search.clear()
        self.view_wanted.emit()

    @Slot()
    def _step_up(self) -> None:
        self._step(-1)

    @Slot()
    def _step_down(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        view = self.table.view
        if self._by_hand() and self.chosen():
            self.step_wanted.emit(step)
        elif step > 0:  # what the key means in every other table
            view.open_head_menu(view.current_column())

    def _by_hand(self) -> bool:
        return self._order is PeopleOrder.POSITION and not self._descending

    @Slot(object)
    def _open_activated(self, _row: PersonRow) -> None:
        self.open_wanted.emit()

    @Slot()
    def _offer_tools(self) -> None:
        count = len(self.chosen())
        self._edit.setEnabled(count == 1)
        self._delete.setEnabled(count > 0)
        for action in self._ordering:
            action.setVisible(self._by_hand())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _roster_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _roster_in(event)
        if file is not None:
            event.acceptProposedAction()
            self.roster_dropped.emit(file)


def _roster_in(event: QDropEvent) -> Path | None:
    """The one dropped file that may be a roster."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.suffix.lower() in ROSTER_ENDINGS else None
