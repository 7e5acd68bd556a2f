"""What the parts of an .xlsx tell before its values are read.

Formulas saved without a result look like empty cells to a reader of values: programs that write
workbooks without calculating them leave such cells behind. And one stray value in the far corner
of a sheet would make that reader claim memory for every cell in between, and die of it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from jyguide.errors import FileError

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(
    rb"<c\b[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>(?:(?!</c>).)*?<f[ />].*?</c>", re.S
)
_ROW = re.compile(rb"<row\b[^>]*?\br=\"([0-9]{1,7})\"")
_COLUMN = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3})[0-9]+\"[^>]*(?<!/)>")
_FAR_COLUMN = re.compile(rb"<c\b[^>]*?\br=\"[A-Z]{3}[0-9]+\"[^>]*(?<!/)>")
_MOST_TWO_LETTER_COLUMNS = 702
LARGEST_AREA = 10_000_000
"""Cells; a roster of 100,000 people in fifty columns is half of it."""
_RESULT = re.compile(rb"<v>[^<]|<is>|^<c\b[^>]*\bt=\"str\"")
"""A result, or the mark of a text result, which may well be an empty text."""


def formulas_without_value(data: bytes, file_name: str) -> dict[str, frozenset[tuple[int, int]]]:
    """Per sheet, ``(row number, column index)`` of such cells; only .xlsx can tell.

    Best effort: a package laid out in an unusual way gives an empty result.

    Raises:
        FileError: The cells in use span an area too large to be read.
    """
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name, part in _parts(package):
                xml = package.read(part)
                _check_area(xml, name, file_name)
                found[name] = frozenset(_cells(xml))
    except (zipfile.BadZipFile, zlib.error, KeyError, ET.ParseError):
        return {}
    return found


def _check_area(xml: bytes, sheet: str, file_name: str) -> None:
    rows = _last_row(xml)
    columns = _MOST_TWO_LETTER_COLUMNS
    if rows * columns > LARGEST_AREA or _FAR_COLUMN.search(xml):
        columns = max((_column_index(c) + 1 for c in set(_COLUMN.findall(xml))), default=0)
    if rows * columns > LARGEST_AREA:
        raise FileError(
            f"“{file_name}”的工作表“{sheet}”一直用到第 {rows} 行、第 {columns} 列，大得读不了，"
            "没有读入任何内容。",
            hint="多半是很远的地方误填了一格。请按 Ctrl+End 找到它，删去多余的行列后再试。",
        )


def _last_row(xml: bytes) -> int:
    """Number of the last row that holds a value."""
    value = max(xml.rfind(b"<v>"), xml.rfind(b"<is>"))
    row = _ROW.match(xml, max(xml.rfind(b"<row ", 0, max(value, 0)), 0))
    return int(row[1]) if row else 0


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    relations = ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - bounded
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    workbook = ET.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 - bounded
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), target.lstrip("/") if "xl/" in target else f"xl/{target}"


def _cells(xml: bytes) -> Iterator[tuple[int, int]]:
    if b"<f" not in xml:
        return
    for cell in _CELL.finditer(xml):
        if not _RESULT.search(cell[0]):
            yield int(cell[2]), _column_index(cell[1])


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1
