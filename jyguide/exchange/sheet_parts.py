"""What the parts of a workbook tell before its values are read.

Formulas saved without a result, and error values, look like empty cells to a reader of values:
programs that write workbooks without calculating them leave such cells behind. And values in far
corners would make that reader claim memory for every cell in between (`boundary.extent`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

from jyguide.errors import FileError
from jyguide.exchange.boundary.compound import old_extents
from jyguide.exchange.boundary.extent import (
    Extent,
    UnsoundError,
    column_number,
    repeated_extents,
    sheet_extent,
)
from jyguide.exchange.boundary.limits import WORKBOOK
from jyguide.exchange.boundary.markup import declares_type, is_markup, parse_part
from jyguide.exchange.boundary.package import BROKEN
from jyguide.exchange.container import damaged
from jyguide.exchange.file_kind import ZIP_MAGIC

Measured = TypeVar("Measured", bound=Mapping[Any, Extent])
_HEAD = 64

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\b[^<>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_FORMULA = re.compile(rb"<f[ />]")
_ERROR = re.compile(rb"<c\b(?=[^<>]*\bt=\"e\")[^<>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_ROW_TAG = re.compile(rb"<row\b[^<>]*>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_ROW = re.compile(rb"<row\b[^<>]*?\br=\"([0-9]{1,7})\"")
_DECLARED_TEXTS = re.compile(rb"\buniqueCount\s*=\s*[\"']\s*\+?([0-9]+)")
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

    Best effort: a package laid out in an unusual way gives an empty result. How far values reach
    is told all the same, from every part in which a sheet may stand, whatever its name.

    Raises:
        FileError: The cells in use span an area too large to be read, or a part is broken.
    """
    reach = _Reach(file_name)
    if not data.startswith(ZIP_MAGIC):
        reach.take(_sound(file_name, lambda: dict(enumerate(old_extents(data), start=1))))
        return {}
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = _names(package)
        for part, xml in _markup(package, file_name):
            sheet = names.get(part, part)
            _check_part(xml, sheet, file_name, reach)
            if part in names:
                found[sheet] = SheetPart(frozenset(_cells(xml)), _hidden_rows(xml))
    return found


def _markup(package: zipfile.ZipFile, file_name: str) -> Iterator[tuple[str, bytes]]:
    """Every part that is XML; pictures stay packed."""
    for part in package.infolist():
        try:
            with package.open(part) as opened:
                head = opened.read(_HEAD)
                xml = head + opened.read() if is_markup(head) else b""
        except BROKEN as error:
            raise damaged(file_name, str(error)) from error
        if declares_type(xml):
            raise damaged(file_name, "a document type definition")
        yield part.filename, xml


def _check_part(xml: bytes, sheet: str, file_name: str, reach: _Reach) -> None:
    depth = WORKBOOK.depth
    if b"table:table-cell" in xml:
        most = WORKBOOK.area
        reach.take(_sound(file_name, lambda: repeated_extents(xml, most, depth)))
    elif b"sheetData" in xml:
        reach.take(_sound(file_name, lambda: {sheet: sheet_extent(xml, reach.left, depth)}))
    counts = _DECLARED_TEXTS.findall(xml) if b"uniqueCount" in xml else ()
    if any(int(count[:12]) > len(xml) for count in counts):
        raise damaged(file_name, "more texts declared than there is room for")


def _sound(file_name: str, measure: Callable[[], Measured]) -> Measured:
    try:
        return measure()
    except UnsoundError as error:
        raise damaged(file_name, str(error)) from error


class _Reach:
    """How many cells the sheets of a workbook span so far."""

    def __init__(self, file_name: str) -> None:
        self._file_name = file_name
        self._total = 0

    @property
    def left(self) -> int:
        """Cells that one more sheet may span."""
        return max(0, WORKBOOK.area - self._total)

    def take(self, extents: Mapping[Any, Extent]) -> None:
        for sheet, extent in extents.items():
            if extent.area > self.left:
                raise _too_large(self._file_name, str(sheet), extent)
            self._total += extent.area


def _names(package: zipfile.ZipFile) -> dict[str, str]:
    """Names of sheets by their parts; empty where they cannot be told."""
    try:
        return {part: name for name, part in parts_of_sheets(package)}
    except (*BROKEN, ET.ParseError):
        return {}


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b"hidden=" not in xml:
        return frozenset()
    hidden = (row[0] for row in _ROW_TAG.finditer(xml) if _HIDDEN.search(row[0]))
    return frozenset(int(number[1]) for tag in hidden if (number := _ROW.match(tag)))


def _too_large(file_name: str, sheet: str, extent: Extent) -> FileError:
    return FileError(
        f"“{file_name}”的工作表“{sheet}”一直用到第 {extent.rows} 行、第 {extent.columns} 列，"
        f"大得读不了（上限是 {WORKBOOK.area // 10_000} 万格），没有读入任何内容。",
        hint="多半是很远的地方误填了一格。请按 Ctrl+End 找到它，删去多余的行列后再试。",
    )


def parts_of_sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet of an .xlsx."""
    relations = parse_part(package.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    workbook = parse_part(package.read("xl/workbook.xml"))
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), target.lstrip("/") if "xl/" in target else f"xl/{target}"


def _cells(xml: bytes) -> Iterator[tuple[int, int]]:
    if b't="e"' in xml:
        for error in _ERROR.finditer(xml):
            yield int(error[2]), column_number(error[1]) - 1
    place = 0
    for formula in _FORMULA.finditer(xml):
        if formula.start() < place:
            continue
        start = xml.rfind(b"<c ", place, formula.start())
        place = xml.find(b"</c>", formula.end())
        if place < 0:
            return
        cell = _CELL.match(xml, start) if start >= 0 else None
        if cell and not _RESULT.search(xml[start:place]):
            yield int(cell[2]), column_number(cell[1]) - 1
