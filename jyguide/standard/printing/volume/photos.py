"""Photos on pages of two or four, each over where, when and to what it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    Picture,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.standard.printing.volume.cover import SETUP

PIXELS = {2: 1200, 4: 800}
"""Longest side of a photo by how many are on a page: some 200 dots an inch."""
_BOX = {2: (150.0, 88.0), 4: (76.0, 84.0)}
"""Millimetres that a photo may take."""
_CAPTION_LINE = 15.0
_ROW = {2: 110.0, 4: 108.0}
_SIZES = (10.5, 10.0, 9.5, 9.0)


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo and what stands under it.

    Attributes:
        lines: Where and when, to which criterion, what is on it.
        data: A JPEG, upright; empty where `missing` says why there is none.
        width: Pixels of `data`.
    """

    lines: tuple[str, ...]
    data: bytes = b""
    width: int = 0
    height: int = 0
    missing: str = ""


def photo_document(title: str, photos: Sequence[ShownPhoto], a_page: int) -> Document:
    """The photos in their order; what is missing says so in its place."""
    across = 1 if a_page == 2 else 2  # noqa: PLR2004 - two lie under each other
    width = SETUP.inner_width / across
    rows = [
        _row(photos[at : at + across], across, a_page, width)
        for at in range(0, len(photos), across)
    ]
    table = Table((width,) * across, tuple(rows), border=0, padding=1)
    blocks: tuple[Block, ...] = (
        paragraph(title, Style(FontRole.HEI, 14), Shape(Align.CENTRE, line=24)),
        Spacer(1),
        table,
    )
    return Document(title, blocks, SETUP)


def _row(photos: Sequence[ShownPhoto], across: int, a_page: int, width: float) -> Row:
    cells = [_cell(one, a_page, width) for one in photos]
    cells += [Cell((), bordered=False)] * (across - len(cells))
    return Row(tuple(cells), _ROW[a_page])


def _cell(one: ShownPhoto, a_page: int, width: float) -> Cell:
    under = tuple(_caption(line, width - 4) for line in one.lines if line)
    return Cell((_picture(one, a_page), *under), bordered=False)


def _picture(one: ShownPhoto, a_page: int) -> Picture | Paragraph:
    wide, high = _BOX[a_page]
    if not one.data:
        said = f"（{one.missing}）"
        return paragraph(said, Style(FontRole.KAI, 12), Shape(Align.CENTRE, line=20, after=30))
    scale = min(wide / one.width, high / one.height)
    return Picture(one.data, one.width * scale, one.height * scale)


def _caption(text: str, width: float) -> Paragraph:
    size = fitting_size(text, width, _SIZES)
    return paragraph(text, Style(FontRole.BODY, size), Shape(Align.CENTRE, line=_CAPTION_LINE))
