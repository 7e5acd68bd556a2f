"""What the printed records of a class have in common: page, type, title, cells."""

from __future__ import annotations

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import Align, Cell, PageSetup, Paragraph, Shape, Style, paragraph

SETUP = PageSetup(top=20, right=20, bottom=20, left=20, footer=11)
BODY = Style(FontRole.BODY, 11)
HEAD = Style(FontRole.HEI, 11)
LEFT = Shape(line=17)
MIDDLE = Shape(Align.CENTRE, line=17)

_SIZES = (22, 20, 18, 16, 14)


def title_line(title: str) -> Paragraph:
    """The title, as large as it fits on a line."""
    size = fitting_size(title, SETUP.inner_width, _SIZES)
    shape = Shape(Align.CENTRE, line=size * 1.4, after=8)
    return paragraph(title, Style(FontRole.TITLE, size), shape)


def cell(text: str, style: Style, shape: Shape, span: int = 1) -> Cell:
    """A cell of one paragraph."""
    return Cell((paragraph(text, style, shape),), span=span)
