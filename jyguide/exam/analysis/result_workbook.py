"""成绩单.xlsx: the list of results in roster order, and the analysis of items.

Rows whose figures rest on too few people say so, and their figures are grey, as on screen.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.documents.measure import width_in_characters
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exam.analysis.sample import SMALL_SAMPLE_NOTE
from jyguide.exchange.cell_writing import put_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | float | None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One candidate; ``score`` in whole tenths and ``passed`` are None for who did not sit it.

    ``passed`` is also None while an answer waits to be marked: the score is not final.
    """

    name: str
    organisation: str
    score: int | None
    passed: bool | None
    duration: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetText:
    """One more sheet: its name, its heads, and rows as long as the heads."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class ResultText:
    """What the workbook says.

    Attributes:
        title: Title of the exam; the first line of the sheet.
        lines: In roster order; never sorted by score, and without a rank.
        summary: Pairs such as ``("平均分", 86.5)``, below the list.
        item_heads: Heads of the second sheet; no second sheet where empty.
        item_rows: Its rows, each as long as the heads.
        more: Sheets after these; those without rows are left out.
    """

    title: str
    lines: tuple[ResultLine, ...]
    summary: tuple[tuple[str, CellValue], ...] = ()
    item_heads: tuple[str, ...] = ()
    item_rows: tuple[tuple[CellValue, ...], ...] = ()
    more: tuple[SheetText, ...] = ()


_HEADS = ("序号", "姓名", "单位", "得分", "是否合格", "用时", "备注")
_WIDTHS = (6.0, 14.0, 32.0, 8.0, 10.0, 12.0, 12.0)
_LINE_HEIGHT = 20.0
_PASSED = {True: "合格", False: "不合格", None: "未参加"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_ROW = 3
_WIDEST = 60.0
_TEXT_COLUMNS = {"单位", "备注", "题干", "题目", "提示", "内容", "选项分布", "异常"}
_NARROWER = {"题干": 40.0, "提示": 26.0, "选项分布": 24.0, "异常": 22.0}
_GREY = "FF767676"


def write_result_workbook(text: ResultText, target: Path) -> None:
    """Write both sheets, ready to print on A4.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    import openpyxl  # noqa: PLC0415 - takes 150 ms to load, only files need it

    book = openpyxl.Workbook()
    book.properties.creator = "暨阳指导"
    book.properties.title = _clean(text.title)
    _fill_results(book.worksheets[0], text)
    sheets = (SheetText("逐题分析", text.item_heads, text.item_rows), *text.more)
    for one in sheets:
        if one.heads and (one.rows or one.name == "逐题分析"):
            _fill_table(book.create_sheet(one.name), text.title, one)
    with replace_when_whole(target) as part:
        part.write_bytes(_saved(book))


def _saved(book: Workbook) -> bytes:
    """Through memory: a full disk would leave openpyxl's archive open."""
    buffer = io.BytesIO()
    PRACTICE.on_workbook(book)
    book.save(buffer)
    return buffer.getvalue()


def _fill_results(sheet: Worksheet, text: ResultText) -> None:
    sheet.title = "成绩单"
    rows = [(number, *_values(line)) for number, line in enumerate(text.lines, 1)]
    _fill(sheet, f"{text.title}成绩单", _HEADS, rows, _WIDTHS)
    first = _FIRST_ROW + len(rows) + 1
    for row, (label, value) in enumerate(text.summary, first):
        _put(sheet, (row, 2), label, bold=True)
        _put(sheet, (row, 3), value).alignment = _alignment("left")
        sheet.row_dimensions[row].height = _LINE_HEIGHT * _lines((value,), _WIDTHS[2:3])


def _values(line: ResultLine) -> tuple[CellValue, ...]:
    score = None if line.score is None else line.score / 10
    waits = line.passed is None and line.score is not None
    passed = "待评阅" if waits else _PASSED[line.passed]
    return line.name, line.organisation, score, passed, line.duration, line.note


def _fill_table(sheet: Worksheet, title: str, text: SheetText) -> None:
    columns = zip(text.heads, *text.rows, strict=True)
    widths = [
        min(_fitting_width(column), _NARROWER.get(head, _WIDEST))
        for head, column in zip(text.heads, columns, strict=True)
    ]
    _fill(sheet, f"{title}{text.name}", text.heads, text.rows, widths)
    sheet.page_setup.orientation = "landscape"
    for row, values in enumerate(text.rows, _FIRST_ROW):
        if SMALL_SAMPLE_NOTE in values:
            for column in range(values.index(SMALL_SAMPLE_NOTE) + 1, len(values) + 1):
                _grey(sheet.cell(row, column))
            _grey_figures(sheet, row, values)


def _grey_figures(sheet: Worksheet, row: int, values: Sequence[CellValue]) -> None:
    """Every figure but the number of the item, which is none."""
    for column, value in enumerate(values, 1):
        if column > 1 and (isinstance(value, float) or str(value).endswith("%")):
            _grey(sheet.cell(row, column))


def _grey(cell: Any) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - see above

    cell.font = Font(name="宋体", size=11, color=_GREY)


def _fill(
    sheet: Worksheet,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[CellValue]],
    widths: Sequence[float],
) -> None:
    """Title over all columns, heads that stay in view and are printed on each page, rows."""
    _put(sheet, (1, 1), title, bold=True, size=16).alignment = _alignment("center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet.row_dimensions[1].height = 32
    for column, head in enumerate(heads, 1):
        _framed(_put(sheet, (2, column), head, bold=True), "center")
    for row, values in enumerate(rows, _FIRST_ROW):
        for column, value in enumerate(values, 1):
            side = "left" if heads[column - 1] in _TEXT_COLUMNS else "center"
            _framed(_put(sheet, (row, column), value), side)
        sheet.row_dimensions[row].height = _LINE_HEIGHT * _lines(values, widths)
    _set_widths(sheet, widths)
    _page(sheet)


def _page(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - see above

    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页  共 &N 页"


def _put(
    sheet: Worksheet,
    place: tuple[int, int],
    value: CellValue,
    *,
    bold: bool = False,
    size: float = 11,
) -> Any:
    """Write a value and return its cell."""
    from openpyxl.styles import Font  # noqa: PLC0415 - see above

    cell: Any = sheet.cell(*place)
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
    cell.font = Font(name="宋体", size=size, bold=bold)
    return cell


def _framed(cell: Any, side: str) -> None:
    from openpyxl.styles import Border, Side  # noqa: PLC0415 - see above

    line = Side(style="thin", color="FF808080")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = _alignment(side)


def _alignment(side: str) -> Any:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - see above

    return Alignment(horizontal=side, vertical="center", wrap_text=True)


def _set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see above

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _fitting_width(column: Sequence[CellValue]) -> float:
    """Wide enough for the longest value, in Excel's unit of one digit."""
    longest = max(width_in_characters(str(value)) for value in column if value is not None)
    return min(_WIDEST, 2 * longest + 3)


def _lines(values: Sequence[CellValue], widths: Sequence[float]) -> int:
    """Lines the fullest cell of a row needs: Excel counts, but other programs do not."""
    needed = (
        math.ceil(2 * width_in_characters(str(value)) / max(1.0, width - 1))
        for value, width in zip(values, widths, strict=True)
        if value is not None
    )
    return max((1, *needed))


def _clean(text: str) -> str:
    """Without the characters no workbook can hold."""
    return _FORBIDDEN.sub("", text)
