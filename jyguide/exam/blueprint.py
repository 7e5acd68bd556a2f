"""Which items make a paper: what is asked for, whether the bank can give it, and the drawing."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemKind
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES
from jyguide.errors import RuleError
from jyguide.exam.points import Points

KIND_ORDER = (
    ItemKind.SINGLE,
    ItemKind.MULTIPLE,
    ItemKind.TRUE_FALSE,
    ItemKind.FILL_IN,
    ItemKind.ORDERING,
    ItemKind.SHORT_ANSWER,
    ItemKind.ORAL,
)
"""The order of sections on every paper."""

_SHUFFLED = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING})


@dataclass(frozen=True, slots=True)
class BlueprintLine:
    """So many items of one sort; an empty category and difficulty 0 mean any.

    Attributes:
        points: For each item of the line, in tenths.
    """

    kind: ItemKind
    count: int
    points: Points
    category: str = ""
    difficulty: int = 0

    def accepts(self, candidate: Candidate) -> bool:
        return (
            candidate.kind is self.kind
            and self.category in {"", candidate.category}
            and self.difficulty in {0, candidate.difficulty}
        )

    def name(self) -> str:
        """The line in words, such as ``单选题（党费管理、难）``."""
        limits = [self.category, DIFFICULTY_NAMES.get(self.difficulty, "")]
        named = "、".join(limit for limit in limits if limit)
        return KIND_NAMES[self.kind] + (f"（{named}）" if named else "")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A paper before it is drawn.

    Attributes:
        pass_points: Tenths needed to pass.
        shuffle_options: Whether each drawn item gets an order of its options.
        avoid_papers: Nothing that the last so many papers asked is drawn.
        allow_alike: Whether items that say nearly the same may stand on one paper.
    """

    lines: tuple[BlueprintLine, ...]
    pass_points: Points
    minutes: int
    shuffle_options: bool = False
    avoid_papers: int = 0
    allow_alike: bool = False

    @property
    def total_points(self) -> Points:
        """Tenths the full paper is worth."""
        return sum(line.count * line.points for line in self.lines)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A revision in force that may be drawn.

    Attributes:
        option_count: Needed only where options are to be shuffled.
        pinned: Places of the options that stand last in this order (以上都对); all of them where
            the order of the bank is the only right one.
        question: The question of the hundred it is built on; two of one give each other away.
    """

    revision_id: uuid.UUID
    item_id: uuid.UUID
    kind: ItemKind
    category: str
    difficulty: int
    option_count: int = 0
    pinned: tuple[int, ...] = ()
    question: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A line that cannot be filled when every line is served as well as possible.

    Attributes:
        missing: Items that still lack.
        fitting: Items of the bank that fit the line, other lines' wishes aside.
    """

    line: BlueprintLine
    missing: int
    fitting: int

    def sentence(self) -> str:
        """What is missing, for the person who writes the blueprint."""
        wanted = f"{self.line.name()}要 {self.line.count} 道"
        if self.fitting < self.line.count:
            return f"{wanted}，题库里只有 {self.fitting} 道。"
        return f"{wanted}，合适的题目与别的要求重叠，还缺 {self.missing} 道。"


@dataclass(frozen=True, slots=True)
class DrawnItem:
    """An item on the paper.

    Attributes:
        points: What it is worth, in tenths.
        order: Original places of the options in the order shown: ``(2, 0, 1)`` shows the third
            option as A. Empty where options keep their order.
    """

    revision_id: uuid.UUID
    points: Points
    order: tuple[int, ...] = ()


def shortfalls(
    lines: Sequence[BlueprintLine], candidates: Iterable[Candidate]
) -> tuple[Shortfall, ...]:
    """The lines that cannot all be filled at once, empty when a paper can be drawn.

    Lines that compete for the same items are weighed against each other: the sum of what is
    missing is the least possible.
    """
    pool = _pool(candidates)
    owners = _assign(lines, pool)
    return tuple(
        Shortfall(line, missing, sum(map(line.accepts, pool)))
        for index, line in enumerate(lines)
        if (missing := line.count - sum(1 for owner in owners.values() if owner == index)) > 0
    )


def draw(
    blueprint: Blueprint, candidates: Iterable[Candidate], seed: int
) -> tuple[DrawnItem, ...]:
    """A paper, section by section in KIND_ORDER; same seed and same candidates, same paper.

    No item stands on it twice; where several revisions of an item are offered the newest counts.
    Items built on one question are drawn together only where others run out.

    Raises:
        RuleError: The bank cannot fill the blueprint; the sentence names every line that lacks.
    """
    pool = _pool(candidates)
    _require(blueprint.lines, pool)
    chance = random.Random(seed)  # noqa: S311 - a paper must be drawable again, not unguessable
    chance.shuffle(pool)
    pool = _siblings_last(pool)
    owners = _assign(blueprint.lines, pool)
    # inside a section the places of the shuffled pool decide, not the lines items were drawn for
    chosen = sorted(owners, key=lambda place: (KIND_ORDER.index(pool[place].kind), place))
    return tuple(
        DrawnItem(
            pool[place].revision_id,
            blueprint.lines[owners[place]].points,
            _option_order(pool[place], chance) if blueprint.shuffle_options else (),
        )
        for place in chosen
    )


def _require(lines: Sequence[BlueprintLine], pool: list[Candidate]) -> None:
    if not any(line.count > 0 for line in lines):
        raise RuleError("组卷要求是空的，没有出卷。", hint="请先写明每种题型要几道、每道几分。")
    missing = shortfalls(lines, pool)
    if missing:
        raise RuleError(
            "题库里的题目不够，没有出卷：" + "".join(each.sentence() for each in missing),
            hint="请减少题数、放宽分类或难度，或者先补充题库。",
        )


def _pool(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each item once, its newest revision (UUIDv7 grows with time), in an order of its own."""
    newest: dict[uuid.UUID, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.revision_id.int):
        newest[candidate.item_id] = candidate
    return sorted(newest.values(), key=lambda c: c.item_id.int)


def _siblings_last(pool: Sequence[Candidate]) -> list[Candidate]:
    """One item of each question first, then the second of each, and so on; else as they were."""
    met: Counter[uuid.UUID | None] = Counter()
    turns: list[tuple[int, Candidate]] = []
    for candidate in pool:
        turns.append((met[candidate.question], candidate))
        met[candidate.question] += candidate.question is not None
    return [candidate for _turn, candidate in sorted(turns, key=lambda turn: turn[0])]


def _assign(lines: Sequence[BlueprintLine], pool: Sequence[Candidate]) -> dict[int, int]:
    """As many places of the pool as possible, each given to one line: place -> line.

    Augmenting paths in the bipartite graph of lines and items (Kuhn 1955; Berge 1957: a matching
    is greatest when no such path is left). Lines with the least choice go first.
    """
    fitting = [[i for i, item in enumerate(pool) if line.accepts(item)] for line in lines]
    owners: dict[int, int] = {}
    order = sorted(range(len(lines)), key=lambda i: (len(fitting[i]) - lines[i].count, i))
    for index in order:
        for _ in range(lines[index].count):
            if not _augment(index, fitting, owners, {index}):
                break
    return owners


def _augment(
    index: int, fitting: list[list[int]], owners: dict[int, int], visited: set[int]
) -> bool:
    """Give the line one place more, if need be by moving other lines to other places."""
    free = next((place for place in fitting[index] if place not in owners), None)
    if free is not None:
        owners[free] = index
        return True
    for place in fitting[index]:
        owner = owners[place]
        if owner in visited:
            continue
        visited.add(owner)
        if _augment(owner, fitting, owners, visited):
            owners[place] = index
            return True
    return False


def _option_order(candidate: Candidate, chance: random.Random) -> tuple[int, ...]:
    if candidate.kind not in _SHUFFLED or candidate.option_count <= 1:
        return ()
    order = [at for at in range(candidate.option_count) if at not in candidate.pinned]
    chance.shuffle(order)
    return (*order, *candidate.pinned)
