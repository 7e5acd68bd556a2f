"""走访卡 on paper: two beside each other, four below, on one sheet of A4 to be cut apart.

Cards lie edge to edge: one cut parts two of them, and marks at their corners show where.
"""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Row,
    Run,
    Shape,
    Side,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.grid.card import CARDS_A_SHEET, CardText
from jyguide.grid.kinds import TARGET_KIND_NAMES, TargetKind

_SETUP = PageSetup(top=10, right=9, bottom=8, left=9, header=0, footer=0)
_PARTS = (4.0, 62.0, 26.0, 4.0)
"""Left margin, text, code, right margin: a card of 96 by 68 mm."""
_HEIGHTS = (3.0, 8.0, 6.0, 5.5, 10.0, 8.5, 8.5, 8.5, 7.0, 3.0)
"""Corner marks; head; place; address; what is asked and was; three lines; foot; corner marks."""
_LINE = 0.4
_WIDE = _PARTS[1] + _PARTS[2] - 2
_KEY = "566072"
_NOTE_LINE = "日期　　月　　日　方式　　　情况"
_WAYS = "方式：1 入户　2 电话　3 会上　4 其他"
_SMALLEST = 6.5
"""What would have to be smaller is cut instead."""
_BLANK = Cell((), bordered=False)
_NOTHING = Cell((), span=len(_PARTS), bordered=False)


def card_document(sheets: Sequence[Sequence[CardText]], title: str) -> Document:
    """A page a sheet; what a sheet has less than eight stays empty.

    Args:
        sheets: At most eight cards each, place 1 first.
        title: Of the file.
    """
    blocks: list[Block] = []
    for sheet in sheets:
        if blocks:
            blocks.append(PageBreak())
        cards = sheet[:CARDS_A_SHEET]
        rows = [row for at in range(0, len(cards), 2) for row in _pair(cards[at : at + 2])]
        blocks.append(Table(_PARTS * 2, tuple(rows), border=_LINE, padding=0.5))
    return Document(title=title, blocks=tuple(blocks), setup=_SETUP)


def _pair(cards: Sequence[CardText]) -> list[Row]:
    parts = [_card(card) for card in cards]
    if len(parts) == 1:
        parts.append(((_NOTHING,),) * len(_HEIGHTS))
    left, right = parts
    return [Row((*left[at], *right[at]), height, exact=True) for at, height in enumerate(_HEIGHTS)]


def _card(card: CardText) -> tuple[tuple[Cell, ...], ...]:
    return (
        _marks(Side.TOP),
        (_BLANK, _head(card), _code(card), _BLANK),
        _across(_text(card.place, 9)),
        _across(_text(_where(card), 9)),
        _across(_asked(card), _last(card)),
        *(_note(line) for line in _three(card.lines)),
        _across(_foot(card)),
        _marks(Side.BOTTOM),
    )


def _marks(edge: Side) -> tuple[Cell, ...]:
    """Two corners of a card, each as long as its cell."""
    between = Cell((), span=len(_PARTS) - 2, bordered=False)
    return (Cell((), sides=(edge, Side.LEFT)), between, Cell((), sides=(edge, Side.RIGHT)))


def _across(*paragraphs: Paragraph) -> tuple[Cell, ...]:
    return (_BLANK, Cell(paragraphs, span=2, bordered=False), _BLANK)


def _head(card: CardText) -> Cell:
    kind = TARGET_KIND_NAMES[card.kind]
    size = fitting_size(f"{card.name}　{kind}", _PARTS[1] - 2, (15, 13, 11, 9, 7.5, 6.5))
    name = Run(card.name, Style(FontRole.HEI, size))
    return Cell(
        (Paragraph((name, Run(f"　{kind}", Style(size=min(size, 9), colour=_KEY))), _shape(19)),),
        bordered=False,
    )


def _code(card: CardText) -> Cell:
    size = fitting_size(card.code, _PARTS[2] - 2, (14, 12, 10, 8))
    style = Style(FontRole.HEI, size)
    return Cell((paragraph(card.code, style, Shape(Align.RIGHT, line=19)),), bordered=False)


def _asked(card: CardText) -> Paragraph:
    size = fitting_size(card.asked, _WIDE, (9.5, 9, 8.5, 8, 7.5, 7))
    return paragraph(card.asked, Style(FontRole.HEI, size), _shape(13))


def _last(card: CardText) -> Paragraph:
    said = "；".join(card.last) if card.last else "还没有走访记录"
    return _text(f"上次：{said}", 8.5)


def _where(card: CardText) -> str:
    """The phone first: the end of what is too long is cut."""
    phone = f"电话：{card.phone}　" if card.phone else ""
    head = "住址" if card.kind is TargetKind.HOUSEHOLD else "地址"
    return f"{phone}{head}：{card.address or '未填写'}"


def _note(before: str) -> tuple[Cell, ...]:
    """A line to write on: its lower edge is the line."""
    said = f"{before}　{_NOTE_LINE}" if before else _NOTE_LINE
    words = paragraph(said, Style(size=8, colour=_KEY), _shape(11))
    cell = Cell((words,), span=2, align=VerticalAlign.BOTTOM, sides=(Side.BOTTOM,))
    return (_BLANK, cell, _BLANK)


def _foot(card: CardText) -> Paragraph:
    return _text(f"联系人：{card.holder}　　{_WAYS}", 8, _KEY)


def _text(said: str, size: float, colour: str = "000000") -> Paragraph:
    sizes = [size - step / 2 for step in range(int((size - _SMALLEST) * 2) + 1)]
    fitting = fitting_size(said, _WIDE, sizes)
    return paragraph(_cut(said, fitting), Style(size=fitting, colour=colour), _shape(13))


def _cut(said: str, size: float) -> str:
    """What does not fit even at the smallest size ends in …; a card has no second page."""
    while lines_needed(said, size, _WIDE) > 1:
        said = f"{said.rstrip('…')[:-1]}…"
    return said


def _shape(line: float) -> Shape:
    return Shape(line=line)


def _three(lines: Sequence[str]) -> tuple[str, ...]:
    return (*lines, "", "", "")[:3]
