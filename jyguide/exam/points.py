"""Points are whole tenths of a point: sums stay exact, and ``15`` reads 1.5 分."""

from __future__ import annotations

import re
import unicodedata

from jyguide.errors import RuleError

Points = int
"""Tenths of a point, never negative."""


def format_points(points: Points) -> str:
    """``15`` as ``"1.5"``, ``20`` as ``"2"``; the word 分 is the caller's."""
    whole, tenth = divmod(points, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def parse_points(text: str) -> Points:
    """``"1.5"``, ``"２分"``, ``" 2.0 "`` in tenths.

    Raises:
        RuleError: Not a number, negative, or finer than a tenth.
    """
    bare = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    found = re.fullmatch(r"(\d{1,6})(?:\.(\d)0*)?", bare, re.ASCII)
    if not found:
        raise RuleError(
            f"“{text}”不是分值，没有保存。",
            hint="请填 0 或正数，最多一位小数，例如 2 或 1.5。",
        )
    return int(found[1]) * 10 + int(found[2] or 0)


def split_evenly(points: Points, parts: int) -> tuple[Points, ...]:
    """Shares that differ by at most a tenth and add up to exactly the whole."""
    return tuple(points * (i + 1) // parts - points * i // parts for i in range(parts))
