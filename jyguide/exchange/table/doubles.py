"""Rows of one file that claim to be the same: told apart from those that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Place = tuple[str, int]
"""Sheet, and the spreadsheet program's own number of the row."""


class Doubles:
    """What each identity was first seen with.

    Args:
        called: Key of the column that holds the identity, and what sentences call it.
        telling: Keys in which rows of one identity must agree; where they do not, nobody can say
            which is right, and none of them is taken in.
        once: How the sentence about a plain double ends.
    """

    def __init__(
        self, called: tuple[str, str], telling: tuple[str, ...], once: str = "只保留一行"
    ) -> None:
        self._once = once
        self._key, self._called = called
        self._telling = telling
        self._first: dict[str, tuple[Place, Mapping[str, Any], bool]] = {}
        self._against: dict[Place, str] = {}

    def seen(self, identity: str, place: Place, values: Mapping[str, Any], *, good: bool) -> str:
        """Why a row cannot be taken in beside an earlier one; empty for the first.

        A row that is not ``good``, since it is refused anyway, contradicts nobody: one broken copy
        does not take the good one with it.
        """
        first, known, was_good = self._first.setdefault(identity, (place, values, good))
        if first == place:
            return ""
        where = place_text(first, place)
        if not (good and was_good) or not (differs := self._differing(known, values)):
            return f"与{where}的{self._called}重复，{self._once}"
        self._against[first] = f"与{place_text(place, first)}的{self._called}相同，{differs}"
        return f"与{where}的{self._called}相同，{differs}"

    def contradictions(self) -> dict[Place, list[tuple[str, str]]]:
        """First rows that a later one contradicts, with the fault each is refused for."""
        return {place: [(self._key, reason)] for place, reason in self._against.items()}

    def _differing(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
        """In what two rows of one identity contradict each other, as the end of a sentence."""
        for key in self._telling:
            first, second = one.get(key), other.get(key)
            if first and second and first != second:
                return f"写的却是“{first}”和“{second}”，不知道以哪一行为准，两行都没有导入"
        return ""


def place_text(place: Place, seen_from: Place) -> str:
    """Where an earlier row stands, as a sentence says it."""
    sheet, row = place
    return f"第 {row} 行" if sheet == seen_from[0] else f"“{sheet}”第 {row} 行"
