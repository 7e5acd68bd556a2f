"""The class as a grid: what was typed in each cell, and what is wrong with each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from jyguide.exam.keying.block import one_cell_an_item, run_together
from jyguide.exam.keying.rows import (
    ANSWERS,
    KeyedPerson,
    KeyedRow,
    Keying,
    RowReading,
    left_text,
    read_keyed,
)
from ui.theme import PALETTE, Tone, mono_font
from ui.widgets.entry.model import Cell, EntryModel, Trial

VARIANT, ABSENT, STATE = "variant", "absent", "state"
_Index = QModelIndex | QPersistentModelIndex
_TITLES = {VARIANT: "卷别", ABSENT: "缺考", STATE: "状态"}
_ROLE = Qt.ItemDataRole


class KeyingModel(EntryModel):
    """One row a person, whose name is the head of the row. Reads a row once for each change."""

    edited = Signal(int)
    """A row, by its number, says something else now."""

    def __init__(self) -> None:
        super().__init__()
        self._keying = Keying("", {}, ())
        self._people: list[KeyedPerson] = []
        self._readings: list[RowReading] = []
        self._keys: list[str] = []
        self._namesakes: set[str] = set()

    def show_class(self, keying: Keying) -> None:
        """Show another class, or the same one anew."""
        self.beginResetModel()
        self._keying = keying
        self._people = list(keying.people)
        counts = Counter(one.name for one in self._people)
        self._namesakes = {name for name, count in counts.items() if count > 1}
        self._readings = [read_keyed(keying.layouts, one.row) for one in self._people]
        columns = next(iter(keying.layouts.values())).columns if keying.layouts else ()
        variant = [VARIANT] if len(keying.layouts) > 1 else []
        self._titles = {**_TITLES, **{column.key: column.title for column in columns}}
        self._keys = [STATE, *variant, *(column.key for column in columns), ABSENT]
        self.endResetModel()
        self.forget_steps()

    @property
    def keys(self) -> Sequence[str]:
        """What each column is: one of the names above, or the key of a field."""
        return self._keys

    def person(self, row: int) -> KeyedPerson:
        return self._people[row]

    def reading(self, row: int) -> RowReading:
        return self._readings[row]

    def complaint(self, row: int, *, under_way: bool) -> tuple[str, Tone]:
        """The sentence under a row; while it is being typed, nothing about what is left."""
        person, reading = self._people[row], self._readings[row]
        if person.closed or person.row.absent or person.row.empty:
            return "", Tone.NEUTRAL
        if reading.problems:
            more = len(reading.problems) - 1
            return reading.problems[0] + (f"（另有 {more} 处）" if more else ""), Tone.BAD
        if reading.left and not under_way:
            return left_text(reading), Tone.BAD
        return (reading.notes[0] if reading.notes else ""), Tone.WARN

    def set_text(self, row: int, key: str, text: str) -> None:
        """Put a text into a cell; what is typed in one cell without a pause is one step."""
        with self.step(of=(row, key)):
            self._set_text(row, key, text)

    def clear_row(self, row: int) -> None:
        """Forget everything typed in a row."""
        with self.step():
            self._show(row, KeyedRow())

    def may(self, row: int, column: int) -> bool:
        """The box of who was absent is ticked, not typed into."""
        key, person = self._keys[column], self._people[row]
        return key not in {STATE, ABSENT} and not person.closed and not person.row.absent

    def row_name(self, row: int) -> str:
        return f"{row + 1}　{self._people[row].name}"

    def choices(self, _row: int, column: int) -> Sequence[str]:
        return list(self._keying.layouts) if self._keys[column] == VARIANT else ()

    def landing(self, column: int) -> list[int]:
        columns = range(column, len(self._keys))
        return [at for at in columns if self._keys[at] not in {ABSENT, STATE}]

    def laid_out(self, column: int, block: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """Where the block has a cell for each item of the run, they are put together."""
        keys = [self._keys[at] for at in self.landing(column)]
        if ANSWERS not in keys or not self._keying.layouts:
            return block
        slots = next(iter(self._keying.layouts.values())).slots
        at_run = keys.index(ANSWERS)
        if one_cell_an_item(block, at_run, slots):
            return [run_together(texts, at_run, len(slots)) for texts in block]
        return block

    def trial(self, row: int, column: int, text: str) -> Trial:
        """A variant as it would be kept; anything else as it stands, and said beneath it."""
        person, key = self._people[row], self._keys[column]
        text = " ".join(text.split())
        made = _changed(person.row, key, text)
        shown = made.variant if key == VARIANT else made.fields.get(key, "")
        if person.closed:
            return Trial(shown, f"{person.name}{person.closed}，不能再改")
        return Trial(shown, f"{person.name}记为缺考，先取消缺考" if person.row.absent else "")

    def take(self, cells: Sequence[Cell]) -> None:
        for row, column, text in cells:
            self._set_text(row, self._keys[column], text)

    def state(self) -> tuple[KeyedRow, ...]:
        return tuple(person.row for person in self._people)

    def restore(self, state: Sequence[KeyedRow]) -> None:
        """What was handed in meanwhile stays."""
        for at, (person, row) in enumerate(zip(self._people, state, strict=True)):
            if person.row != row and not person.closed:
                self._show(at, row)

    def _set_text(self, row: int, key: str, text: str) -> None:
        person = self._people[row]
        if person.closed or (person.row.absent and key != ABSENT):
            return
        made = _changed(person.row, key, text)
        if made != person.row:
            self._show(row, made)

    def _show(self, row: int, made: KeyedRow) -> None:
        self._people[row] = replace(self._people[row], row=made)
        self._readings[row] = read_keyed(self._keying.layouts, made)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._keys) - 1))
        self.edited.emit(row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if role != _ROLE.DisplayRole:
            return None
        return self._titles[self._keys[section]]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        person, key = self._people[index.row()], self._keys[index.column()]
        if person.closed or key == STATE:
            return kept
        if key == ABSENT:
            return kept | Qt.ItemFlag.ItemIsUserCheckable
        return kept if person.row.absent else kept | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        key = self._keys[index.column()]
        if role in {_ROLE.DisplayRole, _ROLE.EditRole}:
            return self._text(index.row(), key)
        if role == _ROLE.CheckStateRole and key == ABSENT:
            absent = self._people[index.row()].row.absent
            return Qt.CheckState.Checked if absent else Qt.CheckState.Unchecked
        if role == _ROLE.ForegroundRole:
            return self._colour(index.row(), key)
        if role == _ROLE.FontRole and key == ANSWERS:
            return _mono()
        if role == _ROLE.ToolTipRole:
            return self._text(index.row(), key) or None
        return None

    def _row_head(self, row: int, role: int) -> Any:
        """Number and name: a head stays in view however far the columns are scrolled."""
        person = self._people[row]
        if role == _ROLE.DisplayRole:
            which = f"　{person.tail or person.unit}" if person.name in self._namesakes else ""
            return f"{row + 1}　{person.name}{which}{'' if person.present else '（未签到）'}"
        if role == _ROLE.ToolTipRole:
            return f"{person.name}　{person.unit}"
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: _Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        key = self._keys[index.column()]
        if role == _ROLE.CheckStateRole and key == ABSENT:
            ticked = Qt.CheckState(value) is Qt.CheckState.Checked
            self.set_text(index.row(), ABSENT, "1" if ticked else "")
            return True
        if role == _ROLE.EditRole:
            self.set_text(index.row(), key, str(value))
            return True
        return False

    def _text(self, row: int, key: str) -> str:
        person = self._people[row]
        if key == STATE:
            return self._state(row)[0]
        if key == ABSENT:
            return ""
        if key == VARIANT:
            return person.row.variant
        return person.row.fields.get(key, "")

    def _colour(self, row: int, key: str) -> QBrush | None:
        if key == STATE:
            return QBrush(QColor(PALETTE.of(self._state(row)[1])))
        closed = self._people[row].closed or self._people[row].row.absent
        return QBrush(QColor(PALETTE.ink_faint)) if closed else None

    def _state(self, row: int) -> tuple[str, Tone]:
        person, reading = self._people[row], self._readings[row]
        if person.closed:
            return person.closed, Tone.INFO
        if person.row.absent or person.row.empty:
            return ("缺考" if person.row.absent else "未录"), Tone.NEUTRAL
        if reading.problems:
            return f"{len(reading.problems)} 处要改", Tone.BAD
        if reading.left:
            return f"还差 {reading.left} 题", Tone.WARN
        waits = f"，待评 {len(reading.waiting)} 题" if reading.waiting else ""
        return f"已录完{waits}", Tone.GOOD


def _changed(row: KeyedRow, key: str, text: str) -> KeyedRow:
    if key == ABSENT:
        return replace(row, absent=bool(text))
    if key == VARIANT:
        return replace(row, variant=text.strip().upper().removesuffix("卷"))
    fields = {name: kept for name, kept in row.fields.items() if name != key}
    return replace(row, fields=fields | ({key: text} if text else {}))


def _mono() -> QFont:
    return mono_font()
