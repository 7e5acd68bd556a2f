"""Places of papers as columns of a table of marks, and responses as bits of the choices in it.

Variants print the options of an item in different orders. Letters are led back to the bank's order
and from there to that of one paper, whose letters every figure then speaks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.exam.analysis import AskedItem
from jyguide.exam.marking.key_change import Treatment
from jyguide.exam.paper import LETTERED, Paper, PaperPlace, bank_answer

_CHOSEN = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE})
"""Kinds of which it means something how many chose which option."""
_VERDICTS = {"T": 0, "F": 1}
_VERDICT_WORDS = ("正确", "错误")


@dataclass(frozen=True, slots=True)
class Column:
    """How the responses at one place of one paper enter a column.

    Attributes:
        at: Index of the column.
        position: Of the place on its paper, from 1.
        bits: For each letter printed, its bit in the letters of the column.
    """

    at: int
    position: int
    bits: Mapping[str, int]

    def choice(self, response: Any) -> int:
        """Bits of what was chosen; letters that are not on the paper count for nothing."""
        parts = response if isinstance(response, (list, tuple)) else (response or "",)
        letters = unicodedata.normalize("NFKC", "".join(map(str, parts))).upper()
        chosen = 0
        for letter in letters:
            chosen |= 1 << self.bits[letter] if letter in self.bits else 0
        return chosen


def asked_items(places: Sequence[PaperPlace]) -> tuple[AskedItem, ...]:
    """The columns, in the letters of these places."""
    return tuple(
        AskedItem(
            revision_id=place.revision_id,
            max_points=place.points,
            category=place.content.category,
            labels=option_labels(place.content),
            key=_key_bits(place),
            void=place.change is not None and place.change.treatment is Treatment.FULL_MARKS,
        )
        for place in places
    )


def columns(paper: Paper, reference: Sequence[PaperPlace]) -> dict[Any, Column]:
    """Where the responses at each place of a paper go, by the place's key.

    Args:
        paper: What was sat.
        reference: The places whose order and letters the table has; of items that are not among
            them nothing is taken.
    """
    places = {place.revision_id: (at, place) for at, place in enumerate(reference)}
    return {
        place.id: Column(
            places[place.revision_id][0],
            place.position,
            _bits(place, places[place.revision_id][1]),
        )
        for place in paper.places
        if place.revision_id in places
    }


def option_labels(content: ItemContent) -> tuple[str, ...]:
    """What may be chosen: letters, or the two verdicts; nothing for other kinds."""
    if content.kind is ItemKind.TRUE_FALSE:
        return _VERDICT_WORDS
    if content.kind not in _CHOSEN:
        return ()
    return tuple(OPTION_LETTERS[: len(content.options)])


def bank_place(place: PaperPlace) -> PaperPlace:
    """A place as it would be printed in the bank's own order."""
    if not place.order or place.content.kind not in LETTERED:
        return place
    content = place.content
    options = [""] * len(content.options)
    for printed, kept in enumerate(place.order):
        options[kept] = content.options[printed]
    key = content.answer
    answer = None if key is None else bank_answer(content.kind, key, place.order)
    change = place.change and replace(
        place.change,
        answers=tuple(bank_answer(content.kind, one, place.order) for one in place.change.answers),
    )
    shown = replace(content, options=tuple(options), answer=answer)
    return replace(place, content=shown, order=(), change=change)


def _bits(place: PaperPlace, reference: PaperPlace) -> dict[str, int]:
    kind = place.content.kind
    if kind not in _CHOSEN:
        return {}
    if kind is ItemKind.TRUE_FALSE:
        return _VERDICTS
    count = len(place.content.options)
    kept = place.order or tuple(range(count))
    shown = {one: at for at, one in enumerate(reference.order or range(count))}
    return {OPTION_LETTERS[at]: shown[one] for at, one in enumerate(kept) if one in shown}


def _key_bits(place: PaperPlace) -> int:
    """Every letter of any answer that counts."""
    content, change = place.content, place.change
    answers = change.answers if change is not None else (content.answer,)
    letters = {letter for one in answers if isinstance(one, str) for letter in one}
    if content.kind is ItemKind.TRUE_FALSE:
        return sum(1 << bit for letter, bit in _VERDICTS.items() if letter in letters)
    if content.kind not in _CHOSEN:
        return 0
    return sum(1 << OPTION_LETTERS.index(letter) for letter in letters)
