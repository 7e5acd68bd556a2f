"""Lays a page description out on sheets of paper; the same on every screen and printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jyguide.documents.page import (
    Block,
    Document,
    PageBreak,
    Paragraph,
    Picture,
    Placed,
    Row,
    RunningLine,
    Spacer,
    Table,
    paragraph,
)
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.fonts import UNITS_PER_POINT
from ui.printing.paragraphs import Line, break_lines
from ui.printing.shapes import UNITS_PER_MM, Image, Mark, Page
from ui.printing.tables import picture_marks, table_rows


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


def lay_out(
    document: Document, before: int = 0, shared: SharedTables | None = None
) -> tuple[Page, ...]:
    """The document's pages, at least one; needs a QGuiApplication for its fonts.

    Args:
        document: What to lay out.
        before: So many pages are counted before its first one.
        shared: Tables that other documents have too.
    """
    known = shared or SharedTables(())
    strips = [strip for block in document.blocks for strip in known.strips(block, document)]
    sheets = _fill_sheets(strips, document.setup.inner_height * UNITS_PER_MM)
    left, top = document.setup.left * UNITS_PER_MM, document.setup.top * UNITS_PER_MM
    return tuple(
        Page(
            document.setup,
            (
                *_background(document, number),
                *placed_marks(document, number),
                *_running(document, before + number, before + len(sheets)),
                *(mark.moved(left, top) for mark in sheet),
            ),
        )
        for number, sheet in enumerate(sheets, 1)
    )


def lay_out_all(
    documents: Sequence[Document],
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> tuple[Page, ...]:
    """Pages of many documents one after another; may run on a worker thread.

    Raises:
        Cancelled: The user asked to stop.
    """
    return tuple(pages_of(documents, progress, cancel or CancelToken()))


def pages_of(
    documents: Sequence[Document], progress: Progress, cancel: CancelToken
) -> Iterator[Page]:
    """As `lay_out_all`, page by page, so that no more than one document is held at a time."""
    before = 0
    shared = SharedTables(documents)
    for done, document in enumerate(documents, 1):
        cancel.check()
        pages = lay_out(document, before if document.continues else 0, shared)
        before = len(pages) + (before if document.continues else 0)
        yield from pages
        progress.step(done, len(documents), document.title)


def page_count(document: Document) -> int:
    """How many sheets the document takes, front side only."""
    return len(lay_out(document))


class SharedTables:
    """Tables that stand in several documents, the very same, are laid out once.

    A checklist is printed for a hundred branches whose names alone differ.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        tables = Counter(
            id(block)
            for document in documents
            for block in document.blocks
            if isinstance(block, Table)
        )
        self._several = {table for table, count in tables.items() if count > 1}
        self._laid: dict[tuple[int, float], tuple[_Strip, ...]] = {}

    def strips(self, block: Block, document: Document) -> Iterable[_Strip]:
        """The strips of a block of one of the documents."""
        if id(block) not in self._several:
            return _strips(block, document)
        key = (id(block), document.setup.inner_width)
        if key not in self._laid:
            self._laid[key] = tuple(_strips(block, document))
        return self._laid[key]


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
            at_foot=shape.at_foot > 0,
        )


def _table_strips(table: Table, width: float) -> Iterator[_Strip]:
    rows = [
        _Strip(line.marks, line.height, with_next=_keeps_next(row))
        for row, line in zip(table.rows, table_rows(table, width), strict=True)
    ]
    head = tuple(rows[: table.header_rows])
    yield from (replace(row, with_next=True) for row in head)
    yield from (replace(row, head=head) for row in rows[table.header_rows :])


def _keeps_next(row: Row) -> bool:
    """As in Word: a row stays with the next one where a paragraph of it says so."""
    return any(
        isinstance(block, Paragraph) and block.shape.keep_next
        for cell in row.cells
        for block in cell.blocks
    )


def _fill_sheets(strips: Sequence[_Strip], room: float) -> list[list[Mark]]:
    sheet = _Sheet(room)
    sheets = [sheet]
    for group in _groups(strips):
        needed = sum(strip.before + strip.height + strip.after for strip in group)
        needed -= group[-1].after
        if group[0].new_page or not sheet.takes(needed):
            sheet = _Sheet(room)
            sheets.append(sheet)
            sheet.put_all(group[0].head)
        if group[0].at_foot:
            sheet.sink(needed)
        for strip in group:
            if not sheet.takes(strip.height):
                sheet = _Sheet(room)
                sheets.append(sheet)
            sheet.put(strip)
    return [sheet.marks for sheet in sheets]


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


def _background(document: Document, number: int) -> Iterator[Mark]:
    if document.background is not None and number == 1:
        setup = document.setup
        yield Image(
            0, 0, setup.width * UNITS_PER_MM, setup.height * UNITS_PER_MM, document.background
        )


def placed_marks(document: Document, number: int) -> Iterator[Mark]:
    """What stands at fixed places of this page, counted from 1 in its document."""
    for placed in document.placed:
        if placed.page == number:
            x, y = placed.x * UNITS_PER_MM, placed.y * UNITS_PER_MM
            for line in _placed_lines(placed):
                yield from (mark.moved(x, y) for mark in line.marks)
                y += line.height


def _placed_lines(placed: Placed) -> Sequence[Line]:
    block = placed.block
    if isinstance(block, Picture):
        return (Line(picture_marks(block, block.width * UNITS_PER_MM), 0),)
    return break_lines(block, placed.width * UNITS_PER_MM)


def _running(document: Document, page: int, pages: int) -> Iterator[Mark]:
    """Header and footer; the footer stands on its line, the header hangs from its own."""
    setup = document.setup
    footer = document.footer
    if page % 2 == 0 and document.footer_even is not None:
        footer = document.footer_even
    bottom = (setup.height - setup.footer) * UNITS_PER_MM
    places: tuple[tuple[RunningLine | None, Callable[[float], float]], ...] = (
        (document.header, lambda _height: setup.header * UNITS_PER_MM),
        (footer, lambda height: bottom - height),
    )
    for line, place in places:
        if line is not None:
            drawn = _running_line(line, page, pages, setup.inner_width * UNITS_PER_MM)
            top = place(drawn.height)
            yield from (mark.moved(setup.left * UNITS_PER_MM, top) for mark in drawn.marks)


def _running_line(line: RunningLine, page: int, pages: int, width: float) -> Line:
    text = line.text.replace("{page}", str(page)).replace("{pages}", str(pages))
    return break_lines(paragraph(text, line.style, line.shape), width)[0]
