"""What stands in the way of completing an inspection, and what a follow-up visit looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.dates import date_text, tenths_text
from jyguide.errors import RuleError
from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.counting import after_rectification
from jyguide.standard.rows import InspectionRow
from jyguide.standard.scoring import Score, Scores, Tally, allowed_points, points_for, tally

_MOST_NAMED = 6
"""Sentences in a refusal; the page shows all."""


@dataclass(frozen=True, slots=True)
class VisitHead:
    """What is kept of a visit beside its scores.

    Attributes:
        visited_on: None: the day on which it is completed.
        received_by: Who was there for the branch.
    """

    visited_on: date | None = None
    conclusion: str = ""
    received_by: str = ""


def with_head(row: InspectionRow, head: VisitHead) -> InspectionRow:
    """An open inspection with what was entered of the visit itself."""
    return replace(
        row,
        visited_on=head.visited_on,
        conclusion=head.conclusion,
        received_by=head.received_by,
    )


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why an inspection cannot be completed yet; `code` is "" for one of the whole."""

    code: str
    sentence: str


class UnfinishedError(RuleError):
    """An inspection cannot be completed yet; `obstacles` are all reasons."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        named = "".join(one.sentence for one in obstacles[:_MOST_NAMED])
        more = len(obstacles) - _MOST_NAMED
        named += f"另有 {more} 处。" if more > 0 else ""
        super().__init__(
            f"检查还不能完成，有 {len(obstacles)} 处要补：{named}",
            hint="已录入的内容都在。请逐条补上，再点“完成检查”。",
        )
        self.obstacles = obstacles


def refuse_day(day: date, first: date, today: date) -> None:
    """Refuse a day on which nobody can have been there.

    Raises:
        RuleError: it lies before the first day or after today.
    """
    hint = "请改正检查日期。已录入的内容都在。"
    if day > today:
        raise RuleError(f"检查日期 {date_text(day)} 晚于今天，没有提交。", hint=hint)
    if day < first:
        raise RuleError(
            f"检查日期 {date_text(day)} 早于本阶段开始的 {date_text(first)}，没有提交。", hint=hint
        )


def obstacles(criteria: Criteria, scores: Scores) -> list[Obstacle]:
    """Every reason why these scores are not complete, in the order of the checklist."""
    found = [one for each in criteria for one in _of_criterion(each, scores.get(each.code))]
    if not found and not any(scores[each.code].applies for each in criteria):
        found.append(Obstacle("", "所有检查内容都标为不适用，得不出分数。"))
    return found


def _of_criterion(criterion: Criterion, score: Score | None) -> Iterator[Obstacle]:
    code = criterion.code
    if score is None or not score.said:
        yield Obstacle(code, f"{code} 还没有评。")
        return
    if not score.applies or score.points is None:
        return
    if not fits(criterion, score):
        yield Obstacle(code, f"{code} 的得分 {tenths_text(score.points)} 分不符合评分办法。")
    elif score.points < criterion.points and not score.finding.strip():
        yield Obstacle(code, f"{code} 扣了分，还没有写发现的问题。")


def fits(criterion: Criterion, score: Score) -> bool:
    """Whether points are possible, and those that what was counted or chosen gives."""
    if score.points is None or score.points not in allowed_points(criterion):
        return False
    if not score.value:
        return True
    try:
        return points_for(criterion, score.value) == score.points
    except (TypeError, ValueError):  # another number of figures, or impossible ones
        return False


def asked_again(criteria: Criteria, codes: Iterable[str]) -> Criteria:
    """Those of these codes, in the order of the checklist."""
    wanted = set(codes)
    return tuple(one for one in criteria if one.code in wanted)


def visit_tally(criteria: Criteria, before: Scores, visit: Scores) -> Tally:
    """What a branch stands at after a follow-up visit: what was not looked at counts as before."""
    return tally(criteria, after_rectification(before, [visit], ()))


def frequent(
    findings: Iterable[Mapping[str, Score]], shipped: Mapping[str, tuple[str, ...]], most: int
) -> dict[str, tuple[str, ...]]:
    """What was written most often of each criterion, without what is offered anyway.

    Args:
        findings: Scores of inspections, the latest first; of equally frequent ones the later wins.
        shipped: What the checklist itself offers, by code.
        most: How many of each.
    """
    counts: dict[str, dict[str, int]] = {}
    for scores in findings:
        for code, said in scores.items():
            if text := said.finding.strip():
                of = counts.setdefault(code, {})
                of[text] = of.get(text, 0) + 1
    return {
        code: tuple(_by_count(of, shipped.get(code, ()))[:most]) for code, of in counts.items()
    }


def _by_count(of: Mapping[str, int], offered: tuple[str, ...]) -> list[str]:
    return sorted((text for text in of if text not in offered), key=lambda text: -of[text])
