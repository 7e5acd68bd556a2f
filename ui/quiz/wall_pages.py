"""How a question is spread over the wall: as large as it fits, else in steps.

Type is measured in points at a screen 1080 pixels high and scales with the height. Down to 28
points everything stands on one picture; what is longer yet goes on over several, at the
instructor's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFont

from jyguide.quiz.wall import Slide, Stage, WallOption
from ui.quiz.text_block import TextBlock
from ui.theme import ui_font

SIZES = (60, 54, 48, 44, 40, 36, 32, 28)
"""Points of a question, the largest first."""
SMALLEST = SIZES[-1]
NOTE_SIZE = 36
"""Points of what is said after the answer, at most."""
DESIGN_HEIGHT = 1080
_PIXELS_A_POINT = 96 / 72
_SHORT_OPTIONS = 3
"""From so many on, options that are short enough stand in two columns."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels of this screen.

    Attributes:
        unit: Pixels for one pixel of a screen 1080 high.
        width: Pixels for the text from edge to edge.
        height: Pixels between head and foot.
    """

    unit: float
    width: float
    height: float

    def font(self, points: float, *, bold: bool = False) -> QFont:
        return wall_font(max(1, round(points * _PIXELS_A_POINT * self.unit)), bold=bold)


@cache
def wall_font(pixels: int, *, bold: bool = False) -> QFont:
    """The interface font at a height in pixels."""
    font = ui_font(12)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


@dataclass(frozen=True, slots=True)
class Piece:
    """Something with a place on a page; y in pixels from the top of the page.

    Attributes:
        role: stem, option or note.
        option: What an option says; None for the others.
        label: 答案, 解析 … before a note.
    """

    role: str
    block: TextBlock
    x: float
    y: float
    width: float
    height: float
    option: WallOption | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class WallPage:
    """What is on the wall at once.

    Attributes:
        size: Points of its question.
    """

    size: int
    pieces: tuple[Piece, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A text before it has a place."""

    role: str
    text: str
    option: WallOption | None = None
    label: str = ""


def pages_of(slide: Slide, scale: Scale) -> tuple[WallPage, ...]:
    """At least one page; the whole on one where 28 points or more allow it."""
    stem = [_Part("stem", slide.stem)]
    options = [_Part("option", one.text, one) for one in slide.options]
    notes = [_Part("note", text, label=label) for label, text in slide.notes]
    whole = _fitting([*stem, *options, *notes], scale)
    if whole is not None:
        return (whole,)
    if slide.stage is not Stage.ANSWER:
        return (*_pages(stem, scale), *_pages(options, scale))
    together = _fitting([*options, *notes], scale)
    if together is not None:
        return (together,)
    return (*_pages(options, scale), *_pages(notes, scale))


def first_page(pages: Sequence[WallPage]) -> int:
    """Where to begin: with the right option once it is marked, else at the start."""
    marked = (
        at
        for at, page in enumerate(pages)
        if any(piece.option is not None and piece.option.right for piece in page.pieces)
    )
    return next(marked, 0)


def _pages(parts: Sequence[_Part], scale: Scale) -> list[WallPage]:
    """As large as it fits on one page, else at the smallest size over several."""
    if not parts:
        return []
    whole = _fitting(parts, scale)
    if whole is not None:
        return [whole]
    pages: list[WallPage] = []
    waiting = list(parts)
    while waiting:
        taken = _first_that_fit(waiting, scale)
        if not taken:
            taken, rest = _cut(waiting[0], scale)
            waiting = [*rest, *waiting[1:]]
        else:
            waiting = waiting[len(taken) :]
        pages.append(_set(taken, scale, SMALLEST))
    return pages


def _fitting(parts: Sequence[_Part], scale: Scale) -> WallPage | None:
    for size in SIZES:
        page = _set(parts, scale, size)
        if page.height <= scale.height:
            return page
    return None


def _first_that_fit(parts: Sequence[_Part], scale: Scale) -> list[_Part]:
    taken: list[_Part] = []
    for part in parts:
        if _set([*taken, part], scale, SMALLEST).height > scale.height:
            break
        taken.append(part)
    return taken


def _cut(part: _Part, scale: Scale) -> tuple[list[_Part], list[_Part]]:
    """As many lines of a text as a page holds, and the rest of it."""
    piece = _set([part], scale, SMALLEST).pieces[0]
    spare = piece.height - piece.block.height
    lines = max(1, int((scale.height - spare) // piece.block.line_height))
    head, rest = piece.block.split(lines)
    kept = _Part(part.role, head, part.option, part.label)
    return [kept], [_Part(part.role, rest, part.option)] if rest else []


def _set(parts: Sequence[_Part], scale: Scale, size: int) -> WallPage:
    """Every part at its place under the one before."""
    pieces: list[Piece] = []
    options = [part for part in parts if part.role == "option"]
    two = _in_two_columns(options, scale, size)
    y = 0.0
    for part in parts:
        if pieces and part.role != pieces[-1].role:
            y += (10 + size * 0.5) * scale.unit
        if part.role == "option":
            at = options.index(part)
            piece = _option(part, scale, size, (at % 2 if two else 0, y, two))
            y += 0 if two and at % 2 == 0 and at + 1 < len(options) else piece.height
            y += 0 if two and at % 2 == 0 and at + 1 < len(options) else 12 * scale.unit
        else:
            piece = _text(part, scale, size, y)
            y += piece.height
        pieces.append(piece)
    return WallPage(size, tuple(pieces), y)


def _text(part: _Part, scale: Scale, size: int, y: float) -> Piece:
    if part.role == "stem":
        block = TextBlock(part.text, scale.font(size, bold=True), scale.width)
        return Piece("stem", block, 0, y, scale.width, block.height)
    left = label_width(scale)
    font = scale.font(min(NOTE_SIZE, max(SMALLEST, size * 0.72)))
    block = TextBlock(part.text, font, scale.width - left)
    return Piece("note", block, left, y, scale.width, block.height, label=part.label)


def label_width(scale: Scale) -> float:
    """Pixels for 解析 and its kin before a note."""
    return 130 * scale.unit


def letter_width(scale: Scale, size: int) -> float:
    """Pixels from the edge of an option to its text: the letter in its disc stands there."""
    return (34 + size * 1.75) * scale.unit


def _option(part: _Part, scale: Scale, size: int, place: tuple[int, float, bool]) -> Piece:
    column, y, two = place
    gap = 20 * scale.unit
    width = (scale.width - gap) / 2 if two else scale.width
    room = _option_text_width(scale, size, width)
    if part.option is not None and (part.option.hands is not None or part.option.word):
        room -= 150 * scale.unit
    block = TextBlock(part.text, scale.font(size), room)
    x = column * (width + gap)
    return Piece(
        "option", block, x, y, width, block.height + (size - 10) * scale.unit, part.option
    )


def _option_text_width(scale: Scale, size: int, width: float) -> float:
    mark = (size * 1.6 + 24) * scale.unit  # the room for a tick is there before it is
    return width - letter_width(scale, size) - mark


def _in_two_columns(options: Sequence[_Part], scale: Scale, size: int) -> bool:
    if len(options) < _SHORT_OPTIONS or any(one.option and one.option.word for one in options):
        return False
    width = _option_text_width(scale, size, (scale.width - 20 * scale.unit) / 2)
    font = scale.font(size)
    return all(TextBlock(part.text, font, width).lines == 1 for part in options)
