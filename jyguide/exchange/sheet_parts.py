"""What the parts of an .xlsx tell before its values are read.

Formulas saved without a result, and error values, look like empty cells to a reader of values:
programs that write workbooks without calculating them leave such cells behind. And one stray
value in the far corner of a sheet, or a row that an .ods says is repeated a million times, would
make that reader claim memory for every cell in between, and die of it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from jyguide.errors import FileError

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(
    rb"<c\b[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>(?:(?!</c>).)*?<f[ />].*?</c>", re.S
)
_FORMULA = re.compile(rb"<f[ />]")
_ERROR = re.compile(rb"<c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>")
_ROW_TAG = re.compile(rb"<row\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_ROW = re.compile(rb"<row\b[^>]*?\br=\"([0-9]{1,7})\"")
_COLUMN = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3})[0-9]+\"[^>]*(?<!/)>")
_FAR_COLUMN = re.compile(rb"<c\b[^>]*?\br=\"[A-Z]{3}[0-9]+\"[^>]*(?<!/)>")
_THREE_LETTERS = re.compile(rb'r="[A-Z]{3}')
"""In every sheet with a far column, and ten times faster to look for."""
_MOST_TWO_LETTER_COLUMNS = 702
LARGEST_AREA = 10_000_000
"""Cells; a roster of 100,000 people in fifty columns is half of it."""
_RESULT = re.compile(rb"<v>[^<]|<is>|^<c\b[^>]*\bt=\"str\"")
"""A result, or the mark of a text result, which may well be an empty text."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What is known of one sheet besides its values.

    Attributes:
        unknown_cells: ``(row number, column index)`` of formulas saved without a result.
        hidden_rows: Numbers of rows that are filtered out or hidden.
    """

    unknown_cells: frozenset[tuple[int, int]]
    hidden_rows: frozenset[int]


def told_by_parts(data: bytes, file_name: str) -> dict[str, SheetPart]:
    """By the names of sheets; only .xlsx can tell.

    Best effort: a package laid out in an unusual way gives an empty result.

    Raises:
        FileError: The cells in use span an area too large to be read.
    """
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "content.xml" in package.namelist():
                _check_repeats(package.read("content.xml"), file_name)
                return {}
            for name, part in parts_of_sheets(package):
                xml = package.read(part)
                _check_area(xml, name, file_name)
                found[name] = SheetPart(frozenset(_cells(xml)), _hidden_rows(xml))
    except (zipfile.BadZipFile, zlib.error, KeyError, ET.ParseError):
        return {}
    return found


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b"hidden=" not in xml:
        return frozenset()
    hidden = (row[0] for row in _ROW_TAG.finditer(xml) if _HIDDEN.search(row[0]))
    return frozenset(int(number[1]) for tag in hidden if (number := _ROW.match(tag)))


def _check_area(xml: bytes, sheet: str, file_name: str) -> None:
    rows = _last_row(xml)
    columns = _MOST_TWO_LETTER_COLUMNS
    if rows * columns > LARGEST_AREA or (_THREE_LETTERS.search(xml) and _FAR_COLUMN.search(xml)):
        columns = max((_column_index(c) + 1 for c in set(_COLUMN.findall(xml))), default=0)
    if rows * columns > LARGEST_AREA:
        raise _too_large(file_name, sheet, rows, columns)


def _too_large(file_name: str, sheet: str, rows: int, columns: int) -> FileError:
    return FileError(
        f"“{file_name}”的工作表“{sheet}”一直用到第 {rows} 行、第 {columns} 列，大得读不了，"
        "没有读入任何内容。",
        hint="多半是很远的地方误填了一格。请按 Ctrl+End 找到它，删去多余的行列后再试。",
    )


def _check_repeats(xml: bytes, file_name: str) -> None:
    """The same for an .ods, where rows and cells are written once with a count."""
    for table in _ODS_TABLE.finditer(xml):
        rows = last = widest = 0
        for row in _ODS_ROW.finditer(table[0]):
            rows += _repeated(_ODS_ROWS, row[1])
            width = _ods_width(row[2] or b"")
            if width:
                last, widest = rows, max(widest, width)
        if last * widest > LARGEST_AREA:
            name = _ODS_NAME.search(table[0])
            raise _too_large(file_name, name[1].decode() if name else "", last, widest)


def _ods_width(row: bytes) -> int:
    """Cells up to the last that holds a value."""
    at = width = 0
    for cell in _ODS_CELL.finditer(row):
        at += _repeated(_ODS_COLUMNS, cell[0])
        if b"value-type=" in cell[0]:
            width = at
    return width


def _repeated(count: re.Pattern[bytes], tag: bytes) -> int:
    found = count.search(tag)
    return int(found[1]) if found else 1


_ODS_TABLE = re.compile(rb"<table:table\b.*?(?:</table:table>|\Z)", re.S)
_ODS_NAME = re.compile(rb"\btable:name=\"([^\"]*)\"")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.S)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ODS_ROWS = re.compile(rb"\bnumber-rows-repeated=\"([0-9]{1,9})\"")
_ODS_COLUMNS = re.compile(rb"\bnumber-columns-repeated=\"([0-9]{1,9})\"")


def _last_row(xml: bytes) -> int:
    """Number of the last row that holds a value."""
    value = max(xml.rfind(b"<v>"), xml.rfind(b"<is>"))
    row = _ROW.match(xml, max(xml.rfind(b"<row ", 0, max(value, 0)), 0))
    return int(row[1]) if row else 0


def parts_of_sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet of an .xlsx."""
    relations = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - bounded
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    workbook = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - bounded
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), target.lstrip("/") if "xl/" in target else f"xl/{target}"


def _cells(xml: bytes) -> Iterator[tuple[int, int]]:
    if b't="e"' in xml:
        for error in _ERROR.finditer(xml):
            yield int(error[2]), _column_index(error[1])
    if not _FORMULA.search(xml):
        return
    for cell in _CELL.finditer(xml):
        if not _RESULT.search(cell[0]):
            yield int(cell[2]), _column_index(cell[1])


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1
