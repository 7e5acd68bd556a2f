"""What a quiz is made of before the first item is asked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jyguide.bank.item import ItemContent
from jyguide.errors import RuleError
from jyguide.ids import PersonId, QuizId, RevisionId, SessionId
from jyguide.quiz.row import QuizMode, RoundKind

KEYS = 8
"""Sides that have a buzzer key, 1 to 8."""
FEWEST_TEAMS = 2
LONGEST_NAME = 12
LONGEST_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Side:
    """A team, or one person.

    Attributes:
        name: Of a team; empty for a person, whose name is that of his file.
        person_ids: Members, or the one person; may be empty for a team nobody is on the list of.
    """

    name: str
    person_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizRules:
    """How points come about.

    Attributes:
        seconds: For each item.
        right: Tenths of a point for a right answer.
        wrong: Tenths that a wrong answer costs.
        ask_first: So many items at the start are asked of everybody; the rest goes to the buzzer.
        lock_false_start: Whether who buzzes before the countdown is out for the item.
        animated: Whether the wall fades; the countdown runs either way.
    """

    seconds: int = 30
    right: int = 100
    wrong: int = 0
    ask_first: int = 0
    lock_false_start: bool = True
    animated: bool = True

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _RULES}

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> QuizRules:
        """The rules as kept; what an older release did not know has its usual value."""
        return QuizRules(**{name: kept[name] for name in _RULES if name in kept})


_RULES = ("seconds", "right", "wrong", "ask_first", "lock_false_start", "animated")


@dataclass(frozen=True, slots=True)
class QuizPlan:
    """A quiz as it is begun.

    Attributes:
        sides: In the order of their buzzers.
        items: In the order in which they are asked.
        orders: For items of a paper, for each option printed its index in the bank's order; those
            that are not in here, or empty, keep that order.
    """

    title: str
    mode: QuizMode
    sides: tuple[Side, ...]
    items: tuple[RevisionId, ...]
    rules: QuizRules = QuizRules()
    session_id: SessionId | None = None
    orders: Mapping[RevisionId, tuple[int, ...]] = field(default_factory=dict)

    def kind_at(self, place: int) -> RoundKind:
        """How the item at a place, from 0, is asked unless the instructor decides otherwise."""
        return RoundKind.ASK if place < self.rules.ask_first else RoundKind.BUZZ


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz that has begun, with all that is shown of it.

    Attributes:
        names: Of the sides, in their order.
        contents: Of the items, in their order; as they were when they were chosen, with their
            options and keys as the paper has them where they are of one.
        session_title: Empty where it belongs to no training session.
        places: Where those who play one by one work; empty for teams.
        marks: What else tells those of one name and place apart; for the instructor alone.
    """

    id: QuizId
    plan: QuizPlan
    names: tuple[str, ...]
    contents: tuple[ItemContent, ...]
    started_at: datetime
    ended_at: datetime | None = None
    session_title: str = ""
    members: tuple[tuple[str, ...], ...] = field(default=())
    places: tuple[str, ...] = field(default=())
    marks: tuple[str, ...] = field(default=())


def check_plan(plan: QuizPlan) -> None:
    """Refuse a quiz that cannot be held.

    Raises:
        RuleError: no title, no item, nobody to play, or a rule that makes no sense.
    """
    for wrong, sentence, hint in _doubts(plan):
        if wrong:
            raise RuleError(f"{sentence}，竞答没有开始，没有改动。", hint=hint)


def _doubts(plan: QuizPlan) -> Sequence[tuple[bool, str, str]]:
    teams = plan.mode is QuizMode.TEAM
    names = [side.name for side in plan.sides]
    return (
        (not plan.title.strip(), "竞答名称没有填", "请填写名称。"),
        (not plan.items, "还没有选题", "请换一个出题范围，或手工选几道题。"),
        (
            teams and not FEWEST_TEAMS <= len(names) <= KEYS,
            f"分组竞答要有 {FEWEST_TEAMS} 至 {KEYS} 个组",
            "请增减组数。",
        ),
        (teams and len(set(names)) < len(names), "有两个组同名", "请改一个组名。"),
        (
            teams and any(not 0 < len(name) <= LONGEST_NAME for name in names),
            f"组名要有 1 至 {LONGEST_NAME} 个字",
            "请改短组名，投影上才看得清。",
        ),
        (
            not teams and len(_people(plan)) != len(plan.sides),
            "个人竞答要有各不相同的人参加",
            "请选一期有人签到的培训。",
        ),
        (
            not 0 < plan.rules.seconds <= LONGEST_SECONDS,
            f"每题时间要在 1 至 {LONGEST_SECONDS} 秒之间",
            "请改正时间。",
        ),
        (plan.rules.right <= 0 or plan.rules.wrong < 0, "答对的分值要大于零", "请改正分值。"),
    )


def _people(plan: QuizPlan) -> set[PersonId]:
    return {person for side in plan.sides for person in side.person_ids}


def sides_to_json(sides: Sequence[Side]) -> list[dict[str, Any]]:
    """Sides as the database keeps them."""
    return [
        {"name": side.name, "key": key if key <= KEYS else 0, "people": _texts(side.person_ids)}
        for key, side in enumerate(sides, start=1)
    ]


def sides_from_json(kept: Sequence[Mapping[str, Any]]) -> tuple[Side, ...]:
    """Sides as rules take them."""
    return tuple(
        Side(
            str(one.get("name", "")), tuple(PersonId(uuid.UUID(p)) for p in one.get("people", ()))
        )
        for one in kept
    )


def rules_to_json(plan: QuizPlan) -> dict[str, Any]:
    """The rules as the database keeps them, with the printed orders of a paper's options."""
    kept = plan.rules.to_json()
    orders = {str(key): list(order) for key, order in plan.orders.items() if order}
    return {**kept, "orders": orders} if orders else kept


def orders_from_json(kept: Mapping[str, Any]) -> dict[RevisionId, tuple[int, ...]]:
    """The printed orders that `rules_to_json` keeps beside the rules."""
    return {
        RevisionId(uuid.UUID(key)): tuple(order) for key, order in kept.get("orders", {}).items()
    }


def _texts(keys: Sequence[uuid.UUID]) -> list[str]:
    return [str(key) for key in keys]
