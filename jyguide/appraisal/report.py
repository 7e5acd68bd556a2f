"""The yearly appraisal in the figures that the city reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jyguide.appraisal.kinds import GRADE_NAMES, NO_RESULT, Grade
from jyguide.appraisal.lists import AppraisalLists
from jyguide.report.section import Cell, ReportSection

_HEADS = ("镇街园区", "参加考核", *GRADE_NAMES.values(), NO_RESULT, "人工调整")
_WIDTHS = (20.0, 12.0, 10.0, 10.0, 12.0, 10.0, 12.0, 12.0)
_TOTAL = "合计"


def appraisal_sections(everything: Iterable[AppraisalLists]) -> list[ReportSection]:
    """A table an appraisal: how many stand on each list, by township and together."""
    return [_section(lists) for lists in everything]


def _section(lists: AppraisalLists) -> ReportSection:
    townships = list(dict.fromkeys(one.township for one in lists.people))
    counted = Counter((one.township, one.grade) for one in lists.people)
    decided = Counter(one.township for one in lists.decided)
    rows = [
        _row(name or "未注明", [counted[name, grade] for grade in (*Grade, None)], decided[name])
        for name in townships
    ]
    whole = Counter(one.grade for one in lists.people)
    together = _row(_TOTAL, [whole[grade] for grade in (*Grade, None)], len(lists.decided))
    state = (
        f"以公布的名单为准（{lists.number or lists.published_on}）"
        if lists.published_on is not None
        else "尚未公布，按目前录入的得分"
    )
    note = f"{lists.title}，{state}；缺来源的不当作零分。"
    return ReportSection("书记年度考核", _HEADS, (*rows, together), _WIDTHS, note)


def _row(name: str, counts: list[int], decided: int) -> tuple[Cell, ...]:
    return (name, sum(counts), *counts, decided)
