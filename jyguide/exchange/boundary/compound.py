"""How far the values of an old workbook (.xls) reach: its container and its records walked.

The container is a small file system of sectors; the workbook is one stream of records in it, each
a number, a length and its content. Only what says where cells are is looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from jyguide.exchange.boundary.extent import Extent, UnsoundError

_ENTRY = 128
_FREE = 0xFFFFFFFA
"""Numbers from here on are no sectors."""
_IN_HEADER = 109
_SMALL_BELOW = 4096
"""Streams shorter than this lie in sectors of their own small size."""
_MOST_CLAIMED = 1 << 28
_WHOLE = 1 << 62
"""Of a chain without a length: to its end, and every chain has one."""
_BOOKS = frozenset({"workbook", "book"})
_SHEET, _DIMENSIONS, _END = 0x0085, 0x0200, 0x000A
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x0207, 0x00D6, 0x00FD, 0x027E, 0x00BD})
_SEVERAL = 0x00BD
_FORMAT_AREA = 65_536 * 256
"""Cells that a sheet of this format can have; its reader claims room for as many as declared."""


def old_extents(data: bytes) -> list[Extent]:
    """The extent of every sheet in an .xls.

    Raises:
        UnsoundError: no spreadsheet program wrote such a container or such records.
    """
    try:
        return [extent for stream in _Container(data).books() for extent in _extents(stream)]
    except (struct.error, IndexError) as error:
        raise UnsoundError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    first: int
    size: int


class _Container:
    """The streams of a compound file; every chain ends, or is refused."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:  # noqa: PLR2004 - the two versions there are
            raise UnsoundError("sectors of an unknown size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._most = len(data)
        self._directory = struct.unpack_from("<I", data, 48)[0]
        self._small_table = struct.unpack_from("<I", data, 60)[0]
        self._refuse_claims()
        self._next = self._table()

    def books(self) -> Iterator[bytes]:
        entries = list(self._entries())
        if not entries:
            raise UnsoundError("no directory")
        small = self._chain(entries[0].first, entries[0].size)
        steps = _numbers(self._chain(self._small_table, _WHOLE))
        for entry in entries:
            if entry.name.lower() in _BOOKS:
                if entry.size < _SMALL_BELOW:
                    yield self._small_chain(entry, small, steps)
                else:
                    yield self._chain(entry.first, entry.size)

    def _refuse_claims(self) -> None:
        """What the header declares is claimed in memory before anything is read."""
        tables, listed = struct.unpack_from("<I14xI", self._data, 44)
        if tables > self._most // self._size + 1 or listed > _MOST_CLAIMED:
            raise UnsoundError("more tables than the file has room for")

    def _table(self) -> Mapping[int, int]:
        """Which sector follows which."""
        held = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        more, seen = struct.unpack_from("<I", self._data, 68)[0], 0
        while more < _FREE:
            listed = _numbers(self._sector(more))
            held += listed[:-1]
            more, seen = listed[-1], seen + 1
            if seen > self._most // self._size:
                raise UnsoundError("a list of sectors without an end")
        table: list[int] = []
        for number in held:
            if number < _FREE:
                table += _numbers(self._sector(number))
        return dict(enumerate(table))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, first: int, size: int) -> bytes:
        numbers = islice(_followed(first, self._next), -(-size // self._size))
        return b"".join(map(self._sector, numbers))[:size]

    def _small_chain(self, entry: _Entry, small: bytes, steps: list[int]) -> bytes:
        one = self._small_size
        found = _followed(entry.first, dict(enumerate(steps)))
        numbers = islice(found, -(-entry.size // one))
        return b"".join(small[at * one : (at + 1) * one] for at in numbers)[: entry.size]

    def _entries(self) -> Iterator[_Entry]:
        text = self._chain(self._directory, _WHOLE)
        for at in range(0, len(text) - _ENTRY + 1, _ENTRY):
            first, size = struct.unpack_from(
                "<II" if self._size == 1 << 9 else "<IQ", text, at + 116
            )
            name = text[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            yield _Entry(name, first, size)


def _followed(first: int, following: Mapping[int, int]) -> Iterator[int]:
    number, seen = first, 0
    while number < _FREE:
        if number not in following or seen > len(following):
            raise UnsoundError("a chain of sectors that leads nowhere")
        yield number
        number, seen = following[number], seen + 1


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _extents(stream: bytes) -> Iterator[Extent]:
    """Of each sheet; no two of them may lie in the same bytes, or reading would never end."""
    places = [said[:4] for kind, said in _records(stream, 0) if kind == _SHEET]
    left = 2 * len(stream)
    for place in places:
        start = struct.unpack("<I", place)[0]
        walked, extent = _extent(stream, start)
        left -= walked
        if left < 0:
            raise UnsoundError("sheets that lie over one another")
        yield extent


def _extent(stream: bytes, place: int) -> tuple[int, Extent]:
    rows = columns = walked = 0
    for kind, said in _records(stream, place):
        walked += len(said) + 4
        if kind == _DIMENSIONS:
            _refuse_declared(said)
        if kind in _CELLS and len(said) >= 6:  # noqa: PLR2004 - row, column, format
            row, column = struct.unpack_from("<HH", said)
            if kind == _SEVERAL:
                column += max(0, (len(said) - 6) // 6 - 1)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return walked, Extent(rows, columns)


def _refuse_declared(said: bytes) -> None:
    form = "<IIHH" if len(said) >= 14 else "<HHHH"  # noqa: PLR2004 - of the newer version
    top, bottom, left, right = struct.unpack_from(form, said)
    if not bottom or not right:
        return
    if bottom <= top or right <= left or (bottom - top) * (right - left) > _FORMAT_AREA:
        raise UnsoundError("dimensions beyond the format")


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == _END:
            return
        place += 4 + length
