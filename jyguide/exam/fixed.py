"""Papers put together by hand: what may stand on them, one item in place of another."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from jyguide.bank.row import ItemRow
from jyguide.errors import RuleError
from jyguide.exam.blueprint import KIND_ORDER, Blueprint, BlueprintLine
from jyguide.exam.points import Points
from jyguide.ids import ItemId


@dataclass(frozen=True, slots=True)
class Pick:
    """An item of the bank on a paper made by hand.

    Attributes:
        points: What it is worth, in tenths.
    """

    row: ItemRow
    points: Points

    @property
    def section(self) -> int:
        """Where the section of its kind stands on a paper."""
        return KIND_ORDER.index(self.row.content.kind)


def in_sections(picks: Sequence[Pick]) -> list[Pick]:
    """Section by section as every paper is; inside one as they were."""
    return sorted(picks, key=lambda pick: pick.section)


def moved(picks: Sequence[Pick], at: int, by: int) -> tuple[list[Pick], int]:
    """The item at a place one up (-1) or down (1), and where it stands then.

    It stays inside its section: beyond it, nothing changes.
    """
    to = at + by
    found = list(picks)
    if not 0 <= to < len(found) or found[to].section != found[at].section:
        return found, at
    found[at], found[to] = found[to], found[at]
    return found, to


def exchanged(
    picks: Sequence[Pick], at: int, bank: Sequence[ItemRow], passed: Collection[ItemId], seed: int
) -> list[Pick]:
    """Another item of the same kind, category and difficulty in place of one.

    Args:
        picks: The paper.
        at: Whose place.
        bank: What may be drawn, in whatever order.
        passed: Items that were turned down already; they come again only when no other is left.
        seed: Decides which of those that fit.

    Raises:
        RuleError: The bank has no other.
    """
    gone = picks[at].row.content
    present = {pick.row.id for pick in picks}
    fitting = sorted(
        (
            row
            for row in bank
            if row.id not in present
            and (row.content.kind, row.content.category, row.content.difficulty)
            == (gone.kind, gone.category, gone.difficulty)
        ),
        key=lambda row: row.id.int,
    )
    fresh = [row for row in fitting if row.id not in passed] or fitting
    if not fresh:
        raise RuleError(
            "题库里没有别的同题型、同类别、同难度的题，没有换。",
            hint="可以在左边的题库里另选一道加进来，再移出这一道。",
        )
    chosen = random.Random(seed).choice(fresh)  # noqa: S311 - no secret
    found = list(picks)
    found[at] = replace(found[at], row=chosen)
    return found


def blueprint_of(
    picks: Sequence[Pick], pass_points: Points, minutes: int, *, shuffle: bool
) -> Blueprint:
    """A blueprint that says what the paper holds: a line for each kind and worth."""
    counts: dict[tuple[int, Points], int] = {}
    for pick in in_sections(picks):
        key = pick.section, pick.points
        counts[key] = counts.get(key, 0) + 1
    lines = tuple(
        BlueprintLine(KIND_ORDER[section], count, points)
        for (section, points), count in counts.items()
    )
    return Blueprint(lines, pass_points, minutes, shuffle, allow_alike=True)
