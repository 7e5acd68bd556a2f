"""A table of frozen rows: how Qt sees them, sorts them and narrows them down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QIcon

from ui.theme import PALETTE, Tone, icon, mono_font
from ui.widgets.adds import Adds
from ui.widgets.heads.name_keys import name_keys
from ui.widgets.heads.state import SortMode

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = SORT_ROLE + 1
_SAMPLE = 1_000
_FEW = 8
_FAULTS = (Tone.WARN, Tone.BAD)
_HEAD_TIP = "（右键或 Alt+↓：排序、筛选、隐藏、冻结列）"


@dataclass(frozen=True)  # no slots: Python 3.11 could not then make a `Column[Person](...)`
class Column(Generic[Row]):
    """One column over rows of type `Row`.

    Args:
        title: The head.
        text: The cell's text.
        sort_key: What to compare instead of the text: pinyin, a date, a number. Rows for which it
            is None come last in either direction.
        align: LEFT, RIGHT or CENTRE.
        width: Device-independent pixels at first; the last column stretches.
        mono: Digits of equal width, for ID numbers and phones.
        tone: Colours the text by what it means. A number in the colour of a fault is bold too,
            unless there is a `mark`: it does not say itself that it is one.
        mark: Name of an icon before the text, in the colour of `tone`; empty for none.
        tip: More about the cell, shown when the pointer rests on it.
        fill: Colours the ground of the cell by what it means, which the text or a `mark` must
            say as well; None leaves it.
        names: Whether the text is the name of a person. Such a column can be sorted by strokes,
            and sorts by pinyin unless told otherwise (by `sort_key`, where there is one); a row
            without text comes last.
        position: 排序号, for names on a list that is ordered by hand.
        adds: What the line under the table says of its numbers where several rows are selected.
    """

    title: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    width: int = 120
    mono: bool = False
    tone: Callable[[Row], Tone] | None = None
    mark: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    fill: Callable[[Row], Tone | None] | None = None
    names: bool = False
    position: Callable[[Row], int | None] | None = None
    adds: Adds = Adds.NOTHING

    def compared(self, row: Row) -> Any:
        return self.text(row) if self.sort_key is None else self.sort_key(row)

    def sort_keys(self, rows: Sequence[Row], mode: SortMode) -> list[Any]:
        """What to compare of each row; any mode but those of names is the usual one."""
        if mode is SortMode.POSITION and self.position is not None:
            return [self.position(row) for row in rows]
        usual = mode in (SortMode.VALUE, SortMode.PINYIN) and self.sort_key is not None
        if not self.names or usual:
            return list(map(self.sort_key or self.text, rows))
        return name_keys([self.text(row) for row in rows], mode)

    @property
    def modes(self) -> tuple[SortMode, ...]:
        """The ways to sort by this column, the usual one first."""
        if not self.names:
            return (SortMode.VALUE,)
        by_name = (SortMode.PINYIN, SortMode.SURNAME_STROKES, SortMode.NAME_STROKES)
        return by_name if self.position is None else (*by_name, SortMode.POSITION)


class ColumnModel(QAbstractTableModel, Generic[Row]):
    """What the cells of a table say, wherever its rows come from."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._tips: dict[int, str] = {}
        self._painters: dict[int, Callable[[Column[Row], Row], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.ForegroundRole: _foreground,
            Qt.ItemDataRole.BackgroundRole: _ground,
            Qt.ItemDataRole.FontRole: _font,
            Qt.ItemDataRole.DecorationRole: _mark,
            Qt.ItemDataRole.ToolTipRole: _tip,
            SORT_ROLE: lambda column, row: column.compared(row),
            ROW_ROLE: lambda _, row: row,
        }

    def tell_heads(self, tips: dict[int, str]) -> None:
        """What more the heads of some columns say when the pointer rests on them."""
        self._tips = tips

    def row_at(self, position: int) -> Row | None:
        """The row shown there; None while it is not known."""
        raise NotImplementedError  # each kind of table holds its rows its own way

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips.get(section) or f"{self.columns[section].title}{_HEAD_TIP}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        paint = self._painters.get(role)
        if paint is None or not index.isValid():
            return None
        row = self.row_at(index.row())
        return None if row is None else paint(self.columns[index.column()], row)


class RowTableModel(ColumnModel[Row]):
    """Shows rows, sorts and narrows them itself; holds no session, no service and no widget.

    Sorting or searching fifty thousand rows takes a tenth of a second here; a
    QSortFilterProxyModel asking this class row by row takes half a second for either.
    """

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._given: list[Row] = []
        self._all: list[Row] = []
        self._rows: list[Row] = []
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._sorted: tuple[int, Qt.SortOrder, SortMode] | None = None
        self._modes: dict[int, SortMode] = {}
        self._sift: Callable[[list[Row]], list[Row]] = list

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in their present order."""
        return self._rows

    @property
    def all_rows(self) -> Sequence[Row]:
        """The rows shown and those held back."""
        return self._all

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Hold `rows` instead, in the order and within the limits chosen before."""
        self.beginResetModel()
        self._given = list(rows)
        self._all = self._given
        if self._order is not None:
            column, order = self._order
            self._sorted = (column, order, self.mode_of(column))
            self._all = _arranged(self._all, self._ranking(self._all))
        self._rows = self._sift(self._all)
        self.endResetModel()

    def narrow(self, sift: Callable[[list[Row]], list[Row]]) -> None:
        """Show only what `sift` keeps of all rows; it must keep their order."""
        self.beginResetModel()
        self._sift = sift
        self._rows = sift(self._all)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, position: int) -> Row | None:
        return self._rows[position]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, now and for later rows; selections follow.

        With -1 the rows stand as they were given.
        """
        wanted = (column, order) if 0 <= column < len(self.columns) else None
        how = None if wanted is None else (*wanted, self.mode_of(column))
        if how == self._sorted:
            return  # Qt's `sortByColumn` asks twice
        self._order, self._sorted = wanted, how
        self.layoutAboutToBeChanged.emit()
        ranking = self._ranking(self._all)
        self._all = _arranged(self._all, ranking)
        if len(self._rows) == len(self._all):
            self._rows = list(self._all)
        else:
            ranking = self._ranking(self._rows)
            self._rows = _arranged(self._rows, ranking)
        self._move_persistent(ranking)
        self.layoutChanged.emit()

    def mode_of(self, column: int) -> SortMode:
        """How a column is sorted when it is sorted by."""
        return self._modes.get(column, self.columns[column].modes[0])

    def set_mode(self, column: int, mode: SortMode) -> None:
        """Sort a column so from the next time on."""
        self._modes[column] = mode

    def _ranking(self, rows: list[Row]) -> list[int]:
        """Old positions in new order: equal rows keep theirs, rows without a value come last."""
        if self._order is None:
            places = {id(row): at for at, row in enumerate(self._given)}
            return sorted(range(len(rows)), key=lambda at: places[id(rows[at])])
        column, order = self._order
        every = list(range(len(rows)))
        keys = self.columns[column].sort_keys(rows, self.mode_of(column))
        missing = [at for at, key in enumerate(keys) if key is None]
        known = [at for at, key in enumerate(keys) if key is not None] if missing else every
        return _ranked(known, keys, down=order == Qt.SortOrder.DescendingOrder) + missing

    def _move_persistent(self, ranking: list[int]) -> None:
        before = self.persistentIndexList()
        if not before:
            return
        places = {at.row() for at in before}
        if len(places) <= _FEW:
            new_place = {old: ranking.index(old) for old in places}
        else:
            new_place = {old: new for new, old in enumerate(ranking)}
        after = [self.index(new_place[at.row()], at.column()) for at in before]
        self.changePersistentIndexList(before, after)


def _ranked(places: list[int], keys: Sequence[Any], *, down: bool) -> list[int]:
    """Positions in the order of their keys; where keys are equal they stay as they stand.

    A column that says one of a few things is not sorted but dealt out: a third of the time.
    """
    if len(places) < _SAMPLE or not _says_few_things(keys[:_SAMPLE]):
        places.sort(key=keys.__getitem__, reverse=down)
        return places
    dealt: dict[Any, list[int]] = {}
    for at in places:
        dealt.setdefault(keys[at], []).append(at)
    return [at for key in sorted(dealt, reverse=down) for at in dealt[key]]


def _says_few_things(keys: Sequence[Any]) -> bool:
    try:
        return len(set(keys)) <= len(keys) // 4
    except TypeError:  # a key is a list
        return False


def _arranged(rows: list[Row], ranking: list[int]) -> list[Row]:
    return [rows[at] for at in ranking]


def _alignment(column: Column[Any], _row: object) -> Qt.AlignmentFlag:
    return column.align | Qt.AlignmentFlag.AlignVCenter


def _foreground(column: Column[Row], row: Row) -> QColor | None:
    if column.tone is None:
        return None
    tone = column.tone(row)
    return None if tone is Tone.NEUTRAL else QColor(PALETTE.of(tone))


def _ground(column: Column[Row], row: Row) -> QColor | None:
    tone = column.fill(row) if column.fill is not None else None
    return None if tone is None else QColor(PALETTE.soft(tone))


def _mark(column: Column[Row], row: Row) -> QIcon | None:
    name = column.mark(row) if column.mark is not None else ""
    if not name:
        return None
    tone = (column.tone or column.fill or _plain)(row)
    return icon(name, PALETTE.of(tone or Tone.NEUTRAL))


def _plain(_row: object) -> Tone:
    return Tone.NEUTRAL


def _tip(column: Column[Row], row: Row) -> str | None:
    """Escaped and wrapped: Qt takes what looks like markup for markup."""
    text = column.tip(row) if column.tip is not None else ""
    return f"<p>{escape(text)}</p>" if text else None


def _font(column: Column[Row], row: Row) -> QFont | None:
    loud = column.tone is not None and column.mark is None and column.tone(row) in _FAULTS
    if not loud or not any(map(str.isdigit, column.text(row))):
        return mono_font() if column.mono else None
    made = mono_font() if column.mono else QFont()
    made.setBold(True)
    return made
