"""How well a secret will hold, in words, while it is being typed."""

from __future__ import annotations

import math
import unicodedata

from jyguide.errors import RuleError
from jyguide.vault.secret import SHORTEST, check_secret, level

_FAIR, _GOOD = 45.0, 60.0
"""Bits: below the first a longer one is better, above the second nobody tries it out."""

_COMMON_HANZI = 3500
_SIGNS = 32
_REPEATED = 1.0


def strength_words(secret: str, name: str = "") -> str:
    """What to say under the field; nothing while it is empty.

    Args:
        secret: As typed so far.
        name: Whose it is: one's own name is guessed first.
    """
    levelled = level(secret)
    if not levelled:
        return ""
    if len(levelled) < SHORTEST:
        return f"还差 {SHORTEST - len(levelled)} 个字符"
    try:
        check_secret(secret, name)
    except RuleError as error:
        return error.message
    bits = guessing_bits(levelled)
    if bits < _FAIR:
        return "强度：一般，可以用；再长几个字更稳妥"
    return "强度：较好" if bits < _GOOD else "强度：很好"


def guessing_bits(secret: str) -> float:
    """How many guesses it takes at most, as a power of two; a repeated sign is worth little."""
    return sum(math.log2(_kin(sign)) for sign in set(secret)) + _REPEATED * (
        len(secret) - len(set(secret))
    )


def _kin(sign: str) -> int:
    """Among how many signs of its kind one is chosen."""
    if sign.isdecimal():
        return 10
    if sign.isascii():
        return 26 if sign.isalpha() else _SIGNS
    return _COMMON_HANZI if unicodedata.category(sign) == "Lo" else _SIGNS
