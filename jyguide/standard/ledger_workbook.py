"""整改台账 as a workbook: every measure on one sheet, what they come to on another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import print_whole_width, put
from jyguide.standard.kinds import ASPECT_NAMES, PHASE_NAMES, VERIFICATION_NAMES
from jyguide.standard.ledger import Counts, LedgerRow, by_station_and_month, counts
from jyguide.standard.measure import MEASURE_STATE_NAMES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | None
_COLUMNS: tuple[tuple[str, int, Callable[[LedgerRow], Value]], ...] = (
    ("镇街园区", 11, lambda one: one.row.township),
    ("党支部", 22, lambda one: one.row.branch),
    ("发现阶段", 10, lambda one: PHASE_NAMES[one.row.phase]),
    ("指标", 6, lambda one: one.row.criterion),
    ("问题", 34, lambda one: one.row.finding or one.row.asked),
    ("分值", 6, lambda one: one.row.full_points / 10),
    ("得分", 6, lambda one: one.row.points / 10),
    ("复评得分", 9, lambda one: _tenths(one.row.rescored_points)),
    ("整改措施", 34, lambda one: one.row.measure),
    ("责任人", 14, lambda one: one.row.owner),
    ("整改期限", 12, lambda one: one.row.due_on),
    ("状态", 10, lambda one: MEASURE_STATE_NAMES[one.state]),
    ("超期天数", 9, lambda one: one.late or None),
    ("完成日期", 12, lambda one: one.row.done_on),
    ("核验日期", 12, lambda one: one.row.verified_on),
    ("核验人", 14, lambda one: one.row.verified_by),
    ("备注", 17, lambda one: one.remark),
    ("指导站", 12, lambda one: one.station),
    ("发现日期", 12, lambda one: one.row.found_on),
    ("类别", 18, lambda one: ASPECT_NAMES[one.aspect] if one.aspect else ""),
    ("检查内容", 40, lambda one: one.row.asked),
    ("依据", 30, lambda one: one.basis_text),
    ("完成人", 14, lambda one: one.row.done_by),
    ("完成情况", 30, lambda one: one.row.done_note),
    ("佐证", 7, lambda one: one.photos or None),
    ("核验结果", 9, lambda one: VERIFICATION_NAMES[one.row.verification]),
    ("核验意见", 26, lambda one: one.row.verified_note),
    ("复评日期", 12, lambda one: one.row.rescored_on),
    ("复评人", 14, lambda one: one.row.rescored_by),
    ("通知书编号", 20, lambda one: one.row.notice_number),
    ("通知日期", 12, lambda one: one.row.notified_on),
    ("回执日期", 12, lambda one: one.row.receipt_on),
    ("编号", 38, lambda one: str(one.row.id)),
)
_PRINTED = 17
"""So many columns go on paper; the others are there to be sorted and counted by."""
_SUM_COLUMNS = (
    ("指导站", 16),
    ("发现月份", 12),
    ("党支部", 9),
    ("整改事项", 10),
    ("已落实措施", 11),
    ("已完成", 9),
    ("核验通过", 10),
    ("复评", 8),
    ("退回", 8),
    ("超期", 8),
)
_WRAPPED = "正文换行"
_LINE_HEIGHT = 15.0
_NARROW = 0x2E7F
"""Signs up to here are as wide as a digit, or little more."""
_FROZEN = "C2"
"""Whose row it is stays in sight."""


def write_ledger_workbook(title: str, rows: Sequence[LedgerRow], target: Path) -> None:
    """Write both sheets, ready to print.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it
    from openpyxl.styles import Alignment, NamedStyle  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook()
    wrapped = Alignment(wrap_text=True, vertical="center")
    book.add_named_style(NamedStyle(_WRAPPED, alignment=wrapped))
    book.properties.creator = "暨阳指导"
    book.properties.title = f"{title}整改台账"
    heads = [(head, width) for head, width, _ in _COLUMNS]
    lines = [[told(one) for *_, told in _COLUMNS] for one in rows]
    sheet = book.worksheets[0]
    _fill(sheet, "整改台账", heads, lines)
    sheet.freeze_panes = _FROZEN
    sheet.print_area = f"A1:{get_column_letter(_PRINTED)}{len(rows) + 1}"
    sums = [_sum(*key, found) for key, found in by_station_and_month(rows).items()]
    _fill(book.create_sheet(), "汇总", _SUM_COLUMNS, [*sums, _sum("合计", "", counts(rows))])
    with replace_when_whole(target) as part:
        book.save(part)


def _fill(
    sheet: Worksheet,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Value]],
) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet.title = name
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for at, (head, width) in enumerate(columns, 1):
        cell: Any = sheet.cell(1, at)
        put(cell, head)
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            if value in (None, ""):
                continue  # half the columns of most lines
            found: Any = sheet.cell(number, at)
            found.style = _WRAPPED  # by name: set one by one, it cost more than all the rest
            put(found, value)
        sheet.row_dimensions[number].height = _LINE_HEIGHT * _lines(row[:_PRINTED], columns)
    sheet.freeze_panes = "A2"
    sheet.print_options.gridLines = True
    print_whole_width(sheet)


def _lines(row: Sequence[Value], columns: Sequence[tuple[str, int]]) -> int:
    """Lines that the row's longest text breaks into: no program sizes rows it has not edited."""
    return max(
        -(-_width("" if value is None else str(value)) // (width - 1))
        for value, (_, width) in zip(row, columns, strict=False)
    )


def _width(text: str) -> int:
    """In digits; a Chinese sign is as wide as two. An empty text takes a line all the same."""
    return max(1, sum(2 if ord(sign) > _NARROW else 1 for sign in text))


def _tenths(points: int | None) -> float | None:
    return None if points is None else points / 10


def _sum(station: str, month: str, found: Counts) -> tuple[Value, ...]:
    return (
        station,
        month,
        found.branches,
        found.total,
        found.planned,
        found.done,
        found.verified,
        found.rescored,
        found.returned,
        found.overdue,
    )
