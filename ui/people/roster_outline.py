"""What a person needs to see of a roster file to say which column means what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jyguide.errors import FileError
from jyguide.exchange.workbook import CellValue, Row, Sheet, read_workbook
from jyguide.people.cell import cell_text
from jyguide.people.roster_columns import (
    ColumnMap,
    Header,
    find_header,
    header_by_hand,
    missing_columns,
    no_header,
)
from jyguide.people.roster_fields import RosterField, meaning_of
from jyguide.people.row import masked

_OFFERED_ROWS = 30
"""As far down as a header is looked for."""
_SAMPLED_ROWS = 200
_SAMPLES = 2
_FEWEST_COLUMNS = 2
_NUMBERS = re.compile(r"\d{11,}[Xx]?")
_NEARLY = 0.7
"""A header fills most columns; a title or a line about the office fills few."""


@dataclass(frozen=True, slots=True)
class RosterOutline:
    """The sheet that holds people, or is likeliest to.

    Attributes:
        header_row: The sheet's own number of the row proposed as header.
        recognised: Whether that row was known by its headings; else it is a guess.
    """

    source: Path
    sheet: Sheet
    header_row: int
    recognised: bool

    def rows_offered(self) -> list[tuple[int, str]]:
        """Rows that may be the header: the sheet's own number, and what stands in them."""
        return [
            (self.sheet.row_number(at), _row_text(row))
            for at, row in enumerate(self.sheet.rows[:_OFFERED_ROWS])
            if _filled(row)
        ]

    def columns_of(self, header_row: int) -> ColumnMap:
        """What the headings of a row mean, as far as they are known."""
        if header_row == self.header_row and self.recognised and (header := _found(self.sheet)):
            return ColumnMap(header.columns.columns)
        return ColumnMap(_meanings(self._row(header_row)))

    def columns_offered(self, header_row: int) -> list[tuple[int, str]]:
        """Columns with anything in them: index, and letter with heading."""
        heads = self._row(header_row)
        return [
            (at, f"{column_letter(at)}　{' '.join(cell_text(head).split()) or '（无表头）'}")
            for at, head in enumerate(heads)
            if cell_text(head) or self.samples(header_row, at)
        ]

    def samples(self, header_row: int, column: int) -> tuple[str, ...]:
        """The first values under a header; long numbers are masked."""
        first = header_row - self.sheet.first_row + 1
        below = self.sheet.rows[first : first + _SAMPLED_ROWS]
        found = (_NUMBERS.sub(_mask, cell_text(row[column])) for row in below)
        return tuple(text for text, _ in zip(filter(None, found), range(_SAMPLES), strict=False))

    def mapping(self, header_row: int, columns: ColumnMap) -> ColumnMap | None:
        """What to hand to the service: None where its own reading is the same."""
        if header_row != self.header_row or not self.recognised:
            return ColumnMap(columns.columns, header_row, self.sheet.name)
        same = _found(self.sheet) and columns.columns == self.columns_of(header_row).columns
        # Without a row of its own the mapping also holds for sheets with these headings elsewhere.
        return None if same else ColumnMap(columns.columns, sheet=self.sheet.name)

    def _row(self, number: int) -> Row:
        return self.sheet.rows[number - self.sheet.first_row]


def read_outline(path: Path) -> RosterOutline:
    """Look at a file without understanding its rows.

    Raises:
        FileError: It cannot be read, or nothing in it looks like a table.
    """
    sheets = [sheet for sheet in read_workbook(path) if not sheet.hidden and sheet.rows]
    headed = list(_headed(sheets))
    if headed:
        complete = [(s, h) for s, h in headed if not missing_columns(h)]
        sheet, header = (complete or headed)[0]
        return RosterOutline(path, sheet, sheet.row_number(header.index), recognised=True)
    tables = [sheet for sheet in sheets if len(sheet.rows[0]) >= _FEWEST_COLUMNS]
    if not tables:
        raise no_header()
    sheet = next(filter(_holds_numbers, tables), tables[0])
    return RosterOutline(path, sheet, sheet.row_number(_likeliest(sheet)), recognised=False)


def column_letter(index: int) -> str:
    """The spreadsheet program's name of a column: 0 is A, 26 is AA."""
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _headed(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Header]]:
    for sheet in sheets:
        header = _found(sheet) or header_by_hand(sheet, ColumnMap())
        if header:
            yield sheet, header


def _found(sheet: Sheet) -> Header | None:
    """The header as the service finds it; None also where two columns claim to be the same."""
    try:
        return find_header(sheet)
    except FileError:
        return None


def _meanings(row: Row) -> dict[RosterField, int]:
    known = [
        (found[1], at, found[0]) for at, head in enumerate(row) if (found := meaning_of(head))
    ]
    columns: dict[RosterField, int] = {}
    for _, at, field in sorted(known):
        columns.setdefault(field, at)
    return columns


def _holds_numbers(sheet: Sheet) -> bool:
    """Whether ID numbers or phones stand in it, as in no sheet of explanations."""
    sampled = sheet.rows[: _OFFERED_ROWS + _SAMPLED_ROWS]
    return any(_NUMBERS.fullmatch(text.strip()) for row in sampled for text in map(cell_text, row))


def _likeliest(sheet: Sheet) -> int:
    filled = [len(_filled(row)) for row in sheet.rows[:_OFFERED_ROWS]]
    return next(at for at, count in enumerate(filled) if count >= _NEARLY * max(filled))


def _filled(row: Row) -> list[str]:
    return [text for text in map(_plain, row) if text]


def _row_text(row: Row) -> str:
    return " ｜ ".join(_filled(row))[:60]


def _plain(value: CellValue) -> str:
    return _NUMBERS.sub(_mask, " ".join(cell_text(value).split()))


def _mask(found: re.Match[str]) -> str:
    return masked(found[0], 3, 4)
