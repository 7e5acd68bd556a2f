"""What remains of a quiz: the items asked, what each side got, what the class did not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jyguide.bank.item import ItemContent
from jyguide.ids import QuizId, RevisionId
from jyguide.quiz.plan import Quiz
from jyguide.quiz.row import QuizMode, RoundKind
from jyguide.quiz.scoring import Entry, Placed, Round, places, totals
from jyguide.quiz.shown import key_letters

WEAK_SHARE = 0.6
"""Below this share of right answers a class is said not to know something."""


@dataclass(frozen=True, slots=True)
class QuizRow:
    """A quiz in a list."""

    id: QuizId
    title: str
    mode: QuizMode
    session_title: str
    sides: int
    items: int
    asked: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One item that was asked.

    Attributes:
        position: From 1, in the order of the plan.
        kind: How it was asked last.
        entries: Of every side that was judged or buzzed too early.
        hands: Letter and hands raised for it, where they were counted.
        answered: Answers judged, or hands counted.
        right: How many of them were right.
        order: Of its options, as `QuizPlan.orders`.
    """

    position: int
    revision_id: RevisionId
    content: ItemContent
    kind: RoundKind
    entries: tuple[Entry, ...]
    hands: tuple[tuple[str, int], ...]
    answered: int
    right: int
    order: tuple[int, ...] = ()

    @property
    def share(self) -> float | None:
        """Right answers among all, 0 to 1; None where nobody answered."""
        return self.right / self.answered if self.answered else None

    @property
    def weak(self) -> bool:
        return self.share is not None and self.share < WEAK_SHARE


@dataclass(frozen=True, slots=True)
class QuizRecord:
    """A whole quiz afterwards.

    Attributes:
        points: Tenths by side.
        adjusted: Tenths by side that the instructor gave or took by hand.
    """

    quiz: Quiz
    items: tuple[AskedItem, ...]
    points: tuple[int, ...]
    adjusted: tuple[int, ...]

    @property
    def places(self) -> tuple[Placed, ...]:
        """Teams from the first place on; nothing for people, who are not ranked."""
        return places(self.points) if self.quiz.plan.mode is QuizMode.TEAM else ()

    @property
    def weak_items(self) -> tuple[AskedItem, ...]:
        """What the class did not know, the least known first."""
        return tuple(sorted((one for one in self.items if one.weak), key=_share_then_place))

    @property
    def weak_categories(self) -> tuple[tuple[str, int, int], ...]:
        """Category, right answers, all answers, where less than WEAK_SHARE were right."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for one in self.items:
            sums[one.content.category or "未分类"][0] += one.right
            sums[one.content.category or "未分类"][1] += one.answered
        weak = [
            (name, right, answered)
            for name, (right, answered) in sums.items()
            if answered and right / answered < WEAK_SHARE
        ]
        return tuple(sorted(weak, key=lambda one: (one[1] / one[2], one[0])))


def record_of(quiz: Quiz, rounds: Sequence[Round]) -> QuizRecord:
    """What a quiz came to, from the rounds that are kept of it."""
    by_item: dict[RevisionId, list[Round]] = defaultdict(list)
    for one in rounds:
        if one.revision_id is not None:
            by_item[one.revision_id].append(one)
    asked = tuple(
        replace(
            _asked(place, revision, content, by_item[revision]),
            order=quiz.plan.orders.get(revision, ()),
        )
        for place, (revision, content) in enumerate(
            zip(quiz.plan.items, quiz.contents, strict=True), start=1
        )
        if revision in by_item
    )
    count = len(quiz.names)
    by_hand = [one for one in rounds if one.kind is RoundKind.ADJUST]
    return QuizRecord(quiz, asked, totals(count, rounds), totals(count, by_hand))


def _asked(
    position: int, revision: RevisionId, content: ItemContent, rounds: Sequence[Round]
) -> AskedItem:
    entries = tuple(entry for one in rounds for entry in one.entries)
    counts = next((one.counts for one in reversed(rounds) if one.counts), {})
    judged = [entry.right for entry in entries if entry.right is not None]
    hands = tuple(sorted(counts.items()))
    key = key_letters(content)
    alone = key if len(key) == 1 else ""  # hands for one letter of several say nothing of the rest
    counted = sum(count for _letter, count in hands) if alone else 0
    return AskedItem(
        position,
        revision,
        content,
        rounds[-1].kind,
        entries,
        hands,
        answered=len(judged) + counted,
        right=sum(judged) + (counts.get(alone, 0) if alone else 0),
    )


def _share_then_place(item: AskedItem) -> tuple[float, int]:
    return (item.share or 0.0, item.position)
