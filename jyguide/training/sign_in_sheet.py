"""The sign-in sheet that lies on the table at the door: A4 portrait, 25 lines a page.

With a code beside each name for the scanner a page has 15 lines, since a code needs room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageSetup,
    Picture,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.qr import qr_png
from jyguide.masking import masked_phone
from jyguide.people.person_code import person_code
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from jyguide.training.session import SESSION_KIND_NAMES, EnrolmentRow, SessionPlan
from jyguide.training.session_time import when_text

ROWS_A_PAGE = 25
CODES_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One enrolled person; ``role`` is the post or the kind of trainee.

    ``number`` is 0 where the lines are numbered as they come. ``code`` is what a scanner is to
    read, as text; only a sheet with codes shows it.
    """

    name: str
    organisation: str = ""
    role: str = ""
    phone: str = ""
    note: str = ""
    code: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class SignInText:
    """What the sheet says.

    Attributes:
        title: Title of the training session.
        facts: Pairs such as ``("时间", "2026年11月20日 9:00")``; up to four, two on a line.
        lines: In the order of printing.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[SignInLine, ...] = ()


def sign_in_text(plan: SessionPlan, rows: Iterable[EnrolmentRow]) -> SignInText:
    """What the sheet says of a session and the people on its list, in the order given."""
    facts = (
        ("时间", when_text(plan)),
        ("地点", plan.place),
        ("授课", plan.lecturer),
        ("类型", SESSION_KIND_NAMES[plan.kind]),
    )
    lines = [
        SignInLine(
            name=row.name,
            organisation=row.organisation or row.station,
            role=row.post or INSTRUCTOR_KIND_NAMES.get(row.kind, ""),
            phone=masked_phone(row.phone),  # the sheet lies open on a table
            code=person_code(row.person_id),
            number=row.number,
        )
        for row in rows
    ]
    return SignInText(plan.title, facts, tuple(lines))


_SETUP = PageSetup(top=16, right=13, bottom=17, left=13, footer=9)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns of a sheet and how many lines of them a page holds."""

    columns: tuple[float, ...]
    heads: tuple[str, ...]
    row_height: float
    rows_a_page: int

    @property
    def width(self) -> float:
        return sum(self.columns)


_PLAIN = _Layout(
    (11.0, 22.0, 46.0, 30.0, 28.0, 28.0, 19.0),
    ("序号", "姓名", "单位", "职务/类别", "联系电话", "签名", "备注"),
    8.7,
    ROWS_A_PAGE,
)
_CODED = _Layout(
    (11.0, 24.0, 46.0, 32.0, 18.0, 34.0, 19.0),
    ("序号", "姓名", "单位", "职务/类别", "扫码签到", "签名", "备注"),
    14.5,
    CODES_A_PAGE,
)
_CODE_SIDE = 14.0
"""Millimetres with the quiet margin: each square 0.42 mm, which any office scanner reads."""
_HEAD_HEIGHT = 9.0
_FACT_HEIGHT = 7.2
_PADDING = 0.8
_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
_TWO_LINES = 11
"""Points a line where a field needs two: two of them are a little less than the row."""


def sign_in_sheet(text: SignInText, *, with_codes: bool = False) -> Document:
    """Title, facts and column heads on every page, 25 lines below them.

    The last page is filled up with numbered empty lines for who comes without being enrolled.

    Args:
        text: What the sheet says.
        with_codes: Whether each line has the person's code for a scanner.
    """
    return Document(
        title=f"签到表 {text.title}",
        blocks=(_table(text, _CODED if with_codes else _PLAIN),),
        setup=_SETUP,
        footer=PAGE_NUMBER,
    )


def _table(text: SignInText, layout: _Layout) -> Table:
    head = (
        _title_row(text.title, layout),
        *_fact_rows(text.facts, layout),
        _column_heads(layout),
    )
    pages = max(1, -(-len(text.lines) // layout.rows_a_page))
    numbers = [line.number or at for at, line in enumerate(text.lines, 1)]
    last = max(numbers, default=0)
    empty = pages * layout.rows_a_page - len(text.lines)
    numbers += range(last + 1, last + 1 + empty)
    lines = text.lines + (SignInLine(name=""),) * empty
    rows = (_row(number, line, layout) for number, line in zip(numbers, lines, strict=True))
    return Table(layout.columns, (*head, *rows), header_rows=len(head), padding=_PADDING)


def _title_row(title: str, layout: _Layout) -> Row:
    whole = f"{title}签到表"
    size = fitting_size(whole, layout.width, (22, 20, 18, 16, 14, 12))
    style = Style(FontRole.TITLE, size)
    cell = Cell(
        (paragraph(whole, style, Shape(Align.CENTRE, line=size * 1.15)),),
        span=len(layout.columns),
        bordered=False,
    )
    return Row((cell,), height=15, exact=True)


def _fact_rows(facts: tuple[tuple[str, str], ...], layout: _Layout) -> tuple[Row, ...]:
    """Two facts a line; the left one over the first three columns."""
    rows = []
    for start in range(0, len(facts), 2):
        pair = facts[start : start + 2]
        spans = (3, 4) if len(pair) > 1 else (7,)
        cells = [_fact(fact, span, layout) for fact, span in zip(pair, spans, strict=True)]
        rows.append(Row(tuple(cells), _FACT_HEIGHT, exact=True))
    return tuple(rows)


def _fact(fact: tuple[str, str], span: int, layout: _Layout) -> Cell:
    words = f"{fact[0]}：{fact[1]}"
    first = 0 if span != 4 else 3  # noqa: PLR2004 - the right-hand fact begins at column 3
    width = sum(layout.columns[first : first + span]) - 2 * _PADDING
    size = fitting_size(words, width, (12, 11, 10, 9, 8))
    style = Style(FontRole.BODY, size)
    return Cell((paragraph(words, style, Shape(line=size * 1.2)),), span=span, bordered=False)


def _column_heads(layout: _Layout) -> Row:
    style = Style(FontRole.HEI, 11)
    shape = Shape(Align.CENTRE, line=15)
    return Row(
        tuple(Cell((paragraph(head, style, shape),)) for head in layout.heads),
        _HEAD_HEIGHT,
        exact=True,
    )


def _row(number: int, line: SignInLine, layout: _Layout) -> Row:
    told = line.phone if layout is _PLAIN else ""
    values = (str(number), line.name, line.organisation, line.role, told, "", line.note)
    cells = [_field(value, width) for value, width in zip(values, layout.columns, strict=True)]
    if layout is _CODED and line.code:
        cells[4] = Cell((Picture(qr_png(line.code), _CODE_SIDE, _CODE_SIDE),))
    return Row(tuple(cells), layout.row_height, exact=True)


def _field(value: str, column: float) -> Cell:
    """One line where that is legible, else two smaller ones."""
    width = column - 2 * _PADDING
    size = fitting_size(value, width, _SIZES[:3])
    if size == _SIZES[2]:
        size = fitting_size(value, width, _SIZES[2:], lines=2)
    shape = Shape(Align.CENTRE, line=_TWO_LINES if size <= _SIZES[2] else 15)
    return Cell((paragraph(value, Style(FontRole.BODY, size), shape),))
