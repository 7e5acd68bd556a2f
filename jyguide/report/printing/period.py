"""The report of a period as an official document: text, numbers, lists, signature, code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from jyguide.documents.chart import Chart, Draw
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import width_in_characters
from jyguide.documents.numbering import Content, Section, tight
from jyguide.documents.official import (
    WIDTH,
    Annex,
    OfficialPaper,
    Signature,
    official_document,
)
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    Picture,
    Row,
    Run,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.qr import dense_qr_png, dense_squares
from jyguide.documents.section import TOTAL, ReportSection, cell_text
from jyguide.documents.text_table import TextColumn, kept_with_next, text_table
from jyguide.report.layout import (
    BEFORE_NAMES,
    NOW_NAMES,
    PeriodReport,
    words,
)

_SQUARE = 0.45
"""Millimetres of a square of the code: as many as a scan of 100 dots an inch still tells apart."""
_CODE = 26.0
"""Millimetres of the code at least; that of a city with everything takes 46."""
_BESIDE = 4.0
_COLUMNS = (63.0, 17.0, 24.0, 24.0, 28.0)
_ROW = 7.6
_SIZE = 12.0
"""小四, of the table of numbers; lists, which have more columns, are set in 五号."""
_SMALL = 10.5
_LONGEST = 200
"""Rows of a list that are printed; the workbook has them all."""
_NUMBER = 10.0
"""Millimetres of the column of numbers of a list."""
_WORD = 4
"""Characters of a head or cell that stay on one line if there is room for it."""
_AROUND = 2.6
"""Millimetres of a cell that its text does not reach."""
_LEFT = 8
"""Characters from which on a cell of a list begins at the left edge."""
_RULES = "统计口径"
_GAP = paragraph("", Style(size=_SMALL), Shape(line=14, keep_next=True))


class CodeOnPaper(Protocol):
    """What stands at the foot, by which the paper can be compared with the data later."""

    @property
    def code(self) -> str:
        """For whoever types it."""

    @property
    def qr_text(self) -> str:
        """For whoever scans it."""


def period_document(
    report: PeriodReport, mark: CodeOnPaper | None = None, draw: Draw | None = None
) -> Document:
    """The report, by GB/T 9704; how its numbers are counted is attached.

    Args:
        report: What it says.
        mark: The code under the signature; without one there is none.
        draw: Draws charts; without one it has tables alone.
    """
    head, period, kind = report.title.partition(report.period.name)
    sections = [Section("总体情况", _whole(report))]
    if report.parts:
        sections.append(Section("主要数字", [_numbers(report)]))
    if draw is not None and report.charts:
        sections.append(Section("图示", list(_charts(report.charts, draw))))
    sections += _lists([one for one in report.lists if one.rows])
    told = ("各项数字的统计口径见附件。",) if report.parts else ()
    paper = OfficialPaper(
        title=(head, period + kind),
        content=(*sections, *told),
        annexes=(Annex(_RULES, tuple(_rules(report))),) if report.parts else (),
        signature=Signature(report.office, report.dated),
        foot=() if mark is None else (_GAP, _code(report, mark)),
    )
    return official_document(paper)


def _whole(report: PeriodReport) -> list[Content]:
    said = [words(one) for one in report.opening if one]
    nothing = f"{NOW_NAMES[report.period.kind]}没有登记的工作。"
    return [*(said or [nothing]), *filter(None, [report.unfinished])]


def _numbers(report: PeriodReport) -> Table:
    """All numbers in one table, each area under a line with its name."""
    kind = report.period.kind
    heads = ("项目", "单位", NOW_NAMES[kind], BEFORE_NAMES[kind], "增减")
    rows = [_row(heads, FontRole.HEI)]
    for part in report.parts:
        name = paragraph(part.name, Style(FontRole.HEI, _SIZE), Shape(line=17))
        rows.append(kept_with_next(Row((Cell((name,), span=len(heads)),), height=_ROW)))
        for line in part.lines:
            now = f"{line.now.number:,}"
            rows.append(_row((line.name, line.what.unit, now, line.before_text, line.change)))
    return Table(_COLUMNS, tuple(rows), header_rows=1)


def _row(texts: Sequence[str], role: FontRole = FontRole.BODY) -> Row:
    style = Style(role, _SIZE)
    sides = (Align.LEFT if role is FontRole.BODY else Align.CENTRE, *[Align.CENTRE] * len(texts))
    return Row(
        tuple(
            Cell((paragraph(said, style, Shape(side, line=17)),))
            for said, side in zip(texts, sides, strict=False)
        ),
        height=_ROW,
    )


def _charts(charts: Sequence[Chart], draw: Draw) -> Iterator[Block]:
    for chart in charts:
        drawn = draw(chart, WIDTH)
        yield paragraph(
            chart.title, Style(FontRole.KAI, _SIZE), Shape(Align.CENTRE, line=20, keep_next=True)
        )
        yield Picture(drawn.png, drawn.width, drawn.height)
        yield Spacer(2)


def _lists(lists: Sequence[ReportSection]) -> list[Section]:
    """Under one head where there are several."""
    told = [Section(section.name, list(_list(section))) for section in lists]
    return [Section("分项情况", told)] if len(told) > 1 else told


def _list(section: ReportSection) -> Iterator[Content]:
    shown = section.rows[:_LONGEST]
    sums = [("", *map(cell_text, row)) for row in shown if row[0] == TOTAL]
    rows = [
        (str(number), *map(cell_text, row))
        for number, row in enumerate((row for row in shown if row[0] != TOTAL), 1)
    ]
    columns = [TextColumn("序号", _NUMBER, Align.CENTRE, whole=True)]
    for at, (head, width) in enumerate(zip(section.heads, _widths(section), strict=True), 1):
        long = any(width_in_characters(row[at]) > _LEFT for row in rows)
        columns.append(
            TextColumn(head, width, Align.LEFT if long else Align.CENTRE, whole=not long)
        )
    yield _ended(text_table(columns, rows, sums=sums, size=_SMALL, height=8))
    if more := len(section.rows) - len(shown):
        yield f"另有{more}行，见 Excel 文件。"


def _widths(section: ReportSection) -> list[float]:
    """Of the columns, in millimetres: what each needs at least, and its share of the rest."""
    room, shares = WIDTH - _NUMBER, sum(section.widths)
    texts = [
        (head.partition("（")[0], *(cell_text(row[at]) for row in section.rows))
        for at, head in enumerate(section.heads)
    ]
    widest = [max(map(width_in_characters, column)) for column in texts]
    least = [min(_WORD, one) * _SMALL * MM_PER_POINT + _AROUND for one in widest]
    rest = room - sum(least)
    if rest < 0:
        return [room * one / shares for one in section.widths]
    return [a + rest * b / shares for a, b in zip(least, section.widths, strict=True)]


def _ended(table: Table) -> Table:
    """The last row is not alone on its page."""
    *before, last_but_one, last = table.rows
    return replace(table, rows=(*before, kept_with_next(last_but_one), last))


def _rules(report: PeriodReport) -> Iterator[Block]:
    """How each number is counted, area by area, in small type."""
    for part in report.parts:
        yield _rule(part.name, part.counting)
    counted = {line.what.counting for part in report.parts for line in part.lines}
    for section in report.lists:
        if section.rows and section.note and section.note not in counted:
            yield _rule(section.name, section.note)
    if report.left_out:
        yield _rule("其他", "没有登记或为零的项目没有列出。")


def _rule(name: str, said: str) -> Paragraph:
    runs = (
        Run(f"{name}　", Style(FontRole.HEI, _SMALL)),
        Run(tight(said), Style(size=_SMALL)),
    )
    return Paragraph(runs, Shape(Align.JUSTIFY, line=18, first_indent=2))


def _code(report: PeriodReport, mark: CodeOnPaper) -> Table:
    """The code, and beside it what it is for and who made the report."""
    line, small = Shape(line=16), Style(size=_SMALL)
    said = [
        paragraph("在“报表—纸面核对”中扫码或输入校验码，可核对数字。", small, line),
        paragraph(f"校验码：{mark.code}", small, line),
    ]
    if report.compiled_by:
        said.append(paragraph(f"制表人：{report.compiled_by}", small, line))
    png = dense_qr_png(mark.qr_text)
    side = max(_CODE, dense_squares(png) * _SQUARE)
    code = Picture(png, side, side, Align.LEFT)
    cells = (Cell((code,), bordered=False), Cell(tuple(said), bordered=False))
    left = side + _BESIDE
    return Table((left, WIDTH - left), (Row(cells),), border=0, padding=0)
