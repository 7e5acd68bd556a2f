"""What a laid-out page consists of: marks at fixed places, plain values that any thread may draw.

All lengths are layout units, a twentieth of a point, from the top left corner of the paper.
Moving makes the values anew field by field: `dataclasses.replace` takes three times as long, and
a page has a thousand marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.documents.page import PageSetup, PictureSource, Style

UNITS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Text:
    """Characters on a base line; ``width`` is what they take up, ``style`` how they look."""

    x: float
    y: float
    text: str
    style: Style
    width: float

    def moved(self, x: float, y: float) -> Text:
        return Text(self.x + x, self.y + y, self.text, self.style, self.width)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of this thickness."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float
    colour: str = "000000"

    def moved(self, x: float, y: float) -> Stroke:
        return Stroke(
            self.x + x, self.y + y, self.to_x + x, self.to_y + y, self.thickness, self.colour
        )


@dataclass(frozen=True, slots=True)
class Image:
    """A picture stretched over a rectangle."""

    x: float
    y: float
    width: float
    height: float
    source: PictureSource

    def moved(self, x: float, y: float) -> Image:
        return Image(self.x + x, self.y + y, self.width, self.height, self.source)


Mark = Text | Stroke | Image


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet, ready to draw."""

    setup: PageSetup
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """All characters in the order of drawing, for search and for tests."""
        return "".join(mark.text for mark in self.marks if isinstance(mark, Text))
