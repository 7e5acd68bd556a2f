"""The printed certificate: A4 landscape, inside a red and golden frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.documents.dates import chinese_date, span_text, tenths_text
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


@dataclass(frozen=True, slots=True)
class CertificateText:
    """What a certificate says.

    Attributes:
        sex: ``男``, ``女`` or empty.
        subject: Title of the training session or of the exam, without quotation marks.
        start: First day of the session, or the day of the exam.
        end: Last day; the same as ``start`` for one day.
        hours: Credit hours in whole tenths (80 is 8 hours), or None to say nothing.
        score: Score in whole tenths of a point, or None to say nothing.
        issued: Day of issue; the text's date and the file's.
        examined: Whether a completion was reached in an exam too.
        photo: PNG or JPEG content of a portrait 2:2.6, or None for a certificate without one.
    """

    kind: CertificateKind
    name: str
    subject: str
    start: date
    end: date
    number: str
    issuer: str
    issued: date
    sex: str = ""
    hours: int | None = None
    score: int | None = None
    examined: bool = True
    photo: bytes | None = None


_SETUP = PageSetup(297, 210, top=33, right=42, bottom=24, left=42)
_EXAMS = ("考试", "测试", "测验", "考核")
_FRAME = "certificate_frame.png"
_RED = "A81C1C"
_INK = "262626"
_BODY_HEIGHT = 82.0
_SIGNATURE_HEIGHT = 38.0
_PHOTO_WIDTH, _PHOTO_HEIGHT = 30.0, 39.0
_PHOTO_COLUMN = 38.0
_SIGNATURE_WIDTH = 112.0
_BODY_SIZES = ((22.0, 41.0), (20.0, 37.0), (18.0, 33.0), (16.0, 28.0), (14.0, 23.0), (12.0, 18.0))
"""Type size and line height in points; the first with which everything fits is taken."""


def certificate_document(text: CertificateText) -> Document:
    """The certificate as one page; whatever the lengths, it stays inside the frame.

    The seal is pressed over issuer and date at the lower right, which leave it 40 mm.
    """
    title = TITLES[text.kind]
    return Document(
        title=f"{title} {text.name}",
        blocks=(_title(title), _body(text), _foot(text)),
        setup=_SETUP,
        background=_FRAME,
        dated=text.issued,
    )


def statement(text: CertificateText) -> str:
    """The sentence that says what was done, without the person's name."""
    when = span_text(text.start, text.end)
    score = tenths_text(text.score) if text.score is not None else ""
    if text.kind is CertificateKind.EXAM_PASS:
        reached = f"成绩{score}分，" if score else ""
        exam = "" if text.subject.endswith(_EXAMS) else "考试"
        return f"于{when}参加“{text.subject}”{exam}，{reached}达到合格标准。"
    hours = f"共{tenths_text(text.hours)}学时，" if text.hours is not None else ""
    points = f"（{score}分）" if score else ""
    reached = f"经考核成绩合格{points}" if text.examined else "修完全部课程"
    return f"于{when}参加“{text.subject}”，{hours}{reached}，准予结业。"


def _title(title: str) -> Paragraph:
    """Spaced wide; the last character without space, so that the line stays in the middle."""
    wide = Style(FontRole.TITLE, 50, colour=_RED, spacing=20)
    last = Style(FontRole.TITLE, 50, colour=_RED)
    shape = Shape(Align.CENTRE, line=66, after=14)
    return Paragraph((Run(title[:-1], wide), Run(title[-1], last)), shape)


def _body(text: CertificateText) -> Table:
    width = _SETUP.inner_width - (_PHOTO_COLUMN if text.photo else 0)
    words = Cell(_words(text, width), bordered=False)
    if text.photo is None:
        return Table((width,), (Row((words,), _BODY_HEIGHT, exact=True),), border=0, padding=0)
    portrait = Picture(text.photo, _PHOTO_WIDTH, _PHOTO_HEIGHT, Align.RIGHT)
    photo = Cell((portrait,), bordered=False)
    row = Row((words, photo), _BODY_HEIGHT, exact=True)
    return Table((width, _PHOTO_COLUMN), (row,), border=0, padding=0)


def _words(text: CertificateText, width: float) -> tuple[Paragraph, ...]:
    sentence = statement(text)
    size, line = _body_size(text, sentence, width)
    plain = Style(FontRole.BODY, size, colour=_INK)
    indented = Shape(Align.JUSTIFY, line, first_indent=2)
    return (
        _address(text, size, line),
        paragraph(sentence, plain, indented),
        paragraph("特发此证。", plain, indented),
    )


def _address(text: CertificateText, size: float, line: float) -> Paragraph:
    plain = Style(FontRole.BODY, size, colour=_INK)
    name = Style(FontRole.KAI, size + 4, bold=True, colour=_INK, spacing=2)
    sex = f"（{text.sex}）" if text.sex else ""
    return Paragraph((Run(text.name, name), Run(f" 同志{sex}：", plain)), Shape(line=line))


def _body_size(text: CertificateText, sentence: str, width: float) -> tuple[float, float]:
    size = line = 0.0
    for size, line in _BODY_SIZES:
        name = lines_needed(f"{text.name}同志（男）：", size + 6, width)
        lines = name + lines_needed(f"空格{sentence}", size, width) + 1
        if lines * line * MM_PER_POINT <= _BODY_HEIGHT:
            break
    return size, line


def _foot(text: CertificateText) -> Table:
    """Number at the left; issuer and date one above the other at the right."""
    number_width = _SETUP.inner_width - _SIGNATURE_WIDTH
    small = Style(FontRole.KAI, _size(text.number, number_width, 5, (14, 12, 10.5)), colour=_INK)
    issuer = Style(
        FontRole.BODY, _size(text.issuer, _SIGNATURE_WIDTH, 0, (18, 16, 14)), colour=_INK
    )
    day = Style(FontRole.BODY, 16, colour=_INK)
    left = (paragraph(f"证书编号：{text.number}", small),)
    right = (
        paragraph(text.issuer, issuer, Shape(Align.CENTRE, 28)),
        paragraph(chinese_date(text.issued), day, Shape(Align.CENTRE, 30)),
    )
    cells = (
        Cell(left, align=VerticalAlign.BOTTOM, bordered=False),
        Cell(right, align=VerticalAlign.BOTTOM, bordered=False),
    )
    row = Row(cells, _SIGNATURE_HEIGHT, exact=True)
    return Table((number_width, _SIGNATURE_WIDTH), (row,), border=0, padding=0)


def _size(text: str, width: float, label: int, sizes: tuple[float, ...]) -> float:
    """The size at which text and a label of so many characters stand on one line."""
    return fitting_size("空" * label + text, width, sizes)
