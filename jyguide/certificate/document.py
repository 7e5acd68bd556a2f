"""The printed certificate in one of our own designs, as one page."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from jyguide.certificate.design import CLASSIC, BuiltIn, Design
from jyguide.certificate.kinds import TITLES
from jyguide.certificate.text import CertificateText, statement
from jyguide.documents.dates import chinese_date
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
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
    VerticalAlign,
    paragraph,
)
from jyguide.documents.qr import dense_qr_png

__all__ = ["CertificateText", "certificate_document", "statement"]

_INK = "262626"
_MEETING = re.compile(r"(?<=[0-9A-Za-z])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[0-9A-Za-z])")
_GAP = 0.25
"""Of a character; Word leaves so much where Chinese and Western text meet."""
_MARK_SIZE, _MARK_LINE = 10.5, 15.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Measures of one design; millimetres, type in points.

    Attributes:
        frame: Picture over the whole page.
        title: Size, space between characters, line height and room below.
        sizes: Of the text with its line height, falling; the first with which all fits is taken.
        body: Height of the text.
        foot: Height of number and signature; issuer and date leave the seal 40 mm.
        signature: Width of the signature.
        photo: Width, height, and the column it stands in.
        code: Side of the QR code.
    """

    setup: PageSetup
    frame: str
    colour: str
    title: tuple[float, float, float, float]
    sizes: tuple[tuple[float, float], ...]
    body: float
    foot: float
    signature: float
    photo: tuple[float, float, float]
    code: float
    small: tuple[float, ...] = (14, 12, 10.5, 9, 8, 7)
    issuer: tuple[float, ...] = (18, 16, 14, 12)
    day: float = 16


_CLASSIC = _Sheet(
    PageSetup(297, 210, top=33, right=42, bottom=24, left=42),
    "certificate_frame.png",
    "A81C1C",
    title=(50, 20, 66, 14),
    sizes=((22.0, 41.0), (20.0, 37.0), (18.0, 33.0), (16.0, 28.0), (14.0, 23.0), (12.0, 18.0)),
    body=82,
    foot=40,
    signature=112,
    photo=(30, 42, 38),
    code=27,
)
_SHEETS = {
    BuiltIn.CLASSIC: _CLASSIC,
    BuiltIn.FINE: replace(
        _CLASSIC,
        frame="certificate_fine.png",
        colour="1F2A44",
        title=(44, 26, 60, 18),
    ),
    BuiltIn.UPRIGHT: _Sheet(
        PageSetup(210, 297, top=58, right=36, bottom=34, left=36),
        "certificate_upright.png",
        "A81C1C",
        title=(48, 16, 66, 44),
        sizes=(
            *((22.0, 44.0), (20.0, 40.0), (18.0, 35.0), (16.0, 30.0), (14.0, 25.0)),
            (12.0, 20.0),
        ),
        body=112,
        foot=50,
        signature=86,
        photo=(30, 42, 36),
        code=27,
        issuer=(16, 14, 12, 10.5, 9),
        day=15,
    ),
    BuiltIn.SMALL: _Sheet(
        PageSetup(210, 148, top=20, right=24, bottom=12, left=24),
        "certificate_small.png",
        "A81C1C",
        title=(32, 12, 42, 10),
        sizes=((16.0, 29.0), (15.0, 26.0), (14.0, 23.0), (12.0, 19.0), (10.5, 15.0), (9.0, 12.0)),
        body=54,
        foot=40,
        signature=84,
        photo=(25, 35, 32),
        code=25,
        small=(10.5, 9, 8, 7, 6),
        issuer=(14, 12, 10.5, 9),
        day=12,
    ),
}


def certificate_document(text: CertificateText, design: Design = CLASSIC) -> Document:
    """The certificate as one page; whatever the lengths, it stays inside the frame.

    The seal is pressed over issuer and date at the lower right, which leave it 40 mm. A portrait
    is printed where there is one. Cards are ten to a page, see `jyguide.certificate.duty_card`.
    """
    sheet = _SHEETS[design.builtin]
    said = text if design.code else replace(text, code="", mark="")
    title = TITLES[text.kind]
    return Document(
        title=f"{title} {text.name}",
        blocks=(_title(sheet, title), _body(sheet, said), _foot(sheet, said)),
        setup=sheet.setup,
        background=sheet.frame,
        dated=text.issued,
    )


def _title(sheet: _Sheet, title: str) -> Paragraph:
    """Spaced wide; the last character without space, so that the line stays in the middle."""
    size, spacing, line, after = sheet.title
    wide = Style(FontRole.TITLE, size, colour=sheet.colour, spacing=spacing)
    last = Style(FontRole.TITLE, size, colour=sheet.colour)
    return Paragraph(
        (Run(title[:-1], wide), Run(title[-1], last)), Shape(Align.CENTRE, line=line, after=after)
    )


def _body(sheet: _Sheet, text: CertificateText) -> Table:
    wide, high, column = sheet.photo
    width = sheet.setup.inner_width - (column if text.photo else 0)
    words = Cell(_words(sheet, text, width), bordered=False)
    if text.photo is None:
        return Table((width,), (Row((words,), sheet.body, exact=True),), border=0, padding=0)
    photo = Cell((Picture(text.photo, wide, high, Align.RIGHT),), bordered=False)
    row = Row((words, photo), sheet.body, exact=True)
    return Table((width, column), (row,), border=0, padding=0)


def _words(sheet: _Sheet, text: CertificateText, width: float) -> tuple[Paragraph, ...]:
    sentence = statement(text)
    size, line = _body_size(sheet, text, sentence, width)
    plain = Style(FontRole.BODY, size, colour=_INK)
    indented = Shape(Align.JUSTIFY, line, first_indent=2)
    return (
        *_address(text, size, line, width),
        paragraph(sentence, plain, indented),
        paragraph("特发此证。", plain, indented),
    )


def _address(
    text: CertificateText, size: float, line: float, width: float
) -> tuple[Paragraph, ...]:
    """The name and how he is addressed, which stays whole where both do not fit on one line."""
    plain = Style(FontRole.BODY, size, colour=_INK)
    name = Style(FontRole.KAI, size + 4, bold=True, colour=_INK, spacing=2)
    said, shape = _comrade(text), Shape(line=line)
    if _address_lines(text, size, width) == 1:
        return (Paragraph((Run(text.name, name), Run(f" {said}", plain)), shape),)
    return (paragraph(text.name, name, shape), paragraph(said, plain, shape))


def _comrade(text: CertificateText) -> str:
    return f"同志（{text.sex}）：" if text.sex else "同志："


def _address_lines(text: CertificateText, size: float, width: float) -> int:
    beside = width - (len(_comrade(text)) + 1) * size * MM_PER_POINT
    if lines_needed(text.name, size + 6, beside) == 1:
        return 1
    return lines_needed(text.name, size + 6, width) + 1


def _body_size(
    sheet: _Sheet, text: CertificateText, sentence: str, width: float
) -> tuple[float, float]:
    size = line = 0.0
    gaps = "空" * math.ceil(len(_MEETING.findall(sentence)) * _GAP)
    for size, line in sheet.sizes:
        lines = (
            _address_lines(text, size, width)
            + lines_needed(f"空格{sentence}{gaps}", size, width)
            + 1
        )
        if lines * line * MM_PER_POINT <= sheet.body:
            break
    return size, line


def _foot(sheet: _Sheet, text: CertificateText) -> Table:
    """Code and number at the left; issuer and date one above the other at the right."""
    number_width = sheet.setup.inner_width - sheet.signature
    issuer = Style(
        FontRole.BODY, fitting_size(text.issuer, sheet.signature, sheet.issuer), colour=_INK
    )
    day = Style(FontRole.BODY, sheet.day, colour=_INK)
    right = (
        paragraph(text.issuer, issuer, Shape(Align.CENTRE, sheet.day * 1.75)),
        paragraph(chinese_date(text.issued), day, Shape(Align.CENTRE, sheet.day * 1.875)),
    )
    cells = (
        Cell(_number(sheet, text, number_width), align=VerticalAlign.BOTTOM, bordered=False),
        Cell(right, align=VerticalAlign.BOTTOM, bordered=False),
    )
    row = Row(cells, sheet.foot, exact=True)
    return Table((number_width, sheet.signature), (row,), border=0, padding=0)


def _number(sheet: _Sheet, text: CertificateText, width: float) -> tuple[Paragraph | Picture, ...]:
    """The number; with a code it stands under it, and the short code below."""
    size = fitting_size(f"证书编号：{text.number}", width, sheet.small)
    if not text.code:
        number = paragraph(f"证书编号：{text.number}", Style(FontRole.KAI, size, colour=_INK))
        return (number,)
    small = Style(FontRole.KAI, min(size, sheet.small[1]), colour=_INK)
    mark = Style(FontRole.KAI, min(_MARK_SIZE, small.size), colour=_INK)
    line = Shape(line=_MARK_LINE)
    return (
        Picture(dense_qr_png(text.code), sheet.code, sheet.code, Align.LEFT),
        paragraph(f"证书编号：{text.number}", small, line),
        *((paragraph(f"核 验 码：{text.mark}", mark, line),) if text.mark else ()),
    )
