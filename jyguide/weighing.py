"""Points weighed and rounded alike wherever something is scored."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return half_up_quotient(value.numerator, value.denominator)


def half_up_quotient(number: int, by: int) -> int:
    """The nearest whole number to a quotient, halves upwards."""
    return (2 * number + by) // (2 * by)


def points_of(parts: Sequence[tuple[int, int]]) -> int | None:
    """Weights with totals in tenths, added up and rounded half up once; None without any."""
    weight = sum(one for one, _ in parts)
    if not weight:
        return None
    return half_up_quotient(sum(one * total for one, total in parts), weight)
