"""Where pictures and other drawings lie on the sheets of an .xlsx, which no value tells."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from itertools import islice
from xml.etree import ElementTree as ET

from jyguide.exchange.boundary.markup import parse_part
from jyguide.exchange.boundary.package import BROKEN
from jyguide.exchange.sheet_parts import parts_of_sheets

_MOST_ROWS = 1000
"""That one drawing lies over; a larger one is a background, and no part of any row."""

_MOST_DRAWINGS = 10_000
"""On one sheet; what stands behind them is nobody's photos."""


def rows_with_pictures(data: bytes) -> dict[str, frozenset[int]]:
    """Per sheet the numbers of the rows that a drawing lies over; only .xlsx can tell.

    Best effort: a package laid out in an unusual way gives an empty result.
    """
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = frozenset(package.namelist())
            if not any("/drawings/" in name for name in names):
                return {}
            for sheet, part in parts_of_sheets(package):
                drawings = _drawings(package, names, part)
                found[sheet] = frozenset(row for one in drawings for row in _rows(package, one))
    except (*BROKEN, ET.ParseError):
        return {}
    return {sheet: rows for sheet, rows in found.items() if rows}


def _drawings(package: zipfile.ZipFile, names: frozenset[str], part: str) -> Iterator[str]:
    """The drawings of a sheet; comments, which are drawn in an older language, are none."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return
    for one in parse_part(package.read(relations)):
        target = one.get("Target", "")
        place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if one.get("Type", "").endswith("/drawing") and place in names:
            yield place


def _rows(package: zipfile.ZipFile, drawing: str) -> Iterator[int]:
    """Numbers as the program shows them, from 1."""
    for anchor in islice(parse_part(package.read(drawing)), _MOST_DRAWINGS):
        first = anchor.findtext("{*}from/{*}row")
        if first is None:
            continue
        last = int(anchor.findtext("{*}to/{*}row") or first)
        # one that ends on the very edge of a row does not reach into it
        into = int(anchor.findtext("{*}to/{*}rowOff") or 1) > 0
        end = max(last + into, int(first) + 1)
        if end - int(first) <= _MOST_ROWS:
            yield from range(int(first) + 1, end + 1)
