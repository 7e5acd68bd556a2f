"""Feedback slips: what is asked, what is keyed in, what comes of it. Nobody is named.

Fewer than five slips give no figures: whoever knows who sat there would know who wrote what.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.errors import RuleError

FEWEST = 5
"""Answers below which no figure is shown."""
FEW = "份数少，不作统计"
LARGEST_NUMBER = 99_999
"""Of a slip; questionnaire programs count on over the years."""


class Question(StrEnum):
    """What a slip asks; the value is what the database holds."""

    CONTENT = "content"
    METHOD = "method"
    USE = "use"
    ORGANISATION = "organisation"
    OVERALL = "overall"


QUESTION_NAMES = {
    Question.CONTENT: "课程内容",
    Question.METHOD: "授课方式",
    Question.USE: "实用程度",
    Question.ORGANISATION: "组织安排",
    Question.OVERALL: "总体满意",
}
RATINGS = {5: "很满意", 4: "满意", 3: "一般", 2: "不太满意", 1: "不满意"}
_LEFT_OUT = "0"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip of paper.

    Attributes:
        number: As printed on it, from 1.
        ratings: 1 to 5; a question that was not answered is left out.
    """

    number: int
    ratings: Mapping[Question, int]
    praise: str = ""
    wishes: str = ""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip that is kept.

    Attributes:
        version: Changes with every change of what is kept about it; says nothing else.
    """

    slip: Slip
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """What came of one question.

    Attributes:
        answered: How many answered it; the others left it out.
        counts: How many gave 5, 4, 3, 2, 1; empty where too few answered.
        mean: Hundredths of a point, halves rounded up; None where too few answered.
    """

    question: Question
    answered: int
    left_out: int
    counts: tuple[int, ...] = ()
    mean: int | None = None

    @property
    def satisfied(self) -> int | None:
        """Tenths of a per cent who gave 5 or 4; None where too few answered."""
        if not self.counts:
            return None
        return (2000 * (self.counts[0] + self.counts[1]) + self.answered) // (2 * self.answered)


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """What came of a session's slips.

    Attributes:
        praise: What people liked, in an order that says nothing of who wrote it.
    """

    slips: int
    figures: tuple[QuestionFigure, ...]
    praise: tuple[str, ...]
    wishes: tuple[str, ...]

    @property
    def enough(self) -> bool:
        return self.slips >= FEWEST


def read_ratings(typed: str) -> dict[Question, int]:
    """The ratings of a slip from five digits, in the order printed; 0 is a question left out.

    Raises:
        RuleError: not five digits, or one that is no rating.
    """
    digits = "".join(unicodedata.normalize("NFKC", typed).split())
    for at, digit in enumerate(digits[: len(Question)], start=1):
        if digit not in "012345":
            name = QUESTION_NAMES[list(Question)[at - 1]]
            raise RuleError(
                f"第 {at} 题（{name}）填的是“{digit}”，没有录入。",
                hint="只能是 1 至 5；没有填的题按 0。",
            )
    if len(digits) != len(Question):
        raise RuleError(
            f"要按五个数字，现在是 {len(digits)} 个，没有录入。",
            hint="五道题各一个数字，从上到下；没有填的题按 0。",
        )
    pairs = zip(Question, digits, strict=True)
    return {question: int(digit) for question, digit in pairs if digit != _LEFT_OUT}


def ratings_text(ratings: Mapping[Question, int]) -> str:
    """Five digits as they are keyed in."""
    return "".join(str(ratings.get(question, 0)) for question in Question)


def check_slip(slip: Slip) -> None:
    """Refuse a slip that cannot be.

    Raises:
        RuleError: a number below 1 or above 99999, a rating outside 1 to 5, or nothing on it.
    """
    if not 1 <= slip.number <= LARGEST_NUMBER:
        raise RuleError(
            f"反馈表的编号应在 1 到 {LARGEST_NUMBER} 之间，没有录入。",
            hint="请按纸上印的编号填写。",
        )
    if any(rating not in RATINGS for rating in slip.ratings.values()):
        raise RuleError("评分只能是 1 至 5，没有录入。", hint="请看着纸上的勾重新填写。")
    if not slip.ratings and not slip.praise.strip() and not slip.wishes.strip():
        raise RuleError(
            f"第 {slip.number} 份上什么也没有填，没有录入。", hint="空白的反馈表不必录入。"
        )


def report(slips: Sequence[Slip]) -> FeedbackReport:
    """What came of them."""
    return FeedbackReport(
        len(slips),
        tuple(_figure(question, slips) for question in Question),
        _remarks(slip.praise for slip in slips),
        _remarks(slip.wishes for slip in slips),
    )


def _figure(question: Question, slips: Sequence[Slip]) -> QuestionFigure:
    given = [slip.ratings[question] for slip in slips if question in slip.ratings]
    answered, left_out = len(given), len(slips) - len(given)
    if answered < FEWEST:
        return QuestionFigure(question, answered, left_out)
    mean = (200 * sum(given) + answered) // (2 * answered)
    counts = tuple(given.count(rating) for rating in RATINGS)
    return QuestionFigure(question, answered, left_out, counts, mean)


def _remarks(texts: Iterable[str]) -> tuple[str, ...]:
    """Sorted by what they say: in the order of slips praise and wishes could be put together."""
    found = (" ".join(text.split()) for text in texts)
    return tuple(sorted(text for text in found if text))


def mean_text(figure: QuestionFigure) -> str:
    """``4.35``, or that too few answered."""
    return FEW if figure.mean is None else f"{figure.mean // 100}.{figure.mean % 100:02}"


def satisfied_text(figure: QuestionFigure) -> str:
    """``91.7%``, or nothing."""
    share = figure.satisfied
    return "" if share is None else f"{share // 10}.{share % 10}%"


def report_lines(found: FeedbackReport) -> tuple[str, str]:
    """The report in two lines, as the session's record prints it; empty without slips."""
    if not found.slips:
        return "", ""
    if not found.enough:
        return f"收回反馈表 {found.slips} 份，{FEW}。", ""
    means = "，".join(
        f"{QUESTION_NAMES[figure.question]} {mean_text(figure)}" for figure in found.figures
    )
    overall = found.figures[-1]
    share = satisfied_text(overall)
    satisfied = f"；总体“满意”以上 {share}（{overall.answered} 人作答）" if share else ""
    return (
        f"收回反馈表 {found.slips} 份{satisfied}。",
        f"各项平均（5 分为满分，没有填的不计）：{means}。",
    )
