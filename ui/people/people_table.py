"""The table of people: fifty thousand of them behind as many rows as fit on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHoverEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.finding import FoundPeople
from jyguide.people.row import PersonRow
from ui.people.people_model import PeopleModel
from ui.theme import SPACE
from ui.widgets import EmptyState, EmptyText, make_label
from ui.widgets.listed_table import ListedTable
from ui.widgets.row_model import Column
from ui.widgets.row_view import RowView
from ui.widgets.surfaces import on_card
from ui.widgets.table import NOTHING_FOUND
from ui.widgets.table_bar import TableBar
from ui.widgets.table_foot import count_sentence

_HINT = "姓名、拼音、号码、组织"
_FOUND_BY = (
    "按姓名、拼音、首字母、身份证号或手机号的后几位、组织和指导站查找；几个词之间空一格，都要符合"
)


class PeopleTable(ListedTable):
    """Search field, rows and the line under them; what it shows is read elsewhere.

    Object names inside: `search`, `count`, `view`, `empty_…`, `nothing_found_…`.
    """

    activated = Signal(object)
    """A row, by Enter or double click."""
    selection_changed = Signal()
    empty_action = Signal()
    view_wanted = Signal()
    """Other words are looked for now."""
    all_wanted = Signal()
    """Whatever narrows the list is to be lifted."""
    rows_wanted = Signal(int, object)
    """Rows to be read: the first place, and the keys from there on. Answer with `keep`."""
    copy_wanted = Signal(object, bool)
    """Keys of people to put on the clipboard, and whether with heads. Answer with `put_copy`."""
    model: PeopleModel

    def __init__(
        self,
        columns: Sequence[Column[PersonRow]],
        empty: EmptyText,
        unsorted: frozenset[int] = frozenset(),
    ) -> None:
        """`unsorted` are columns whose heads sort by nothing, and do not ask to be clicked."""
        super().__init__()
        self._unsorted = unsorted
        self.model = PeopleModel(columns, self)
        self.bar = TableBar(_HINT)
        self.bar.search.setToolTip(_FOUND_BY)
        self.view = RowView(self.model)
        self.view.setAccessibleName("人员名单")
        self.count = make_label("", "small", "count")
        self._total = 0
        self._entering = False
        self._awaited: frozenset[PersonId] = frozenset()
        self._build(empty)
        self._connect()

    @property
    def total(self) -> int:
        """How many people there are, shown or not."""
        return self._total

    @property
    def words(self) -> str:
        """What is looked for."""
        return " ".join(self.bar.search.text().split())

    def show_found(self, found: FoundPeople) -> None:
        """Show these people; whoever was selected and is among them stays so."""
        chosen = self._awaited | frozenset(self.chosen_keys())
        self._total = found.total
        if self.model.continues(found):
            self.model.learn_keys(found.keys)
        else:
            self.model.show_found(found)
        places = self.model.places_of(chosen)
        self._awaited = frozenset() if self.model.keys else chosen
        if places != self.view.selected_positions():
            self.view.select_positions(places)
        self._show_state()
        self.selection_changed.emit()
        self._ask_for_rows()
        if self._entering and self.model.keys:
            self.enter_rows()

    def keep(self, start: int, rows: Sequence[PersonRow]) -> None:
        """Take in rows that were asked for."""
        self.model.keep(start, rows)

    def select(self, person_id: PersonId) -> None:
        """Select one person, now or once the list that he is on has been read."""
        self._awaited = frozenset([person_id])
        self.view.clearSelection()

    def chosen_keys(self) -> list[PersonId]:
        """Of the selected people, top to bottom."""
        keys = (self.model.key_at(at) for at in self.view.selected_positions())
        return [key for key in keys if key is not None]

    def shown_rows(self) -> list[PersonRow]:
        """The rows on the list as far as they have been read."""
        rows = (self.model.peek(at) for at in range(self.model.rowCount()))
        return [row for row in rows if row is not None]

    def selected_rows(self) -> list[PersonRow]:
        """The selected people as far as they have been read."""
        rows = (self.model.peek(at) for at in self.view.selected_positions())
        return [row for row in rows if row is not None]

    @Slot()
    def enter_rows(self) -> None:
        """From the search field into the rows, on the first of them."""
        self._entering = False
        self.view.setFocus()
        if self.model.rowCount() and not self.view.selected_positions():
            self.view.select_positions([0])

    def add_tool(self, widget: QWidget) -> None:
        """Put a button at the right end of the bar above the rows."""
        self.bar.add_tool(widget)

    def add_key(
        self, keys: QKeySequence | QKeySequence.StandardKey, slot: Callable[[], object]
    ) -> None:
        """A key that works while the rows have the focus."""
        shortcut = QShortcut(keys, self.view, slot)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def put_copy(self, rows: Sequence[PersonRow], *, heads: bool) -> None:
        """Put people on the clipboard, columns as they stand on screen."""
        self._put_on_clipboard(rows, heads=heads)

    def _any(self) -> bool:
        return bool(self._total)

    def _copy(self, heads: bool) -> None:  # noqa: FBT001 - the menu and the keys call it
        if keys := self.chosen_keys():
            self.copy_wanted.emit(keys, heads)

    def _build(self, empty: EmptyText) -> None:
        self._empty = EmptyState(empty)
        self._not_found = EmptyState(NOTHING_FOUND, "nothing_found")
        self._stack = QStackedWidget()
        self._nothing_yet, self._none_found = on_card(self._empty), on_card(self._not_found)
        for part in (self.view, self._nothing_yet, self._none_found):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.count)
        self._rows_soon = QTimer(self, singleShot=True, interval=0)

    def _connect(self) -> None:
        self._rows_soon.timeout.connect(self._ask_for_rows)
        self.model.wanted.connect(self._rows_soon.start)
        self.bar.search.textChanged.connect(self._look_for)
        self.bar.leave_search.connect(self._leave_search)
        self.view.activated.connect(self._activate)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)
        head = self.view.horizontalHeader()
        head.viewport().installEventFilter(self)
        self._empty.clicked.connect(self.empty_action)
        self._not_found.clicked.connect(self.all_wanted)
        self._bind_rows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Under the pointer a head lights up only if a click on it does something."""
        if isinstance(event, QMouseEvent | QHoverEvent):
            head = self.view.horizontalHeader()
            at = head.logicalIndexAt(event.position().toPoint())
            head.setSectionsClickable(at not in self._unsorted)
        return super().eventFilter(watched, event)

    @Slot()
    def _look_for(self) -> None:
        self.view_wanted.emit()

    @Slot()
    def _leave_search(self) -> None:
        """Into the rows, once they are those of the words typed."""
        self._entering = True
        self.view_wanted.emit()

    def _show_state(self) -> None:
        without_rows = self._none_found if self._total else self._nothing_yet
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else without_rows)
        self.bar.setVisible(self._total > 0)
        self.count.setVisible(self._total > 0)
        self._show_count()

    def _show_count(self) -> None:
        shown, chosen = self.model.rowCount(), len(self.chosen_keys())
        self.count.setText(count_sentence(self._total, shown, chosen, "人"))

    @Slot()
    def _ask_for_rows(self) -> None:
        first = max(self.view.rowAt(0), 0)
        last = self.view.rowAt(self.view.viewport().height())
        start, keys = self.model.lacking(first, last if last >= 0 else self.model.rowCount() - 1)
        if keys:
            self.rows_wanted.emit(start, keys)

    @Slot()
    def _tell_selection(self) -> None:
        self._show_count()
        self.selection_changed.emit()

    @Slot(object)
    def _activate(self, index: object) -> None:
        row = self.model.peek(index.row())  # type: ignore[attr-defined] # a QModelIndex
        if row is not None:
            self.activated.emit(row)
