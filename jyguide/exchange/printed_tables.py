"""Tables as a workbook to read, sort and print: a sheet each, nothing to be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import print_whole_width, put, sheet_title
from jyguide.exchange.saving import save_book
from jyguide.exchange.sheets.paper import row_height
from jyguide.exchange.workbook import CellValue
from jyguide.progress import rows_told

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Columns = Sequence[tuple[str, int]]
"""Heads, and how many digits wide each column is."""
_WRAPPED = "正文换行"


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A sheet of such a workbook.

    Attributes:
        name: Of the sheet.
        rows: As long as `columns`; what is None or empty stays an empty cell.
        frozen: The first cell that scrolls away.
        printed: How many columns go on paper, counted from the left; None prints them all.
    """

    name: str
    columns: Columns
    rows: Sequence[Sequence[CellValue | Decimal]]
    frozen: str = "A2"
    printed: int | None = None


def write_tables(title: str, tables: Iterable[PrintedTable], target: Path) -> None:
    """Write a sheet a table, ready to print across.

    Args:
        title: Of the workbook, as its properties say.
        tables: One at least, no two of one name.
        target: The file to write.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
        Cancelled: whoever watches asked to stop; likewise.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it
    from openpyxl.styles import Alignment, NamedStyle  # noqa: PLC0415 - as above

    book = Workbook()
    book.properties.creator = "暨阳指导"
    book.properties.title = title
    book.remove(book.worksheets[0])
    wrapped = Alignment(wrap_text=True, vertical="center")
    book.add_named_style(NamedStyle(_WRAPPED, alignment=wrapped))
    for one in tables:
        _fill(book.create_sheet(sheet_title(one.name)), one)
    with replace_when_whole(target) as part:
        PRACTICE.on_workbook(book)
        save_book(book, part)


def _fill(sheet: Worksheet, table: PrintedTable) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for at, (head, width) in enumerate(table.columns, 1):
        cell: Any = sheet.cell(1, at)
        put(cell, head)
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[get_column_letter(at)].width = width
    widths = [width for _, width in table.columns[: table.printed]]
    for number, row in enumerate(rows_told(table.rows), 2):
        for at, value in enumerate(row, 1):
            if value in (None, ""):
                continue
            found: Any = sheet.cell(number, at)
            found.style = _WRAPPED  # by name: set one by one, it cost more than all the rest
            put(found, value)
        texts = ["" if value is None else str(value) for value in row[: table.printed]]
        sheet.row_dimensions[number].height = row_height(texts, widths)
    sheet.freeze_panes = table.frozen
    sheet.print_options.gridLines = True
    print_whole_width(sheet)
    if table.printed is not None:
        last = get_column_letter(table.printed)
        sheet.print_area = f"A1:{last}{len(table.rows) + 1}"
