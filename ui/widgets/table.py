"""The one table of the program: search, conditions, sorting, copying, an empty state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets.buttons import Kind
from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.copying import add_export, with_heads
from ui.widgets.empty_state import EmptyText
from ui.widgets.keeper import TableKeeper, keeper_of
from ui.widgets.listed import Listed
from ui.widgets.row_exits import Gate, RowExits
from ui.widgets.row_keys import RowKeys
from ui.widgets.row_menu import MenuGroup, MenuKey, RowActions, make_action
from ui.widgets.row_model import Column, RowTableModel
from ui.widgets.row_search import RowSearch
from ui.widgets.row_view import RowView
from ui.widgets.search_ahead import SearchAhead
from ui.widgets.surfaces import add_state
from ui.widgets.table_bar import TableBar
from ui.widgets.table_foot import TableFoot, count_sentence

Row = TypeVar("Row")
SEARCH_DELAY_MS = 120
ASKED_DELAY_MS = 40
"""Where the worker searches, typing is not held up, and the newest question counts."""
SEARCHING = "正在搜索…"
_FOUND = "found"
NOTHING_YET = EmptyText("还没有内容", "这里目前没有记录。")
NOTHING_FOUND = EmptyText(
    "没有符合条件的记录", "换一个词，或放宽筛选条件。", "清除条件", "search", Kind.PLAIN
)


class RowTable(QWidget, Generic[Row]):
    """A searchable table over frozen rows.

    Object names inside: `search`, `count`, `view`, `empty_…` and `nothing_found_…` (see
    `EmptyState`), and `choice_<name>` for each condition added. Give the table itself one.
    """

    activated = Signal(object)
    """A row, by Enter or double click."""
    selection_changed = Signal(object)
    """The list of the rows selected now."""
    empty_action = Signal()
    """The button of the empty state was pressed."""
    search_wanted = Signal(str)
    """Words to look for, after `ask_elsewhere`; answer with `show_found`."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        unit: str = "条",
        search_hint: str = "搜索",
        search_text: Callable[[Row], str] | None = None,
        key: Callable[[Row], object] | None = None,
        empty: EmptyText = NOTHING_YET,
    ) -> None:
        """Build the table.

        Args:
            columns: Left to right; the last one stretches.
            unit: Measure word of the count, 人 or 道.
            search_hint: Placeholder of the search field.
            search_text: Searched besides the columns, for pinyin and initials.
            key: What stays the same of a row after a reload; selections are kept by it.
            empty: Shown while there is no row at all.
        """
        super().__init__()
        self.model: RowTableModel[Row] = RowTableModel(columns, self)
        self._search: RowSearch[Row] = RowSearch(columns, search_text)
        self._key: Callable[[Row], object] = key or (lambda row: row)
        self._actions = RowActions()
        self._keeper: TableKeeper | None = None
        self._asking = False
        self._entering = self._seen = self._waiting = False
        self._choices: list[ChoiceFilter[Row]] = []
        self._unit = unit
        self.bar = TableBar(search_hint)
        self.foot = TableFoot()
        self.count = self.foot.count
        self.view = RowView(self.model)
        self.view.heads.filter_through(self._search, self._narrow)
        self._exits: RowExits[Row] = RowExits(self.view, self.model)
        self.view.setAccessibleName(unnamed(columns[0].title))
        self._ahead = SearchAhead(self.bar.search, self._search, self._searched_rows)
        self._build(empty)
        self._connect()
        self._show_state()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show `rows` instead; search, conditions, order and selection stay."""
        chosen = self._chosen_keys()
        self._search.forget_rows()
        self.model.set_rows(rows)
        for choice in self._choices:
            choice.offer(self.model.all_rows)
        self._restore(chosen)
        if self._asking and self._asked_words():
            self._apply_search()  # the rows say something else now

    def _searched_rows(self) -> Sequence[Row]:
        return () if self._asking else self.model.all_rows

    def ask_elsewhere(self) -> None:
        """From now on `search_wanted` asks for what is typed; the rows are not looked through."""
        self._asking = True
        self._delay.setInterval(ASKED_DELAY_MS)

    def show_found(self, words: str, keys: Collection[object]) -> None:
        """Narrow to the rows with these keys, unless something else is wanted by now.

        Args:
            words: As `search_wanted` gave them.
            keys: Of the rows that hold them; see `key`.
        """
        if words != self._asked_words():
            return
        wanted = frozenset(keys)
        self.set_condition(_FOUND, lambda row: self._key(row) in wanted)
        if self._entering:
            self._enter_view()

    def rows(self) -> list[Row]:
        """All rows, shown or held back."""
        return list(self.model.all_rows)

    def shown_rows(self) -> list[Row]:
        """The rows that pass search and conditions, in the order shown."""
        return list(self.model.rows)

    def selected_rows(self) -> list[Row]:
        """The selected rows, top to bottom."""
        return [self.model.rows[at] for at in self.view.selected_positions()]

    def choose_first(self) -> None:
        """Choose the first row where none is chosen."""
        if self.model.rows and not self.view.selected_positions():
            self.view.select_positions([0])

    def current_row(self) -> Row | None:
        """The selected row with the cursor, which Qt puts on row 1 unasked at first focus."""
        at = self.view.currentIndex()
        chosen = at.isValid() and self.view.selectionModel().isRowSelected(at.row())
        return self.model.rows[at.row()] if chosen else None

    def select_rows(self, wanted: Callable[[Row], bool]) -> None:
        """Select the shown rows for which `wanted` holds and scroll to the first."""
        places = [at for at, row in enumerate(self.model.rows) if wanted(row)]
        self.view.select_positions(places)

    def add_choice(
        self,
        name: str,
        all_label: str,
        value_of: Callable[[Row], str],
        *,
        counted: bool = False,
    ) -> None:
        """A drop-down left of the search field that narrows to one value of `value_of`.

        With `counted` it says how many rows have each value.
        """
        choice = ChoiceFilter(name, all_label, value_of, counted=counted)
        choice.chosen.connect(self._take_choice)
        choice.offer(self.model.all_rows)
        self._choices.append(choice)
        self.bar.add_choice(choice)

    def set_condition(self, name: str, holds: Callable[[Row], bool] | None) -> None:
        """Narrow by a condition of the page's own, or lift it with None."""
        self._search.set_condition(name, holds)
        self._narrow()

    def add_tool(self, widget: QWidget) -> None:
        """Put a button at the right end of the bar above the table."""
        self.bar.add_tool(widget)

    def add_action(
        self,
        text: str,
        slot: Callable[[], object],
        icon_name: str = "",
        *,
        needs_rows: bool = True,
        group: MenuGroup | None = None,
    ) -> QAction:
        """A line of the right-click menu, by default in the group that its words say.

        With `needs_rows` it is grey without a selection.
        """
        action = make_action(self, text, slot, icon_name)
        self._actions.add(group, action, needs_rows=needs_rows)
        return action

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard, several of them under their heads."""
        self._exits.copy(with_heads(len(self.view.selected_positions())))

    def copy_through(self, gate: Gate) -> None:
        """Give what would be copied or exported to a gate, which calls it once that is allowed."""
        self._exits.gate = gate

    def leaving_rows(self) -> list[Row]:
        """The rows that a gate is asked about."""
        return list(self._exits.leaving)

    def listed(self) -> Listed:
        """What may be written into a file of the table as it stands now."""
        return self._exits.listed(self._unit)

    @Slot()
    def export(self) -> None:
        """Ask which rows are to be written into a workbook, and write them."""
        if self._keeper is not None and self.model.all_rows:
            self._keeper.export(self)

    @Slot()
    def clear_conditions(self) -> None:
        """Show everything again."""
        self.bar.search.clear()
        for choice in self._choices:
            choice.setCurrentIndex(0)
        self.view.heads.show_filters({})
        self._apply_search()

    def make_menu(self) -> QMenu:
        """The right-click menu as it would open now."""
        chosen = bool(self.view.selected_positions())
        own = {MenuGroup.COPY: self._exits.add_copying, MenuGroup.EXPORT: self._add_export}
        return self._actions.make_menu(self, own, chosen=chosen)

    def showEvent(self, event: QShowEvent) -> None:
        if self._keeper is None and (keeper := keeper_of(self)) is not None:
            self._keeper = keeper
            keeper.attend(self)
        if not self._seen:
            self._seen = True
            self._show_state()
        super().showEvent(event)

    def _add_export(self, menu: QMenu) -> None:
        if self._keeper is not None:
            add_export(menu, self.export, beside=self._actions.exports())

    def _build(self, empty: EmptyText) -> None:
        self._empty = empty
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.foot)
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)

    def _connect(self) -> None:
        self._delay.timeout.connect(self._apply_search)
        self._ahead.ended.connect(self._go_on_searching)
        self.bar.search.textChanged.connect(self._delay.start)
        self.bar.leave_search.connect(self._enter_view)
        self.view.activated.connect(self._activate)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)
        RowKeys(self, self.bar, self.view, self._actions).export_by(self.export)
        MenuKey(self.view, self._open_menu)

    @Slot()
    def _apply_search(self) -> None:
        self._delay.stop()
        words = self._asked_words()
        self._waiting = bool(words) and self._ahead.far
        if self._waiting:
            self.count.setText(SEARCHING)
        elif not self._asking:
            self._search.look_for(self.bar.search.text())
            self._narrow()
        elif words:
            self.count.setText(SEARCHING)
            self.search_wanted.emit(words)
        else:
            self.set_condition(_FOUND, None)

    @Slot()
    def _go_on_searching(self) -> None:
        """The rows are read: look for what was typed meanwhile."""
        if self._waiting:
            self._waiting = False
            if self._entering:
                self._enter_view()
            else:
                self._apply_search()

    def _asked_words(self) -> str:
        return " ".join(self.bar.search.text().split())

    @Slot(str, object)
    def _take_choice(self, name: str, holds: Callable[[Row], bool] | None) -> None:
        self.set_condition(name, holds)

    def _narrow(self) -> None:
        chosen = self._chosen_keys()
        self.model.narrow(self._search.sift)
        self._restore(chosen)

    def _chosen_keys(self) -> set[object]:
        return {self._key(row) for row in self.selected_rows()}

    def _restore(self, chosen: set[object]) -> None:
        if chosen:
            self.select_rows(lambda row: self._key(row) in chosen)
        self._show_state()
        self.selection_changed.emit(self.selected_rows())

    @cached_property
    def _nothing_yet(self) -> QWidget:
        """Made when it is first seen: most tables have rows by then."""
        made = add_state(self._stack, self._empty, self.empty_action.emit)
        if (button := made.findChild(QPushButton, "empty_action")) is not None:
            QWidget.setTabOrder(self.view, button)  # else Tab came to it after all of the page
        return made

    @cached_property
    def _none_found(self) -> QWidget:
        return add_state(self._stack, NOTHING_FOUND, self.clear_conditions, "nothing_found")

    def _show_state(self) -> None:
        held, shown = len(self.model.all_rows), len(self.model.rows)
        if shown:
            self._stack.setCurrentWidget(self.view)
        elif self._seen:
            self._stack.setCurrentWidget(self._none_found if held else self._nothing_yet)
        self.bar.setVisible(held > 0)
        self.foot.setVisible(held > 0)
        self._show_count()

    def _show_count(self) -> None:
        selected = len(self.view.selected_positions())
        held, shown = len(self.model.all_rows), len(self.model.rows)
        self.count.setText(count_sentence(held, shown, selected, self._unit))
        columns = [self.model.columns[at] for at in self.view.columns_on_screen()]
        self.foot.add_up(columns, selected, self.selected_rows)

    @Slot()
    def _enter_view(self) -> None:
        """From the search field straight into the rows, on the first of them."""
        if self._asking and self._asked_words() and not self._entering:
            self._entering = True  # and in, once the answer is there
            self._apply_search()
            return
        self._entering = False
        if not self._asking:
            self._apply_search()
        if self._waiting:
            self._entering = True
            return
        self.view.setFocus()
        self.choose_first()

    @Slot(QItemSelection, QItemSelection)
    def _tell_selection(self, *_: object) -> None:
        self._show_count()
        self.selection_changed.emit(self.selected_rows())

    @Slot(object)
    def _activate(self, index: Any) -> None:
        self.activated.emit(self.model.rows[index.row()])

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))


def unnamed(title: str) -> str:
    """What the rows of a table are called that nobody has named, by its first column."""
    return f"{title}列表"
