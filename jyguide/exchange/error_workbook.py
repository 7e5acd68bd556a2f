"""The rows of a file that were refused, as a workbook to be corrected and brought in again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.errors import FileError, RuleError
from jyguide.exchange.cell_writing import print_whole_width, put, sheet_title
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.workbook import CellValue, Row, Sheet, read_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

REASON_HEADING = "错误原因"
ROW_HEADING = "原行号"
OWN_HEADINGS = (REASON_HEADING, "错误说明", ROW_HEADING)
"""What a corrected workbook brings back; ``错误说明`` is what earlier releases wrote."""
_AUTHOR = "暨阳指导"
_HOW_TO = "改正标红的单元格，保存后直接重新导入；这一列和“原行号”不必删除。"
_FAULTY_FILL = "FFFFC7CE"
_FAULTY_TEXT = "FF9C0006"
_HEADING_FILL = "FFF2F2F2"
_NARROWEST, _WIDEST, _REASON_WIDTH = 8, 24, 60


Heading = tuple[int, Sequence[CellValue]]
"""Index of the head row in ``Sheet.rows`` (-1: the list has none); what stands over them."""


def write_error_workbook(
    source: Path,
    refused: Sequence[Refusal],
    target: Path,
    header_rows: Mapping[str, int] | None = None,
) -> None:
    """Write the refused rows of a file as they were; see `write_error_sheets`.

    ``header_rows`` maps a sheet's name to its own number of its header row; a sheet not listed
    has its header found by the headings that the refusals name.

    Raises:
        FileError: The source has changed or is gone, or the target cannot be written.
        RuleError: Nothing was refused.
    """
    _refuse_empty(refused)
    sheets = read_workbook(source)
    heads: dict[str, Heading] = {}
    for sheet in sheets:
        index = (header_rows or {}).get(sheet.name, 0) - sheet.first_row
        if sheet.name in (header_rows or {}) and 0 <= index < len(sheet.rows):
            heads[sheet.name] = (index, sheet.rows[index])
    write_error_sheets(sheets, refused, target, heads, source.name)


def write_error_sheets(
    sheets: Sequence[Sheet],
    refused: Sequence[Refusal],
    target: Path,
    heads: Mapping[str, Heading],
    source: str,
) -> None:
    """Write the refused rows as they were, faulty cells red with the reason as a comment.

    ``heads`` is by the names of sheets; one not listed has its head found by what faults name.
    ``source`` is what the list is called in sentences.

    Raises:
        FileError: The list is not the one that was checked, or the target cannot be written.
        RuleError: Nothing was refused.
    """
    _refuse_empty(refused)
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    book.remove(book.worksheets[0])
    named = {sheet.name: sheet for sheet in sheets}
    for name, faults in _by_sheet(refused).items():
        if name not in named:
            raise _changed(source)
        _write_sheet(book, named[name], faults, heads.get(name), source)
    with replace_when_whole(target) as part:
        PRACTICE.on_workbook(book)
        book.save(part)


def _refuse_empty(refused: Sequence[Refusal]) -> None:
    if not refused:
        raise RuleError("没有被拒绝的行，不需要错误清单。")


def _by_sheet(refused: Sequence[Refusal]) -> dict[str, list[Refusal]]:
    grouped = defaultdict(list)
    for fault in refused:
        grouped[fault.sheet].append(fault)
    return grouped


def _changed(source: str) -> FileError:
    return FileError(
        f"“{source}”在检查之后被改动过，没有写出错误清单。", hint="请重新导入一次再导出。"
    )


def _write_sheet(
    book: Workbook, sheet: Sheet, faults: list[Refusal], head: Heading | None, source: str
) -> None:
    by_row: dict[int, list[Refusal]] = defaultdict(list)
    for fault in faults:
        by_row[fault.row - sheet.first_row].append(fault)
    if not all(0 <= index < len(sheet.rows) for index in by_row):
        raise _changed(source)
    index, texts = head or _found_head(sheet, faults)
    ours = [at for at, text in enumerate(texts) if text in OWN_HEADINGS]
    page = book.create_sheet(sheet_title(sheet.name))
    headings = _without(texts, ours)
    _write_headings(page, headings)
    rows = _rows_to_write(sheet, index, sorted(by_row))
    if rows and rows[0] not in by_row:
        # The sheet was refused as a whole, at its header: say so beside the first row below it.
        by_row[rows[0]] = by_row[min(by_row)]
    for at in rows:
        _write_row(page, _without(sheet.rows[at], ours), sheet.row_number(at))
        _mark(page, headings, by_row.get(at, []))
    _lay_out(page, len(headings))


def _without(row: Sequence[CellValue], ours: Sequence[int]) -> Row:
    """A row without what an earlier workbook of errors added: it is said anew."""
    return tuple(value for at, value in enumerate(row) if at not in ours)


def _found_head(sheet: Sheet, faults: list[Refusal]) -> tuple[int | None, Row]:
    index = _header_index(sheet, faults)
    return index, (None,) * len(sheet.rows[0]) if index is None else sheet.rows[index]


def _header_index(sheet: Sheet, faults: list[Refusal]) -> int | None:
    """The row above the first fault with most of the named headings, the lowest of equals."""
    named = {fault.column for fault in faults if fault.column}
    first = min(fault.row for fault in faults) - sheet.first_row
    scores = [
        (len(named.intersection(map(str, row))), i) for i, row in enumerate(sheet.rows[:first])
    ]
    best = max(scores, default=(0, 0))
    return best[1] if best[0] else None


def _rows_to_write(sheet: Sheet, header: int | None, faulty: list[int]) -> Sequence[int]:
    """The faulty rows; where a sheet was refused whole, everything below its first fault."""
    if header is None:
        return range(faulty[0], len(sheet.rows))
    return range(header + 1, len(sheet.rows)) if faulty[0] <= header else faulty


def _write_headings(page: Worksheet, headings: Row) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - see write_error_workbook
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    for column, heading in enumerate((*headings, REASON_HEADING, ROW_HEADING), start=1):
        cell = _cell(page, 1, column)
        put(cell, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADING_FILL)
    _cell(page, 1, len(headings) + 1).comment = Comment(_HOW_TO, _AUTHOR, height=90, width=260)


def _write_row(page: Worksheet, row: Row, number: int) -> None:
    line = page.max_row + 1
    values: tuple[CellValue, ...] = (*row, None, number)
    for column, value in enumerate(values, start=1):
        put(_cell(page, line, column), value)


def _mark(page: Worksheet, headings: Row, faults: list[Refusal]) -> None:
    """Colour the faulty cells of the last row and say why."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - see write_error_workbook
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    reasons: dict[int, list[str]] = defaultdict(list)
    for fault in faults:
        if fault.column in headings:
            reasons[headings.index(fault.column) + 1].append(fault.reason)
    for column, texts in reasons.items():
        cell = _cell(page, page.max_row, column)
        cell.fill = PatternFill("solid", fgColor=_FAULTY_FILL)
        cell.font = Font(color=_FAULTY_TEXT, bold=True)
        cell.comment = Comment("；".join(texts), _AUTHOR, height=90, width=260)
    put(_cell(page, page.max_row, len(headings) + 1), "；".join(f.reason for f in faults))


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    """A cell that is no part of a merged one: we never merge."""
    cell: Cell = page.cell(row, column)  # type: ignore[assignment]
    return cell


def _lay_out(page: Worksheet, columns: int) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see write_error_workbook

    page.freeze_panes = "A2"
    print_whole_width(page)
    for column, cells in enumerate(page.iter_cols(max_col=columns), start=1):
        longest = max(_display_width(cell.value) for cell in cells)
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        page.column_dimensions[get_column_letter(column)].width = width
    page.column_dimensions[get_column_letter(columns + 1)].width = _REASON_WIDTH
    page.auto_filter.ref = page.dimensions


def _display_width(value: object) -> int:
    """In the columns a Chinese font needs; dates are as long as they are written."""
    text = str(value)[:_WIDEST] if value is not None else ""
    return sum(1 if character.isascii() else 2 for character in text)
