"""Other papers' pages made pages of a volume: room to bind them, and its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jyguide.documents.fonts import FontRole
from jyguide.documents.hard_pages import hard_pages
from jyguide.documents.page import (
    Align,
    Block,
    Document,
    PageSetup,
    Picture,
    RunningLine,
    Style,
    Table,
)

BINDING = 25.0
"""Millimetres left free where the volume is bound (DA/T 22-2015 asks for 25)."""
_OUTER = 10.0
"""The least beside it; below stands the number."""
_BELOW = 18.0
_NUMBER_AT = 10.0
_NUMBER = Style(FontRole.BODY, 12)
_LINE_OF_BREAK = 0.5


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page before it has a number: what stands on it, and of which paper it is."""

    of: Document
    blocks: tuple[Block, ...]
    setup: PageSetup


def leaves(document: Document) -> list[Leaf]:
    """A paper's pages with room at the binding edge, as they lie in front (odd)."""
    setup = bound_setup(document.setup)
    blocks = [_narrowed(block, setup.inner_width) for block in document.blocks]
    return [
        Leaf(_standing_on(document, at), page, setup)
        for at, page in enumerate(hard_pages(blocks, setup), 1)
    ]


def _standing_on(document: Document, page: int) -> Document:
    """The paper with what stands at fixed places of this page of it, and nothing else."""
    placed = tuple(replace(one, page=1) for one in document.placed if one.page == page)
    ground = document.background if page == 1 else None
    return replace(document, background=ground, placed=placed)


def bound_setup(setup: PageSetup) -> PageSetup:
    """The paper's margins with room for binding: at the left, of a page across at its head.

    A table across lies with its head to the binding edge (GB/T 9704-2012, 11.4).
    """
    if setup.landscape:
        return replace(
            setup,
            top=max(setup.top, BINDING),
            bottom=max(setup.bottom, _BELOW),
            header=_NUMBER_AT,
            footer=_NUMBER_AT,
        )
    return replace(
        setup,
        left=max(setup.left, BINDING),
        right=max(setup.right, _OUTER),
        bottom=max(setup.bottom, _BELOW),
        footer=_NUMBER_AT,
    )


def backed(setup: PageSetup) -> PageSetup:
    """The same page on the back of a sheet: the binding edge is on the other side."""
    if setup.landscape:
        return replace(setup, top=setup.bottom, bottom=setup.top)
    return replace(setup, left=setup.right, right=setup.left)


def numbered(leaf: Leaf, number: int, *, both_sides: bool) -> Document:
    """The page with its number at the outer lower corner of the volume.

    Of a page across that corner is its lower left, on a back its upper left.
    """
    back = both_sides and number % 2 == 0
    across = leaf.setup.landscape
    align = Align.LEFT if across or back else Align.RIGHT
    line = RunningLine("{page}", _NUMBER, align)
    setup = backed(leaf.setup) if back else leaf.setup
    above = across and back
    return replace(
        leaf.of,
        blocks=leaf.blocks,
        setup=setup,
        header=line if above else leaf.of.header,
        footer=None if above else line,
        footer_even=None,
        continues=number > 1,
    )


def plain(leaf: Leaf, *, back: bool = False) -> Document:
    """A page without a number: cover, contents, notes."""
    setup = backed(leaf.setup) if back else leaf.setup
    return replace(
        leaf.of, blocks=leaf.blocks, setup=setup, header=None, footer=None, footer_even=None
    )


def _narrowed(block: Block, width: float) -> Block:
    """What is wider than the page is now is made narrower, tables column by column."""
    match block:
        case Table() if (whole := sum(block.columns)) > width + _LINE_OF_BREAK:
            share = width / whole
            columns = tuple(column * share for column in block.columns)
            return replace(block, columns=columns)
        case Picture() if block.width > width:
            share = width / block.width
            return replace(block, width=width, height=block.height * share)
    return block


def sheets_of(pages: int, *, both_sides: bool) -> int:
    """Sheets of paper that so many pages take."""
    return -(-pages // 2) if both_sides else pages


def in_turn(pages: list[Leaf], *, both_sides: bool) -> Iterator[Document]:
    """Unnumbered pages that begin on a front side, and fill whole sheets."""
    for at, leaf in enumerate(pages):
        yield plain(leaf, back=both_sides and at % 2 == 1)
    if both_sides and len(pages) % 2:
        yield plain(replace(pages[-1], blocks=()))
