"""The columns of the three tables: actions, what one changed, what became of one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHeaderView, QTableView

from jyguide.history.names import table_name
from jyguide.history.row import ActionRow, FieldChange, RecordChange, RowChange
from jyguide.history.wording import CHANGE_NAMES, ChangeKind
from ui.theme import Tone
from ui.widgets import RIGHT, Column

DEVICE_COLUMN = 3
"""Of the actions: hidden where everything was done on this PC."""

LINE_VALUES = (3, 4)
RECORD_VALUES = (5, 6)
"""Before and after, in the tables of changes."""

_TONES = {ChangeKind.MADE: Tone.GOOD, ChangeKind.DELETED: Tone.WARN}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line about what an action changed: a record, and one of its fields."""

    row: RowChange
    field: FieldChange


def change_lines(rows: Iterable[RowChange]) -> Iterator[ChangeLine]:
    """A line for each field; a record written without any change has one all the same."""
    nothing = FieldChange("", "", "", "")
    for row in rows:
        for field in row.fields or (nothing,):
            yield ChangeLine(row, field)


def action_columns(year: int) -> list[Column[ActionRow]]:
    """Of the list of actions; days of this year are shown without it."""
    return [
        Column("时间", partial(_short_time, year), lambda row: row.at, width=104),
        Column("操作", lambda row: row.name, width=136),
        Column("使用人", lambda row: row.actor, width=84, names=True),
        Column("电脑", lambda row: device_name(row.device, here=row.here), width=100),
        Column("记录数", lambda row: str(row.rows), lambda row: row.rows, RIGHT, width=64),
        Column("状态", lambda row: row.state, width=70, tone=_state_tone),
    ]


def line_columns() -> list[Column[ChangeLine]]:
    """Of what one action changed."""
    return [
        Column("变化", _kind_name, width=56, tone=_kind_tone),
        Column("记录", record_name, width=124),
        Column("项目", lambda line: line.field.name, width=88),
        Column("改前", lambda line: line.field.before, width=76),
        Column("改后", lambda line: line.field.after, width=76),
    ]


def record_columns(table: str) -> list[Column[RecordChange]]:
    """Of what became of one record of this table, and of those that are part of it."""
    own = partial(_own_field_name, table_name(table))
    return [
        Column("时间", lambda one: minute_text(one.at), lambda one: one.at, width=138),
        Column("使用人", lambda one: one.actor, width=92, names=True),
        Column("电脑", lambda one: device_name(one.device, here=one.here), width=96),
        Column("操作", lambda one: one.action, width=200),
        Column("项目", own, width=116),
        Column("改前", lambda one: one.field.before),
        Column("改后", lambda one: one.field.after),
    ]


def share_width(view: QTableView, *columns: int) -> None:
    """Let these columns take what the others leave: what they say is longest."""
    head = view.horizontalHeader()
    head.setStretchLastSection(False)
    for column in columns:
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def device_name(device: str, *, here: bool) -> str:
    """A PC by its name, this one by what it is to whoever sits before it."""
    return "本机" if here else device


def minute_text(at: datetime) -> str:
    """Such as 2026-11-20 09:00: seconds only make a list harder to read."""
    return f"{at:%Y-%m-%d %H:%M}"


def field_text(field: FieldChange) -> str:
    """A change whole, for a table has no room: 地点：会议室 → 报告厅."""
    return f"{field.name}：{field.before or '（空）'} → {field.after or '（空）'}"


def record_name(line: ChangeLine) -> str:
    """Such as 人员 陈明."""
    return f"{line.row.table_name} {line.row.label}".strip()


def _own_field_name(own: str, one: RecordChange) -> str:
    """A field of a record that is part of another says of which."""
    name = one.field.name
    return name if one.table_name == own else f"{one.table_name} {name}"


def _short_time(year: int, row: ActionRow) -> str:
    return f"{row.at:%m-%d %H:%M}" if row.at.year == year else f"{row.at:%Y-%m-%d}"


def _kind_name(line: ChangeLine) -> str:
    return CHANGE_NAMES[line.row.kind]


def _kind_tone(line: ChangeLine) -> Tone:
    return _TONES.get(line.row.kind, Tone.NEUTRAL)


def _state_tone(row: ActionRow) -> Tone:
    return Tone.WARN if row.state else Tone.NEUTRAL
