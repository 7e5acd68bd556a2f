"""What was said of a criterion, in words."""

from __future__ import annotations

from jyguide.documents.dates import tenths_text
from jyguide.standard.checklist import Criterion, Method
from jyguide.standard.scoring import Score

NOT_APPLICABLE = "不适用"
MET = "做到"
NOT_MET = "未做到"


def points_text(tenths: int) -> str:
    """``1.5 分``."""
    return f"{tenths_text(tenths)} 分"


def answer_text(criterion: Criterion, score: Score) -> str:
    """The answer without its points: ``做到``, ``3 次``, ``18/20``; "" while there is none."""
    if not score.applies:
        return NOT_APPLICABLE
    if score.points is None:
        return ""
    if criterion.method is Method.YES_NO:
        return MET if score.points == criterion.points else NOT_MET
    if criterion.method is Method.GRADED:
        return _grade(criterion, score)
    if criterion.method is Method.DEDUCTION:
        return f"{score.value[0]} {criterion.unit or '次'}" if len(score.value) == 1 else ""
    return "/".join(map(str, score.value))


def _grade(criterion: Criterion, score: Score) -> str:
    if len(score.value) == 1 and 0 <= score.value[0] < len(criterion.grades):
        return criterion.grades[score.value[0]].label
    fitting = (grade.label for grade in criterion.grades if grade.points == score.points)
    return next(fitting, "")
