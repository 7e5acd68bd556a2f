"""From one person's practice to what an exam may bring him, and to what is worth reviewing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow
from jyguide.drill.desk import Sprint
from jyguide.drill.plan import Standing
from jyguide.drill.review import Grade
from jyguide.drill.score import (
    ENOUGH_SEEN,
    USUAL_LINES,
    Estimate,
    Prospect,
    estimate,
    fits,
    guess_rate,
    hidden_knowledge,
)
from jyguide.drill.sprint import SprintItem, SprintPlan, plan_sprint
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.ids import ItemId

_WORTH_MOST = 10


@dataclass(frozen=True, slots=True)
class ExamAhead:
    """The kind of paper people practise for.

    Attributes:
        passing: The share of its points that passes.
    """

    lines: tuple[BlueprintLine, ...] = USUAL_LINES
    passing: float = 0.6


def estimate_today(standing: Standing, exam: ExamAhead) -> Estimate | None:
    """If the exam were today; None while too little has been practised to tell."""
    found = prospects(standing, standing.day)
    if sum(one.knew is not None for one in found) < ENOUGH_SEEN:
        return None
    return estimate(found, exam.lines, exam.passing)


def sprint_plan(standing: Standing, exam: ExamAhead) -> SprintPlan:
    """The reviews up to his exam; what he has practised today is taken off today's dose.

    Raises:
        RuleError: he has given no date, or it is past.
    """
    exam_on = standing.plan.exam_on
    if exam_on is None or exam_on <= standing.day:
        raise RuleError("还没有填考试日期，排不出计划。", hint="请先填今天之后的考试日期。")
    found = prospects(standing, standing.day)
    return plan_sprint(
        sprint_items(standing, found, exam.lines),
        standing.day,
        exam_on,
        standing.plan.daily_items,
        hidden_knowledge(found).mean,
    )


def sprint_shown(standing: Standing, exam: ExamAhead) -> Sprint:
    """A sprint with what it may lead to.

    Raises:
        RuleError: as `sprint_plan`.
    """
    plan = sprint_plan(standing, exam)
    known = hidden_knowledge(prospects(standing, standing.day))
    then = prospects(standing, plan.exam_on, plan.recall)
    items = {row.id: row for row in standing.items}
    return Sprint(
        exam_on=plan.exam_on,
        days=(plan.exam_on - standing.day).days,
        doses=tuple((day, len(dose)) for day, dose in plan.doses),
        done_today=sum(
            standing.records[one.item_id].memory.last == standing.day
            for one in then
            if one.item_id in standing.records
        ),
        now=estimate_today(standing, exam),
        then=estimate(then, exam.lines, exam.passing, known),
        worth_most=tuple(items[key] for key in plan.worth_most(_WORTH_MOST)),
    )


def sprint_items(
    standing: Standing, found: Sequence[Prospect], lines: Sequence[BlueprintLine]
) -> list[SprintItem]:
    """What may be reviewed, each with what knowing it adds to the expected points.

    Of a line of n items of p points, N of the bank fit it: each is drawn with the chance n / N,
    and knowing it is worth p (1 - g) more than guessing.
    """
    sizes = Counter(line for one in found for line in lines if fits(line, one))
    total = sum(line.count * line.points for line in lines) or 1
    wanted = {row.id for row in standing.chosen}
    memories = {row.id: standing.memory(row) for row in standing.items}
    return [
        SprintItem(
            one.item_id,
            memories[one.item_id],
            (1 - one.guess)
            * sum(
                min(1.0, line.count / sizes[line]) * line.points
                for line in lines
                if fits(line, one)
            )
            / total,
            one.missed,
        )
        for one in found
        if one.item_id in wanted
    ]


def prospects(
    standing: Standing, day: date, recall: Mapping[ItemId, float] | None = None
) -> tuple[Prospect, ...]:
    """How each item a written paper may draw may go on a day.

    Args:
        standing: Whose practice.
        day: The day of the paper.
        recall: Expected recall of items whose reviews are planned; of others the memory tells.
    """
    recall = recall or {}
    return tuple(
        Prospect(
            item_id=row.id,
            kind=row.content.kind,
            category=row.content.category,
            difficulty=row.content.difficulty,
            guess=guess_rate(row.content),
            recall=recall.get(
                row.id, memory.recall(day) if (memory := standing.memory(row)) else None
            ),
            knew=_knew(standing, row),
            missed=_missed(standing, row),
        )
        for row in standing.items
        if row.content.kind is not ItemKind.ORAL
    )


def _knew(standing: Standing, row: ItemRow) -> bool | None:
    record = standing.records.get(row.id)
    return record.grades[0] > Grade.AGAIN if record else None


def _missed(standing: Standing, row: ItemRow) -> bool:
    record = standing.records.get(row.id)
    return record is not None and Grade.AGAIN in record.grades
