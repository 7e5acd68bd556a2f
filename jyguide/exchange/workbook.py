"""Workbooks (.xlsx .xls .ods, WPS's .et) and comma-separated text as sheets of plain values."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.errors import FileError
from jyguide.exchange.boundary.foreign import foreign_faults
from jyguide.exchange.boundary.limits import WORKBOOK
from jyguide.exchange.container import (
    check_container,
    damaged,
    is_container,
    password_protected,
)
from jyguide.exchange.file_bytes import read_bytes
from jyguide.exchange.sheet_parts import told_by_parts
from jyguide.exchange.sheet_pictures import rows_with_pictures
from jyguide.exchange.text_file import decode

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CellValue = str | float | int | bool | date | datetime | time | timedelta | None
"""What one cell can hold; an empty cell is None."""
Row = tuple[CellValue, ...]
TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})
_DELIMITERS = ",\t;，"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as a rectangle of values; empty cells are None.

    Attributes:
        rows: From the first row that holds anything to the last, all of equal length, starting at
            column A. A cell merged over several rows holds its value in each of them.
        first_row: The spreadsheet program's own number of ``rows[0]``.
        unknown_cells: ``(row number, column index)`` of formulas saved without a result.
        picture_rows: Numbers of the rows that a picture or another drawing lies over.
        hidden_rows: Numbers of the rows a person does not see: filtered out, or hidden by hand.
        continued: ``(row number, column index)`` of the cells that only repeat what a merged cell
            says further up.
    """

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    first_row: int = 1
    unknown_cells: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    picture_rows: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    continued: frozenset[tuple[int, int]] = frozenset()

    def row_number(self, index: int) -> int:
        """The spreadsheet program's own number of ``rows[index]``."""
        return self.first_row + index


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """All sheets with cells, hidden ones marked, in the order of the file.

    What the file is, its content decides: a workbook under a wrong suffix is still read.

    Raises:
        FileError: Missing, locked, empty, too large, protected by a password, no workbook at all.
    """
    data = read_bytes(path, WORKBOOK)
    if path.suffix.lower() in TEXT_SUFFIXES and not is_container(data):
        return (_text_sheet(decode(data, path.name), path),)
    check_container(data, path.name)
    parts = told_by_parts(data, path.name)
    workbook = _open(data, path.name)
    pictures = rows_with_pictures(data)
    unknown = {name: part.unknown_cells for name, part in parts.items()}
    sheets = tuple(
        replace(
            sheet,
            picture_rows=pictures.get(sheet.name, frozenset()),
            hidden_rows=parts[sheet.name].hidden_rows if sheet.name in parts else frozenset(),
        )
        for sheet in _sheets(workbook, unknown, path.name)
    )
    if not sheets:
        raise FileError(f"“{path.name}”里没有工作表。", hint="请用 Excel/WPS 打开检查后重新保存。")
    return sheets


def _open(data: bytes, file_name: str) -> CalamineWorkbook:
    import python_calamine as calamine  # noqa: PLC0415 - only files need it

    with foreign_faults(lambda said: damaged(file_name, said)):
        try:
            return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except calamine.PasswordError as error:
            raise password_protected(file_name) from error


def _sheets(
    workbook: CalamineWorkbook, unknown: dict[str, frozenset[tuple[int, int]]], file_name: str
) -> Iterator[Sheet]:
    import python_calamine as calamine  # noqa: PLC0415 - only files need it

    for about in workbook.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        with foreign_faults(lambda said: damaged(file_name, said)):
            sheet = workbook.get_sheet_by_name(about.name)
            rows, continued = _rows(sheet)
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        first = sheet.start[0] + 1 if sheet.start else 1
        yield Sheet(
            about.name,
            hidden,
            rows,
            first,
            unknown.get(about.name, frozenset()),
            continued=continued,
        )


def _rows(sheet: CalamineSheet) -> tuple[tuple[Row, ...], frozenset[tuple[int, int]]]:
    """Values from column A on, without the empty rows above; merged cells filled downwards.

    With the cells that were filled so.
    """
    if sheet.start is None:
        return (), frozenset()
    top, left = sheet.start
    margin = [None] * left
    grid: list[list[CellValue]] = [
        margin + [None if value == "" else value for value in row] for row in sheet.to_python()
    ]
    continued = frozenset(_fill_merged(grid, top, sheet.merged_cell_ranges or []))
    return tuple(map(tuple, grid)), continued


def _fill_merged(
    grid: list[list[CellValue]], top: int, ranges: list[_Range]
) -> Iterator[tuple[int, int]]:
    """Repeat the value of a merged cell in the rows it spans, and tell which cells those are.

    Not in its columns: there a title or a note would turn up under every heading.
    """
    left = len(grid) * len(grid[0]) if grid else 0
    for (first, column), (last, _) in ranges:
        if first < top or first - top >= len(grid) or column >= len(grid[0]):
            continue
        below = range(first + 1, min(last, top + len(grid) - 1) + 1)
        left -= len(below)
        if left < 0:
            raise ValueError("merged cells that lie over one another")
        for number in below:
            grid[number - top][column] = grid[first - top][column]
            yield number + 1, column


def pasted_sheet(text: str, name: str) -> Sheet:
    """A block as Excel and WPS put it on the clipboard: tabs between cells, breaks in quotes.

    Raises:
        FileError: A quotation mark is not closed.
    """
    told = "\t" if "\t" in text else _delimiter(text)
    return Sheet(name, hidden=False, rows=_rectangle(text, told, name))


def _text_sheet(text: str, path: Path) -> Sheet:
    """Separated text as one sheet."""
    return Sheet(path.stem, hidden=False, rows=_rectangle(text, _delimiter(text), path.name))


def _rectangle(text: str, delimiter: str, name: str) -> tuple[Row, ...]:
    records = list(_records(list(io.StringIO(text, newline="")), delimiter, name))
    width = max(map(len, records), default=0)
    if len(records) * width > WORKBOOK.area:
        raise _too_wide(name, len(records), width)
    return tuple(tuple(c or None for c in r) + (None,) * (width - len(r)) for r in records)


def _too_wide(name: str, rows: int, columns: int) -> FileError:
    return FileError(
        f"“{name}”有 {rows} 行，最长的一行有 {columns} 列，大得读不了"
        f"（上限是 {WORKBOOK.area // 10_000} 万格），没有读入任何内容。",
        hint="多半是有一行粘进了别的内容。请用记事本打开，删去它后再试。",
    )


def _records(lines: list[str], delimiter: str, file_name: str) -> Iterator[list[str]]:
    """The records; one that a quotation mark holds open beyond its end is not believed.

    Such a mark swallows the lines below, up to the next one or to the end of the file.
    """
    reader = csv.reader([*lines, *_END], delimiter=delimiter)
    start = 0
    try:
        for record in reader:
            if record == _END and reader.line_num > len(lines):
                return
            several = reader.line_num - start > 1
            if several and not _is_closed(lines[start : reader.line_num], delimiter):
                raise _open_quote(file_name, start + 1)
            yield record
            start = reader.line_num
    except csv.Error as error:
        raise _endless_cell(file_name, start + 1) from error


def _is_closed(lines: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


_END = ["\x00end"]
"""A line below the last, no text has it; it is a record of its own unless a quotation is open."""


def _open_quote(file_name: str, line: int) -> FileError:
    return FileError(
        f"“{file_name}”第 {line} 行有一个英文引号没有配对，下面的行都被它并进了这一行，"
        "没有读入任何内容。",
        hint="请用记事本打开，补上或删去这个引号（文字里的英文引号要写成两个）；"
        "或者用 Excel/WPS 另存为 .xlsx。",
    )


def _endless_cell(file_name: str, line: int) -> FileError:
    return FileError(
        f"“{file_name}”从第 {line} 行起有一格超过 {csv.field_size_limit():,} 个字，"
        "没有读入任何内容。",
        hint="多半是少了一个引号，或者几道题粘在了一格里。请用记事本打开改正后再试。",
    )


def _delimiter(text: str) -> str:
    """The candidate that cuts the first records into many fields, and into equally many.

    The commonest would not do: questions are full of commas, headings are not.
    """
    told = _TOLD_DELIMITER.match(text)
    return told[1] if told else max(_DELIMITERS, key=lambda one: _evenness(text, one))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many cuts are repeated from record to record; how many there are in the first."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = [len(record) for record in islice(records, _SNIFFED_RECORDS)]
    except csv.Error:
        return 0, 0
    counts = Counter(widths).items()
    repeated = max(((width - 1) * count for width, count in counts if count > 1), default=0)
    return repeated, max(widths, default=0)


_SNIFFED_RECORDS = 20
_TOLD_DELIMITER = re.compile(r"sep=(.)\r?\n")
"""The first line by which Excel is told."""
_Range = tuple[tuple[int, int], tuple[int, int]]
