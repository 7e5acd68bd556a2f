"""The grid in the report of a year: what it comes to by township, and what was handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jyguide.documents.section import Cell, ReportSection
from jyguide.grid.gaps import NOTHING, Gap, UnitCounts
from jyguide.grid.kinds import GridLevel
from jyguide.grid.tree import GridTree
from jyguide.ids import GridUnitId

_HEADS = (
    *("镇街园区", "村", "网格支部", "微网格", "中心户", "先锋党员", "党员", "农户"),
    *("未联系户", "未联系党员", "联系人已离任"),
)
_WIDTHS = (18.0, *(9.0,) * 10)
_GAPS = (Gap.HOUSEHOLD, Gap.MEMBER, Gap.LEFT)
_LOWER = (GridLevel.VILLAGE, GridLevel.BRANCH, GridLevel.CELL)


def grid_section(tree: GridTree, counts: Mapping[GridUnitId | None, UnitCounts]) -> ReportSection:
    """Each township in a line, in the order of the tree, and their sum; as it is today."""
    rows: list[tuple[Cell, ...]] = []
    sums = [0] * (len(_HEADS) - 1)
    for node in tree.children(None):
        below = tree.below(node.id)
        levels = [tree.nodes[key].level for key in below]
        units = [levels.count(level) for level in _LOWER]
        figures = [*units, *_figures(counts.get(node.id, NOTHING))]
        rows.append((node.name, *figures))
        sums = [one + other for one, other in zip(sums, figures, strict=True)]
    if len(rows) > 1:
        rows.append(("合计", *sums))
    note = "网格和联系对象是打印当天的数；迁出的不计。"
    return ReportSection("四级网格", _HEADS, tuple(rows), _WIDTHS, note)


def handover_section(year: int, counted: Sequence[tuple[str, int]]) -> ReportSection:
    """How many targets were handed over in a year, by reason."""
    rows = tuple((reason or "没有写原因", count) for reason, count in counted)
    note = f"{year}年移交的联系对象，按原因；一个对象移交几次计几次。"
    return ReportSection("联系移交", ("原因", "个数"), rows, (30.0, 10.0), note)


def _figures(counts: UnitCounts) -> tuple[int, ...]:
    gaps = (counts.of(gap) for gap in _GAPS)
    return (counts.centres, counts.vanguards, counts.members, counts.households, *gaps)
