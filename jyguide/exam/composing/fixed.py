"""Papers put together by hand: what may stand on them, one item in place of another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from jyguide.bank.pinning import fixed_places
from jyguide.bank.row import ItemRow
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import KIND_ORDER, Blueprint, BlueprintLine, DrawnItem
from jyguide.exam.composing.drawing import order_options
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan, PaperDraft
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


@dataclass(frozen=True, slots=True)
class FixedTerms:
    """What a paper made by hand says beside its items.

    Attributes:
        pass_points: Tenths needed to pass.
        seed: Decides the order of options, and that of variants.
        shuffle: Whether options get an order of their own.
    """

    title: str
    pass_points: Points
    minutes: int
    rule: MarkingRule
    seed: int
    shuffle: bool = True


def fixed_draft(picks: Sequence[Pick], terms: FixedTerms) -> PaperDraft:
    """A paper made by hand, as it would be kept.

    Raises:
        RuleError: it has no title, no item, one item twice, or a pass mark that makes no sense.
    """
    _check(picks, terms)
    chance = random.Random(terms.seed)  # noqa: S311 - to be made again, not unguessable
    ordered = in_sections(picks)
    items = tuple(
        DrawnItem(pick.row.revision_id, pick.points, _order(pick, chance) if terms.shuffle else ())
        for pick in ordered
    )
    blueprint = Blueprint(
        _lines(ordered), terms.pass_points, terms.minutes, terms.shuffle, allow_alike=True
    )
    plan = BlueprintPlan(terms.title.strip(), blueprint, terms.rule)
    return PaperDraft(terms.title.strip(), plan, terms.seed, items, {"origin": "fixed"})


def _check(picks: Sequence[Pick], terms: FixedTerms) -> None:
    if not terms.title.strip():
        raise RuleError("试卷名称没有填，没有保存。", hint="请填写试卷名称。")
    if not picks:
        raise RuleError("试卷上还没有题，没有保存。", hint="请从左边的题库里加几道题。")
    if len({pick.row.id for pick in picks}) < len(picks):
        raise RuleError("有一道题在卷上出现了两次，没有保存。", hint="请移出重复的一道。")
    if not 0 < terms.pass_points <= sum(pick.points for pick in picks):
        raise RuleError("及格分要大于零，且不高于总分，没有保存。", hint="请检查及格分和分值。")


def _lines(picks: Sequence[Pick]) -> tuple[BlueprintLine, ...]:
    """A blueprint's lines that say what the paper holds: one for each kind and worth."""
    counts = Counter((pick.section, pick.points) for pick in picks)
    return tuple(
        BlueprintLine(KIND_ORDER[section], count, points)
        for (section, points), count in counts.items()
    )


def _order(pick: Pick, chance: random.Random) -> tuple[int, ...]:
    content = pick.row.content
    return order_options(content.kind, len(content.options), fixed_places(content), chance)
