"""民情台账 as a workbook: every matter on one sheet, what they come to on another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.workbook import CellValue
from jyguide.grid.kinds import ACCEPTANCE_NAMES, MATTER_CATEGORY_NAMES
from jyguide.grid.matter import MATTER_STATE_NAMES, MatterRow, Reply, masked_matter, matter_counts

_COLUMNS: tuple[tuple[str, int, Callable[[MatterRow], CellValue]], ...] = (
    ("镇街园区", 12, lambda row: row.place.township),
    ("村（社区）", 16, lambda row: row.place.village),
    ("网格", 20, lambda row: row.place.short),
    ("提出日期", 12, lambda row: row.facts.raised_on),
    ("提出人", 12, lambda row: row.facts.raised_by or row.target),
    ("联系对象", 12, lambda row: row.target),
    ("类别", 10, lambda row: MATTER_CATEGORY_NAMES[row.facts.category]),
    ("内容", 40, lambda row: row.facts.content),
    ("责任人", 12, lambda row: row.facts.owner),
    ("答复期限", 12, lambda row: row.facts.due_on),
    ("答复日期", 12, lambda row: row.reply.on if row.reply else None),
    ("答复", 40, lambda row: row.reply.text if row.reply else ""),
    ("是否满意", 10, lambda row: _content(row.reply)),
    ("状态", 12, lambda row: MATTER_STATE_NAMES[row.state]),
)
_SUM_COLUMNS = (
    ("类别", 14),
    ("件数", 8),
    ("待答复", 9),
    ("逾期", 8),
    ("已答复", 9),
    ("不满意", 9),
)


def write_matters_workbook(title: str, rows: Sequence[MatterRow], target: Path) -> None:
    """Write both sheets, ready to print.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    rows = [masked_matter(row) for row in rows]
    groups: defaultdict[str, list[MatterRow]] = defaultdict(list)
    for row in rows:
        groups[MATTER_CATEGORY_NAMES[row.facts.category]].append(row)
    sums = [_sum(name, groups[name]) for name in MATTER_CATEGORY_NAMES.values() if name in groups]
    sums.append(_sum("合计", rows))
    heads = [(head, width) for head, width, _ in _COLUMNS]
    lines = [[told(row) for *_, told in _COLUMNS] for row in rows]
    tables = (PrintedTable("民情台账", heads, lines), PrintedTable("汇总", _SUM_COLUMNS, sums))
    write_tables(title, tables, target)


def _sum(name: str, rows: Sequence[MatterRow]) -> tuple[CellValue, ...]:
    found = matter_counts(rows)
    return (name, found.total, found.open, found.overdue, found.replied, found.refused)


def _content(reply: Reply | None) -> str:
    given = reply.accepted if reply else None
    return ACCEPTANCE_NAMES[given] if given else ""
