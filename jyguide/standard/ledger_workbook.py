"""整改台账 as a workbook: every measure on one sheet, what they come to on another."""

from __future__ import annotations

from collections.abc import Sequence
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
_COLUMNS = (
    ("编号", 38),
    ("指导站", 12),
    ("镇街园区", 14),
    ("党支部", 26),
    ("发现阶段", 11),
    ("发现日期", 12),
    ("类别", 18),
    ("指标", 7),
    ("检查内容", 40),
    ("问题", 40),
    ("依据", 30),
    ("分值", 7),
    ("得分", 7),
    ("整改措施", 36),
    ("责任人", 14),
    ("整改期限", 12),
    ("状态", 11),
    ("超期天数", 9),
    ("完成日期", 12),
    ("完成人", 14),
    ("完成情况", 30),
    ("备注", 18),
    ("佐证", 7),
    ("核验结果", 9),
    ("核验日期", 12),
    ("核验人", 14),
    ("核验意见", 26),
    ("复评得分", 9),
    ("复评日期", 12),
    ("复评人", 14),
    ("通知书编号", 20),
    ("通知日期", 12),
    ("回执日期", 12),
)
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
_FROZEN = "E2"
"""Whose row it is stays in sight."""


def write_ledger_workbook(title: str, rows: Sequence[LedgerRow], target: Path) -> None:
    """Write both sheets, ready to print.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it

    book = Workbook()
    book.properties.creator = "暨阳指导"
    book.properties.title = f"{title}整改台账"
    _fill(book.worksheets[0], "整改台账", _COLUMNS, [_line(one) for one in rows])
    book.worksheets[0].freeze_panes = _FROZEN
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
            found: Any = sheet.cell(number, at)
            put(found, value)
            found.alignment = wrapped
    sheet.freeze_panes = "A2"
    print_whole_width(sheet)


def _line(one: LedgerRow) -> tuple[Value, ...]:
    row = one.row
    rescored = None if row.rescored_points is None else row.rescored_points / 10
    return (
        str(row.id),
        one.station,
        row.township,
        row.branch,
        PHASE_NAMES[row.phase],
        row.found_on,
        ASPECT_NAMES[one.aspect] if one.aspect else "",
        row.criterion,
        row.asked,
        row.finding,
        one.basis_text,
        row.full_points / 10,
        row.points / 10,
        row.measure,
        row.owner,
        row.due_on,
        MEASURE_STATE_NAMES[one.state],
        one.late or None,
        row.done_on,
        row.done_by,
        row.done_note,
        one.remark,
        one.photos or None,
        VERIFICATION_NAMES[row.verification],
        row.verified_on,
        row.verified_by,
        row.verified_note,
        rescored,
        row.rescored_on,
        row.rescored_by,
        row.notice_number,
        row.notified_on,
        row.receipt_on,
    )


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
