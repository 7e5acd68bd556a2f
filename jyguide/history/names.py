"""What every synchronised table and column is called on screen."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.errors import RuleError
from jyguide.history.words.bank import BANK
from jyguide.history.words.brand import BRAND
from jyguide.history.words.exam import EXAM
from jyguide.history.words.grid import GRID
from jyguide.history.words.office import OFFICE
from jyguide.history.words.openness import OPENNESS
from jyguide.history.words.people import PEOPLE
from jyguide.history.words.secretary import SECRETARY
from jyguide.history.words.standard import STANDARD
from jyguide.history.words.table import TableName
from jyguide.history.words.training import TRAINING

TABLES: Mapping[str, TableName] = {
    **PEOPLE,
    **TRAINING,
    **STANDARD,
    **SECRETARY,
    **GRID,
    **BRAND,
    **OPENNESS,
    **BANK,
    **EXAM,
    **OFFICE,
}

MARK = "deleted"
"""The column that marks a row deleted; every table has it."""
_MARK_NAME = "状态"


def require_table(table: str) -> None:
    """Refuse a table that nobody knows.

    Raises:
        RuleError: the hint lists those there are.
    """
    if table not in TABLES:
        raise RuleError(f"没有名为“{table}”的记录种类。", hint=f"可选：{listed_tables()}。")


def listed_tables() -> str:
    """Every table with its name in words."""
    return "、".join(f"{table}（{known.name}）" for table, known in TABLES.items())


def table_name(table: str) -> str:
    """A table in words; one that this release does not know keeps its own name."""
    known = TABLES.get(table)
    return table if known is None else known.name


def column_name(table: str, column: str) -> str:
    """A column in words; one that this release does not know keeps its own name."""
    if column == MARK:
        return _MARK_NAME
    known = TABLES.get(table)
    return column if known is None else known.columns.get(column, column)


def reading_order(table: str, column: str) -> tuple[int, str]:
    """A sort key: columns as people read them, then the unknown, then the mark."""
    known = tuple(TABLES[table].columns) if table in TABLES else ()
    place = known.index(column) if column in known else len(known)
    return (place + (column == MARK), column)
