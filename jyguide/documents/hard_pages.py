"""Puts any blocks on pages so that every program leaves them there.

What `sheets.py` does for running text, for tables and pictures too: pages are filled by a measure
that no program exceeds (`breaking.py`), so that a page's number is known before anybody draws it.
A bound volume rests on this, since its contents name pages and its margins change sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jyguide.documents.breaking import cut, line_starts, paragraph_points, split_after
from jyguide.documents.filling import LEAST_LINES, Filling
from jyguide.documents.page import (
    HAIRLINE_PT,
    MM_PER_POINT,
    Block,
    Cell,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Spacer,
    Table,
)

Blocks = tuple[Block, ...]
_RESERVE_PT = 10.0
"""Of a page's height: room for the thin lines between tables, and for rounding."""
_UNDER_PICTURE_PT = 5.0
"""What Word leaves under a picture that stands on a line."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never split unless it is higher than a page: a block, or one row of a table.

    Attributes:
        points: Height at most.
        table: Whose row it is; None for a block.
        head: Height of the rows that stand over it where its table begins or goes on.
    """

    what: Paragraph | Spacer | Picture | Row
    points: float
    with_next: bool = False
    table: Table | None = None
    head: float = 0


def hard_pages(blocks: Sequence[Block], setup: PageSetup) -> list[Blocks]:
    """The blocks page by page, at least one page; tables go on under their repeated heads.

    A paragraph or a row that is higher than a page is cut between its lines.
    """
    filling = _Filling(setup)
    for group in _groups(_pieces(blocks, setup.inner_width)):
        if group is None:
            filling.turn()
        else:
            filling.put_group(group)
    return filling.pages() or [()]


def _pieces(blocks: Iterable[Block], width: float) -> Iterator[_Piece | None]:
    """None stands for a hard end of a page."""
    last: _Piece | None = None
    for block in blocks:
        for piece in _pieces_of(block, width, last):
            last = piece
            yield piece


def _pieces_of(block: Block, width: float, last: _Piece | None) -> Iterator[_Piece | None]:
    """A gap parts nothing that is kept together."""
    match block:
        case Paragraph():
            yield _text_piece(block, width)
        case Spacer():
            points = block.height / MM_PER_POINT
            yield _Piece(block, points, with_next=last is not None and last.with_next)
        case Picture():
            yield _Piece(block, block.height / MM_PER_POINT + _UNDER_PICTURE_PT)
        case Table():
            yield from _row_pieces(block)
        case PageBreak():
            yield None


def _text_piece(block: Paragraph, width: float) -> _Piece:
    shape = block.shape
    points = shape.before + _points(block, width) + shape.after
    return _Piece(block, points, shape.keep_next)


def _row_pieces(table: Table) -> Iterator[_Piece]:
    head = sum(row_points(table, row) for row in table.rows[: table.header_rows])
    for row in table.rows[table.header_rows :]:
        yield _Piece(row, row_points(table, row), row.keep_next, table, head)


def row_points(table: Table, row: Row) -> float:
    """Programs differ in whether a line belongs to the row under it: here it always does."""
    least = row.height / MM_PER_POINT + table.border
    if row.exact:
        return least
    heights = (_cell_points(cell, width) for cell, width in _cells(table, row))
    return max(least, *(height + table.border for height in heights))


def _cells(table: Table, row: Row) -> Iterator[tuple[Cell, float]]:
    """Each cell and the width its content has, in millimetres."""
    column = 0
    for cell in row.cells:
        yield cell, sum(table.columns[column : column + cell.span]) - 2 * table.padding
        column += cell.span


def _cell_points(cell: Cell, width: float) -> float:
    return sum(_block_points(block, width) for block in cell.blocks)


def _block_points(block: Paragraph | Picture, width: float) -> float:
    if isinstance(block, Picture):
        return block.height / MM_PER_POINT + _UNDER_PICTURE_PT
    return block.shape.before + _points(block, width) + block.shape.after


@lru_cache(maxsize=4096)
def _points(block: Paragraph, width: float) -> float:
    """Kept: a round's volumes say the same criteria again and again."""
    return paragraph_points(block, width)


def _groups(pieces: Iterable[_Piece | None]) -> Iterator[list[_Piece] | None]:
    """Pieces that have to stand on one page; None where a page ends in any case."""
    group: list[_Piece] = []
    for piece in pieces:
        if piece is not None:
            group.append(piece)
        if group and (piece is None or not piece.with_next):
            yield group
            group = []
        if piece is None:
            yield None
    if group:
        yield group


class _Filling(Filling[_Piece]):
    """Of any blocks."""

    def __init__(self, setup: PageSetup) -> None:
        super().__init__(setup, _RESERVE_PT)
        self._done: list[Blocks] = []
        self._page: list[Block] = []
        self._of: Table | None = None

    def pages(self) -> list[Blocks]:
        self.turn()
        return self._done

    def turn(self) -> None:
        if self._page:
            self._done.append(tuple(self._page))
        self._page, self._of, self._used = [], None, 0.0

    def _fits(self, group: Sequence[_Piece]) -> bool:
        return self._used + self._needed(group) <= self._room

    def _needed(self, group: Sequence[_Piece]) -> float:
        needed, of = 0.0, self._of
        for piece in group:
            if piece.table is not None and piece.table is not of:
                needed += piece.head + HAIRLINE_PT
            needed += piece.points
            of = piece.table
        return needed

    def _put_all(self, group: Sequence[_Piece]) -> None:
        for piece in group:
            self._put(piece)

    def _put(self, piece: _Piece) -> None:
        self._used += self._needed([piece])
        what, table = piece.what, piece.table
        if isinstance(what, Row) and table is not None:
            self._put_row(what, table)
        elif isinstance(what, Paragraph) and not self._page:
            # programs differ in what they do with distance up there
            self._page.append(replace(what, shape=replace(what.shape, before=0)))
        elif not isinstance(what, Spacer) or self._page or not self._done:
            self._page.append(what)  # type: ignore[arg-type]  # no row: those have a table
        self._of = table

    def _put_row(self, row: Row, table: Table) -> None:
        if self._of is table and isinstance(self._page[-1], Table):
            begun = self._page[-1]
            self._page[-1] = replace(begun, rows=(*begun.rows, row))
        else:
            self._page.append(replace(table, rows=(*table.rows[: table.header_rows], row)))

    def _begin_here(self, group: Sequence[_Piece]) -> bool:
        """Let the last paragraph of a group begin on this page where enough of it fits."""
        *before, last = group
        text = last.what
        if not isinstance(text, Paragraph) or text.shape.keep_together or not self._page:
            return False
        free = self._room - self._used - self._needed(before) - text.shape.before
        place = self._place_to_cut(text, free)
        if not place:
            return False
        first, rest = cut(text, place)
        self._put_all([*before, _text_piece(first, self._width)])
        self.turn()
        self._put_in_parts(_text_piece(rest, self._width))
        return True

    def _place_to_cut(self, text: Paragraph, free: float) -> int:
        fitting = int(free // text.line_points)
        lines = len(line_starts(text, self._width))
        most = min(fitting, lines - LEAST_LINES)
        return split_after(text, most, self._width) if most >= LEAST_LINES else 0

    def _put_in_parts(self, piece: _Piece) -> None:
        if self._fits([piece]):
            self._put(piece)
        elif isinstance(piece.what, Row) and piece.table is not None:
            self._put_row_in_parts(piece, piece.table)
        elif isinstance(piece.what, Paragraph):
            self._put_text_in_parts(piece.what)
        else:
            self.turn()
            self._put(piece)

    def _put_text_in_parts(self, text: Paragraph) -> None:
        """A paragraph higher than a page, page by page."""
        place = self._place_to_cut(text, self._room - self._used - text.shape.before)
        if not place:
            self.turn()
            place = self._place_to_cut(text, self._room)
        if not place:
            self._put(_text_piece(text, self._width))
            return
        first, rest = cut(text, place)
        self._put(_text_piece(first, self._width))
        self.turn()
        self._put_in_parts(_text_piece(rest, self._width))

    def _put_row_in_parts(self, piece: _Piece, table: Table) -> None:
        """A row higher than a page: its cells go on in another row on the next page."""
        row = piece.what
        assert isinstance(row, Row)  # noqa: S101 - said by who calls
        if self._page and self._used + piece.head > self._room / 2:
            self.turn()
        of_table = 0 if self._of is table else piece.head + HAIRLINE_PT
        free = self._room - self._used - of_table - table.border
        first, rest = _cut_row(table, row, free)
        if not any(cell.blocks for cell in first.cells):
            self.turn()  # not a line fits here; where none fits anywhere, the row stays whole
            first, rest = _cut_row(table, row, self._room - piece.head - HAIRLINE_PT)
        self._put(_Piece(first, row_points(table, first), table=table, head=piece.head))
        if rest is None:
            return
        self.turn()
        self._put_in_parts(_Piece(rest, row_points(table, rest), table=table, head=piece.head))


def _cut_row(table: Table, row: Row, free: float) -> tuple[Row, Row | None]:
    """As much of every cell as so many points take, and what is left of all of them."""
    parts = [_cut_cell(cell, width, free) for cell, width in _cells(table, row)]
    height = min(row.height, free * MM_PER_POINT)
    first = replace(row, cells=tuple(part for part, _ in parts), height=height, exact=False)
    if not any(rest.blocks for _, rest in parts):
        return first, None
    return first, replace(first, cells=tuple(rest for _, rest in parts), height=0)


def _cut_cell(cell: Cell, width: float, free: float) -> tuple[Cell, Cell]:
    kept: list[Paragraph | Picture] = []
    rest = list(cell.blocks)
    while rest and (points := _block_points(rest[0], width)) <= free:
        kept.append(rest.pop(0))
        free -= points
    if rest and isinstance(text := rest[0], Paragraph):
        fitting = int((free - text.shape.before) // text.line_points)
        # Where all its lines fit, and only the distance below does not, the last one goes over.
        place = split_after(text, min(fitting, len(line_starts(text, width)) - 1), width)
        if place:
            first, second = cut(text, place)
            kept.append(first)
            rest[0] = second
    if rest and not kept and isinstance(rest[0], Picture):
        kept.append(rest.pop(0))  # nothing is gained by looking for a higher page
    return replace(cell, blocks=tuple(kept)), replace(cell, blocks=tuple(rest))
