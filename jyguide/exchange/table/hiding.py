"""Rows of a file with the numbers of people masked, wherever in the row they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from jyguide.exchange.cell import cell_text
from jyguide.exchange.workbook import CellValue, Row, Sheet
from jyguide.masking import MASKS, masked_birth, numbers_masked

_BIRTH = "birth"
_LONG_NUMBER = 10**9
"""From here on a numeric cell is a phone, or an ID that has lost its end."""


def hidden(sheet: Sheet, columns: Mapping[str, int]) -> Sheet:
    """The sheet with all numbers masked; ``columns`` are those by key that hold such."""
    kept = {at: key for key, at in columns.items() if key in MASKS or key == _BIRTH}
    return replace(sheet, rows=tuple(_row(row, kept) for row in sheet.rows))


def rows_with_numbers(sheet: Sheet, masked: Sheet, numbers: Iterable[int]) -> int:
    """In how many of the rows of these numbers anything was masked."""
    places = {number - sheet.first_row for number in numbers}
    return sum(sheet.rows[at] != masked.rows[at] for at in places if 0 <= at < len(sheet.rows))


def _row(row: Row, kept: Mapping[int, str]) -> Row:
    return tuple(_cell(value, kept.get(at, "")) for at, value in enumerate(row))


def _cell(value: CellValue, key: str) -> CellValue:
    if key == _BIRTH and any(map(str.isdecimal, cell_text(value))):
        return masked_birth(value if isinstance(value, date) else cell_text(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if abs(value) < _LONG_NUMBER:
            return value
        value = f"{value:.0f}"
    if not isinstance(value, str) or not any(map(str.isdecimal, value)):
        return value
    return MASKS[key](value) if key else numbers_masked(value)
