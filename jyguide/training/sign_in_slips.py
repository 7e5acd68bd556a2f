"""Sign-in slips: a small piece of paper for each person with his code for the scanner.

Given out at the door or beforehand; A4 portrait, cut along the lines.
"""

from __future__ import annotations

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    Align,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.qr import qr_png
from jyguide.training.sign_in_sheet import SignInLine, SignInText

ACROSS, DOWN = 4, 5
_SETUP = PageSetup(top=10, right=9, bottom=10, left=9, footer=4)
_WIDTH = 48.0
_HEIGHT = 54.5
_PADDING = 2.0
_INNER = _WIDTH - 2 * _PADDING
_MOST_LINES = 2
_CODE = 28.0
_GREY = "555555"


def sign_in_slips(text: SignInText) -> Document:
    """A slip for each line, in their order from left to right; the session stands on each."""
    lines = list(text.lines)
    rows = [
        _row(text.title, lines[start : start + ACROSS]) for start in range(0, len(lines), ACROSS)
    ]
    table = Table((_WIDTH,) * ACROSS, tuple(rows), padding=_PADDING)
    return Document(title=f"签到条 {text.title}", blocks=(table,), setup=_SETUP)


def _row(title: str, lines: list[SignInLine]) -> Row:
    cells = [_slip(title, line) for line in lines]
    cells += [Cell((paragraph(""),), bordered=False)] * (ACROSS - len(cells))
    return Row(tuple(cells), _HEIGHT, exact=True)


def _slip(title: str, line: SignInLine) -> Cell:
    return Cell(
        (
            _words(title, FontRole.BODY, (9, 8, 7), 10, colour=_GREY),
            Picture(qr_png(line.code), _CODE, _CODE),
            _words(line.name, FontRole.HEI, (15, 13, 11, 9), 18),
            _words(line.organisation, FontRole.BODY, (9, 8, 7), 10),
        )
    )


def _words(
    text: str, role: FontRole, sizes: tuple[float, ...], line: float, colour: str = "000000"
) -> Paragraph:
    """One line, smaller where the words are many; else two, and what has no room is left out."""
    lines = 1 if lines_needed(text, sizes[-1], _INNER) == 1 else 2
    size = fitting_size(text, _INNER, sizes, lines)
    shape = Shape(Align.CENTRE, line=line if lines == 1 else size + 1)
    return paragraph(_cut(text, size), Style(role, size, colour=colour), shape)


def _cut(text: str, size: float) -> str:
    """As much of the text as two lines hold."""
    if lines_needed(text, size, _INNER) <= _MOST_LINES:
        return text
    while lines_needed(f"{text}…", size, _INNER) > _MOST_LINES:
        text = text[:-1]
    return f"{text}…"
