"""Sections of a report as a workbook: a sheet each, over its rule of counting, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.documents.measure import width_in_characters
from jyguide.documents.practice_mark import PRACTICE
from jyguide.documents.section import TOTAL, Cell, ReportSection
from jyguide.exchange.cell_writing import put, put_text, sheet_title
from jyguide.exchange.saving import save_book
from jyguide.exchange.spilt import throw_away
from jyguide.progress import CancelToken, Progress, Silent, check_watched

if TYPE_CHECKING:
    from jyguide.exchange.section_looks import SectionLooks

_MOST_COLUMNS = 16_000
_TITLE_ROW = 1
_HEAD_ROW = 2
_TITLE_HEIGHT, _HEAD_HEIGHT, _LINE, _AIR = 30.0, 20.0, 15.0, 3.0
_MOST_HEIGHT = 409.0
"""Points; more no row of a sheet may be high."""
_A4, _A3 = 9, 8
_UPRIGHT, _ACROSS, _LARGE, _ONE_WIDE = 92, 150, 210, 330
"""Characters: what fits on A4 upright and across, on A3 across, and there at two thirds."""
_MOST_HEAD_LINES = 8
_SPAN_COLUMNS, _SPAN = 12, 60.0
"""Columns and characters over which title and note go, beyond a narrow table too."""
_EMPTY_COLUMN = 8.4
_NONE = "没有。"
_TELL_EVERY = 500
"""Rows."""
_FOOT = "第 &P 页  共 &N 页"


def write_report_workbook(
    title: str,
    sections: Sequence[ReportSection],
    target: Path,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> None:
    """Write one sheet a section: head and names stay in sight, filters, page numbers, lines.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: Somebody asked to stop; likewise.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it

    from jyguide.exchange.section_looks import SectionLooks  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)  # rows leave memory as they come
    looks = SectionLooks()
    told = _Told(sum(len(one.rows) for one in sections), progress or Silent(), cancel)
    with replace_when_whole(target) as part, ExitStack() as spilt:
        for section in sections:
            sheet: Any = book.create_sheet(sheet_title(section.name))
            _set_page(sheet, section)
            _set_widths(sheet, section)
            spilt.callback(throw_away, sheet)
            _fill(sheet, title, section, looks, told)
            sheet.close()
        PRACTICE.on_workbook(book)
        save_book(book, part, cancel.check if cancel is not None else check_watched)
        spilt.pop_all()


class _Told:
    """Says how many rows are written, and stops between them."""

    def __init__(self, total: int, progress: Progress, cancel: CancelToken | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress
        self._cancel = cancel

    def row(self) -> None:
        if self._done % _TELL_EVERY == 0:
            if self._cancel is not None:
                self._cancel.check()
            self._progress.step(self._done, self._total, "正在写入表格")
        self._done += 1


def _fill(
    sheet: Any, title: str, section: ReportSection, looks: SectionLooks, told: _Told
) -> None:
    _write_title(sheet, f"{title}　{section.name}", section, looks)
    heads = [_cell(sheet, head) for head in section.heads[:_MOST_COLUMNS]]
    for head in heads:
        looks.dress_head(head)
    sheet.row_dimensions[_HEAD_ROW].height = _head_height(section)
    sheet.append(heads)
    columns = looks.columns(section)
    for number, row in enumerate(section.rows, start=_HEAD_ROW + 1):
        told.row()
        total = bool(row) and row[0] == TOTAL
        cells = []
        for value, look in zip(row[:_MOST_COLUMNS], columns, strict=False):
            cell = _cell(sheet, value)
            looks.dress(cell, value, look, total=total)
            cells.append(cell)
        sheet.row_dimensions[number].height = _row_height(row, section)
        sheet.append(cells)
    if not section.rows:
        sheet.append([_NONE])
    _write_note(sheet, section, looks)


def _cell(sheet: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

    made: Any = WriteOnlyCell(sheet)
    if value is not None:
        put(made, value)
    return made


def _row_height(row: Sequence[Cell], section: ReportSection) -> float:
    """Points, for the cell of the most lines."""
    texts = zip(row[:_MOST_COLUMNS], section.widths, strict=False)
    lines = max((_lines_in(one, wide) for one, wide in texts if isinstance(one, str)), default=1)
    return min(_LINE * lines + _AIR, _MOST_HEIGHT)


def _span(section: ReportSection) -> tuple[int, float]:
    """Columns that title and note are merged over, and the characters that fit there.

    Over many columns the middle would lie beyond the screen: they span what a page shows.
    """
    columns = min(len(section.heads), _SPAN_COLUMNS)
    room = sum(section.widths[:columns])
    while room < _SPAN:
        columns, room = columns + 1, room + _EMPTY_COLUMN
    return columns, room


def _write_title(sheet: Any, text: str, section: ReportSection, looks: SectionLooks) -> None:
    title = _cell(sheet, None)
    put_text(title, text)
    looks.dress_title(title)
    sheet.row_dimensions[_TITLE_ROW].height = _TITLE_HEIGHT
    _merge(sheet, _TITLE_ROW, _span(section)[0])
    sheet.append([title])


def _merge(sheet: Any, row: int, columns: int) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    if columns > 1:
        sheet.merged_cells.add(f"A{row}:{get_column_letter(columns)}{row}")


def _write_note(sheet: Any, section: ReportSection, looks: SectionLooks) -> None:
    if not section.note:
        return
    at = _HEAD_ROW + max(1, len(section.rows)) + 2
    note = _cell(sheet, None)
    put_text(note, f"说明：{section.note}")
    looks.dress_note(note)
    columns, room = _span(section)
    _merge(sheet, at, columns)
    lines = _lines_in(f"说明：{section.note}", room - 2)
    sheet.row_dimensions[at].height = min(_LINE * lines + _AIR, _MOST_HEIGHT)
    sheet.append([])
    sheet.append([note])


def _set_widths(sheet: Any, section: ReportSection) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    for column, width in enumerate(section.widths[:_MOST_COLUMNS], start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _head_height(section: ReportSection) -> float:
    """Of the most lines a head breaks into."""
    lines = map(_lines_in, section.heads, section.widths)
    return max(_HEAD_HEIGHT, _LINE * min(max(lines, default=1), _MOST_HEAD_LINES) + 2 * _AIR)


def _lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters; a Chinese one is two wide."""
    if len(text) * 2 < width:
        return 1
    wide = 2 * width_in_characters(text)
    return max(1, -(-int(wide) // max(2, int(width - 1))))


def _set_page(sheet: Any, section: ReportSection) -> None:
    """On paper: heads and names on every page, across where it is wide, A3 where it is wider."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    wide = sum(section.widths)
    names = min(section.names, len(section.heads))
    setup: Any = sheet.page_setup
    setup.orientation = "portrait" if wide <= _UPRIGHT else "landscape"
    setup.paperSize = _A4 if wide <= _ACROSS + 30 else _A3
    sheet.print_title_rows = f"{_TITLE_ROW}:{_HEAD_ROW}"
    if wide <= _ONE_WIDE:
        setup.fitToWidth, setup.fitToHeight = 1, 0
        if sheet.sheet_properties.pageSetUpPr is not None:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
    else:
        setup.scale = 80
        sheet.print_title_cols = f"A:{get_column_letter(names)}"
        setup.pageOrder = "overThenDown"
    margins: Any = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.35
    sheet.print_options.horizontalCentered = True
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = _FOOT
    sheet.freeze_panes = f"{get_column_letter(names + 1)}{_HEAD_ROW + 1}"
    _filter(sheet, section)


def _filter(sheet: Any, section: ReportSection) -> None:
    """Over the rows; a total at their end stays where it is."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    rows = list(section.rows)
    while rows and rows[-1] and rows[-1][0] == TOTAL:
        rows.pop()
    if rows:
        last = get_column_letter(min(len(section.heads), _MOST_COLUMNS))
        sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + len(rows)}"
