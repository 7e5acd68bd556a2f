"""The fixed words of the yearly appraisal."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """Where points come from."""

    INTERNAL = "internal"
    SUPERIOR = "superior"
    GRASSROOTS = "grassroots"
    COMPOSITE = "composite"


SOURCE_NAMES = {
    Source.INTERNAL: "内部评价",
    Source.SUPERIOR: "上级评价",
    Source.GRASSROOTS: "基层评价",
    Source.COMPOSITE: "村级综合考核",
}
BALLOT_SOURCES = (Source.INTERNAL, Source.SUPERIOR, Source.GRASSROOTS)
"""Sources that may vote on paper; the composite is worked out elsewhere and keyed in."""


class Grade(StrEnum):
    """The four lists, the best first; also what a ballot may say."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    BASIC = "basic"
    UNQUALIFIED = "unqualified"


GRADE_NAMES = {
    Grade.EXCELLENT: "优秀",
    Grade.QUALIFIED: "合格",
    Grade.BASIC: "基本合格",
    Grade.UNQUALIFIED: "不合格",
}
NO_RESULT = "暂无结果"


class Missing(StrEnum):
    """What becomes of somebody for whom a source is missing."""

    RESCALE = "rescale"
    WAIT = "wait"


MISSING_NAMES = {
    Missing.RESCALE: "按其余来源折算",
    Missing.WAIT: "暂不出结果",
}


def grade_word(grade: Grade | None) -> str:
    """The list's name; of no list too."""
    return GRADE_NAMES[grade] if grade is not None else NO_RESULT


def rank(grade: Grade | None) -> int:
    """0 for the best list; who is on none comes last."""
    return list(Grade).index(grade) if grade is not None else len(Grade)
