"""How the handbook looks in its two sizes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jyguide.bank.book import BookSize
from jyguide.bank.item import ItemContent
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import MM_PER_POINT, Align, PageSetup, Paragraph, Run, Shape, Style

RED = "9E1B1B"
GREY = "555555"
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile(r"[\r\n\u2028\u2029]+")
_SPACES = re.compile(r"[^\S\u3000]+")
_LONG_WORD = re.compile(r"[!-~]{30}(?=[!-~])")
_MAY_BREAK = "\u200b"
_GUTTER = 3.0
"""Width of the column of numbers and labels, in characters of the text."""
_LEAST_GAP = 0.3
"""Between a label and the text, in characters."""


@dataclass(frozen=True, slots=True)
class Look:
    """Paper, margins and type of one size; lengths in points unless they say millimetres.

    Attributes:
        size: Of the text.
        line: Height of its lines.
        cover_title: Size of the title on the cover.
        heading: Size of a category's name.
        whole: A question that takes no more than this share of a page is never parted.
    """

    setup: PageSetup
    size: float
    line: float
    cover_title: float
    heading: float
    whole: float

    @property
    def gutter(self) -> float:
        """Millimetres between the edge and the text beside numbers and labels."""
        return _GUTTER * self.size * MM_PER_POINT

    @property
    def page_points(self) -> float:
        """Height of the text on a page."""
        return self.setup.inner_height / MM_PER_POINT

    @property
    def inner(self) -> Shape:
        """Lines to the right of the gutter."""
        return Shape(Align.JUSTIFY, self.line, left=self.gutter)

    def style(
        self, role: FontRole = FontRole.BODY, scale: float = 1, colour: str = "000000"
    ) -> Style:
        """A typeface in a share of the size of the text, to the half point."""
        return Style(role, round(self.size * scale * 2) / 2, colour=colour)

    def beside(self, label: Run, runs: tuple[Run, ...], shape: Shape) -> Paragraph:
        """A label in the gutter, the runs beside it; a wide label stands before them instead."""
        room = self.gutter / MM_PER_POINT
        size = label.style.size
        if width_in_characters(label.text) * size > room - _LEAST_GAP * size:
            apart = replace(label, text=f"{label.text}\u3000")
            return Paragraph((apart, *runs), replace(shape, left=self.gutter, first_indent=0))
        hung = replace(
            shape, left=self.gutter, first_indent=-room / size, tabs=(self.gutter, *shape.tabs)
        )
        return Paragraph((replace(label, text=f"{label.text}\t"), *runs), hung)


LOOKS = {
    BookSize.A4: Look(
        PageSetup(top=28, right=26, bottom=24, left=26, header=16, footer=13),
        size=12,
        line=19,
        cover_title=40,
        heading=18,
        whole=0.25,
    ),
    BookSize.A5: Look(
        PageSetup(148, 210, top=20, right=14, bottom=16, left=14, header=11, footer=8),
        size=10.5,
        line=16,
        cover_title=30,
        heading=15,
        whole=0.3,
    ),
}


def plain(text: str) -> str:
    """The text on one line, without what no page can show.

    Words as long as a line may be broken: where, each program would decide differently.
    """
    line = _SPACES.sub(" ", _FORBIDDEN.sub("", _LINES.sub(" ", text))).strip()
    return _LONG_WORD.sub(rf"\g<0>{_MAY_BREAK}", line)


def plain_lines(text: str) -> list[str]:
    """Its lines, each as `plain`; empty ones are left out."""
    return [line for line in map(plain, _LINES.split(text)) if line]


def basis(content: ItemContent) -> str:
    """``《条例》（2018年10月28日施行）第四条``, or empty."""
    title = plain(content.regulation)
    if not title:
        return ""
    edition = f"（{plain(content.edition)}）" if content.edition.strip() else ""
    return f"{book_title(title)}{edition}{plain(content.article)}"


def book_title(title: str) -> str:
    """The title in the marks that a title has."""
    return title if title.startswith("《") else f"《{title}》"
