"""Formulas that were saved without a result, which a reader of values would take for empty cells.

Programs that write workbooks without calculating them leave such cells behind; Excel fills the
results in when it opens and saves the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(
    rb"<c\b[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>(?:(?!</c>).)*?<f[ />].*?</c>", re.S
)
_RESULT = re.compile(rb"<v>[^<]|<is>|^<c\b[^>]*\bt=\"str\"")
"""A result, or the mark of a text result, which may well be an empty text."""


def formulas_without_value(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """Per sheet, ``(row number, column index)`` of such cells; only .xlsx can tell.

    Best effort: a package laid out in an unusual way gives an empty result, never an error.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: frozenset(_cells(package.read(p))) for name, p in _parts(package)}
    except (zipfile.BadZipFile, KeyError, ET.ParseError):
        return {}


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
