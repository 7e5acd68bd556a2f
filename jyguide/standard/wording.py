"""How a criterion is scored, in the words that stand on paper and in Excel forms."""

from __future__ import annotations

from jyguide.documents.dates import tenths_text
from jyguide.standard.checklist import Criterion, Method
from jyguide.standard.scoring import cap_of


def method_text(criterion: Criterion) -> str:
    """Such as ``每有1次不符合扣0.5分，扣完为止``."""
    return _TEXTS[criterion.method](criterion)


def looking_text(criterion: Criterion) -> str:
    """How to look, then what is asked to be shown."""
    shown = f"材料：{'、'.join(criterion.evidence)}。" if criterion.evidence else ""
    return f"{criterion.guide}{shown}"


def _yes_no(criterion: Criterion) -> str:
    return f"做到得{tenths_text(criterion.points)}分，没有做到不得分"


def _graded(criterion: Criterion) -> str:
    return "；".join(
        f"{grade.label}得{tenths_text(grade.points)}分" if grade.points else f"{grade.label}不得分"
        for grade in criterion.grades
    )


def _deduction(criterion: Criterion) -> str:
    cap = cap_of(criterion)
    end = "扣完为止" if cap == criterion.points else f"最多扣{tenths_text(cap)}分"
    return f"每有1{criterion.unit or '次'}不符合扣{tenths_text(criterion.each)}分，{end}"


def _ratio(criterion: Criterion) -> str:
    part, _, whole = criterion.unit.partition("/")
    of = f"{part}占{whole}的比例" if whole else "比例"
    if criterion.target == 100:  # noqa: PLR2004 - percent
        return f"{of}为100%得满分，不足的按比例得分"
    return f"{of}达到{criterion.target}%得满分，不足的按比例折算"


_TEXTS = {
    Method.YES_NO: _yes_no,
    Method.GRADED: _graded,
    Method.DEDUCTION: _deduction,
    Method.RATIO: _ratio,
}
