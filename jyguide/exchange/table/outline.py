"""What a person needs to see of a list to say which column means what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jyguide.errors import FileError
from jyguide.exchange.cell import cell_text
from jyguide.exchange.table.header import (
    SEARCHED_ROWS,
    ColumnMap,
    Header,
    columns_meant,
    find_header,
    header_by_hand,
    layout_digest,
    missing_columns,
    no_header,
)
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import CellValue, Row, Sheet
from jyguide.masking import births_masked

Remembered = Mapping[str, Mapping[str, int]]
"""Columns by key, as they were put right by hand, by the digest of the head row."""
HEADLESS = 0
"""Stands for the number of a head row where there is none."""
_SAMPLED_ROWS = 200
_SAMPLES = 2
_LONGEST_SAMPLE = 12
_LOOKED_AT = 50
_FEWEST_COLUMNS = 2
_NUMBERS = re.compile(r"\d{11,}[Xx]?")
_NEARLY = 0.7
"""A head fills most columns; a title or a line about the office fills few."""


@dataclass(frozen=True, slots=True)
class TableOutline:
    """The sheet that holds the rows, or is likeliest to.

    Attributes:
        header_row: The sheet's own number of the row proposed as head; HEADLESS for none.
        recognised: Whether that row was known by its words; else it is a guess.
        by_memory: Columns that were put right by hand when this layout came last.
    """

    source: TableSource
    spec: TableSpec
    sheet: Sheet
    header_row: int
    recognised: bool
    by_memory: Mapping[str, int] = field(default_factory=dict)

    def rows_offered(self) -> list[tuple[int, str]]:
        """Rows that may be the head: number and what stands in it."""
        offered = self.sheet.rows[:SEARCHED_ROWS]
        numbered = ((self.sheet.row_number(at), row) for at, row in enumerate(offered))
        return [(number, text) for number, row in numbered if (text := _row_text(row))]

    def columns_of(self, header_row: int) -> ColumnMap:
        """What the heads of a row mean, as far as they are known or remembered."""
        if header_row == HEADLESS:
            return ColumnMap(_by_looks(self.sheet, self.spec))
        if header_row == self.header_row and self.by_memory:
            return ColumnMap(self.by_memory)
        found = self._found() if header_row == self.header_row and self.recognised else None
        if found:
            return ColumnMap(found.columns.columns)
        return ColumnMap(columns_meant(self.sheet, self._index(header_row), self.spec))

    def columns_offered(self, header_row: int) -> list[tuple[int, str]]:
        """Columns with anything in them: index, and letter with head."""
        heads: Row = () if header_row == HEADLESS else self._row(header_row)
        named = [" ".join(cell_text(head).split()) for head in heads]
        named = named or [""] * len(self.sheet.rows[0])
        return [
            (at, f"{column_letter(at)}　{head or self._without_head(header_row, at)}")
            for at, head in enumerate(named)
            if head or self.samples(header_row, at)
        ]

    def _without_head(self, header_row: int, column: int) -> str:
        """Where no column has a head, what stands below tells them apart."""
        samples = self.samples(header_row, column)
        return samples[0][:_LONGEST_SAMPLE] if header_row == HEADLESS and samples else "（无表头）"

    def samples(self, header_row: int, column: int) -> tuple[str, ...]:
        """The first values under a head; long numbers and days of birth are masked."""
        first = 0 if header_row == HEADLESS else self._index(header_row) + 1
        below = self.sheet.rows[first : first + _SAMPLED_ROWS]
        found = (births_masked(cell_text(row[column])) for row in below)
        return tuple(text for text, _ in zip(filter(None, found), range(_SAMPLES), strict=False))

    def mapping(self, header_row: int, columns: ColumnMap) -> ColumnMap | None:
        """What to hand to the service: None where its own reading is the same."""
        if header_row == HEADLESS:
            return ColumnMap(columns.columns, None, self.sheet.name, headless=True)
        if header_row != self.header_row or not self.recognised:
            return ColumnMap(columns.columns, header_row, self.sheet.name)
        found = None if self.by_memory else self._found()  # what was put right stays in force
        same = found and columns.columns == found.columns.columns
        # Without a row of its own the mapping also holds for sheets with these heads elsewhere.
        return None if same else ColumnMap(columns.columns, sheet=self.sheet.name)

    def _found(self) -> Header | None:
        return _found(self.sheet, self.spec)

    def _index(self, number: int) -> int:
        return number - self.sheet.first_row

    def _row(self, number: int) -> Row:
        return self.sheet.rows[self._index(number)]


def read_outline(
    source: TableSource, spec: TableSpec, remembered: Remembered | None = None
) -> TableOutline:
    """Look at a list without understanding its rows.

    Raises:
        FileError: It cannot be read, or nothing in it looks like a table.
    """
    sheets = [sheet for sheet in source.sheets() if not sheet.hidden and sheet.rows]
    if remembered and (outline := _from_memory(source, spec, sheets, remembered)):
        return outline
    headed = list(_headed(sheets, spec))
    if headed:
        complete = [(s, h) for s, h in headed if not missing_columns(h, spec)]
        sheet, header = (complete or headed)[0]
        number = sheet.row_number(header.index)
        return TableOutline(source, spec, sheet, number, recognised=True)
    tables = [sheet for sheet in sheets if len(sheet.rows[0]) >= _FEWEST_COLUMNS]
    if not tables:
        raise no_header(spec)
    sheet = next(filter(_holds_numbers, tables), tables[0])
    at = _likeliest(sheet)
    number = HEADLESS if _has_numbers(sheet.rows[at]) else sheet.row_number(at)
    return TableOutline(source, spec, sheet, number, recognised=False)


def column_letter(index: int) -> str:
    """The spreadsheet program's name of a column: 0 is A, 26 is AA."""
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _from_memory(
    source: TableSource, spec: TableSpec, sheets: Sequence[Sheet], remembered: Remembered
) -> TableOutline | None:
    """The first row of a sheet whose layout was put right before."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
            known = remembered.get(layout_digest(row))
            columns = {k: c for k, c in (known or {}).items() if k in spec.by_key and c < len(row)}
            if columns:
                found = _found(sheet, spec)
                number = sheet.row_number(at)
                recognised = found is not None and found.index == at
                return TableOutline(source, spec, sheet, number, recognised, columns)
    return None


def _by_looks(sheet: Sheet, spec: TableSpec) -> dict[str, int]:
    """What the columns of a list without head seem to be; each the leftmost that looks like it."""
    columns: dict[str, int] = {}
    for column in spec.columns:
        for at in range(len(sheet.rows[0])):
            cells = [row[at] for row in sheet.rows[:_LOOKED_AT] if cell_text(row[at])]
            looks = column.looks_like
            if looks is None or at in columns.values() or not cells:
                continue
            if sum(map(looks, cells)) >= _NEARLY * len(cells):
                columns[column.key] = at
                break
    return columns


def _headed(sheets: Sequence[Sheet], spec: TableSpec) -> Iterator[tuple[Sheet, Header]]:
    for sheet in sheets:
        header = _found(sheet, spec) or header_by_hand(sheet, ColumnMap(), spec)
        if header:
            yield sheet, header


def _found(sheet: Sheet, spec: TableSpec) -> Header | None:
    """The head as the service finds it; None also where two columns claim to be the same."""
    try:
        return find_header(sheet, spec)
    except FileError:
        return None


def _holds_numbers(sheet: Sheet) -> bool:
    """Whether ID numbers or phones stand in it, as in no sheet of explanations."""
    return any(map(_has_numbers, sheet.rows[: SEARCHED_ROWS + _SAMPLED_ROWS]))


def _has_numbers(row: Row) -> bool:
    return any(_NUMBERS.fullmatch(cell_text(value)) for value in row)


def _likeliest(sheet: Sheet) -> int:
    filled = [len(_filled(row)) for row in sheet.rows[:SEARCHED_ROWS]]
    return next(at for at, count in enumerate(filled) if count >= _NEARLY * max(filled))


def _filled(row: Row) -> list[str]:
    return [text for text in map(_plain, row) if text]


def _row_text(row: Row) -> str:
    return " ｜ ".join(_filled(row))[:60]


def _plain(value: CellValue) -> str:
    return births_masked(" ".join(cell_text(value).split()))
