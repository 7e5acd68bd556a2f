"""辅导视图: what an instructor may know to help, for himself alone; nobody is ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jyguide.bank.row import ItemRow
from jyguide.drill.review import Grade, Review
from jyguide.drill.score import Estimate
from jyguide.ids import ItemId, PersonId

CAUTION = "估计，仅供安排温习，不作评价。"

_TENTHS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Outlook:
    """One person, in the order of names.

    Attributes:
        seen: Items he has ever practised.
        estimate: For today; None while he has practised too little to tell.
    """

    person_id: PersonId
    name: str
    place: str
    seen: int
    estimate: Estimate | None

    def chance(self) -> str:
        """How likely he is to pass: 约七成, or that too little is known."""
        if self.estimate is None:
            return "练得少，暂不估计"
        return chance_text(self.estimate.passing)


@dataclass(frozen=True, slots=True)
class Stuck:
    """An item many miss.

    Attributes:
        people: Who missed it at least once.
        missed: Reviews graded AGAIN.
    """

    item: ItemRow
    people: int
    missed: int


@dataclass(frozen=True, slots=True)
class CoachView:
    """Everybody who practises, by name, and the items that most of them miss."""

    people: tuple[Outlook, ...]
    stuck: tuple[Stuck, ...]


def chance_text(chance: float) -> str:
    """A chance in words no finer than it is known: 不到一成, 约七成, 九成以上."""
    tenths = round(chance * 10)
    if tenths < 1:
        return "不到一成"
    return "九成以上" if tenths > len(_TENTHS) - 1 else f"约{_TENTHS[tenths]}成"


def stuck_items(
    reviews: Iterable[Review], items: Mapping[ItemId, ItemRow], count: int = 10
) -> tuple[Stuck, ...]:
    """The items that most people have missed, then those missed most often.

    An item missed by one person once says nothing about the class; it takes two misses.
    """
    missed: defaultdict[ItemId, list[PersonId]] = defaultdict(list)
    for review in reviews:
        if review.grade is Grade.AGAIN:
            missed[review.item_id].append(review.person_id)
    found = [
        Stuck(items[key], len(set(who)), len(who))
        for key, who in missed.items()
        if len(who) > 1 and key in items
    ]
    found.sort(key=lambda one: (-one.people, -one.missed, one.item.number, one.item.id))
    return tuple(found[:count])
