"""What the pages of practice show: one person's desk, one sitting, one sprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jyguide.bank.row import ItemRow
from jyguide.drill.card import DrillCard
from jyguide.drill.plan import ONE_BREATH, DrillPlan
from jyguide.drill.queue import DayLoad, Progress
from jyguide.drill.review import DrillMode
from jyguide.drill.score import Estimate
from jyguide.ids import PersonId, ReviewId


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's practice today, his own figures alone.

    Attributes:
        due: Items to see again today.
        fresh: New ones of today.
        minutes: How long both take him.
        counts: How many items each way of practising would bring up.
    """

    person_id: PersonId
    name: str
    day: date
    plan: DrillPlan
    due: int
    fresh: int
    minutes: int
    counts: Mapping[DrillMode, int]
    forecast: tuple[DayLoad, ...]
    progress: tuple[Progress, ...]

    def sentence(self) -> str:
        """Such as ``今天该温习 12 题，约 15 分钟``."""
        if not self.counts.get(DrillMode.SEQUENCE):
            return "题库里还没有可以练习的题。"
        if not self.due + self.fresh:
            return "今天该温习的都温习过了。"
        return f"今天该温习 {self.due + self.fresh} 题，约 {self.minutes} 分钟"


@dataclass(frozen=True, slots=True)
class DrillSession:
    """One sitting: what comes up, in order, and the seconds to say each answer."""

    person_id: PersonId
    name: str
    mode: DrillMode
    cards: tuple[DrillCard, ...]
    answer_seconds: int = ONE_BREATH


@dataclass(frozen=True, slots=True)
class Kept:
    """A review that has been kept, and its item as it would come up again."""

    review_id: ReviewId
    card: DrillCard


@dataclass(frozen=True, slots=True)
class Sprint:
    """考前冲刺 as shown: the doses, and what they may lead to.

    Attributes:
        days: Until the exam.
        doses: Items a day, from today to the day before the exam.
        done_today: Of today's dose.
        now: If the exam were today; None while too little has been practised.
        then: On the day of the exam, with the plan followed; None where nothing can be planned.
        worth_most: The items best looked at first.
    """

    exam_on: date
    days: int
    doses: tuple[tuple[date, int], ...]
    done_today: int
    now: Estimate | None
    then: Estimate | None
    worth_most: tuple[ItemRow, ...]
