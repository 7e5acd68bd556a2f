"""Amounts kept in whole hundredths, as they are read from a field and said in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.exchange.money import FEN_IN, MOST, WAN, YUAN, wan_text

HUNDREDTHS = 100
SQUARE_METRES = "平方米"
BEYOND_REASON = "大得不合情理，请核对单位和小数点。"
MU = "亩"
METRES_IN_MU = Fraction(2000, 3)
"""Fifteen 亩 are a hectare: 666.67 square metres each, kept exact."""
_UNIT_WORDS = {
    **dict.fromkeys(("平方米", "平方", "平米", "㎡", "m2", "M2", "m²"), SQUARE_METRES),
    **dict.fromkeys(("亩", "市亩"), MU),
    **dict.fromkeys(FEN_IN, YUAN),
}


def figure(amount: int) -> Decimal:
    """Hundredths as the figure that a workbook adds up."""
    return Decimal(amount).scaleb(-2)


def hundredths_text(amount: int | None) -> str:
    """``1,234.50``; nothing for what is not known."""
    return "" if amount is None else f"{figure(amount):,.2f}"


def amount_text(amount: int | None, unit: str) -> str:
    """``1,234.50 亩``; nothing for what is not known."""
    return "" if amount is None else f"{hundredths_text(amount)} {unit}".rstrip()


def wan_words(fen: int) -> str:
    """``12.35 万元``: two decimals, half up, away from nought."""
    return f"{wan_text(fen)} {WAN}"


def rounded(value: Fraction) -> int:
    """The nearest whole number, a half away from nought."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def square_metres(area: int, unit: str) -> Fraction:
    """Hundredths of a square metre in hundredths of 亩 or 平方米, exact.

    Raises:
        RuleError: it is no unit of area that can be converted.
    """
    if unit == MU:
        return area * METRES_IN_MU
    if unit == SQUARE_METRES:
        return Fraction(area)
    raise RuleError(f"面积单位“{unit}”不能换算，没有保存。", hint="面积单位请用“亩”或“平方米”。")


def plain_unit(text: str) -> str:
    """A unit as it is kept: ㎡ is 平方米, every multiple of 元 is 元; others as they are."""
    found = compact(text)
    return _UNIT_WORDS.get(found, found)


def read_hundredths(text: str, what: str = "数量") -> int | None:
    """What is typed into a field, in whole hundredths; nothing for an empty one.

    Raises:
        RuleError: it is no number, has more than two decimals, or is beyond all reason.
    """
    plain = compact(text).replace(",", "")
    if not plain:
        return None
    try:
        found = Decimal(plain) * HUNDREDTHS
    except ArithmeticError:
        raise RuleError(
            f"{what}“{plain}”不是数字，没有保存。", hint="请写数字，如 12.5。"
        ) from None
    if not found.is_finite() or abs(found) > MOST:
        raise RuleError(f"{what}“{plain}”大得不合情理，没有保存。", hint="请核对单位和小数点。")
    if found != found.to_integral_value():
        raise RuleError(f"{what}“{plain}”最多写两位小数，没有保存。", hint="请四舍五入后再填。")
    return int(found)
