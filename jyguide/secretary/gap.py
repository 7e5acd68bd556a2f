"""What a new secretary still lacks, as topics for him and his mentor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.documents.dates import date_text, tenths_text

_MOST_OF_A_KIND = 4
"""More of one kind would fill the notebook before the mentor has said a word."""
_APPRAISAL_WELL = 800
"""Tenths of a hundred from which on a part of an appraisal is no topic; the program's own."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to speak about.

    Attributes:
        title: What about.
        why: The fact it rests on, and where it stands.
        ask: A question to begin with.
    """

    title: str
    why: str
    ask: str


@dataclass(frozen=True, slots=True)
class WeakCategory:
    """A category of the handbook in which he won few points, percent over all his exams."""

    name: str
    percent: int
    items: int


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """Something he has to put right."""

    problem: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A lost point of his branch that is not put right yet."""

    asked: str
    finding: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a pupil.

    Attributes:
        days: Tenths of training days had in `year`.
        required_days: Tenths asked for.
        parts: Of his last published appraisal, tenths of a hundred by source.
    """

    year: int
    days: int = 0
    required_days: int = 0
    weak: Sequence[WeakCategory] = ()
    measures: Sequence[OpenMeasure] = ()
    findings: Sequence[OpenFinding] = ()
    appraised: int | None = None
    parts: Sequence[tuple[Source, int]] = ()


def topics(known: Known) -> tuple[Topic, ...]:
    """Topics in the order of what is nearest: put right, learnt, trained, appraised."""
    return (
        *(_measure(one) for one in known.measures[:_MOST_OF_A_KIND]),
        *(_finding(one) for one in known.findings[:_MOST_OF_A_KIND]),
        *(_category(one) for one in _weakest(known.weak)),
        *_training(known),
        *_appraisal(known),
    )


def _measure(one: OpenMeasure) -> Topic:
    due = f"，期限 {date_text(one.due_on)}" if one.due_on else ""
    return Topic(one.problem, f"整改措施还没有完成{due}", "卡在哪里？导师当年怎么做的？")


def _finding(one: OpenFinding) -> Topic:
    why = f"标准化检查失分：{one.finding}" if one.finding else "标准化检查失分，还在整改"
    return Topic(one.asked, why, "好的支部这一项是怎么做的？")


def _weakest(found: Iterable[WeakCategory]) -> list[WeakCategory]:
    return sorted(found, key=lambda one: (one.percent, one.name))[:_MOST_OF_A_KIND]


def _category(one: WeakCategory) -> Topic:
    return Topic(
        f"百问：{one.name}",
        f"历次考试这一类得分率 {one.percent}%（{one.items} 题）",
        "请导师各举一个亲手办过的例子。",
    )


def _training(known: Known) -> Iterable[Topic]:
    short = known.required_days - known.days
    if short > 0:
        yield Topic(
            f"{known.year} 年培训还差 {tenths_text(short)} 天",
            f"已参加 {tenths_text(known.days)} 天，要求 {tenths_text(known.required_days)} 天",
            "后面几期里哪一期最用得上？",
        )


def _appraisal(known: Known) -> Iterable[Topic]:
    if known.appraised is None:
        return
    low = sorted((points, source) for source, points in known.parts if points < _APPRAISAL_WELL)
    for points, source in low[:_MOST_OF_A_KIND]:
        yield Topic(
            f"{SOURCE_NAMES[source]}：怎样改进",
            f"{known.appraised} 年度考核这一部分 {tenths_text(points)} 分",
            "群众和班子最在意的是哪一件事？",
        )
