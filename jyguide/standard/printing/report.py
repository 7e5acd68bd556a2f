"""The report on a round: figures, charts, criteria most failed, rectification, the four lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jyguide.documents.chart import Chart, Draw, figure_text
from jyguide.documents.dates import chinese_number, date_text
from jyguide.documents.page import PAGE_NUMBER, Block, Document, Paragraph, Picture, Spacer
from jyguide.documents.report_blocks import SETUP, heading, table, text, title
from jyguide.standard.insight import GROUPING_NAMES, HeatRow, NamedShares, view_name
from jyguide.standard.insight_charts import (
    ASPECTS,
    TOTAL,
    failed_chart,
    heat_chart,
    radar_chart,
    trend_chart,
    trend_table,
)
from jyguide.standard.insight_failed import FailedLine
from jyguide.standard.insight_report import InsightReport
from jyguide.standard.insight_trend import change_text
from jyguide.standard.kinds import BRANCH_KIND_NAMES, RATING_NAMES, SCORED_PHASES
from jyguide.standard.measure import MEASURE_STATE_NAMES, MeasureState

_FAILED = 20
"""Criteria told of; the workbook has them all."""
_AIR = 2.0
"""Millimetres between a chart and the table under it."""
_PICTURED_ROWS = 30
"""More rows than these make a picture that fits on no page."""
_RADAR_WIDTH = 110.0
_HOW = (
    "得分率是得分占适用项目分值的百分比；一个站、镇街的数字是各支部的平均，每个支部算一次，"
    "没有得分的支部不计入。各表按固定顺序排列，不是排名。"
)


def report_document(said: InsightReport, draw: Draw | None = None) -> Document:
    """The report.

    Args:
        said: What it says.
        draw: Draws charts; without one the report has tables alone.
    """
    under = f"{said.office}　{date_text(said.dated)}"
    parts: list[tuple[str, list[Block]]] = [
        ("总体情况", _whole(said, draw)),
        (f"六个方面得分率（{GROUPING_NAMES[said.grouping]}）", _heat(said, draw)),
        ("失分较多的检查内容", _failed(said, draw)),
        ("整改情况", _measures(said)),
    ]
    if len(said.trend) > 1:
        parts.insert(1, ("历年变化", _trend(said, draw)))
    if said.lists is not None:
        parts.append(("四张名单", _lists(said)))
    blocks: list[Block] = [*title(said.title, under)]
    for number, (name, body) in enumerate(parts, 1):
        blocks += [heading(f"{chinese_number(number)}、{name}"), *body]
    return Document(said.title, tuple(blocks), SETUP, footer=PAGE_NUMBER, dated=said.dated)


def _whole(said: InsightReport, draw: Draw | None) -> list[Block]:
    views = [view for view in (*SCORED_PHASES, None) if said.mean_in(view).branches]
    if not views:
        return [text(said.whole)]
    means = [(view, said.mean_in(view)) for view in views]
    rows = [
        (view_name(view), str(mean.branches), *map(figure_text, (mean.total, *mean.shares)))
        for view, mean in means
    ]
    heads = ("", "支部", "平均分", *ASPECTS)
    lines = [NamedShares(view_name(view), mean.total, mean.shares) for view, mean in means]
    chart = radar_chart("六个方面平均得分率", lines)
    return [
        text(said.whole),
        text(_HOW, 9.5),
        *_picture(chart, draw, _RADAR_WIDTH),
        table(heads, rows, (26, 13, 16, *(18 for _ in ASPECTS))),
    ]


def _trend(said: InsightReport, draw: Draw | None) -> list[Block]:
    chart = trend_table("历年得分", said.trend)
    counts = [str(one.mean.branches) for one in said.trend]
    rows = [("支部", *counts), *map(tuple, chart.cells[1:])]
    widths = (34, *(100 / len(said.trend) for _ in said.trend))
    return [
        _with_next(change_text(said.trend)),
        *_picture(trend_chart("历年得分", said.trend, None), draw, SETUP.inner_width),
        table(("", *chart.heads), rows, widths),
    ]


def _heat(said: InsightReport, draw: Draw | None) -> list[Block]:
    rows = [row for row in said.heat if row.mean.branches]
    if not rows:
        return [text(f"还没有{view_name(said.view)}。")]
    first = _with_next(f"以下为{view_name(said.view)}，单位：%；总分满分 100 分。")
    if draw is not None and len(rows) <= _PICTURED_ROWS:
        chart = heat_chart("六个方面得分率", rows, said.grouping)
        return [first, *_picture(chart, draw, SETUP.inner_width)]
    heads = (heat_chart("", (), said.grouping).corner, "支部", *ASPECTS, TOTAL)
    widths = (40, 13, *(17 for _ in ASPECTS), 15)
    return [first, table(heads, [_heat_row(row) for row in rows], widths, left=(0,))]


def _heat_row(row: HeatRow) -> tuple[str, ...]:
    figures = map(figure_text, (*row.mean.shares, row.mean.total))
    return row.name, str(row.mean.branches), *figures


def _failed(said: InsightReport, draw: Draw | None) -> list[Block]:
    lines = said.failed.lines
    if not lines:
        return [text("没有失分的检查内容。")]
    shown = lines[:_FAILED]
    kinds = {kind for line in lines for kind in line.now.kinds}
    heads = ("编号", "检查内容", "失分支部", "占比", "平均失分", "常见问题", "上一轮")
    rows = [_failed_row(line, len(kinds)) for line in shown]
    more = (
        f"共有 {len(lines)} 条失分，以下是其中 {len(shown)} 条。" if len(lines) > _FAILED else ""
    )
    chart = failed_chart("失分支部占比", shown)
    return [
        *([_with_next(more + said.failed.note)] if more or said.failed.note else []),
        *_picture(chart, draw, SETUP.inner_width),
        table(heads, rows, (12, 49, 20, 17, 20, 46, 17), left=(1, 5)),
    ]


def _failed_row(line: FailedLine, all_kinds: int) -> tuple[str, ...]:
    now = line.now
    kinds = "、".join(BRANCH_KIND_NAMES[kind] for kind in now.kinds)
    before = "" if line.before is None else f"{figure_text(line.before.share)}%"
    return (
        now.code,
        f"{now.text}（{kinds}）" if len(now.kinds) < all_kinds else now.text,
        f"{len(now.misses)}/{now.asked}",
        f"{figure_text(now.share)}%",
        figure_text(now.mean_loss),
        "；".join(f"{found.rstrip('。')}（{count}）" for found, count in now.findings),
        f"{before}（有改动）" if line.reworded else before,
    )


def _measures(said: InsightReport) -> list[Block]:
    counts = [(state, said.measures.get(state, 0)) for state in MeasureState]
    if not any(count for _, count in counts):
        return [text(said.rectification)]
    heads = tuple(MEASURE_STATE_NAMES[state] for state, _ in counts)
    rows = [tuple(str(count) for _, count in counts)]
    return [text(said.rectification), table(heads, rows, tuple(20 for _ in counts))]


def _lists(said: InsightReport) -> list[Block]:
    lists = said.lists
    if lists is None:
        return []
    on = f"，{date_text(lists.published_on)}公布" if lists.published_on else ""
    number = f"（{lists.number}）" if lists.number else ""
    counts = said.list_counts
    heads = tuple(RATING_NAMES[rating] for rating, _ in counts)
    rows = [tuple(f"{count} 个" for _, count in counts)]
    names = [
        text(f"{RATING_NAMES[rating]}：{'、'.join(found)}。")
        for rating, count in counts
        if count and (found := _named(said, rating)) and len(found) <= _NAMED
    ]
    return [
        text(f"四张名单以公布的文件{number}为准{on}。"),
        table(heads, rows, tuple(20 for _ in counts)),
        *names,
    ]


_NAMED = 60
"""Longer lists are in the published document."""


def _named(said: InsightReport, rating: object) -> Sequence[str]:
    here = {one.branch.id for one in said.branches}
    found = said.lists.branches if said.lists is not None else ()
    return [one.name for one in found if one.rating is rating and one.id in here]


def _with_next(said: str) -> Paragraph:
    """A sentence that stays with the chart or table under it."""
    made = text(said)
    return replace(made, shape=replace(made.shape, keep_next=True))


def _picture(chart: Chart, draw: Draw | None, width: float) -> list[Block]:
    if draw is None:
        return []
    drawn = draw(chart, width)
    return [Picture(drawn.png, drawn.width, drawn.height), Spacer(_AIR)]
