"""The grade that what was named suggests; the person himself decides."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.bank.item import ItemContent
from jyguide.drill.review import Grade
from jyguide.exam.marking.mark import MarkingRule, Response, mark, worth_of

_FULL = 100
_GOOD = 60
_SOME = 25


def by_key_points(content: ItemContent, named: Sequence[bool], *, quick: bool = False) -> Grade:
    """The grade for an answer said aloud.

    The share of the weights named decides; without a required point it is worth half at most
    (`worth_of`), which is HARD. All of them in less than half the time is EASY. Where an item
    has no key points there is nothing to go by, and GOOD is offered.
    """
    if not content.key_points:
        return Grade.GOOD
    worth = worth_of(content.key_points, named, _FULL)
    if worth >= _FULL:
        return Grade.EASY if quick else Grade.GOOD
    if worth >= _GOOD:
        return Grade.GOOD
    return Grade.HARD if worth >= _SOME else Grade.AGAIN


def by_letters(content: ItemContent, response: Response) -> Grade:
    """The grade for letters chosen: all right is GOOD, anything else AGAIN."""
    given = mark(content, response, _FULL, MarkingRule())
    return Grade.GOOD if given.points == _FULL else Grade.AGAIN
