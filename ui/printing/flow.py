"""Lets the blocks of a document flow over sheets of paper, as they fill."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jyguide.documents.page import (
    Block,
    Document,
    PageBreak,
    Paragraph,
    Picture,
    Spacer,
    Table,
)
from ui.printing.fonts import UNITS_PER_POINT
from ui.printing.paragraphs import Line, break_lines
from ui.printing.shapes import UNITS_PER_MM, Mark
from ui.printing.tables import picture_marks, table_rows

_ABOVE_FOOT = 1.5 * UNITS_PER_MM
"""Free above what stands at the foot: in Word the box around it is so much higher."""
_KEPT_TABLES = 64
"""Tables remembered from the documents before: more than the forms of one round have."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A piece of a page that is never split, as wide as the column of text.

    ``head`` is what stands above it when it opens a page (a table's repeated rows).
    """

    marks: tuple[Mark, ...]
    height: float
    before: float = 0
    after: float = 0
    with_next: bool = False
    head: tuple[_Strip, ...] = ()
    new_page: bool = False
    at_foot: bool = False


def flow(document: Document, shared: SharedTables) -> Iterator[tuple[Mark, ...]]:
    """What flows over the document's pages, one after another as they fill; at least one.

    Background, heads and feet are not among it: those of a page may name how many pages follow.
    Needs a QGuiApplication for its fonts; may run on a worker thread.
    """
    strips = (strip for block in document.blocks for strip in shared.strips(block, document))
    left, top = document.setup.left * UNITS_PER_MM, document.setup.top * UNITS_PER_MM
    for sheet in _fill_sheets(strips, document.setup.inner_height * UNITS_PER_MM):
        yield tuple(mark.moved(left, top) for mark in sheet)


class SharedTables:
    """Tables that stand in several documents, the very same, are kept once they come again.

    A checklist is printed for a hundred branches whose names alone differ. Documents are not
    looked through beforehand: they may be made only when they are asked for.
    """

    def __init__(self) -> None:
        self._met: OrderedDict[int, Table] = OrderedDict()
        self._laid: OrderedDict[tuple[int, float], tuple[_Strip, ...]] = OrderedDict()

    def strips(self, block: Block, document: Document) -> Iterable[_Strip]:
        """The strips of a block of one of the documents."""
        if not isinstance(block, Table) or not self._comes_again(block):
            return _strips(block, document)
        key = (id(block), document.setup.inner_width)
        if key not in self._laid:
            self._laid[key] = tuple(_strips(block, document))
            if len(self._laid) > _KEPT_TABLES:
                self._laid.popitem(last=False)
        return self._laid[key]

    def _comes_again(self, table: Table) -> bool:
        """Tables met are held, so that no other has the place in memory they are known by."""
        if id(table) in self._met:
            return True
        self._met[id(table)] = table
        if len(self._met) > _KEPT_TABLES:
            gone, _ = self._met.popitem(last=False)
            for key in [key for key in self._laid if key[0] == gone]:
                del self._laid[key]
        return False


def _strips(block: Block, document: Document) -> Iterator[_Strip]:
    width = document.setup.inner_width * UNITS_PER_MM
    match block:
        case Paragraph():
            yield from _paragraph_strips(block, break_lines(block, width))
        case Table():
            yield from _table_strips(block, width)
        case Spacer():
            yield _Strip((), block.height * UNITS_PER_MM)
        case PageBreak():
            yield _Strip((), 0, new_page=True)
        case Picture():
            yield _Strip(picture_marks(block, width), block.height * UNITS_PER_MM)


def _paragraph_strips(block: Paragraph, lines: Sequence[Line]) -> Iterator[_Strip]:
    shape = block.shape
    last = len(lines) - 1
    for number, line in enumerate(lines):
        yield _Strip(
            line.marks,
            line.height,
            before=shape.before * UNITS_PER_POINT if number == 0 else 0,
            after=shape.after * UNITS_PER_POINT if number == last else 0,
            with_next=shape.keep_next if number == last else shape.keep_together,
        )


def _table_strips(table: Table, width: float) -> Iterator[_Strip]:
    rows = (
        _Strip(line.marks, line.height, with_next=row.keep_next)
        for row, line in zip(table.rows, table_rows(table, width), strict=True)
    )
    if table.at_foot:
        *above, last = rows
        yield from (replace(row, with_next=True, at_foot=True) for row in above)
        yield replace(last, at_foot=True)
        return
    head = tuple(islice(rows, table.header_rows))
    yield from (replace(row, with_next=True) for row in head)
    yield from (replace(row, head=head) for row in rows)


def _fill_sheets(strips: Iterable[_Strip], room: float) -> Iterator[list[Mark]]:
    sheet = _Sheet(room)
    for group in _groups(strips):
        needed = sum(strip.before + strip.height + strip.after for strip in group)
        needed -= group[-1].after
        spare = _ABOVE_FOOT if group[0].at_foot else 0
        if group[0].new_page or not sheet.takes(needed + spare):
            yield sheet.marks
            sheet = _Sheet(room)
            sheet.put_all(group[0].head)
        if group[0].at_foot:
            sheet.sink(needed)
        for strip in group:
            if not sheet.takes(strip.height):
                yield sheet.marks
                sheet = _Sheet(room)
            sheet.put(strip)
    yield sheet.marks


def _groups(strips: Iterable[_Strip]) -> Iterator[list[_Strip]]:
    """Strips that have to stand on one page, as long as that is possible."""
    group: list[_Strip] = []
    for strip in strips:
        if strip.new_page and group:
            yield group
            group = []
        group.append(strip)
        if not strip.with_next:
            yield group
            group = []
    if group:
        yield group


class _Sheet:
    """One sheet while it is being filled from the top."""

    def __init__(self, room: float) -> None:
        self.marks: list[Mark] = []
        self._room = room
        self._used = 0.0

    def takes(self, height: float) -> bool:
        """Whether so much still fits; an empty sheet takes anything, half a unit is rounding."""
        return not self._used or self._used + height <= self._room + 0.5

    def put(self, strip: _Strip) -> None:
        top = self._used + (strip.before if self._used else 0)
        self.marks.extend(mark.moved(0, top) for mark in strip.marks)
        self._used = top + strip.height + strip.after

    def sink(self, height: float) -> None:
        """Leave empty what stands between here and a foot of this height."""
        self._used = max(self._used, self._room - height)

    def put_all(self, strips: Iterable[_Strip]) -> None:
        for strip in strips:
            self.put(strip)
