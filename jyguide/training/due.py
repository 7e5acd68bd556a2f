"""What of training waits for a person, told to whoever has just opened the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jyguide.training.credit_year import CreditYear
from jyguide.training.forum import ForumQuarter, forum_reminder
from jyguide.training.year_report import requirement_text


@dataclass(frozen=True, slots=True)
class TrainingDue:
    """What waits; nothing of what is empty.

    Attributes:
        forum: The quarter's forum that has no day yet, in words.
        short: People whose days are out of reach with what is planned.
        required: What they are asked for, in words.
        untrained: People new in post who have not had pre-post training.
    """

    forum: str = ""
    short: int = 0
    required: str = ""
    untrained: int = 0

    @property
    def sentence(self) -> str:
        """All of it; empty while nothing waits."""
        said = [self.forum] if self.forum else []
        if self.short:
            said.append(f"按现有安排有 {self.short} 人今年达不到 {self.required}，可以增加安排")
        if self.untrained:
            said.append(f"新任书记中有 {self.untrained} 人还没有参加任前培训")
        return "；".join(said) + "。" if said else ""


def training_due(
    credit: CreditYear, quarters: Iterable[ForumQuarter], untrained: int, today: date
) -> TrainingDue:
    """Gather what waits on a day; while a year is planned, not that its plan is not enough."""
    return TrainingDue(
        forum_reminder(quarters, today),
        0 if credit.so_far.planning else len(credit.missing()),
        requirement_text(credit.rule.rule),
        untrained,
    )
