"""How the heads of one table are arranged: hidden, frozen, sorted, filtered, as wide as set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView

from ui.widgets.column_room import ColumnRoom
from ui.widgets.heads.sorting import RowSorting, Sorting, Unsorted
from ui.widgets.heads.state import ColumnFilter, SortMode, labels
from ui.widgets.row_model import Column, ColumnModel, RowTableModel
from ui.widgets.row_search import RowSearch

if TYPE_CHECKING:
    from ui.widgets.heads.filters import HeadFilters

_NAME_AMONG_FIRST = 2
"""Names of people so far to the left stay too, with what stands before them."""


class Arrangement(QObject):
    """The heads of a view over a model of columns, whose numbers are those of the model."""

    changed = Signal()
    """Somebody has arranged them otherwise: what a state of the heads says, but for filters."""
    frozen_changed = Signal()
    filtered = Signal()

    def __init__(self, view: QTableView, model: ColumnModel[Any], room: ColumnRoom) -> None:
        super().__init__(view)
        self.sorting: Sorting = Unsorted()
        if isinstance(model, RowTableModel):
            self.sorting = RowSorting(view, model)
        self._filters: HeadFilters | None = None
        self._filter_through: tuple[RowSearch[Any], Callable[[], object]] | None = None
        self.filter_fields: Mapping[int, QComboBox] = {}
        """Columns that a drop-down of the page narrows by, where the rows are read elsewhere."""
        self.labels = labels([column.title for column in model.columns])
        self.room = room
        self._view = view
        self._model = model
        self._head: QHeaderView = view.horizontalHeader()
        self._out_of_place: set[int] = set()
        self._hidden: set[int] = set()
        self._frozen: int | None = None
        self._head.sectionMoved.connect(self._note)
        self._head.sortIndicatorChanged.connect(self._note)
        room.set_by_hand.connect(self._note)

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        return self._model.columns

    # ---- which columns there are

    def order(self) -> list[int]:
        """All columns from left to right."""
        return [self._head.logicalIndex(place) for place in range(self._head.count())]

    def shown(self) -> list[int]:
        """Those on screen, from left to right."""
        return [at for at in self.order() if not self._head.isSectionHidden(at)]

    def offered(self) -> list[int]:
        """Those that somebody may show or hide: the others have no place here at present."""
        return [at for at in self.order() if at not in self._out_of_place]

    def is_hidden(self, column: int) -> bool:
        """Whether somebody has hidden it."""
        return column in self._hidden

    def may_hide(self, column: int) -> bool:
        """At least one stays."""
        return [at for at in self.shown() if at != column] != []

    def hide(self, column: int, *, hidden: bool = True) -> None:
        """Hide a column, or show it again."""
        self._hidden = self._hidden | {column} if hidden else self._hidden - {column}
        self._apply(column)
        self._tell()

    def put_out_of_place(self, column: int, *, out: bool) -> None:
        """The page's own decision: a column that has nothing to say at present."""
        self._out_of_place = (
            self._out_of_place | {column} if out else self._out_of_place - {column}
        )
        self._apply(column)

    def hidden(self) -> frozenset[int]:
        """Columns that somebody has hidden."""
        return frozenset(self._hidden)

    def show_hidden(self, columns: set[int]) -> None:
        """Let exactly these be hidden by somebody; one column at least stays."""
        self._hidden = columns if any(at not in columns for at in self.offered()) else set()
        for at in range(len(self.columns)):
            self._apply(at)

    # ---- what stays

    @property
    def frozen(self) -> int | None:
        """The last column that stays, -1 for none; None as the table was made."""
        return self._frozen

    def freeze(self, column: int | None) -> None:
        """Let the columns up to one stay; -1 for none, None as the table was made."""
        self._frozen = column
        self.frozen_changed.emit()
        self._tell()

    def staying(self) -> list[int]:
        """The columns that stay when scrolled sideways, from left to right."""
        shown = self.shown()
        if self._frozen is None:
            return shown[: self._first_names(shown)]
        if self._frozen < 0:
            return []
        last = self._head.visualIndex(self._frozen)
        return [at for at in shown if self._head.visualIndex(at) <= last]

    def _first_names(self, shown: list[int]) -> int:
        """How many columns at the left stay unasked: up to names, or to the first with a head."""
        heads = [self.columns[at] for at in shown]
        for count, column in enumerate(heads[:_NAME_AMONG_FIRST], 1):
            if column.names:
                return count
        return next((count for count, column in enumerate(heads, 1) if column.title), 0)

    # ---- sorted and filtered

    def sort(self, column: int, mode: SortMode, *, descending: bool) -> None:
        """See `Sorting.sort`."""
        self.sorting.sort(column, mode, descending=descending)
        self._tell()

    def filter_through(self, search: RowSearch[Any], narrow: Callable[[], object]) -> None:
        """From now on columns can be filtered; `narrow` shows what `search` lets through now."""
        self._filter_through = (search, narrow)

    @property
    def filters(self) -> HeadFilters | None:
        """The filters of these rows; None where they cannot be filtered."""
        from ui.widgets.heads.filters import HeadFilters  # noqa: PLC0415 - when first filtered

        if self._filters is None and self._filter_through is not None:
            model = self._model
            assert isinstance(model, RowTableModel)  # noqa: S101 - a search is over held rows
            self._filters = HeadFilters(model, *self._filter_through)
        return self._filters

    @property
    def filters_now(self) -> Mapping[int, ColumnFilter]:
        """The filters in force, by column."""
        return self._filters.now if self._filters is not None else {}

    def filter(self, column: int, wanted: ColumnFilter) -> None:
        """Filter a column; by the empty filter, not at all."""
        self.show_filters({**self.filters_now, column: wanted})

    def show_filters(self, wanted: dict[int, ColumnFilter]) -> None:
        """Let exactly these columns be filtered."""
        if not wanted and not self.filters_now:
            return
        from ui.widgets.heads.sifting import sentence  # noqa: PLC0415 - when first filtered

        if self.filters is None:
            return
        self.filters.show(wanted)
        tips = {at: f"筛选：{sentence(one)}" for at, one in self.filters_now.items()}
        self._model.tell_heads(tips)
        self.filtered.emit()

    # ---- as it was made

    def reset(self) -> None:
        """As the table was made: widths, order, what is shown and frozen, unsorted, unfiltered."""
        self.room.show_by_hand({})
        self.put_in_order(list(range(len(self.columns))))
        self.show_hidden(set())
        self.show_filters({})
        self.sort(-1, SortMode.VALUE, descending=False)
        self.freeze(None)

    def put_in_order(self, columns: list[int]) -> None:
        """Let the columns stand so from left to right."""
        for place, at in enumerate(columns):
            self._head.moveSection(self._head.visualIndex(at), place)

    def _apply(self, column: int) -> None:
        gone = column in self._out_of_place or column in self._hidden
        if gone != self._head.isSectionHidden(column):
            self._head.setSectionHidden(column, gone)
            self.room.share_soon()
            self.frozen_changed.emit()

    @Slot()
    def _note(self, *_: object) -> None:
        self._tell()

    def _tell(self) -> None:
        """Only what is done before somebody's eyes is his doing."""
        if self._view.isVisible():
            self.changed.emit()
