"""Items that say nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import Generic, TypeVar

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.search import comparable

Key = TypeVar("Key", bound=Hashable)

LIKE_ENOUGH = 85
"""Percent of likeness from which two items are shown to a person."""

_RARE = 12
"""Pairs of signs by which a text is looked up; two texts alike share most of their rare ones."""

_NOT_READ = re.compile(r"[\W_]+")
_CROWDED = 200
"""A pair of signs that so many texts hold tells nothing."""

_LOOKED_AT, _MOST = 4, 60
"""Pairs of signs looked up at least, and how many texts are enough to weigh against one: a
thousand forms of one question need not all be named."""


@dataclass(frozen=True, slots=True)
class SimilarPair(Generic[Key]):
    """Two items and how alike they are, in percent; 100 for the same words.

    Attributes:
        same_answer: Whether both have the same key, in words: if not, one may be wrong.
    """

    first: Key
    second: Key
    likeness: int
    same_answer: bool


def similar_pairs(
    items: Sequence[tuple[Key, ItemContent]],
    threshold: int = LIKE_ENOUGH,
    *,
    fresh: int = 0,
    check: Callable[[], None] = lambda: None,
) -> list[SimilarPair[Key]]:
    """Pairs of items of one kind that are alike, the likest first.

    Words count and punctuation does not; the order of the options makes no difference.
    Likeness is the share of signs in common in both, as rapidfuzz's normalised indel similarity.

    Args:
        threshold: Percent of likeness from which a pair is named.
        items: In the order of the bank; `first` of a pair stands before `second`.
        fresh: Only pairs that hold one of this many last items; 0 for all pairs.
        check: Called for each item; raises to stop the search.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only a search for doubles needs it
    from rapidfuzz.process import extract  # noqa: PLC0415 - as above

    texts = [compared_text(content) for _key, content in items]
    kinds = [content.kind for _key, content in items]
    found = []
    for at, others in _candidates(texts, kinds, len(items) - fresh if fresh else 0):
        check()
        near = extract(
            texts[at],
            {other: texts[other] for other in others},
            scorer=ratio,
            score_cutoff=threshold,
            limit=None,
        )
        found += [_pair(items[other], items[at], int(likeness)) for _text, likeness, other in near]
    return sorted(found, key=lambda pair: -pair.likeness)


def compared_text(content: ItemContent) -> str:
    """The signs of an item that count when two are compared."""
    return _bare("".join((content.stem, *sorted(content.options))))


def answer_words(content: ItemContent) -> frozenset[str]:
    """The key in words, whatever letters the options bear; empty without one."""
    answer = content.answer
    if answer is None:
        return frozenset()
    if isinstance(answer, tuple):
        return frozenset(_bare(one) for blank in answer for one in blank)
    if not content.options:
        return frozenset({_bare(answer)})
    options = dict(zip(OPTION_LETTERS, content.options, strict=False))
    words = [_bare(options.get(letter, letter)) for letter in answer]
    return frozenset(words if content.kind is not ItemKind.ORDERING else ["→".join(words)])


def _pair(
    first: tuple[Key, ItemContent], second: tuple[Key, ItemContent], likeness: int
) -> SimilarPair[Key]:
    same = answer_words(first[1]) == answer_words(second[1])
    return SimilarPair(first[0], second[0], likeness, same)


def _bare(text: str) -> str:
    """Without marks and blanks: first of all, for what is left is mostly normal already."""
    return _NOT_READ.sub("", comparable(_NOT_READ.sub("", text)))


def _candidates(
    texts: Sequence[str], kinds: Sequence[ItemKind], first_fresh: int
) -> Iterator[tuple[int, list[int]]]:
    """For each text the earlier ones worth comparing: of one kind, a rare pair in common.

    Comparing each with each takes minutes for ten thousand items.
    """
    held = [frozenset(map(add, text, text[1:])) for text in texts]
    rarity = _rarity(held)
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, pairs in enumerate(held):
        postings = places[kinds[at].value]
        rare = sorted(filter(None, map(rarity.get, pairs)))[:_RARE]
        if at >= first_fresh and (met := _likeliest([postings[pair] for pair in rare])):
            yield at, met
        for pair in rare:
            if len(postings[pair]) < _CROWDED:
                postings[pair].append(at)


def _likeliest(postings: Sequence[list[int]]) -> list[int]:
    """The texts that stand in two of these lists, which begin with the shortest.

    Of a text with a few signs one is enough; where many are met, not all lists are looked at.
    """
    if len(postings) < _RARE:
        return sorted(set().union(*postings))
    once: set[int] = set()
    twice: set[int] = set()
    for looked, posting in enumerate(postings):
        if looked >= _LOOKED_AT and len(twice) >= _MOST:
            break
        twice.update(once.intersection(posting))
        once.update(posting)
    return sorted(twice)


def _rarity(held: Sequence[frozenset[str]]) -> dict[str, int]:
    """The place of each pair of signs among all, the rarest first; none for those met once."""
    spread = Counter(chain.from_iterable(held))
    shared = sorted((count, pair) for pair, count in spread.items() if count > 1)
    return {pair: place for place, (_count, pair) in enumerate(shared, start=1)}
