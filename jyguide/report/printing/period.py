"""The report of a period on paper: opening, numbers by area, lists, sign line, code, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from jyguide.documents.chart import Chart, Draw
from jyguide.documents.dates import chinese_number, date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    Picture,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.qr import qr_png
from jyguide.documents.report_blocks import SETUP, heading, table, text, title
from jyguide.documents.section import TOTAL, ReportSection, cell_text
from jyguide.report.layout import (
    BEFORE_NAMES,
    NOW_NAMES,
    PeriodReport,
    words,
)

_CODE = 24.0
"""Millimetres of the code at the foot."""
_COLUMNS = (62.0, 20.0, 31.0, 31.0, 30.0)
_ROW = 6.6
_LONGEST = 200
"""Rows of a list that are printed; the workbook has them all."""
_NUMBER = 11.0
"""Millimetres of the column of numbers of a list."""
_LEFT = 8
"""Characters from which on a cell of a list begins at the left edge."""


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
    """The report.

    Args:
        report: What it says.
        mark: The code at its foot; without one there is none.
        draw: Draws charts; without one it has tables alone.
    """
    parts: list[tuple[str, list[Block]]] = [("总体情况", _whole(report))]
    if report.parts:
        parts.append(("主要数字", [_numbers(report)]))
    if draw is not None and report.charts:
        parts.append(("图示", list(_charts(report.charts, draw))))
    parts += [(section.name, list(_list(section))) for section in report.lists if section.rows]
    under = f"{report.office}　{date_text(report.dated)}"
    blocks: list[Block] = [*title(report.title, under)]
    for number, (name, body) in enumerate(parts, 1):
        blocks += [heading(f"{chinese_number(number)}、{name}"), *body]
    blocks += [Spacer(5), _foot(report, mark), *_notes(report)]
    return Document(report.title, tuple(blocks), SETUP, footer=PAGE_NUMBER, dated=report.dated)


def _whole(report: PeriodReport) -> list[Block]:
    shape = Shape(Align.JUSTIFY, line=22, first_indent=2, after=3)
    said = [words(one) for one in report.opening if one]
    return [paragraph(one, Style(size=12), shape) for one in said] or [
        text(f"{NOW_NAMES[report.period.kind]}没有登记的工作。", 12)
    ]


def _numbers(report: PeriodReport) -> Table:
    """All numbers in one table, each area under a line with its name."""
    kind = report.period.kind
    heads = ("项目", "单位", NOW_NAMES[kind], BEFORE_NAMES[kind], "增减")
    rows = [_row(heads, FontRole.HEI)]
    for part in report.parts:
        name = paragraph(part.name, Style(FontRole.HEI, 10.5), Shape(line=15))
        rows.append(Row((Cell((name,), span=len(heads)),), height=_ROW))
        for line in part.lines:
            now, before = f"{line.now.number:,}", f"{line.before.number:,}"
            rows.append(_row((line.name, line.what.unit, now, before, line.change)))
    return Table(_COLUMNS, tuple(rows), header_rows=1)


def _row(texts: Sequence[str], role: FontRole = FontRole.BODY) -> Row:
    style = Style(role, 10.5)
    sides = (Align.LEFT if role is FontRole.BODY else Align.CENTRE, *[Align.CENTRE] * len(texts))
    return Row(
        tuple(
            Cell((paragraph(said, style, Shape(side, line=15)),))
            for said, side in zip(texts, sides, strict=False)
        ),
        height=_ROW,
    )


def _charts(charts: Sequence[Chart], draw: Draw) -> Iterator[Block]:
    for chart in charts:
        drawn = draw(chart, SETUP.inner_width)
        yield paragraph(
            chart.title, Style(FontRole.KAI, 11), Shape(Align.CENTRE, line=18, keep_next=True)
        )
        yield Picture(drawn.png, drawn.width, drawn.height)
        yield Spacer(2)


def _list(section: ReportSection) -> Iterator[Block]:
    shown = section.rows[:_LONGEST]
    rows = [tuple(cell_text(value) for value in row) for row in shown]
    left = [at for at in range(len(section.heads)) if any(len(row[at]) > _LEFT for row in rows)]
    numbered = [
        ("" if row[0] == TOTAL else str(number), *row) for number, row in enumerate(rows, 1)
    ]
    share = sum(section.widths) / (SETUP.inner_width - _NUMBER)
    widths = (_NUMBER * share, *section.widths)
    yield table(("序号", *section.heads), numbered, widths, left=[at + 1 for at in left])
    if more := len(section.rows) - len(shown):
        yield text(f"另有 {more} 行，见 Excel 文件。", 10)


def _notes(report: PeriodReport) -> Iterator[Block]:
    small = Shape(Align.JUSTIFY, line=14, after=2)
    yield paragraph("说明", Style(FontRole.HEI, 10.5), Shape(line=20, before=8, keep_next=True))
    for part in report.parts:
        yield paragraph(f"【{part.name}】{part.counting}", Style(FontRole.KAI, 9.5), small)
    left_out = "没有登记或为零的项目没有列出。" if report.left_out else ""
    if told := report.unfinished + left_out:
        yield paragraph(told, Style(FontRole.KAI, 9.5), small)


def _foot(report: PeriodReport, mark: CodeOnPaper | None) -> Table:
    """Who answers for it, beside the code; never torn from one another."""
    line = Shape(line=22)
    signs = [
        paragraph(f"填报单位（盖章）：{report.office}", Style(size=11), line),
        paragraph("负责人（签字）：", Style(size=11), line),
        paragraph(
            f"制表人：{report.compiled_by}　　填报日期：{date_text(report.dated)}",
            Style(size=11),
            line,
        ),
    ]
    if mark is None:
        return Table((SETUP.inner_width,), (Row((_bare(signs),)),), border=0)
    side = _CODE + 22
    code = Shape(Align.CENTRE, line=12)
    right: list[Paragraph | Picture] = [
        Picture(qr_png(mark.qr_text), _CODE, _CODE),
        paragraph(f"校验码 {mark.code}", Style(size=9.5), code),
        paragraph("在“报表—纸面核对”中核对", Style(FontRole.KAI, 8), code),
    ]
    return Table((SETUP.inner_width - side, side), (Row((_bare(signs), _bare(right))),), border=0)


def _bare(blocks: Sequence[Paragraph | Picture]) -> Cell:
    return Cell(tuple(blocks), bordered=False)
