"""整改台账 as a workbook: every measure on one sheet, what they come to on another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.workbook import CellValue
from jyguide.standard.kinds import ASPECT_NAMES, PHASE_NAMES, VERIFICATION_NAMES
from jyguide.standard.ledger import Counts, LedgerRow, by_station_and_month, counts
from jyguide.standard.measure import MEASURE_STATE_NAMES

_COLUMNS: tuple[tuple[str, int, Callable[[LedgerRow], CellValue]], ...] = (
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
_FROZEN = "C2"
"""Whose row it is stays in sight."""


def write_ledger_workbook(title: str, rows: Sequence[LedgerRow], target: Path) -> None:
    """Write both sheets, ready to print.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    heads = [(head, width) for head, width, _ in _COLUMNS]
    lines = [[told(one) for *_, told in _COLUMNS] for one in rows]
    sums = [_sum(*key, found) for key, found in by_station_and_month(rows).items()]
    sums.append(_sum("合计", "", counts(rows)))
    tables = (
        PrintedTable("整改台账", heads, lines, _FROZEN, _PRINTED),
        PrintedTable("汇总", _SUM_COLUMNS, sums),
    )
    write_tables(f"{title}整改台账", tables, target)


def _tenths(points: int | None) -> float | None:
    return None if points is None else points / 10


def _sum(station: str, month: str, found: Counts) -> tuple[CellValue, ...]:
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
