"""The three ledgers as one workbook: a sheet each, and what they come to by township."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.secretary.ledger import YearLedgers, year_sections
from jyguide.secretary.printing.ledgers import (
    ADJUSTMENT_COLUMNS,
    MEASURE_COLUMNS,
    TALK_COLUMNS,
    LedgerColumn,
    told,
)

_FROZEN = "B2"


def write_ledgers(found: YearLedgers, target: Path, *, city: bool) -> None:
    """Write the ledgers of a year, ready to print.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    today = found.today
    tables = [
        _table("整改措施", MEASURE_COLUMNS, found.measures, today),
        _table("谈话", TALK_COLUMNS, found.talks, today),
        _table("调整", ADJUSTMENT_COLUMNS, found.adjustments, today),
    ]
    tables += [
        PrintedTable(
            f"{section.name}汇总",
            [
                (head, int(width))
                for head, width in zip(section.heads, section.widths, strict=True)
            ],
            section.rows,
        )
        for section in year_sections(found, city=city)
    ]
    write_tables(f"{found.year} 年村书记整改、谈话、调整台账", tables, target)


def _table(
    name: str, columns: Sequence[LedgerColumn], rows: Sequence[Any], today: date
) -> PrintedTable:
    heads = [(column.head, column.width) for column in columns]
    lines = [[told(column, row, today) for column in columns] for row in rows]
    return PrintedTable(name, heads, lines, _FROZEN)
