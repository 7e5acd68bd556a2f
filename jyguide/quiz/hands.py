"""Hands raised for each option, as an instructor types them in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from jyguide.bank.item import OPTION_LETTERS
from jyguide.errors import RuleError

_PAIR = re.compile(r"([A-J])\s*[:=]?\s*(\d{1,4})")
_APART = re.compile(r"[\s,，、;；]+")
_NUMBER = re.compile(r"\d{1,4}")


def read_hands(text: str, options: int) -> dict[str, int]:
    """``A 12 B 3``, ``a12，b3`` or just ``12 3 0 5`` as hands by letter.

    Args:
        text: As typed, in any width.
        options: How many letters there are.

    Raises:
        RuleError: not understood, or a letter that the item does not have.
    """
    narrow = unicodedata.normalize("NFKC", text).upper().strip()
    letters = OPTION_LETTERS[:options]
    pairs = _PAIR.findall(narrow)
    if pairs and not _APART.sub("", _PAIR.sub("", narrow)):
        counts = {letter: int(number) for letter, number in pairs}
        if set(counts) <= set(letters) and len(counts) == len(pairs):
            return counts
    numbers = _APART.split(narrow)
    if len(numbers) <= options and all(map(_NUMBER.fullmatch, numbers)):
        return dict(zip(letters, map(int, numbers), strict=False))
    raise RuleError(
        f"“{text.strip()}”看不懂，举手人数没有记下。",
        hint=f"请这样填：A 12 B 3，本题只有 {letters[:1]} 至 {letters[-1:]}。",
    )


def hands_text(counts: Mapping[str, int]) -> str:
    """``A 12　B 3``."""
    return "　".join(f"{letter} {count}" for letter, count in sorted(counts.items()))
