"""What a paper is made of: what is asked for, and whether the bank can give it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemKind
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES
from jyguide.errors import RuleError
from jyguide.exam.composing.cells import Cell, Wish, missing
from jyguide.exam.points import Points, format_points

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


MOST_AVOIDED = 20
"""Papers that a blueprint may avoid at most."""


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

    def takes(self, cell: Cell) -> bool:
        """Whether items of this cell fit the line."""
        kind, category, difficulty = cell
        return (
            kind == self.kind
            and self.category in {"", category}
            and self.difficulty in {0, difficulty}
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

    @property
    def item_count(self) -> int:
        return sum(line.count for line in self.lines)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A revision in force that may be drawn.

    Attributes:
        question: The question of the hundred it is built on; two of one give each other away.
    """

    revision_id: uuid.UUID
    item_id: uuid.UUID
    kind: ItemKind
    category: str
    difficulty: int
    question: uuid.UUID | None = None

    @property
    def cell(self) -> Cell:
        return self.kind.value, self.category, self.difficulty


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A line that cannot be filled when every line is served as well as possible.

    Attributes:
        missing: Items that still lack.
        fitting: Items of the bank that fit the line, other lines' wishes aside.
        avoided: Of what lacks, how many would be there if recent papers were not avoided.
    """

    line: BlueprintLine
    missing: int
    fitting: int
    avoided: int = 0

    def sentence(self) -> str:
        """What is missing, for the person who writes the blueprint."""
        lacking = f"缺 {self.missing} 道{self.line.name()}：要 {self.line.count} 道，"
        if self.fitting < self.line.count:
            reason = f"题库里只有 {self.fitting} 道" if self.fitting else "题库里没有"
        else:
            reason = "合适的题目与别的要求重叠"
        recent = f"，其中 {self.avoided} 道是因为要避开最近的试卷" if self.avoided else ""
        return f"{lacking}{reason}{recent}。"


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
    lines: Sequence[BlueprintLine],
    counts: Mapping[Cell, int],
    avoided: Mapping[Cell, int] | None = None,
) -> tuple[Shortfall, ...]:
    """The lines that cannot all be filled at once, empty when a paper can be drawn.

    Lines that compete for the same items are weighed against each other: the sum of what is
    missing is the least possible.

    Args:
        lines: What is asked for.
        counts: How many items of each cell may be drawn.
        avoided: How many may not because a recent paper asked them.
    """
    lacking = missing(wishes_of(lines, counts), counts)
    without = lacking
    if avoided and any(lacking):
        everything = Counter(counts) + Counter(avoided)
        without = missing(wishes_of(lines, everything), everything)
    return tuple(
        Shortfall(line, lacks, fitting(line, counts), max(0, lacks - still))
        for line, lacks, still in zip(lines, lacking, without, strict=True)
        if lacks
    )


def fitting(line: BlueprintLine, counts: Mapping[Cell, int]) -> int:
    """How many items fit a line, other lines' wishes aside."""
    return sum(count for cell, count in counts.items() if line.takes(cell))


def wishes_of(lines: Sequence[BlueprintLine], cells: Iterable[Cell]) -> list[Wish]:
    """What each line wants of these cells."""
    known = list(cells)
    return [(line.count, frozenset(filter(line.takes, known))) for line in lines]


def require(
    lines: Sequence[BlueprintLine],
    counts: Mapping[Cell, int],
    avoided: Mapping[Cell, int] | None = None,
) -> None:
    """See that a paper can be drawn.

    Raises:
        RuleError: The bank cannot fill the lines; the sentence names every one that lacks.
    """
    if not any(line.count > 0 for line in lines):
        raise RuleError("组卷要求是空的，没有出卷。", hint="请先写明每种题型要几道、每道几分。")
    lacking = shortfalls(lines, counts, avoided)
    if lacking:
        recent = "少避开几份试卷、" if any(one.avoided for one in lacking) else ""
        raise RuleError(
            "题库里的题目不够，没有出卷：" + "".join(each.sentence() for each in lacking),
            hint=f"请{recent}减少题数、放宽类别或难度，或者先补充题库。",
        )


def remainder(lines: Sequence[BlueprintLine], target: Points) -> str:
    """How far the lines are from a total, and which line would make it up; empty if they are not.

    Args:
        lines: As they are written.
        target: The total that is wanted, in tenths.
    """
    gap = target - sum(line.count * line.points for line in lines)
    if not gap:
        return ""
    said = (
        f"还差 {format_points(gap)} 分到 {format_points(target)} 分"
        if gap > 0
        else f"比 {format_points(target)} 分多 {format_points(-gap)} 分"
    )
    for line in lines:
        more, rest = divmod(abs(gap), line.points)
        if not rest and (gap > 0 or more <= line.count):
            return f"{said}：{line.name()}{'加' if gap > 0 else '减'} {more} 道正好"
    return said
