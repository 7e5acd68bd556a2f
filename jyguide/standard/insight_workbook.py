"""All figures of a round as a workbook: a sheet for each question."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.documents.files import replace_when_whole
from jyguide.exchange.cell_writing import print_whole_width, put
from jyguide.standard.insight import (
    BranchFigures,
    HeatRow,
    View,
    heat,
    view_name,
)
from jyguide.standard.insight_charts import ASPECTS, TOTAL
from jyguide.standard.insight_failed import FailedLine
from jyguide.standard.insight_report import InsightReport
from jyguide.standard.kinds import (
    ASPECT_NAMES,
    BRANCH_KIND_NAMES,
    RATING_NAMES,
    SCORED_PHASES,
)
from jyguide.standard.measure import MEASURE_STATE_NAMES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Heads with the widths of their columns, and rows under them."""

    name: str
    heads: tuple[tuple[str, int], ...]
    rows: Sequence[tuple[Value, ...]]


def write_insight_workbook(said: InsightReport, target: Path) -> None:
    """Write every figure of the report, ready to be sorted and printed.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only files need it

    book = Workbook()
    book.remove(book.worksheets[0])
    for one in _sheets(said):
        _fill(book.create_sheet(one.name), one)
    buffer = io.BytesIO()  # a full disk would leave openpyxl's archive open
    book.save(buffer)
    with replace_when_whole(target) as part:
        part.write_bytes(buffer.getvalue())


def _sheets(said: InsightReport) -> Iterator[_Sheet]:
    six = tuple((name, 2 * len(name) + 3) for name in ASPECTS)
    yield _Sheet(
        "分组得分率",
        (("分组", 22), ("支部", 8), *six, (TOTAL, 9)),
        [_group(row) for row in heat(said.branches, said.view, said.grouping)],
    )
    yield _Sheet(
        "各支部",
        (
            ("指导站", 14),
            ("镇街", 14),
            ("党支部", 30),
            ("类型", 12),
            ("阶段", 12),
            (TOTAL, 9),
            *six,
        ),
        [row for one in said.branches for row in _branch(one)],
    )
    yield _Sheet(
        "历年",
        (("轮次", 26), ("支部", 8), (TOTAL, 9), *six),
        [
            (one.label, one.mean.branches, *_tenths((one.mean.total, *one.mean.shares)))
            for one in said.trend
        ],
    )
    yield _Sheet("失分项", _FAILED, [_failed(line) for line in said.failed.lines])
    yield _Sheet(
        "失分支部",
        (("编号", 8), ("镇街", 14), ("党支部", 30), ("得分", 8), ("分值", 8), ("问题", 50)),
        [
            (
                line.now.code,
                miss.branch.township,
                miss.branch.name,
                miss.points / 10,
                line.now.points / 10,
                miss.finding,
            )
            for line in said.failed.lines
            for miss in line.now.misses
        ],
    )
    yield _Sheet(
        "整改措施",
        (("状态", 14), ("项", 8)),
        [(MEASURE_STATE_NAMES[state], count) for state, count in said.measures.items()],
    )
    if said.lists is not None:
        yield _Sheet(
            "四张名单",
            (("名单", 10), ("支部", 8)),
            [(RATING_NAMES[rating], count) for rating, count in said.list_counts],
        )


_FAILED = (
    ("编号", 8),
    ("方面", 18),
    ("检查内容", 46),
    ("支部类型", 16),
    ("分值", 8),
    ("检查支部", 10),
    ("失分支部", 10),
    ("占比（%）", 10),
    ("平均失分", 10),
    ("上一轮占比（%）", 14),
    ("备注", 14),
    ("常见问题", 50),
)


def _failed(line: FailedLine) -> tuple[Value, ...]:
    now = line.now
    return (
        now.code,
        ASPECT_NAMES[now.aspect],
        now.text,
        "、".join(BRANCH_KIND_NAMES[kind] for kind in now.kinds),
        now.points / 10,
        now.asked,
        len(now.misses),
        now.share / 10,
        now.mean_loss / 10,
        None if line.before is None else line.before.share / 10,
        "条文有改动" if line.reworded else "",
        "；".join(f"{found}（{count}）" for found, count in now.findings),
    )


def _group(row: HeatRow) -> tuple[Value, ...]:
    return row.name, row.mean.branches, *_tenths((*row.mean.shares, row.mean.total))


def _branch(one: BranchFigures) -> Iterator[tuple[Value, ...]]:
    """A row for each phase that scored it, then its final points."""
    views: tuple[View, ...] = (*SCORED_PHASES, None)
    branch = one.branch
    for view in views:
        if view in one.found:
            found = one.found[view]
            yield (
                branch.station,
                branch.township,
                branch.name,
                BRANCH_KIND_NAMES[branch.kind],
                view_name(view),
                *_tenths((found.total, *found.shares)),
            )


def _tenths(values: Sequence[int | None]) -> Iterator[float | None]:
    return (None if value is None else value / 10 for value in values)


def _fill(sheet: Worksheet, one: _Sheet) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for at, (head, width) in enumerate(one.heads, 1):
        cell = sheet.cell(1, at)
        put(cell, head)  # type: ignore[arg-type] # no cell of ours is merged
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, row in enumerate(one.rows, 2):
        for at, value in enumerate(row, 1):
            found = sheet.cell(number, at)
            put(found, value)  # type: ignore[arg-type] # as above
            if isinstance(value, str):
                found.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.print_options.gridLines = True
    print_whole_width(sheet)
