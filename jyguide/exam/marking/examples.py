"""What a rule gives in worked cases, to be seen before a paper is printed."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.exam.marking.mark import Mark, mark
from jyguide.exam.marking.rule import MarkingRule
from jyguide.exam.points import Points

WORTH: Points = 20
"""Of each sample item, in tenths."""

MULTIPLE = ItemContent(ItemKind.MULTIPLE, "", ("甲", "乙", "丙", "丁"), answer="ABC")
ORDERING = ItemContent(ItemKind.ORDERING, "", ("甲", "乙", "丙", "丁"), answer="CABD")
_CASES = (
    (MULTIPLE, ("ABC", "AB", "A", "ABD", "ABCD", "")),
    (ORDERING, ("CABD", "CADB", "BDAC", "")),
)


@dataclass(frozen=True, slots=True)
class Example:
    """One response to a sample item and what the rule makes of it.

    Attributes:
        given: Letters; empty for no answer.
    """

    kind: ItemKind
    given: str
    mark: Mark


def examples(rule: MarkingRule) -> tuple[Example, ...]:
    """Typical responses to the sample items, marked by the very function that marks papers."""
    return tuple(
        Example(content.kind, given, mark(content, given, WORTH, rule))
        for content, responses in _CASES
        for given in responses
    )
