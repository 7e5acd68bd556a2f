"""Keeping items that say nearly the same off one paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemContent
from jyguide.bank.similar import LIKE_ENOUGH, compared_text, similar_pairs
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.composing.drawing import Pool, choose

Pair = tuple[int, int]
"""Two places of the pool, the one drawn earlier first."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn.

    Attributes:
        places: Each with the line it is drawn for, as they stand on the paper.
        alike: Pairs that stand on it all the same, since the bank has nothing else.
    """

    places: tuple[Pair, ...]
    alike: tuple[Pair, ...] = ()


def alike_pairs(contents: Sequence[tuple[int, ItemContent]]) -> list[Pair]:
    """Pairs of one kind that are alike as `similar_pairs` measures it, each weighed with each.

    For the items of one paper, some hundreds at most: none is missed.

    Args:
        contents: Each under its place, in the order of drawing.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where a paper is drawn
    from rapidfuzz.process import extract_iter  # noqa: PLC0415 - as above

    before: dict[str, dict[int, str]] = {}
    found: list[Pair] = []
    for place, content in contents:
        text = compared_text(content)
        others = before.setdefault(content.kind.value, {})
        near = extract_iter(text, others, scorer=ratio, score_cutoff=LIKE_ENOUGH)
        found += [(other, place) for _text, _likeness, other in near]
        others[place] = text
    return found


def draw_apart(
    lines: Sequence[BlueprintLine],
    pool: Pool,
    order: Sequence[int],
    pairs_of: Callable[[Sequence[int]], Sequence[Pair]],
) -> Drawn:
    """Draw so that no two alike stand on the paper, as far as the bank has others.

    What was drawn is looked at, the later of two alike is put back and others are drawn for it,
    until nothing is alike. Where that leaves a line short, those put back first come in again.

    Args:
        lines: What is asked for; the pool can give it.
        pool: What there is.
        order: As `shuffled` gives it.
        pairs_of: Which of some places, given in the order of drawing, are alike.
    """
    turn = {place: at for at, place in enumerate(order)}
    wanted = sum(line.count for line in lines)
    put_back: dict[int, None] = {}
    kept: set[int] = set()
    while True:
        drawn = choose(lines, pool, order, put_back)
        if len(drawn) < wanted:
            again = list(put_back)[: wanted - len(drawn)]
            kept.update(again)
            for place in again:
                del put_back[place]
            continue
        pairs = pairs_of(sorted((place for place, _line in drawn), key=turn.__getitem__))
        later = _later_ones(pairs, kept)
        if not later:
            return Drawn(tuple(drawn), tuple(pairs))
        put_back.update(dict.fromkeys(later))


def _later_ones(pairs: Sequence[Pair], kept: Collection[int]) -> list[int]:
    """The later of each pair, unless it is there because nothing else is, or the earlier goes."""
    going: dict[int, None] = {}
    for earlier, later in pairs:
        if earlier not in going and later not in kept:
            going[later] = None
    return list(going)


def spare_ones(
    items: Sequence[tuple[int, ItemContent]],
    are_distinct: Callable[[Pair], bool] = lambda _pair: False,
) -> frozenset[int]:
    """Items of a bank that add nothing where no two alike may stand together.

    Of items alike the first stays: what is left says how many are unlike each other, at least.

    Args:
        items: Each under its place.
        are_distinct: Whether a person has found a pair to be two.
    """
    order = {place: at for at, (place, _content) in enumerate(items)}
    mates: dict[int, list[int]] = {}
    for found in similar_pairs(items):
        first, second = sorted((found.first, found.second), key=order.__getitem__)
        if not are_distinct((first, second)):
            mates.setdefault(second, []).append(first)
    spare: set[int] = set()
    for place in sorted(mates, key=order.__getitem__):
        if any(mate not in spare for mate in mates[place]):
            spare.add(place)
    return frozenset(spare)
