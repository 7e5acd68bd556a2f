"""Lists as workbooks: the empty form to fill in, and what is kept, ready to import again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import (
    TEXT_FORMAT,
    print_whole_width,
    put,
    put_text,
    sheet_title,
)
from jyguide.exchange.saving import save_book
from jyguide.exchange.spilt import throw_away
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import CellValue
from jyguide.progress import rows_told

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Row = TypeVar("Row")
GUIDE = "填写说明"
LISTS = "字典"
_LINES = 1000
"""Rows prepared with formats and drop-down lists."""
_HEADING_FILL = "FFFBE9E7"


class Lines(Generic[Row]):
    """Rows as lines of cells, made one by one as they are written; how many is known before."""

    def __init__(self, line: Callable[[Row], Sequence[CellValue]], rows: Sequence[Row]) -> None:
        self._line, self._rows = line, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Sequence[CellValue]]:
        return map(self._line, self._rows)


def write_template(target: Path, spec: TableSpec, sheet: str, notes: Sequence[str]) -> None:
    """Write an empty list with formats, drop-down lists and a sheet of explanations.

    ``sheet`` is what the sheet to fill in is called; ``notes`` are sentences under what is said
    of the columns.

    Raises:
        FileError: The target cannot be written.
    """
    write_templates(target, [(spec, sheet)], notes)


def write_templates(
    target: Path, lists: Sequence[tuple[TableSpec, str]], notes: Sequence[str]
) -> None:
    """As `write_template`, for several lists that come in one workbook, a sheet each.

    Raises:
        FileError: The target cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    book.remove(book.worksheets[0])
    pages = [book.create_sheet(sheet_title(sheet)) for _, sheet in lists]
    for page, (spec, _) in zip(pages, lists, strict=True):
        _write_heads(page, spec)
    _write_guide(book.create_sheet(GUIDE), lists, notes)
    for page, (spec, _) in zip(pages, lists, strict=True):
        _offer_choices(book, page, spec)
    with replace_when_whole(target) as part:
        PRACTICE.on_workbook(book)
        book.save(part)


def write_table(
    target: Path, spec: TableSpec, sheet: str, rows: Iterable[Sequence[CellValue]]
) -> None:
    """Write what is kept, one line a row, under the heads of our template.

    ``rows`` have their cells in the order of the spec's columns.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    write_tables(target, [(spec, sheet, rows)])


def write_tables(
    target: Path, lists: Iterable[tuple[TableSpec, str, Iterable[Sequence[CellValue]]]]
) -> None:
    """As `write_table`, for several lists in one workbook: spec, sheet and rows of each.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: Whoever watches asked to stop; likewise.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - see write_template

    book = Workbook(write_only=True)  # rows leave memory as they come
    with replace_when_whole(target) as part, ExitStack() as spilt:
        for spec, sheet, rows in lists:
            page: Any = book.create_sheet(sheet_title(sheet))
            spilt.callback(throw_away, page)
            _write_rows(page, spec, rows)
            page.close()
        PRACTICE.on_workbook(book)
        save_book(book, part)
        spilt.pop_all()


def _write_rows(page: Any, spec: TableSpec, rows: Iterable[Sequence[CellValue]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see write_template
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page.freeze_panes = "B2"
    print_whole_width(page)
    heads = []
    for at, column in enumerate(spec.columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = column.width
        heads.append(WriteOnlyCell(page, column.label))
        heads[-1].font = Font(bold=True)
    page.append(heads)
    for row in rows_told(rows):
        cells = [WriteOnlyCell(page) for _ in row]
        for cell, value in zip(cells, row, strict=True):
            put(cell, value)
        page.append(cells)


def _write_heads(page: Worksheet, spec: TableSpec) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - see write_template
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    page.freeze_panes = "B2"
    print_whole_width(page)
    page.row_dimensions[1].height = 24
    for index, column in enumerate(spec.columns, start=1):
        head = page.cell(1, index, f"*{column.label}" if column.required else column.label)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor=_HEADING_FILL)
        head.alignment = Alignment(horizontal="center", vertical="center")
        head.comment = Comment(column.how, "暨阳指导", height=60, width=240)
        page.column_dimensions[head.column_letter].width = column.width
        for row in range(2, _LINES + 2):
            page.cell(row, index).number_format = TEXT_FORMAT


def _write_guide(
    page: Worksheet, lists: Sequence[tuple[TableSpec, str]], notes: Sequence[str]
) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see write_template

    print_whole_width(page)
    heads = []
    for spec, sheet in lists:
        if len(lists) > 1:
            page.append([f"工作表“{sheet}”"])
            heads.append(page.max_row)
        page.append(["列名", "是否必填", "怎样填写", "举例"])
        heads.append(page.max_row)
        for column in spec.columns:
            required = "必填" if column.required else ""
            page.append([column.label, required, column.how, column.example])
    last = page.max_row
    page.append([])
    for note in notes:
        page.append([note])
    for letter, width in zip("ABCD", (16, 10, 62, 26), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(max_row=last):
        for cell in row:
            cell.alignment = Alignment(vertical="center", wrap_text=cell.row not in heads)
            cell.font = Font(bold=cell.row in heads)


def _offer_choices(book: Workbook, page: Worksheet, spec: TableSpec) -> None:
    """Drop-down lists by range: typed into the rule, more than 255 characters break the file."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see write_template

    offered = [(at, column) for at, column in enumerate(spec.columns, start=1) if column.choices]
    if not offered and LISTS in book.sheetnames:
        return
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for index, (at, column) in enumerate(offered, start=1):
        for row, option in enumerate(column.choices, start=1):
            put_text(lists.cell(row, index), option)
        letter = get_column_letter(index)
        source = f"{lists.title}!${letter}$1:${letter}${len(column.choices)}"
        _add_list(page, column.label, source, get_column_letter(at))


def _add_list(page: Worksheet, label: str, source: str, letter: str) -> None:
    from openpyxl.worksheet.datavalidation import (  # noqa: PLC0415 - see write_template
        DataValidation,
    )

    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.error = "请从下拉列表中选择"
    rule.errorTitle = label
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_LINES + 1}")
