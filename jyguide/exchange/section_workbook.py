"""Sections of a report as a workbook: a sheet each, over its rule of counting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.documents.section import Cell, ReportSection
from jyguide.exchange.cell_writing import put, sheet_title

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_COLUMNS = 16_000
_TITLE_ROW = 1
_HEAD_ROW = 2


def write_report_workbook(title: str, sections: Sequence[ReportSection], target: Path) -> None:
    """Write one sheet a section, ready to print.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it

    book = Workbook()
    book.remove(book.worksheets[0])
    for section in sections:
        _fill(book.create_sheet(sheet_title(section.name)), title, section)
    with replace_when_whole(target) as part:
        book.save(part)


def _fill(sheet: Worksheet, title: str, section: ReportSection) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    _put(sheet, _TITLE_ROW, 1, f"{title}　{section.name}").font = Font(bold=True, size=14)
    for column, head in enumerate(section.heads[:_MOST_COLUMNS], start=1):
        cell = _put(sheet, _HEAD_ROW, column, head)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = section.widths[column - 1]
    for number, row in enumerate(section.rows, start=_HEAD_ROW + 1):
        for column, value in enumerate(row[:_MOST_COLUMNS], start=1):
            _put(sheet, number, column, value)
    if section.note:
        foot = _HEAD_ROW + len(section.rows) + 2
        _put(sheet, foot, 1, f"说明：{section.note}").font = Font(italic=True, color="FF666666")
    sheet.freeze_panes = f"B{_HEAD_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> Any:
    found: Any = sheet.cell(row, column)
    put(found, value)
    return found
