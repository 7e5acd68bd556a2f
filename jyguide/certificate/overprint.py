"""Certificates printed onto bought blanks (套打): words alone, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jyguide.certificate.blank import BlankField
from jyguide.certificate.design import Design
from jyguide.certificate.fields import CODE, PHOTO, field_values
from jyguide.certificate.kinds import TITLES
from jyguide.certificate.text import CertificateText
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    Align,
    Document,
    PageSetup,
    Paragraph,
    Picture,
    Placed,
    Shape,
    Style,
    paragraph,
)
from jyguide.documents.qr import dense_qr_png

_ALIGN = {"left": Align.LEFT, "center": Align.CENTRE, "right": Align.RIGHT}
SENTENCE = "正文"
"""The one field that may take several lines; all others shrink until they fit on one."""
LEADING = 1.6
"""Height of a line, to the size of its type."""
_SHAPES = {PHOTO: 5 / 7, CODE: 1.0}
"""Width by height; portraits are kept as one inch is cut."""
_SMALLEST = 5.0
_MARGIN = 5.0


class Offset(NamedTuple):
    """How far a printer has to be moved, in tenths of a millimetre: right and down."""

    right: int = 0
    down: int = 0


STRAIGHT = Offset()
"""A printer that is not off."""


def overprint_document(
    text: CertificateText, design: Design, offset: Offset = STRAIGHT
) -> Document:
    """What is printed onto the blank, moved as this printer needs it."""
    return Document(
        title=f"{TITLES[text.kind]} {text.name}",
        blocks=(),
        setup=blank_setup(design),
        dated=text.issued,
        placed=tuple(_placed(text, design, offset)),
    )


def blank_setup(design: Design) -> PageSetup:
    """The paper of a blank; nothing is set inside its margins."""
    return PageSetup(design.width / 10, design.height / 10, _MARGIN, _MARGIN, _MARGIN, _MARGIN)


def _placed(text: CertificateText, design: Design, offset: Offset) -> Iterator[Placed]:
    words = field_values(text)
    pictures = {
        PHOTO: text.photo,
        CODE: dense_qr_png(text.code) if text.code and design.code else None,
    }
    for name, one in design.fields.items():
        x, y = (one.x + offset.right) / 10, (one.y + offset.down) / 10
        if not one.width:
            continue
        if name in pictures:
            if (data := pictures[name]) is not None:
                wide, high = _within(one, _SHAPES[name])
                left, top = x + (one.width / 10 - wide) / 2, y + (one.size / 10 - high) / 2
                yield Placed(Picture(data, wide, high, Align.LEFT), left, top, wide)
        elif words.get(name):
            yield Placed(_words(name, words[name], one), x, y, one.width / 10)


def _within(one: BlankField, shape: float) -> tuple[float, float]:
    """Width and height of the largest picture of this shape in a field: no face is stretched."""
    width, height = one.width / 10, one.size / 10
    return min(width, height * shape), min(height, width / shape)


def _words(name: str, value: str, one: BlankField) -> Paragraph:
    size, width = one.size / 10, one.width / 10
    if name != SENTENCE:
        size = fitting_size(value, width, _falling(size))
    shape = Shape(
        _ALIGN[one.align], line=size * LEADING, first_indent=2 if name == SENTENCE else 0
    )
    return paragraph(value, Style(FontRole.BODY, size), shape)


def _falling(size: float) -> Iterator[float]:
    while size > _SMALLEST:
        yield size
        size -= 0.5
    yield _SMALLEST
