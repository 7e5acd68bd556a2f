"""The journal in words: what was done to a row, and what stood in it before and after."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from jyguide.history.labels import linked_table, shortened
from jyguide.history.names import MARK
from jyguide.history.values import Values, written_value
from jyguide.masking import MASKS, masked_birth, numbers_masked

Label = Callable[[str, str], str]
"""From a table and a key in hex to the label of that row."""

_BIRTH = ("person", "birth")


class ChangeKind(StrEnum):
    """What became of a row."""

    MADE = "made"
    CHANGED = "changed"
    DELETED = "deleted"
    RESTORED = "restored"


CHANGE_NAMES = {
    ChangeKind.MADE: "新增",
    ChangeKind.CHANGED: "修改",
    ChangeKind.DELETED: "删除",
    ChangeKind.RESTORED: "恢复",
}


def change_kind(before: Values | None, after: Values) -> ChangeKind:
    """What an entry of the journal did to its row."""
    if before is None:
        return ChangeKind.MADE
    if MARK not in after or before.get(MARK) == after[MARK]:
        return ChangeKind.CHANGED
    return ChangeKind.DELETED if after[MARK] else ChangeKind.RESTORED


def changed_columns(before: Values | None, after: Values) -> list[str]:
    """The columns worth a line: those that differ; of a new row those that say something."""
    if before is None:
        return [name for name, value in after.items() if not _says_nothing(name, value)]
    return [name for name, value in after.items() if before.get(name) != value]


def _says_nothing(column: str, value: Any) -> bool:
    return value is None or value in ("", [], {}) or (column == MARK and value is False)


def value_text(
    table: str, column: str, values: Values, label: Label, *, full: bool = False
) -> str:
    """One column of a row as a person writes it; what is not in `values` reads as nothing.

    Args:
        table: Decides with `column` how the value is meant.
        column: The one wanted.
        values: The others are needed too: an answer reads as its kind of item has it.
        label: Says which row a key belongs to.
        full: Show ID numbers and phones whole.
    """
    value = values.get(column)
    if value is None:
        return ""
    linked = linked_table(table, column)
    if linked:
        return label(linked, str(value))
    if full:
        return shortened(written_value(table, column, values))
    if column in MASKS:
        return MASKS[column](str(value))
    if (table, column) == _BIRTH:
        return masked_birth(str(value))
    return shortened(numbers_masked(written_value(table, column, values)))
