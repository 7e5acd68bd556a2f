"""Items that say nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import Generic, TypeVar

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.search import comparable

Key = TypeVar("Key", bound=Hashable)

LIKE_ENOUGH = 85
"""Percent of likeness from which two items are shown to a person."""

_RARE = 24
"""Signs by which a text is looked up; two texts alike share most of their rare ones."""

_FULL, _FEW = _RARE - 1, 3
"""Marks of a text that has as many as it can, and how many others must share with it.

Of a text with fewer one is enough. Of 6,375 items altered by up to 15 %, blindly or with care, so
many and so few missed none, and left 2,167 texts of 10,000 to be weighed.
"""

_NOT_READ = re.compile(r"[\W_]+")
_CROWDED, _MOST = 200, 80
"""A mark that so many texts hold leads to no more of them, and so many are enough to weigh against
one: a thousand forms of one question need not all be named."""


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
    """For each text the earlier ones worth comparing: of one kind, with marks in common.

    Comparing each with each takes minutes for ten thousand items.
    """
    rarity = _rarity(texts)
    held = [_marks(text, rarity) for text in texts]
    shared = {mark for mark, count in Counter(chain.from_iterable(held)).items() if count > 1}
    places: dict[ItemKind, dict[str, list[int]]] = {kind: defaultdict(list) for kind in ItemKind}
    for at, marks in enumerate(held):
        standing = places[kinds[at]]
        postings = [standing[mark] for mark in shared.intersection(marks)]
        if at >= first_fresh and (met := _likeliest(postings, 1 if len(marks) < _FULL else _FEW)):
            yield at, met
        for posting in postings:
            if len(posting) < _CROWDED:
                posting.append(at)


def _likeliest(postings: Sequence[list[int]], few: int) -> list[int]:
    """The texts that stand in so many of these lists; of very many those that stand in most."""
    met = Counter(chain.from_iterable(postings))
    found = sorted(other for other, count in met.items() if count >= few)
    return found if len(found) <= _MOST else sorted(found, key=lambda at: -met[at])[:_MOST]


def _marks(text: str, rarity: Mapping[str, int]) -> Sequence[str]:
    """What texts that are alike have in common, by and large: their rarest signs, two by two.

    The signs stand in the order of their rarity, so that a mark joins two places of a text: a
    stock phrase gives few of them. Each sign brings the one that follows it in the text.
    """
    rare = sorted(set(text), key=rarity.__getitem__)[:_RARE]
    found = [text[at : at + 2] for at in map(text.index, rare)]
    return [*map(add, found, found[1:])] or found


def _rarity(texts: Sequence[str]) -> dict[str, int]:
    """The place of each sign among all, the rarest first; those that are met once come last."""
    spread = sorted((n == 1, n, sign) for sign, n in Counter("".join(texts)).items())
    return {sign: place for place, (*_n, sign) in enumerate(spread)}
