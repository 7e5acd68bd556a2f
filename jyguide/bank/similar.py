"""Items that say nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.search import comparable

Key = TypeVar("Key", bound=Hashable)

LIKE_ENOUGH = 85
"""Percent of likeness from which two items are shown to a person."""

_RARE = 12
"""Pairs of signs by which a text is looked up; two texts alike share most of their rare ones."""

_NOT_READ = re.compile(r"[\W_]+")
_CROWDED = 400
"""A pair of signs that so many texts hold tells nothing."""


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
) -> list[SimilarPair[Key]]:
    """Pairs of items of one kind that are alike, the likest first.

    Words count and punctuation does not; the order of the options makes no difference.
    Likeness is the share of signs in common in both, as rapidfuzz's normalised indel similarity.

    Args:
        threshold: Percent of likeness from which a pair is named.
        items: In the order of the bank; `first` of a pair stands before `second`.
        fresh: Only pairs that hold one of this many last items; 0 for all pairs.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only a search for doubles needs it

    texts = [compared_text(content) for _key, content in items]
    kinds = [content.kind for _key, content in items]
    found = []
    for left, right in _candidates(texts, kinds, len(items) - fresh if fresh else 0):
        likeness = ratio(texts[left], texts[right], score_cutoff=threshold)
        if likeness >= threshold:
            (first, one), (second, other) = items[left], items[right]
            same = answer_words(one) == answer_words(other)
            found.append(SimilarPair(first, second, int(likeness), same))
    return sorted(found, key=lambda pair: -pair.likeness)


def compared_text(content: ItemContent) -> str:
    """The signs of an item that count when two are compared."""
    parts = [content.stem, *sorted(content.options)]
    return _NOT_READ.sub("", comparable("".join(parts)))


def answer_words(content: ItemContent) -> frozenset[str]:
    """The key in words, whatever letters the options bear; empty without one."""
    answer = content.answer
    if answer is None:
        return frozenset()
    if isinstance(answer, tuple):
        return frozenset(_NOT_READ.sub("", comparable(one)) for blank in answer for one in blank)
    if content.options and content.kind is not ItemKind.ORDERING:
        texts = [content.options["ABCDEFGHIJ".index(letter)] for letter in answer]
        return frozenset(_NOT_READ.sub("", comparable(text)) for text in texts)
    return frozenset({_NOT_READ.sub("", comparable(answer))})


def _candidates(
    texts: Sequence[str], kinds: Sequence[ItemKind], first_fresh: int
) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: of one kind, and with a rare pair of signs in common.

    Comparing each with each takes minutes for ten thousand items.
    """
    held = [frozenset(map("".join, pairwise(text))) for text in texts]
    spread = Counter(pair for pairs in held for pair in pairs)
    by_pair: dict[tuple[ItemKind, str], list[int]] = defaultdict(list)
    for at, pairs in enumerate(held):
        rare = sorted((pair for pair in pairs if spread[pair] > 1), key=lambda p: (spread[p], p))
        met: set[int] = set()
        for pair in rare[:_RARE]:
            posting = by_pair[(kinds[at], pair)]
            if at >= first_fresh:
                met.update(posting)
            if len(posting) < _CROWDED:
                posting.append(at)
        for other in sorted(met):
            yield other, at
