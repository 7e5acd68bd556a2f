"""All figures of a round as a workbook: a sheet for each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.workbook import CellValue
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


def write_insight_workbook(said: InsightReport, target: Path) -> None:
    """Write every figure of the report, ready to be sorted and printed.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    write_tables(said.title, _tables(said), target)


def _tables(said: InsightReport) -> Iterator[PrintedTable]:
    six = tuple((name, 2 * len(name) + 3) for name in ASPECTS)
    yield PrintedTable(
        "分组得分率",
        (("分组", 22), ("支部", 8), *six, (TOTAL, 9)),
        [_group(row) for row in heat(said.branches, said.view, said.grouping)],
    )
    yield PrintedTable(
        "各支部",
        (
            ("指导站", 14),
            ("镇街园区", 14),
            ("党支部", 30),
            ("类型", 12),
            ("阶段", 12),
            (TOTAL, 9),
            *six,
        ),
        [row for one in said.branches for row in _branch(one)],
    )
    yield PrintedTable(
        "历年",
        (("轮次", 26), ("支部", 8), (TOTAL, 9), *six),
        [
            (one.label, one.mean.branches, *_tenths((one.mean.total, *one.mean.shares)))
            for one in said.trend
        ],
    )
    yield PrintedTable("失分项", _FAILED, [_failed(line) for line in said.failed.lines])
    yield PrintedTable(
        "失分支部",
        (("编号", 8), ("镇街园区", 14), ("党支部", 30), ("得分", 8), ("分值", 8), ("问题", 50)),
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
    yield PrintedTable(
        "整改措施",
        (("状态", 14), ("项", 8)),
        [(MEASURE_STATE_NAMES[state], count) for state, count in said.measures.items()],
    )
    if said.lists is not None:
        yield PrintedTable(
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


def _failed(line: FailedLine) -> tuple[CellValue, ...]:
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


def _group(row: HeatRow) -> tuple[CellValue, ...]:
    return row.name, row.mean.branches, *_tenths((*row.mean.shares, row.mean.total))


def _branch(one: BranchFigures) -> Iterator[tuple[CellValue, ...]]:
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
