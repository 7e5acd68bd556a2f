"""The training matrix on paper: across, as many sheets as it takes, names and heads on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jyguide.documents.dates import chinese_date, tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.report.matrix import COUNTING, Matrix, MatrixRow, mark_text

_A4 = PageSetup(width=297, height=210, top=15, right=12, bottom=15, left=12, footer=8)
_A3 = PageSetup(width=420, height=297, top=16, right=14, bottom=16, left=14, footer=9)
_NUMBER, _NAME, _UNIT, _SUM = 9.0, 19.0, 36.0, 13.0
_SESSION = 13.0
"""Millimetres a training's column has at least."""
_WIDEST = 30.0
_PADDING = 0.6
_ROW = 6.4
_HEAD_LINE = 11.0
_PLAIN = Style(size=10)


@dataclass(frozen=True, slots=True)
class MatrixPaper:
    """How it is printed.

    Attributes:
        large: On A3; else on A4.
        hours: Hours in the cells; else √.
    """

    large: bool = False
    hours: bool = False

    @property
    def setup(self) -> PageSetup:
        return _A3 if self.large else _A4


def matrix_document(matrix: Matrix, office: str, on: date, paper: MatrixPaper) -> Document:
    """The whole table.

    Trainings that do not fit beside one another go on, with all names, behind the first ones;
    the totals of a person stand on the last of these sheets.
    """
    setup = paper.setup
    blocks: list[Block] = [
        _line(matrix.title, Style(FontRole.TITLE, 18), 26),
        _line(f"{office}　{chinese_date(on)}", Style(FontRole.KAI, 11), 18),
    ]
    if not matrix.rows:
        blocks.append(_line("这一年还没有培训名单。", Style(), 24))
    for number, part in enumerate(_parts(matrix, setup)):
        if number:
            blocks.append(PageBreak())
        blocks.append(_table(matrix, part, paper))
    blocks.append(
        paragraph(f"说明：{COUNTING}", Style(FontRole.KAI, 9.5), Shape(line=14, before=4))
    )
    return Document(matrix.title, tuple(blocks), setup, footer=PAGE_NUMBER, dated=on)


def _parts(matrix: Matrix, setup: PageSetup) -> list[range]:
    """Which trainings stand on a sheet, evenly shared out."""
    if not matrix.rows:
        return []
    room = setup.inner_width - 0.5 - _NUMBER - _NAME - _UNIT - 2 * _SUM
    count = len(matrix.columns)
    sheets = max(1, -(-count // int(room / _SESSION)))
    a_sheet = max(1, -(-count // sheets))
    return [range(at, min(at + a_sheet, count)) for at in range(0, max(count, 1), a_sheet)]


def _table(matrix: Matrix, part: range, paper: MatrixPaper) -> Table:
    last = part.stop == len(matrix.columns)
    room = paper.setup.inner_width - 0.5 - _NUMBER - _NAME - _UNIT - 2 * _SUM
    wide = min(_WIDEST, int(10 * room / max(1, len(part))) / 10)
    sums = (_SUM, _SUM) if last else ()
    columns = (_NUMBER, _NAME, _UNIT, *(wide for _ in part), *sums)
    rows = [
        _body(number, row, part, paper, last=last) for number, row in enumerate(matrix.rows, 1)
    ]
    rows.append(_total(matrix, part, paper, last=last))
    head = _head(matrix, part, wide, last=last)
    return Table(columns, (head, *rows), header_rows=1, padding=_PADDING)


def _head(matrix: Matrix, part: range, wide: float, *, last: bool) -> Row:
    hei = FontRole.HEI
    names = [_cell(text, style=Style(hei, 10)) for text in ("序号", "姓名", "单位")]
    size = 8.5 if wide < 2 * _SESSION else 9.5
    found, most = [], 1
    for at in part:
        column = matrix.columns[at]
        day = f"{column.session.starts_on.month}.{column.session.starts_on.day}"
        shape = Shape(Align.CENTRE, line=_HEAD_LINE)
        lines = (
            paragraph(day, Style(hei, 9), shape),
            paragraph(column.session.title, Style(size=size), shape),
        )
        found.append(Cell(lines))
        most = max(most, lines_needed(column.session.title, size, wide - 2 * _PADDING))
    sums = [_cell(text, style=Style(hei, 10)) for text in (("人次", "学时") if last else ())]
    return Row((*names, *found, *sums), height=(most + 1) * _HEAD_LINE * MM_PER_POINT + 3)


def _body(number: int, row: MatrixRow, part: range, paper: MatrixPaper, *, last: bool) -> Row:
    name = _fitted(row.person.name, _NAME, (10.5, 9, 8, 7))
    unit = _fitted(row.person.organisation, _UNIT, (10, 9, 8, 7))
    marks = [_cell(mark_text(row.marks[at], hours=paper.hours)) for at in part]
    sums = [_cell(str(row.times)), _cell(tenths_text(row.hours))] if last else []
    return Row((_cell(str(number)), name, unit, *marks, *sums), height=_ROW)


def _total(matrix: Matrix, part: range, paper: MatrixPaper, *, last: bool) -> Row:
    style = Style(FontRole.HEI, 10)
    columns = [matrix.columns[at] for at in part]
    texts = [tenths_text(one.hours) if paper.hours else str(one.times) for one in columns]
    if last:
        texts += [str(matrix.times), tenths_text(matrix.hours)]
    marks = [_fitted(text, _SESSION, (10, 9, 8, 7), style.role) for text in texts]
    return Row((Cell((_text("合计", style),), span=3), *marks), height=_ROW + 0.6)


def _fitted(
    text: str, wide: float, sizes: Sequence[float], role: FontRole = FontRole.BODY
) -> Cell:
    return _cell(text, style=Style(role, fitting_size(text, wide - 2 * _PADDING - 0.4, sizes)))


@lru_cache(maxsize=4096)  # a sheet says few different things, thousands of times
def _cell(text: str, style: Style = _PLAIN) -> Cell:
    return Cell((_text(text, style),))


def _text(text: str, style: Style) -> Paragraph:
    return paragraph(text, style, Shape(Align.CENTRE, line=max(11.0, 1.2 * style.size)))


def _line(text: str, style: Style, line: float) -> Paragraph:
    return paragraph(text, style, Shape(Align.CENTRE, line=line))
