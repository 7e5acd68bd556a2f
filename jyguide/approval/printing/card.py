"""Duty cards (上岗证): ten to a sheet of A4, each as large as a bank card, to be cut apart.

Cards lie edge to edge, one cut parts two of them; marks at their corners show where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Run,
    Shape,
    Side,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.qr import qr_png
from jyguide.ids import PersonId
from jyguide.people.person_code import person_code

CARDS_A_SHEET = 10
_SETUP = PageSetup(top=12, right=10, bottom=8, left=10, header=0, footer=0)
_PHOTO = (20.0, 28.0)
"""One inch as photographers cut it, 5 to 7."""
_CODE = 20.0
_PARTS = (3.6, 20.0, 38.0, 21.4, 2.6)
"""Left margin, photo, text, code, right margin: 85.6 mm, the width of a card by ISO/IEC 7810."""
_HEIGHTS = (2.6, 11.0, 28.0, 9.8, 2.6)
"""Corner marks, head, middle, foot, corner marks: 54 mm."""
_BLANK = Cell((), bordered=False)
_LINE = 0.25
_RED = "B3261E"
_TITLE = Style(FontRole.TITLE, 13, colour=_RED)
_OFFICE = Style(FontRole.HEI, 8)
_SMALL = Style(FontRole.BODY, 8)
_KEY = Style(FontRole.HEI, 8, colour="566072")


@dataclass(frozen=True, slots=True)
class CardText:
    """What one card says.

    Attributes:
        kind: 专职 or 兼职, in words.
        document: Number of the approval.
        until: The last day it holds; None: without an end.
        photo: A JPEG or PNG of 5 to 7; None prints an empty frame to glue one in.
        number: Of the duty certificate it is, or empty.
        mark: The short code of that certificate, or empty.
    """

    person: PersonId
    name: str
    station: str
    kind: str
    document: str
    until: date | None
    photo: bytes | None = None
    number: str = ""
    mark: str = ""


def cards_document(cards: Sequence[CardText]) -> Document:
    """Sheets of two cards beside each other and five rows; what is left over stays empty."""
    blocks: list[Block] = []
    for start in range(0, len(cards), CARDS_A_SHEET):
        if blocks:
            blocks.append(PageBreak())
        sheet = cards[start : start + CARDS_A_SHEET]
        rows = [row for at in range(0, len(sheet), 2) for row in _card_rows(sheet[at : at + 2])]
        blocks.append(Table(_PARTS * 2, tuple(rows), border=_LINE, padding=0))
    return Document(title=f"上岗证 {len(cards)}张", blocks=tuple(blocks), setup=_SETUP)


def _card_rows(pair: Sequence[CardText]) -> list[Row]:
    """Five rows of the table for two cards side by side."""
    parts = [_card_cells(card) for card in pair]
    if len(parts) == 1:
        parts.append(((Cell((), span=len(_PARTS), bordered=False),),) * len(_HEIGHTS))
    left, right = parts
    return [Row((*left[at], *right[at]), height, exact=True) for at, height in enumerate(_HEIGHTS)]


def _card_cells(card: CardText) -> tuple[tuple[Cell, ...], ...]:
    middle = (
        _BLANK,
        _photo(card),
        Cell(_facts(card), bordered=False),
        Cell((Picture(qr_png(person_code(card.person)), _CODE, _CODE),), bordered=False),
        _BLANK,
    )
    return (
        _marks(Side.TOP),
        (Cell(_head(card), span=len(_PARTS), bordered=False),),
        middle,
        (Cell(_foot(card), span=len(_PARTS), bordered=False),),
        _marks(Side.BOTTOM),
    )


def _marks(edge: Side) -> tuple[Cell, ...]:
    """Two corners of a card, each as long as its cell."""
    between = Cell((), span=len(_PARTS) - 2, bordered=False)
    return (Cell((), sides=(edge, Side.LEFT)), between, Cell((), sides=(edge, Side.RIGHT)))


def _head(card: CardText) -> tuple[Paragraph, ...]:
    office = f"{card.station}基层党建工作指导站" if card.station else "基层党建工作指导站"
    return (
        paragraph("指导员上岗证", _TITLE, Shape(Align.CENTRE, line=17)),
        paragraph(office, _OFFICE, Shape(Align.CENTRE, line=12)),
    )


def _photo(card: CardText) -> Cell:
    if card.photo is not None:
        return Cell((Picture(card.photo, *_PHOTO),), bordered=False)
    return Cell((paragraph("照片", _KEY, Shape(Align.CENTRE, line=12)),))


def _facts(card: CardText) -> tuple[Paragraph, ...]:
    """Beside the photo: the name large, then what he is and by which document."""
    width = _PARTS[2] - 3
    size = fitting_size(card.name, width, (15, 13, 11, 9, 7.5))
    shape = Shape(left=3, line=11.5)
    return (
        paragraph(card.name, Style(FontRole.HEI, size), Shape(left=3, line=20, after=2)),
        _pair("类别", f"{card.kind}指导员", width, shape),
        _pair("文号", card.document or "历史认定", width, shape),
        _pair("有效期至", _until(card.until), width, shape),
    )


def _pair(key: str, value: str, width: float, shape: Shape) -> Paragraph:
    size = fitting_size(f"{key}　{value}", width, (8, 7.5, 7, 6.5, 6))
    key_style = Style(_KEY.role, min(size, _KEY.size), colour=_KEY.colour)
    return Paragraph((Run(f"{key}　", key_style), Run(value, Style(FontRole.BODY, size))), shape)


def _foot(card: CardText) -> tuple[Paragraph, ...]:
    shape = Shape(Align.CENTRE, line=10)
    asked = paragraph("扫码签到　遗失请报指导站　调离、退出时交回", _SMALL, shape)
    if not card.number:
        return (asked,)
    said = f"编号 {card.number}" + (f"　核验码 {card.mark}" if card.mark else "")
    return paragraph(said, _SMALL, shape), asked


def _until(day: date | None) -> str:
    return f"{day:%Y.%m.%d}" if day else "不设期限"
