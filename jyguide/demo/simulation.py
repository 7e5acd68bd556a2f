"""Answers as people of differing knowledge would give them, drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.exam.marking.mark import Response


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody simulated.

    Attributes:
        knowledge: Probability of knowing an easy item, 0 to 1; hard ones are known less often.
    """

    knowledge: float

    def answer(self, content: ItemContent, chance: random.Random) -> Response:
        """What he writes; now and then nothing at all."""
        knows = chance.random() < self.knowledge - 0.08 * (content.difficulty - 1)
        if knows:
            return _right(content)
        return None if chance.random() < _BLANK else _wrong(content, chance)


_BLANK = 0.1


def _right(content: ItemContent) -> Response:
    if isinstance(content.answer, tuple):
        return tuple(blank[0] for blank in content.answer)
    if content.kind is ItemKind.SHORT_ANSWER:
        return "；".join(point.text for point in content.key_points)
    return content.answer


def _wrong(content: ItemContent, chance: random.Random) -> Response:
    letters = OPTION_LETTERS[: len(content.options)]
    if content.kind is ItemKind.SINGLE:
        return chance.choice([letter for letter in letters if letter != content.answer])
    if content.kind is ItemKind.MULTIPLE:
        return "".join(sorted(chance.sample(letters, 2)))
    if content.kind is ItemKind.TRUE_FALSE:
        return "F" if content.answer == "T" else "T"
    if content.kind is ItemKind.ORDERING:
        return "".join(chance.sample(letters, len(letters)))
    if content.kind is ItemKind.FILL_IN:
        return tuple("不清楚" for _ in content.answer or ())
    return "；".join(point.text for point in content.key_points[:1])
