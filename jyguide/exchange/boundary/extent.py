"""How far the values of a sheet reach, told before a reader claims memory for all cells between.

One stray value in the far corner of a sheet, or a row that an .ods says is repeated a million
times, would make the reader of values claim memory for every cell in between, and die of it. So
this reads markup as that reader does, whatever prefixes, quotes and gaps it is written with.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat


class Extent(NamedTuple):
    """Last row and last column that hold a value, from 1; both 0 for an empty sheet."""

    rows: int
    columns: int

    @property
    def area(self) -> int:
        return self.rows * self.columns


class UnsoundError(Exception):
    """Markup that no spreadsheet program writes; technical words for the log."""


_ODD_ROW = re.compile(rb'<row(?! r="[0-9]{1,7}")(?![A-Za-z])')
_ROW = re.compile(rb'<row r="([0-9]+)"')
_COLUMN = re.compile(rb'<c r="([A-Z]+)')
_THREE_LETTERS = re.compile(rb'<c r="[A-Z]{3}')
_MOST_TWO_LETTER_COLUMNS = 702


def sheet_extent(xml: bytes, most: int, depth: int) -> Extent:
    """The extent of a worksheet of an .xlsx; no less than it is, and exact above `most` cells.

    Args:
        xml: The part.
        most: Cells; below it a glance is enough, which costs a tenth of a second for 100 MB.
        depth: Elements inside one another.

    Raises:
        UnsoundError: it has a DTD, is nested too deeply, or is no XML.
    """
    glance = _glance(xml, most)
    return glance if glance and glance.area <= most else _Cells(depth).read(xml)


def _glance(xml: bytes, most: int) -> Extent | None:
    """An upper bound by the plain form that nearly every program writes; None for other forms."""
    if b":c" in xml or b":row" in xml or b"<!D" in xml:
        return None
    if _ODD_ROW.search(xml):
        return None
    rows = max(map(int, set(_ROW.findall(xml))), default=0)
    other = rb'<c(?! r="[A-Z]{1,3}(?:%b)")(?![A-Za-z])' % _at_most(rows)
    if re.search(other, xml):  # a cell of another form, or below all rows
        return None
    columns = _MOST_TWO_LETTER_COLUMNS
    if rows * columns > most or _THREE_LETTERS.search(xml):
        columns = max(map(column_number, set(_COLUMN.findall(xml))), default=0)
    return Extent(rows, columns)


def _at_most(number: int) -> bytes:
    """A pattern for the whole numbers from 1 to this one, written without leading zeros."""
    digits = str(number)
    ways = [digits, *(f"[1-9][0-9]{{{length}}}" for length in range(len(digits) - 1))]
    for place, digit in enumerate(digits):
        least = 0 if place else 1
        if int(digit) > least:
            rest = len(digits) - place - 1
            ways.append(f"{digits[:place]}[{least}-{int(digit) - 1}][0-9]{{{rest}}}")
    return "|".join(ways).encode()


def column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


class _Markup:
    """Reads elements by their local names with expat, which expands nothing here."""

    def __init__(self, depth: int) -> None:
        self._most_depth = depth
        self._depth = 0

    def _parse(self, xml: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(xml, True)  # noqa: FBT003 - the signature is expat's
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnsoundError(str(error)) from error

    def _opened(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._most_depth:
            raise UnsoundError("nested too deeply")
        self._start(name.rpartition(":")[2], given)

    def _closed(self, name: str) -> None:
        self._depth -= 1
        self._end(name)

    def _doctype(self, *_said: object) -> None:
        raise UnsoundError("a document type definition")

    def _start(self, local: str, given: dict[str, str]) -> None:
        raise NotImplementedError  # each part of a workbook has other elements

    def _end(self, name: str) -> None:
        """Most need no more than where elements begin."""


class _Cells(_Markup):
    """The cells of a worksheet; one without anything inside has no value."""

    def __init__(self, depth: int) -> None:
        super().__init__(depth)
        self._row = self._column = 0
        self._inside = False
        self._found = [0, 0]

    def read(self, xml: bytes) -> Extent:
        self._parse(xml)
        return Extent(*self._found)

    def _start(self, local: str, given: dict[str, str]) -> None:
        if local == "row":
            said = given.get("r", "")
            self._row = int(said) if _is_number(said) else self._row + 1
            self._column = 0
        elif local == "c":
            self._move_to(given.get("r", ""))
            self._inside = True
        elif self._inside and local in _VALUES:
            self._found = [max(self._found[0], self._row), max(self._found[1], self._column)]

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._inside = False

    def _move_to(self, said: str) -> None:
        found = _PLACE.fullmatch(said)
        if found is None:
            self._column += 1
            return
        self._column = column_number(found[1].upper().encode())
        self._row = int(found[2])


_VALUES = frozenset({"v", "is", "t", "f"})
_PLACE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,10})")


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= len("4294967296")


def repeated_extents(xml: bytes, most: int, depth: int) -> dict[str, Extent]:
    """The extents of the sheets of an .ods, where rows and cells are written once with a count.

    Args:
        xml: The part.
        most: Cells that may be written out before rows are repeated.
        depth: Elements inside one another.

    Raises:
        UnsoundError: as `sheet_extent`.
    """
    return _Repeated(depth, most).read(xml)


class _Repeated(_Markup):
    """Tables of an .ods by name; those of one name count as one.

    Empty cells count as soon as another cell stands behind them, since the reader then writes them
    out; rows without a value count as soon as a row with one follows.
    """

    def __init__(self, depth: int, most: int) -> None:
        super().__init__(depth)
        self._most = most
        self._tables: dict[str, Extent] = {}
        self._name = ""
        self._row = self._column = self._waiting = self._written = 0

    def read(self, xml: bytes) -> dict[str, Extent]:
        self._parse(xml)
        return self._tables

    def _start(self, local: str, given: dict[str, str]) -> None:
        if local == "table":
            self._name, self._row = given.get("table:name", ""), 0
            self._tables.setdefault(self._name, Extent(0, 0))
        elif local == "table-row":
            self._row += _times(given, "table:number-rows-repeated")
            self._column = self._waiting = 0
        elif local in ("table-cell", "covered-table-cell"):
            self._cell(given)
        elif local == "s":
            self._count(_times(given, "text:c"))

    def _cell(self, given: dict[str, str]) -> None:
        self._count(self._waiting)
        times = _times(given, "table:number-columns-repeated")
        self._column += times
        self._waiting = times
        if any(key.startswith("office:") or key == "table:formula" for key in given):
            self._waiting = 0
            self._count(times)
            self._reach(self._column)

    def _count(self, written: int) -> None:
        self._written += written
        if self._written > self._most:
            self._reach(self._written)

    def _reach(self, column: int) -> None:
        known = self._tables.get(self._name, Extent(0, 0))
        self._tables[self._name] = Extent(max(known.rows, self._row), max(known.columns, column))


def _times(given: dict[str, str], key: str) -> int:
    said = given.get(key, "1").strip().removeprefix("+")
    return min(int(said[:12]), _ENDLESS) if said.isdecimal() else 1


_ENDLESS = 1 << 32
