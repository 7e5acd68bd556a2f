"""What a branch writes beside a criterion in its form, as a score, and back.

People write ``2分``, full-width digits, a tick instead of 是, a stroke where something does not
apply. What can be understood is taken; what cannot is said and left open, never guessed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from jyguide.documents.dates import tenths_text
from jyguide.exchange.cell import CellValue, cell_text, compact
from jyguide.standard.checklist import Criterion, Method
from jyguide.standard.form_layout import NO, NOT_APPLICABLE, YES
from jyguide.standard.scoring import Score, allowed_points, points_for

_NOT_APPLICABLE = frozenset((
    "/", "\\", "-", "--", "—", "——", "–", "无", "不适用", "不涉及", "n/a", "na",
))  # fmt: skip
_YES = frozenset((
    "是", "√", "✓", "✔", "v", "y", "yes", "对", "有", "做到", "已做到", "达到", "符合", "true",
))  # fmt: skip
_NO = frozenset(
    ("否", "×", "✗", "✘", "x", "n", "no", "错", "没有", "未做到", "没有做到", "未达到", "不符合",
     "false")
)  # fmt: skip
_CROSSED_OUT = frozenset((
    "否", "×", "✗", "✘", "x", "n", "no", "0", "false",
))  # fmt: skip
_POINTS = re.compile(r"([+-]?\d+(?:\.\d+)?)分?")
_RATIO = re.compile(r"(\d{1,6})/(\d{1,6})")
_LONGEST_FINDING = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """What three cells say.

    Attributes:
        score: As far as it is understood.
        problem: Why the points were not understood or not taken; empty where nothing is wrong.
    """

    score: Score
    problem: str = ""


def read_answer(
    criterion: Criterion, given: CellValue, applies: CellValue, finding: CellValue
) -> Answer:
    """The score in the cells 自评, 不适用 and 发现的问题.

    Points that cannot be taken leave the criterion open; the finding is kept in any case.
    """
    note = cell_text(finding).strip()[:_LONGEST_FINDING]
    said, ticked = compact(given).casefold(), compact(applies).casefold()
    left_out = bool(ticked) and ticked not in _CROSSED_OUT
    if left_out and said and said not in _NOT_APPLICABLE:
        return Answer(
            Score(finding=note),
            f"既填了“{cell_text(given)}”，又在“{NOT_APPLICABLE}”里填了“{cell_text(applies)}”，"
            "不知道以哪个为准",
        )
    if left_out or said in _NOT_APPLICABLE:
        return Answer(Score(applies=False, finding=note))
    if not said:
        return Answer(Score(finding=note))
    if isinstance(given, (date, time, timedelta)):
        return Answer(Score(finding=note), f"填成了日期或时间“{given}”，请填得分")
    return _scored(criterion, given, said, note)


def written(criterion: Criterion, score: Score) -> tuple[CellValue, str, str]:
    """What stands in the three cells for a score; read again it is the same.

    How the points of a deduction or a ratio came about is not written: a branch gives points.
    """
    if not score.applies:
        return None, NOT_APPLICABLE, score.finding
    if score.points is None:
        return None, "", score.finding
    if criterion.method is Method.YES_NO:
        return (YES if score.points else NO), "", score.finding
    return score.points / 10, "", score.finding


def _scored(criterion: Criterion, given: CellValue, said: str, note: str) -> Answer:
    value: tuple[int, ...] = ()
    points: int | None = None
    problem = ""
    if criterion.method is Method.YES_NO and said in _YES | _NO:
        value = (int(said in _YES),)
        points = points_for(criterion, value)
    elif criterion.method is Method.RATIO and (found := _RATIO.fullmatch(said)):
        value = (int(found[1]), int(found[2]))
        points, problem = _by_ratio(criterion, value)
    elif criterion.method is Method.GRADED and (at := _grade(criterion, said)) is not None:
        value, points = (at,), criterion.grades[at].points
    else:
        points, problem = _tenths(given, said)
        if points is not None:
            problem = _out_of_range(criterion, points)
    if problem or points is None:
        return Answer(Score(finding=note), problem)
    return Answer(Score(points, value or _value_of(criterion, points), finding=note))


def _by_ratio(criterion: Criterion, value: tuple[int, ...]) -> tuple[int | None, str]:
    try:
        return points_for(criterion, value), ""
    except ValueError:
        return None, f"“{value[0]}/{value[1]}”不是一个比例，前一个数不能大于后一个，后一个不能是 0"


def _grade(criterion: Criterion, said: str) -> int | None:
    """The step that is named, with or without its points before or behind it."""
    for at, grade in enumerate(criterion.grades):
        label, points = compact(grade.label).casefold(), f"{tenths_text(grade.points)}分"
        if said in (label, f"{points}{label}", f"{label}{points}", f"{label}得{points}"):
            return at
    return None


def _tenths(given: CellValue, said: str) -> tuple[int | None, str]:
    found = _POINTS.fullmatch(said)
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        number = float(given)
    elif found is not None and len(said) < 10:  # noqa: PLR2004 - no points are that long
        number = float(found[1])
    else:
        return None, f"“{_short(given)}”不是得分"
    tenths = number * 10
    if not math.isfinite(tenths) or abs(tenths - round(tenths)) > 1e-6:  # noqa: PLR2004 - as floats are
        return None, f"“{_short(given)}”的小数太多，得分只能到小数点后一位"
    return round(tenths), ""


def _out_of_range(criterion: Criterion, points: int) -> str:
    allowed = allowed_points(criterion)
    if points in allowed:
        return ""
    if isinstance(allowed, range):
        lowest, highest = (tenths_text(each) for each in (allowed[0], allowed[-1]))
        return f"得分“{_signed(points)}”超出范围，只能是 {lowest} 至 {highest}"
    listed = "、".join(tenths_text(each) for each in allowed)
    return f"得分“{_signed(points)}”不在可给的分数里，只能是 {listed}"


def _signed(points: int) -> str:
    return f"-{tenths_text(-points)}" if points < 0 else tenths_text(points)


def _value_of(criterion: Criterion, points: int) -> tuple[int, ...]:
    """How points that were given outright came about, where there is one way only."""
    if criterion.method is Method.YES_NO:
        return (int(points > 0),)
    if criterion.method is Method.GRADED:
        return (next(at for at, one in enumerate(criterion.grades) if one.points == points),)
    return ()


def _short(given: CellValue) -> str:
    text = " ".join(cell_text(given).split())
    return text if len(text) <= 20 else f"{text[:20]}…"  # noqa: PLR2004 - enough to find it by
