"""A board text on paper, in the largest type with which it keeps to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    PAGE_NUMBER,
    Align,
    Block,
    Document,
    PageSetup,
    Paragraph,
    Shape,
    Spacer,
    Style,
    paragraph,
)
from jyguide.openness.board import BoardText, Paper, board_name

_SETUPS = {
    Paper.A4: PageSetup(210, 297, 18, 18, 16, 18, 8, 8),
    Paper.A4_ACROSS: PageSetup(297, 210, 16, 20, 15, 20, 8, 8),
    Paper.A3: PageSetup(297, 420, 24, 24, 22, 24, 10, 10),
    Paper.A3_ACROSS: PageSetup(420, 297, 22, 26, 20, 26, 10, 10),
}
_LARGE = frozenset({Paper.A3, Paper.A3_ACROSS})
SIZES = (*range(96, 40, -2), *range(40, 13, -1))
"""Of the text in points, the largest first; below 14 nobody reads it standing."""
_SIZE_NAMES = {
    42: "初号",
    36: "小初",
    26: "一号",
    24: "小一",
    22: "二号",
    18: "小二",
    16: "三号",
    15: "小三",
    14: "四号",
}
_RED = "A61C1C"
_LEADING = 1.5
_INDENT = 2
_RULE = 1.5
_RULE_ROOM = 4.0
"""Millimetres that the two rules take with the gaps around them."""
_SPARE = 3.0
"""Millimetres left over, since typefaces differ a little."""


@dataclass(frozen=True, slots=True)
class BoardSize:
    """How large the text of a board is.

    Attributes:
        points: Of the text.
        fits: Whether all of it stands on one page; else it goes on on the next.
    """

    points: int
    fits: bool

    @property
    def name(self) -> str:
        """``小初（36 磅）``; sizes without a name are told in points."""
        named = _SIZE_NAMES.get(self.points)
        said = f"{named}（{self.points} 磅）" if named else f"{self.points} 磅"
        return said if self.fits else f"{said}，一页可能放不下，自动续页"


def board_size(text: BoardText, paper: Paper) -> BoardSize:
    """The largest size at which the text keeps to its page."""
    setup = _SETUPS[paper]
    room = (
        setup.inner_height
        - _height(_head(text, paper), setup)
        - _height(_foot(text, paper), setup)
    )
    room -= _RULE_ROOM + _SPARE
    for size in SIZES:
        if _text_height(text, size, setup.inner_width) <= room:
            return BoardSize(size, fits=True)
    return BoardSize(SIZES[-1], fits=False)


def board_document(text: BoardText, paper: Paper, on: date) -> Document:
    """Title, matter and period, the text, and at the foot till when it hangs and why."""
    setup, size = _SETUPS[paper], board_size(text, paper)
    blocks: list[Block] = [*_head(text, paper), *_body(text, size.points)]
    if size.fits:
        blocks.append(Spacer(max(0.0, _left_over(text, paper, size.points))))
    blocks += _foot(text, paper)
    return Document(
        title=board_name(text, on),
        blocks=tuple(blocks),
        setup=setup,
        footer=None if size.fits else PAGE_NUMBER,
        dated=on,
    )


def _head(text: BoardText, paper: Paper) -> list[Paragraph]:
    wide = _SETUPS[paper].inner_width
    scale = 1.4 if paper in _LARGE else 1.0
    where = text.notice.organisation
    matter = f"{text.item.facts.name}"
    name_size = fitting_size(matter, wide, (26 * scale, 22 * scale, 18 * scale), 1)
    centre = Align.CENTRE
    title = Style(FontRole.TITLE, round(40 * scale), colour=_RED, spacing=4 * scale)
    line = Style(FontRole.KAI, round(18 * scale))
    when = text.notice.facts.when
    told = f"{where}　{when}" if when else where
    return [
        paragraph(text.title, title, Shape(centre, line=round(54 * scale))),
        paragraph(matter, Style(FontRole.HEI, round(name_size)), Shape(centre, before=4)),
        paragraph(told, line, Shape(centre, after=6, rule=_RULE, rule_colour=_RED)),
    ]


def _body(text: BoardText, size: int) -> list[Paragraph]:
    style = Style(FontRole.BODY, size)
    shape = Shape(line=size * _LEADING, first_indent=_INDENT)  # justified, figures drift apart
    return [paragraph(line, style, shape) for line in text.paragraphs]


def _foot(text: BoardText, paper: Paper) -> list[Paragraph]:
    scale = 1.4 if paper in _LARGE else 1.0
    said = Style(FontRole.HEI, round(14 * scale))
    plain, small = Style(FontRole.BODY, round(14 * scale)), Style(FontRole.BODY, round(10 * scale))
    blank = Style(FontRole.BODY, 4)
    return [
        paragraph("", blank, Shape(line=6, rule=_RULE, rule_colour=_RED, keep_next=True)),
        paragraph(text.hanging, said, Shape(before=4, keep_next=True)),
        paragraph(text.objecting, plain, Shape(keep_next=True)),
        paragraph(text.basis, small, Shape(Align.JUSTIFY, keep_together=True)),
    ]


def _left_over(text: BoardText, paper: Paper, size: int) -> float:
    setup = _SETUPS[paper]
    used = sum(_height(part, setup) for part in (_head(text, paper), _foot(text, paper)))
    used += _text_height(text, size, setup.inner_width) + _RULE_ROOM
    return setup.inner_height - used - _SPARE


def _height(part: Sequence[Paragraph], setup: PageSetup) -> float:
    """Millimetres that paragraphs take."""
    points = 0.0
    for one in part:
        size = max((run.style.size for run in one.runs), default=12.0)
        lines = lines_needed(one.text, size, setup.inner_width) if one.text else 1
        points += lines * one.line_points + one.shape.before + one.shape.after + one.rule_points
    return points * MM_PER_POINT


def _text_height(text: BoardText, size: int, wide: float) -> float:
    indent = "\u3000" * _INDENT
    lines = sum(lines_needed(indent + line, size, wide) for line in text.paragraphs)
    return lines * size * _LEADING * MM_PER_POINT
