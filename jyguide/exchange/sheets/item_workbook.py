"""Items as a workbook in the project's own layout, which reads back the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.bank.entry import BankEntry, Written
from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import TEXT_FORMAT, put
from jyguide.exchange.sheets.layout import COLUMNS, REQUIRED, SHEET, entry_cells, fault_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING_FILL = "FFFBE9E7"
_STYLE = "题库文字"
_REQUIRED_COLOUR = "FFC00000"


def write_item_workbook(path: Path, entries: Sequence[BankEntry]) -> Written:
    """Write one row an item, every cell typed as text.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    write_headings(page)
    faults = [fault_of(entry) for entry in entries]
    sound = [entry for entry, fault in zip(entries, faults, strict=True) if fault is None]
    for row, entry in enumerate(sound, start=2):
        write_line(page, row, entry_cells(entry))
    page.auto_filter.ref = page.dimensions
    with replace_when_whole(path) as part:
        PRACTICE.on_workbook(book)
        book.save(part)
    return Written(len(sound), tuple(fault for fault in faults if fault))


def write_headings(page: Worksheet) -> None:
    """The header row: what must be filled in red with a star, widths, frozen with the numbers."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above

    if page.parent is not None:
        _add_style(page.parent)
    page.freeze_panes = "D2"
    page.row_dimensions[1].height = 24
    for index, column in enumerate(COLUMNS, start=1):
        needed = column.meaning in REQUIRED
        cell = page.cell(1, index, f"*{column.heading}" if needed else column.heading)
        cell.font = Font(bold=True, color=_REQUIRED_COLOUR if needed else None)
        cell.fill = PatternFill("solid", fgColor=_HEADING_FILL)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        dimension = page.column_dimensions[cell.column_letter]
        dimension.width = column.width
        dimension.number_format = TEXT_FORMAT


def write_line(page: Worksheet, row: int, texts: Sequence[str]) -> None:
    """One item; empty cells are left out. The page must have its headings."""
    for index, text in enumerate(texts, start=1):
        if text:
            cell = page.cell(row, index)
            # by name: set one by one, the parts of a style cost more than all the rest
            cell.style = _STYLE
            put(cell, text)  # type: ignore[arg-type] # we never merge cells


def _add_style(book: Workbook) -> None:
    from openpyxl.styles import Alignment, NamedStyle  # noqa: PLC0415 - as above

    top = Alignment(vertical="top", wrap_text=True)
    book.add_named_style(NamedStyle(_STYLE, alignment=top, number_format=TEXT_FORMAT))
