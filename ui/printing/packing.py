"""Keeps the marks of a page in a tenth of the room they take as objects.

Three hundred pages of a roster are as many thousand marks; they are looked at one page at a time.
"""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from jyguide.documents.page import PictureSource, Style
from ui.printing.shapes import Image, Mark, Stroke, Text

_Columns = tuple[bytes, bytes, list[str], list[int]]
_TEXT, _STROKE, _IMAGE = range(3)


@dataclass(frozen=True, slots=True)
class Packed:
    """Marks of one page; what they look like, and their pictures, are shared with other pages."""

    data: bytes
    looks: tuple[Style | str | PictureSource, ...]


def packed(marks: Iterable[Mark]) -> Packed:
    """The marks without their objects; places keep seven digits."""
    kinds = bytearray()
    places = array("f")
    texts: list[str] = []
    looks: dict[Style | str | PictureSource, int] = {}
    which: list[int] = []
    for mark in marks:
        match mark:
            case Text():
                kinds.append(_TEXT)
                places.extend((mark.x, mark.y, mark.width))
                texts.append(mark.text)
                look: Style | str | PictureSource = _one(mark.style)
            case Stroke():
                kinds.append(_STROKE)
                places.extend((mark.x, mark.y, mark.to_x, mark.to_y, mark.thickness))
                look = mark.colour
            case Image():
                kinds.append(_IMAGE)
                places.extend((mark.x, mark.y, mark.width, mark.height))
                look = mark.source
        which.append(looks.setdefault(look, len(looks)))
    columns: _Columns = (bytes(kinds), places.tobytes(), texts, which)
    return Packed(zlib.compress(marshal.dumps(columns), 1), tuple(looks))


@lru_cache(maxsize=512)
def _one(style: Style) -> Style:
    """The first of equal styles, so that pages do not each hold their own."""
    return style


def unpacked(page: Packed) -> Iterator[Mark]:
    """The marks in their order."""
    columns = marshal.loads(zlib.decompress(page.data))  # noqa: S302 - written above, never a file
    kinds, places, texts, which = cast("_Columns", columns)
    numbers = array("f")
    numbers.frombytes(places)
    at, text = 0, 0
    for kind, look in zip(kinds, (page.looks[number] for number in which), strict=True):
        if kind == _TEXT:
            x, y, width = numbers[at : at + 3]
            yield Text(x, y, texts[text], cast("Style", look), width)
            at, text = at + 3, text + 1
        elif kind == _STROKE:
            x, y, to_x, to_y, thickness = numbers[at : at + 5]
            yield Stroke(x, y, to_x, to_y, thickness, cast("str", look))
            at += 5
        else:
            x, y, width, height = numbers[at : at + 4]
            yield Image(x, y, width, height, cast("PictureSource", look))
            at += 4
