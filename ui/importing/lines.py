"""How planned rows stand in the preview: every cell that would change coloured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from typing import Any

from jyguide.exchange.cell import CellError, cell_text
from jyguide.exchange.table.plan import (
    PLAIN,
    POLICY_NAMES,
    Change,
    Decision,
    Fate,
    PlannedRow,
    Policy,
)
from jyguide.exchange.table.spec import TableColumn, TableSpec, plain
from jyguide.masking import MASKS, numbers_masked
from ui.theme import Tone
from ui.widgets import RIGHT, Column

FATE_TONES = {
    Fate.NEW: Tone.GOOD,
    Fate.UPDATE: Tone.INFO,
    Fate.UNCHANGED: Tone.NEUTRAL,
    Fate.SKIP: Tone.NEUTRAL,
    Fate.HELD: Tone.WARN,
    Fate.DOUBLE: Tone.BAD,
    Fate.REFUSED: Tone.BAD,
}
LEGEND = (
    (Tone.WARN, "edit", "改动"),
    (Tone.GOOD, "add", "填上空缺"),
    (Tone.INFO, "info", "推得，文件里没有写"),
    (Tone.BAD, "bad", "有问题"),
)
"""What grounds mean, and the icon that says the same to whoever does not tell them apart."""
_MARKS = {tone: name for tone, name, _ in LEGEND}
EMPTY = "（空）"
SENTENCE_WIDTH = 320
_NUMBER = 8
"""What is shorter in a column of numbers is a slip, and stays to be seen."""
_PIXELS = 8
"""Of a character of a column's width."""


class PreviewCells:
    """What cells say under the decision of the moment.

    Attributes:
        decision: Set anew whenever somebody decides otherwise; the table is then filled again.
    """

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self.decision: Decision = PLAIN

    def columns(self) -> list[Column[PlannedRow]]:
        """Sheet, row, fate, then those of the list."""
        return [
            Column("工作表", lambda row: row.sheet, width=96),
            Column("行", lambda row: str(row.row), lambda row: row.place, RIGHT, 52),
            Column("处理", self.fate_text, width=92, tone=self._fate_tone),
            *(self._column(column) for column in self.spec.previewed),
            Column("说明", self.sentence, width=SENTENCE_WIDTH),
        ]

    def fate(self, row: PlannedRow) -> Fate:
        return self.decision.fate(row)

    def fate_text(self, row: PlannedRow) -> str:
        """What becomes of a row; of one somebody decided about, what he said."""
        fate = self.fate(row)
        if fate is Fate.UPDATE and self.decision.of(row) is Policy.FILL:
            return POLICY_NAMES[Policy.FILL]
        return fate.value

    def sentence(self, row: PlannedRow) -> str:
        """What changes, what is in doubt, what is wrong: all of it in words."""
        return "；".join(self._said(row))

    def _said(self, row: PlannedRow) -> Iterator[str]:
        yield from (fault.reason for fault in row.faults)
        if row.faults:
            return
        if self.fate(row) is Fate.HELD:
            yield row.doubt
        taken = self.decision.changes(row) if row.known is not None else ()
        yield from map(self._change_text, taken)
        left = [self._change_text(change) for change in row.changes if change not in taken]
        if left and self.fate(row) is not Fate.HELD:
            yield f"不改：{'，'.join(left)}"
        if row.known is None and self.decision.suggestions:
            for key, value in row.suggested.items():
                yield f"{self._label(key)}：{self._shown(key, value)}（推断）"
        if row.note:
            yield row.note

    def _change_text(self, change: Change) -> str:
        before, after = (
            self._shown(change.key, change.before),
            self._shown(change.key, change.after),
        )
        guessed = "（推断）" if change.suggested else ""
        return f"{self._label(change.key)}：{before or EMPTY} → {after}{guessed}"

    def _label(self, key: str) -> str:
        return self.spec.label(key) if key in self.spec.by_key else key

    def _shown(self, key: str, value: Any) -> str:
        column = self.spec.by_key.get(key)
        return column.shown(value) if column and value is not None else plain(value)

    def _column(self, column: TableColumn) -> Column[PlannedRow]:
        return Column(
            column.label,
            partial(self._text, column),
            width=max(column.width * _PIXELS, 64),
            mark=partial(self._mark, column.key),
            fill=partial(self._fill, column.key),
            tip=partial(self._tip, column),
        )

    def _text(self, column: TableColumn, row: PlannedRow) -> str:
        if row.faults:
            return _as_written(column, row)
        value = self._values(row).get(column.key)
        return "" if value is None else column.shown(value)

    def _values(self, row: PlannedRow) -> Mapping[str, Any]:
        return self.decision.values(row) if row.suggested else row.values

    def _fill(self, key: str, row: PlannedRow) -> Tone | None:
        if row.faults:
            return Tone.BAD if any(fault.key == key for fault in row.faults) else None
        change = _change(row.changes, key)
        if change is not None and change in self.decision.changes(row):
            return _change_tone(change)
        if row.doubt and change is not None and change.before:
            return Tone.WARN
        suggested = row.known is None and self.decision.suggestions and key in row.suggested
        derived = row.known is None and key in row.derived
        return Tone.INFO if suggested or derived else None

    def _mark(self, key: str, row: PlannedRow) -> str:
        tone = self._fill(key, row)
        return _MARKS[tone] if tone else ""

    def _tip(self, column: TableColumn, row: PlannedRow) -> str:
        faults = [fault.reason for fault in row.faults if fault.key == column.key]
        if faults:
            return "；".join(faults)
        change = _change(row.changes, column.key)
        if change is not None and not change.suggested:
            return f"原来：{self._shown(column.key, change.before) or EMPTY}"
        if column.key in row.derived:
            return "文件里没有写，由其他信息得出"
        return "推断得来，文件里没有写" if column.key in row.suggested else ""

    def _fate_tone(self, row: PlannedRow) -> Tone:
        return FATE_TONES[self.fate(row)]


def shown_keys(rows: Sequence[PlannedRow], mapped: Mapping[str, int]) -> set[str]:
    """Columns worth their room: those of the file, and those that get a value without one."""
    found = set(mapped)
    for row in rows:
        if row.derived or row.suggested or row.changes:
            found |= row.derived
            found |= set(row.suggested)
            found |= {change.key for change in row.changes}
    return found


def _change(changes: Sequence[Change], key: str) -> Change | None:
    return next((change for change in changes if change.key == key), None)


def _change_tone(change: Change) -> Tone:
    if change.suggested:
        return Tone.INFO
    return Tone.GOOD if change.fills else Tone.WARN


def _as_written(column: TableColumn, row: PlannedRow) -> str:
    """A cell of a refused row: what is right as elsewhere, what is wrong as the file has it."""
    value = row.values.get(column.key)
    if isinstance(value, Enum):  # refused only after it was read
        return column.shown(value)
    if any(fault.key == column.key for fault in row.faults):
        return _faulty(column, cell_text(value))
    try:
        return column.shown(column.read(value))
    except CellError:
        return _faulty(column, cell_text(value))


def _faulty(column: TableColumn, text: str) -> str:
    """What could not be read: a fault must be seen, a number of somebody must not."""
    if column.key in MASKS and len(text) >= _NUMBER:
        return MASKS[column.key](text)
    return numbers_masked(text)
