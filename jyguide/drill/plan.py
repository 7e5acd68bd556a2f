"""What somebody practises for, and what his practice has come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jyguide.bank.row import ItemRow
from jyguide.drill.memory import Memory
from jyguide.drill.review import Grade
from jyguide.drill.wrong import RIGHT_IN_ROW, right_still_needed
from jyguide.errors import RuleError
from jyguide.ids import ItemId

MOST_DAILY = 200
MOST_IN_ROW = 9
ANSWER_SECONDS = (30, 60, 90, 120)
"""What somebody may give himself to say an answer."""
ONE_BREATH = 60
USUAL_SECONDS = 45.0
"""What an item takes, before somebody's own are known."""


@dataclass(frozen=True, slots=True)
class DrillPlan:
    """What somebody practises for.

    Attributes:
        exam_on: The day of his exam.
        daily_items: New items a day at most; in a sprint all items a day.
        categories: What his daily review and sprint are about; empty means everything.
        right_in_row: Right answers in a row after which a wrong item is none any more.
        answer_seconds: To say an answer; one of `ANSWER_SECONDS`.
    """

    exam_on: date | None = None
    daily_items: int = 20
    categories: tuple[str, ...] = ()
    right_in_row: int = RIGHT_IN_ROW
    answer_seconds: int = ONE_BREATH

    def check(self) -> None:
        """Refuse what cannot be practised by.

        Raises:
            RuleError: a number is out of its bounds.
        """
        if not 1 <= self.daily_items <= MOST_DAILY:
            raise RuleError(
                "每天题数不合适，没有保存。", hint=f"请填 1 到 {MOST_DAILY} 之间的数。"
            )
        if not 1 <= self.right_in_row <= MOST_IN_ROW:
            raise RuleError(
                "连对次数不合适，没有保存。", hint=f"请填 1 到 {MOST_IN_ROW} 之间的数。"
            )
        if self.answer_seconds not in ANSWER_SECONDS:
            raise RuleError("答题时间不合适，没有保存。", hint="请在 30、60、90、120 秒中选一个。")


@dataclass(frozen=True, slots=True)
class Record:
    """All that came of one item for one person.

    Attributes:
        grades: The oldest first, one at least.
        memory: What they have left.
        first: The day of the first one.
    """

    grades: tuple[Grade, ...]
    memory: Memory
    first: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands on one day.

    Attributes:
        items: All that may be practised, in the order of the bank.
        records: By item, for those ever practised.
        seconds: What an item takes him, on average.
    """

    day: date
    items: tuple[ItemRow, ...]
    records: Mapping[ItemId, Record] = field(default_factory=dict)
    favourites: frozenset[ItemId] = frozenset()
    plan: DrillPlan = DrillPlan()
    seconds: float = USUAL_SECONDS

    @property
    def chosen(self) -> tuple[ItemRow, ...]:
        """Items of the categories he has chosen."""
        wanted = self.plan.categories
        if not wanted:
            return self.items
        return tuple(row for row in self.items if row.content.category in wanted)

    def memory(self, row: ItemRow) -> Memory | None:
        record = self.records.get(row.id)
        return record.memory if record else None

    def recall(self, row: ItemRow, day: date | None = None) -> float:
        """The chance that he recalls an item; 0 for what he has never practised."""
        memory = self.memory(row)
        return memory.recall(day or self.day) if memory else 0.0

    def right_needed(self, row: ItemRow) -> int:
        """Right answers until it is no wrong item any more; 0 where it is none."""
        record = self.records.get(row.id)
        return right_still_needed(record.grades, self.plan.right_in_row) if record else 0
