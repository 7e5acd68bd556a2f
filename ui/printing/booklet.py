"""Lays A5 pages on A4 sheets so that they are printed on both sides, folded, and read in order.

The order is ours and not the printer's: a PDF whose sides are ready needs a printer that can turn
the paper, or a person who does it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jyguide.documents.booklet import Side, booklet_sides, stack_sizes
from jyguide.documents.page import Document, PageSetup
from jyguide.progress import CancelToken, Progress, Silent
from ui.printing.layout import LaidOut
from ui.printing.pdf import write_pages
from ui.printing.shapes import UNITS_PER_MM, Mark, Page

_SHEET = PageSetup(297, 210)


@dataclass(frozen=True, slots=True)
class Booklet:
    """What has to be printed and folded.

    Attributes:
        pages: Pages of the book.
        stacks: Sheets of each stack that is folded by itself; one stack is stapled, several
            are laid behind one another.
    """

    pages: int
    stacks: tuple[int, ...]

    @property
    def sheets(self) -> int:
        return sum(self.stacks)


def write_booklet(
    documents: Sequence[Document],
    target: Path,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> Booklet:
    """Write a PDF of A4 sides; print both sides, turned over the short edge, and fold.

    Args:
        documents: Of A5 pages; larger ones are cut at the fold.
        target: Where the PDF is written.
        progress: Told which document is laid out.
        cancel: Asked between documents.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    pages = LaidOut(documents)
    pages.more(progress, cancel or CancelToken())
    write_pages(sheet_sides(pages), target, documents[0].title if documents else "")
    return Booklet(len(pages), tuple(stack_sizes(len(pages))))


def sheet_sides(pages: Sequence[Page]) -> Iterator[Page]:
    """Sides of A4 sheets, two pages on each, in the order of printing."""
    for side in booklet_sides(len(pages)):
        yield Page(_SHEET, _marks(side, pages))


def _marks(side: Side, pages: Sequence[Page]) -> tuple[Mark, ...]:
    fold = _SHEET.width / 2
    marks: list[Mark] = []
    for number, outwards in ((side.left, -1), (side.right, 0)):
        if number is not None:
            page = pages[number]
            across = (fold + outwards * page.setup.width) * UNITS_PER_MM
            marks.extend(mark.moved(across, 0) for mark in page.marks)
    return tuple(marks)
