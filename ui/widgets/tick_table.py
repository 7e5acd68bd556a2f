"""A table with a box to tick before each row that may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.widgets.buttons import make_button
from ui.widgets.empty_state import EmptyText
from ui.widgets.row_model import ROW_ROLE, Column
from ui.widgets.table import RowTable

Row = TypeVar("Row")
_BOX_COLUMN = 0


@dataclass(frozen=True, slots=True)
class TickWords:
    """What the rows are called."""

    unit: str = "人"
    search_hint: str = "搜索姓名、拼音"
    name: str = "可选择的人员列表，空格键勾选"


PEOPLE = TickWords()
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TickTable(QWidget, Generic[Row]):
    """Ticks every row that may be; a click on the box or Space changes it.

    Object names: `ticks` (the table), `all`.
    """

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], object],
        may: Callable[[Row], bool],
        empty: EmptyText,
        search_text: Callable[[Row], str] | None,
        *,
        words: TickWords = PEOPLE,
    ) -> None:
        """`may` tells whether a row can be ticked at all."""
        super().__init__()
        self._key = key
        self._may = may
        self._chosen: set[object] = set()
        box: Column[Row] = Column("选择", self._box_text, self._box_key, width=64)
        self.table: RowTable[Row] = RowTable(
            [box, *columns],
            unit=words.unit,
            search_hint=words.search_hint,
            search_text=search_text,
            key=key,
            empty=empty,
        )
        self.table.setObjectName("ticks")
        self.table.view.setAccessibleName(words.name)
        self._boxes = _Boxes(self)
        self.table.view.setItemDelegateForColumn(_BOX_COLUMN, self._boxes)
        self._all = make_button("全选", name="all")
        self._all.setToolTip("勾选列出的每一行；已经全选时则全部取消")
        self._all.clicked.connect(lambda: self._turn(self.table.shown_rows()))
        self.table.add_tool(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.table.view.clicked.connect(self._click)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.turn_selected)

    def show_rows(self, rows: Iterable[Row], ticked: Callable[[Row], bool] | None = None) -> None:
        """Show rows anew; those that may be and for which `ticked` holds are ticked."""
        rows = list(rows)
        self._chosen = {
            self._key(row) for row in rows if self._may(row) and (ticked is None or ticked(row))
        }
        self.table.set_rows(rows)
        self.ticked_changed.emit()

    def ticked(self) -> list[Row]:
        """The rows ticked, in the order of the list whatever is searched for."""
        return [row for row in self.table.rows() if self.is_ticked(row)]

    def may(self, row: Row) -> bool:
        """Whether there is a box before a row."""
        return self._may(row)

    def is_ticked(self, row: Row) -> bool:
        return self._key(row) in self._chosen

    @Slot()
    def turn_selected(self) -> None:
        """Untick the selected when all of them are ticked, else tick them."""
        self._turn(self.table.selected_rows())

    def _turn(self, rows: Iterable[Row]) -> None:
        keys = {self._key(row) for row in rows if self._may(row)}
        if not keys:
            return
        self._chosen = self._chosen - keys if keys <= self._chosen else self._chosen | keys
        self.table.view.viewport().update()
        self.ticked_changed.emit()

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        if index.column() == _BOX_COLUMN:
            self._turn([index.data(ROW_ROLE)])

    def _box_text(self, row: Row) -> str:
        return "✓" if self.is_ticked(row) else ""

    def _box_key(self, row: Row) -> int:
        return 0 if self.is_ticked(row) else 1 if self._may(row) else 2


class _Boxes(QStyledItemDelegate):
    """Draws a box in place of the tick's text, and none where nothing can be ticked."""

    def __init__(self, owner: TickTable[Row]) -> None:
        super().__init__(owner)
        self._owner = owner

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        option.text = ""  # type: ignore[attr-defined]  # missing from the stubs
        if self._owner.may(row):
            feature = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
            option.features |= feature  # type: ignore[attr-defined]  # missing from the stubs
            state = _TICKED if self._owner.is_ticked(row) else _UNTICKED
            option.checkState = state  # type: ignore[attr-defined]  # missing from the stubs
