"""The figures of a round as charts: what each shows, in which words."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.chart import Bars, Heat, Line, Radar, Trend, figure_text
from jyguide.documents.dates import tenths_text
from jyguide.standard.insight import (
    FINAL_NAME,
    GROUPING_NAMES,
    BranchFigures,
    Grouping,
    HeatRow,
    NamedShares,
    Scope,
    View,
    view_name,
)
from jyguide.standard.insight_failed import FailedLine
from jyguide.standard.insight_trend import TrendPoint
from jyguide.standard.kinds import ASPECT_NAMES, Aspect

ASPECTS = tuple(ASPECT_NAMES[one] for one in Aspect)
TOTAL = "总分"
_BARS = 12
"""So many criteria make a picture that can be read."""
_LONGEST = 24


def heat_chart(title: str, rows: Sequence[HeatRow], grouping: Grouping) -> Heat:
    """Groups and aspects; a note says how many branches a row is made of."""
    return Heat(
        title,
        _CORNERS[grouping],
        (*ASPECTS, TOTAL),
        tuple(
            Line(row.name, (*row.mean.shares, row.mean.total), _counted(row, grouping))
            for row in rows
        ),
    )


_CORNERS = {
    Grouping.STATION: "指导站",
    Grouping.TOWNSHIP: "镇街",
    Grouping.KIND: "支部类型",
    Grouping.BRANCH: "党支部",
}


def _counted(row: HeatRow, grouping: Grouping) -> str:
    if grouping is Grouping.BRANCH:
        return row.branches[0].branch.township if row.mean.branches else "没有得分"
    scored, all_ = row.mean.branches, len(row.branches)
    return f"{scored} 个支部的平均" if scored == all_ else f"{all_} 个支部中 {scored} 个有得分"


def heat_title(round_name: str, view: View, grouping: Grouping, scope: Scope) -> str:
    """``2026年…：交叉互查六个方面得分率（按镇街，村）``."""
    narrowed = "" if scope == Scope() else f"，{scope.words}"
    return f"{round_name}：{view_name(view)}六个方面得分率（{GROUPING_NAMES[grouping]}{narrowed}）"


def radar_chart(title: str, lines: Sequence[NamedShares]) -> Radar:
    """Rings with their totals in their names."""
    return Radar(
        title,
        "得分率（%）",
        ASPECTS,
        tuple(Line(f"{one.name} {figure_text(one.total)} 分", one.shares) for one in lines),
    )


def radar_title(one: BranchFigures) -> str:
    """Whose radar it is."""
    return f"{one.branch.name}：六个方面得分率"


def trend_chart(title: str, points: Sequence[TrendPoint], aspect: Aspect | None) -> Trend:
    """The total from round to round, or one aspect first and the total beside it."""
    total = Line(TOTAL, tuple(one.mean.total for one in points), _branches(points))
    lines = [total]
    if aspect is not None:
        at = list(Aspect).index(aspect)
        shares = tuple(one.mean.shares[at] for one in points)
        lines.insert(0, Line(f"{ASPECT_NAMES[aspect]}（%）", shares, _branches(points)))
    return Trend(title, "轮次", tuple(one.label for one in points), tuple(lines))


def trend_table(title: str, points: Sequence[TrendPoint]) -> Trend:
    """The total and all six aspects, for tables."""
    lines = [Line(TOTAL, tuple(one.mean.total for one in points))]
    lines += [
        Line(f"{name}（%）", tuple(one.mean.shares[at] for one in points))
        for at, name in enumerate(ASPECTS)
    ]
    return Trend(title, "轮次", tuple(one.label for one in points), tuple(lines))


def _branches(points: Sequence[TrendPoint]) -> str:
    return "，".join(f"{one.label} {one.mean.branches} 个支部" for one in points)


def trend_title(who: str, view: View) -> str:
    """``周庄镇：历年最终得分``."""
    return f"{who}：历年{FINAL_NAME if view is None else view_name(view) + '得分'}"


def failed_chart(title: str, lines: Sequence[FailedLine]) -> Bars:
    """The first criteria of the list, as bars of the share of branches that lost points."""
    return Bars(
        title,
        "检查内容",
        ("失分支部占比（%）", "平均失分"),
        tuple(
            Line(
                f"{one.now.code} {_short(one.now.text)}",
                (one.now.share, one.now.mean_loss),
                f"{one.now.code} {one.now.text}：{failed_words(one)}",
            )
            for one in lines[:_BARS]
        ),
    )


def failed_words(line: FailedLine) -> str:
    """How often points were lost and how many, beside the round before."""
    now, before = line.now, line.before
    said = (
        f"{now.asked} 个支部中 {len(now.misses)} 个失分（{figure_text(now.share)}%），"
        f"平均失 {tenths_text(now.mean_loss)} 分"
    )
    if before is None:
        return said
    reworded = "，条文有改动" if line.reworded else ""
    return f"{said}；上一轮 {figure_text(before.share)}%{reworded}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
