"""Writes a checklist into a workbook in our own layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import put as put_cell
from jyguide.exchange.sheets.paper import print_across, row_height
from jyguide.standard.checklist import METHOD_NAMES
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES
from jyguide.standard.sheet.own import COLUMNS, KIND_HEAD, NOTE_HEAD, SHEET, YES

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from jyguide.exchange.workbook import CellValue

_HEAD_ROW = 4
_SPARE_ROWS = 60
_HEADING_FILL = "FFFBE9E7"


def write_checklist(target: Path, facts: ChecklistFacts) -> None:
    """Write a checklist so that it can be changed in Excel and imports back exactly.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    _put(page, 1, 1, facts.name)
    for row, (head, said) in enumerate(
        ((KIND_HEAD, BRANCH_KIND_NAMES[facts.kind]), (NOTE_HEAD, facts.note)), start=2
    ):
        _put(page, row, 1, head)
        _put(page, row, 2, said)
    for at, column in enumerate(COLUMNS, start=1):
        _put(page, _HEAD_ROW, at, column.head)
    for row, one in enumerate(facts.criteria, start=_HEAD_ROW + 1):
        for at, column in enumerate(COLUMNS, start=1):
            _put(page, row, at, column.write(one))
    _lay_out(page, _HEAD_ROW + len(facts.criteria))
    with replace_when_whole(target) as part:
        PRACTICE.on_workbook(book)
        book.save(part)


def _put(page: Worksheet, row: int, column: int, value: CellValue) -> None:
    cell: Cell = page.cell(row, column)  # type: ignore[assignment] # nothing is merged here
    put_cell(cell, value)


def _lay_out(page: Worksheet, last: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    page["A1"].font = Font(bold=True, size=14)
    widths = [column.width for column in COLUMNS]
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    for cell in page[_HEAD_ROW]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADING_FILL)
    for number in range(_HEAD_ROW + 1, last + 1):
        for below in page[number]:
            below.alignment = Alignment(vertical="top", wrap_text=True)
        texts = [str(each.value or "") for each in page[number]]
        page.row_dimensions[number].height = row_height(texts, widths)
    page.freeze_panes = f"C{_HEAD_ROW + 1}"
    print_across(page)
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    for at, names in ((1, ASPECT_NAMES), (5, METHOD_NAMES)):
        _offer(page, get_column_letter(at), list(names.values()), last)
    _offer(page, get_column_letter(_VETO), [YES], last)


_VETO = next(at for at, column in enumerate(COLUMNS, start=1) if column.field == "veto")


def _offer(page: Worksheet, letter: str, words: list[str], last: int) -> None:
    """A drop-down down to some spare rows."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    rule.error = "请从下拉列表中选择"
    page.add_data_validation(rule)
    rule.add(f"{letter}{_HEAD_ROW + 1}:{letter}{last + _SPARE_ROWS}")
