"""What official letters are set in (GB/T 9704), and how they are signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, PageSetup, Paragraph, Shape, Style, paragraph

SETUP = PageSetup(top=37, right=26, bottom=35, left=28, footer=25)
"""Type area of 156 by 225 mm."""
LINE = 28.0
TITLE = Style(FontRole.TITLE, 22)
BODY = Style(FontRole.BODY, 16)
HEADING = Style(FontRole.HEI, 16)
_IN_FROM_THE_RIGHT = "\u3000" * 2
"""Full-width: Word trims other blanks."""


def body(text: str, *, keep: bool = False) -> Paragraph:
    """A paragraph of running text; with `keep` whole, on the page on which the next begins.

    No page may hold the signature and nothing of the text.
    """
    return paragraph(
        text,
        BODY,
        Shape(Align.JUSTIFY, line=LINE, first_indent=2, keep_next=keep, keep_together=keep),
    )


def heading(text: str, after: float = 0) -> Paragraph:
    """``一、…``, never alone at the foot of a page."""
    return paragraph(text, HEADING, Shape(line=LINE, first_indent=2, after=after, keep_next=True))


def annexed(text: str) -> Paragraph:
    """``附件：…`` at the left, on the page on which it is signed."""
    shape = Shape(line=LINE, first_indent=2, before=6, after=LINE / 2, keep_next=True)
    return paragraph(text, BODY, shape)


def signed(office: str, on: date) -> Sequence[Paragraph]:
    """Office and day at the right, four characters in, both on one page."""
    first = Shape(Align.RIGHT, line=LINE, keep_next=True, keep_together=True)
    last = Shape(Align.RIGHT, line=LINE, keep_together=True)
    return (
        paragraph(office + _IN_FROM_THE_RIGHT, BODY, first),
        paragraph(date_text(on) + _IN_FROM_THE_RIGHT, BODY, last),
    )
