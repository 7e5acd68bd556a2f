"""What stands on a page besides the text that flows over it: background, fixed places, heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jyguide.documents.page import Document, Picture, Placed, RunningLine, paragraph
from ui.printing.paragraphs import Line, break_lines
from ui.printing.shapes import UNITS_PER_MM, Image, Mark
from ui.printing.tables import picture_marks, stacked

UNKNOWN = "…"
"""Stands for the number of pages while they are being laid out."""


def background_marks(document: Document, number: int) -> Iterator[Mark]:
    """The picture behind the first page."""
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


def running_marks(document: Document, page: int, pages: int | None) -> Iterator[Mark]:
    """Header and footer of a page, while it is not yet known of how many, too.

    The footer stands on its line, the header hangs from its own; one too long for a line has two.
    """
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


def counts_pages(document: Document) -> bool:
    """Whether a page of it says how many there are."""
    lines = (document.header, document.footer, document.footer_even)
    return any(line is not None and "{pages}" in line.text for line in lines)


def _running_line(line: RunningLine, page: int, pages: int | None, width: float) -> Line:
    of = UNKNOWN if pages is None else str(pages)
    text = line.text.replace("{page}", str(page)).replace("{pages}", of)
    return stacked(break_lines(paragraph(text, line.style, line.shape), width))
