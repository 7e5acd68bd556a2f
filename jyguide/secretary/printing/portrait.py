"""The page about one secretary for leaders (书记画像): one A4, never a second.

Every row has an exact height, and the heights together are less than the page: whatever program
draws it, nothing is pushed on. What finds no room was counted before it was left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jyguide.documents.breaking import line_starts
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Run,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.secretary.portrait import (
    PortraitText,
    Section,
    left_out_text,
    room_for,
)

_SETUP = PageSetup(top=17, right=18, bottom=14, left=18, header=0, footer=0)
_PHOTO = (28.0, 39.2)
_HEAD = (34.0, 70.0, 70.0)
_HEAD_HEIGHT = 45.0
_COLUMNS = (27.0, 147.0)
_PADDING = 1.5
_ROW_EXTRA = 2.6
_MOST_EXTRA = 8.5
"""Millimetres above and under the lines of a section, at least and where there is room."""
_TITLE_POINTS, _UNDER_POINTS, _FOOT_POINTS = 34.0, 20.0, 18.0
_SPARE = 3.0
"""Millimetres that stay empty: programs round."""
_SIZES = (12.0, 11.0, 10.5)
_MOST_LINES = 2
"""Printed lines of one item."""
_LOOSEST = 1.85
_TIGHTEST = 1.42
"""Height of a line in sizes of its text."""
_FACT_SIZES = (11.5, 10.5, 9.5, 8.5, 7.5)
_NARROWEST = 0.35
"""Width of the narrowest character, in sizes of the type."""
_TABS = (19.0, 23.0)
_KEY = Style(FontRole.HEI, 11)
_GREY = "566072"


def portrait_document(text: PortraitText) -> Document:
    """The page; of several people each has a document of his own."""
    blocks: tuple[Block, ...] = (
        paragraph(
            f"{text.role or '党组织书记'}画像",
            Style(FontRole.TITLE, 22),
            Shape(Align.CENTRE, line=_TITLE_POINTS),
        ),
        paragraph(
            "（供内部参考）",
            Style(FontRole.KAI, 11, colour=_GREY),
            Shape(Align.CENTRE, line=_UNDER_POINTS),
        ),
        _head(text),
        _body(text.sections),
        paragraph(
            f"数据截至 {date_text(text.printed_on)}，来自指导站台账。",
            Style(FontRole.KAI, 10, colour=_GREY),
            Shape(Align.RIGHT, line=_FOOT_POINTS),
        ),
    )
    return Document(f"{text.name} 书记画像", blocks, _SETUP, dated=text.printed_on)


def _head(text: PortraitText) -> Table:
    """The photo, and beside it two columns of facts."""
    if text.photo is not None:
        photo = Cell((Picture(text.photo, *_PHOTO),))
    else:
        style = Style(FontRole.KAI, 11, colour=_GREY)
        photo = Cell((paragraph("照片", style, Shape(Align.CENTRE, line=16)),))
    half = (len(text.facts) + 1) // 2
    columns = [
        Cell(tuple(_fact(key, value, tab) for key, value in part))
        for part, tab in zip((text.facts[:half], text.facts[half:]), _TABS, strict=True)
    ]
    return Table(_HEAD, (Row((photo, *columns), _HEAD_HEIGHT, exact=True),), padding=_PADDING)


def _fact(key: str, value: str, tab: float) -> Paragraph:
    """One line, set smaller where it is long, and cut where even that does not help."""
    width = _HEAD[1] - 2 * _PADDING - tab - 1
    wide = value.replace("*", "0")  # as wide in type, and measured as one word with the digits
    size = next((one for one in _FACT_SIZES if _count(wide, Style(size=one), width) == 1), None)
    if size is None:
        size = _FACT_SIZES[-1]
        value = cut_text(value, Style(size=size), width, 1)
    runs = (Run(f"{key}\t", _KEY), Run(value or "—", Style(size=size)))
    return Paragraph(runs, Shape(line=20, left=1, tabs=(tab,)))


def _body(sections: Sequence[Section]) -> Table:
    room_mm = _room(len(sections))
    size = next((one for one in _SIZES if _fits(sections, one, room_mm)), _SIZES[-1])
    room = _lines(room_mm, size)
    cut = _shortened(sections, size, room)
    shown = room_for(cut, room, partial(_lines_of, size))
    count = sum(_section_lines(one, size) for one in shown)
    line = min(_LOOSEST * size, room_mm / MM_PER_POINT / max(1, count))
    spare = (room_mm - count * line * MM_PER_POINT) / max(1, len(shown))
    look = _Look(size, line, min(_MOST_EXTRA, _ROW_EXTRA + max(0.0, spare)))
    rows = tuple(_section(one, look) for one in shown)
    return Table(_COLUMNS, rows, padding=_PADDING)


def _room(sections: int) -> float:
    """Millimetres for the lines of all sections together."""
    text = (_TITLE_POINTS + _UNDER_POINTS + _FOOT_POINTS + 2) * MM_PER_POINT
    return _SETUP.inner_height - text - _HEAD_HEIGHT - sections * _ROW_EXTRA - _SPARE


def _lines(room_mm: float, size: float) -> int:
    return int(room_mm / MM_PER_POINT / (_TIGHTEST * size))


def _fits(sections: Sequence[Section], size: float, room_mm: float) -> bool:
    room = _lines(room_mm, size)
    if sum(len(one.lines) for one in sections) > room:
        return False
    return sum(_section_lines(one, size) for one in _shortened(sections, size, room)) <= room


def _shortened(sections: Sequence[Section], size: float, room: int) -> list[Section]:
    """No item takes more than its lines; what it lost is counted in it.

    Of items beyond the room, which cannot be shown, only their number matters.
    """
    width = _COLUMNS[1] - 2 * _PADDING
    return [
        Section(
            one.title,
            tuple(
                cut_text(line, Style(size=size), width, _MOST_LINES) if at < room else ""
                for at, line in enumerate(one.lines)
            ),
        )
        for one in sections
    ]


def _lines_of(size: float, text: str) -> int:
    return len(line_starts(paragraph(text, Style(size=size)), _COLUMNS[1] - 2 * _PADDING))


def _section_lines(section: Section, size: float) -> int:
    lines = sum(_lines_of(size, line) for line in section.lines) + (section.left_out > 0)
    return max(1, lines)


@dataclass(frozen=True, slots=True)
class _Look:
    """Points of type and of a line, and millimetres around the lines of a section."""

    size: float
    line: float
    extra: float


def _section(section: Section, look: _Look) -> Row:
    size, shape = look.size, Shape(line=look.line)
    said = [paragraph(text, Style(size=size), shape) for text in section.lines]
    if section.left_out:
        style = Style(FontRole.KAI, size - 1, colour=_GREY)
        said.append(paragraph(left_out_text(section), style, shape))
    height = _section_lines(section, size) * look.line * MM_PER_POINT + look.extra
    title = paragraph(section.title, _KEY, Shape(Align.CENTRE, line=16))
    return Row((Cell((title,)), Cell(tuple(said))), height, exact=True)


def cut_text(text: str, style: Style, width: float, lines: int) -> str:
    """The text cut to so many lines, with the number of characters that were left out."""
    flat = " ".join(text.split("\n"))
    most = int(lines * width / MM_PER_POINT / style.size / _NARROWEST)
    if len(flat) <= most and _count(flat, style, width) <= lines:
        return flat
    low, high = 0, min(len(flat), most)
    while low < high:  # the longest beginning that fits with what is said behind it
        middle = (low + high + 1) // 2
        if _count(_ended(flat, middle), style, width) <= lines:
            low = middle
        else:
            high = middle - 1
    return _ended(flat, low)


def _ended(text: str, kept: int) -> str:
    return f"{text[:kept]}……（略 {len(text) - kept} 字）"


def _count(text: str, style: Style, width: float) -> int:
    return len(line_starts(paragraph(text, style), width))
