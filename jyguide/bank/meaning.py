"""Short answers that mean the same however they are written: 五人 and 5人, 12个月 and 一年."""

from __future__ import annotations

import re
from fractions import Fraction

from jyguide.bank.numerals import with_digits
from jyguide.bank.search import comparable

_NOT_READ = re.compile(r"[^\w/%.]+|_+")
_PEOPLE = re.compile(r"(?<=\d)(?:个人|名|位)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_FRACTION = re.compile(r"(\d+)/(\d+)")
_YEARS = re.compile(r"(?<![\d.])(\d{1,3})年(?![\d中代])")
_WEEKS = re.compile(r"(?<![\d.])(\d+)(?:周|星期)(?![岁年])")
_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)")
_MONTHS_OF_YEAR = 12


def meaning(text: str) -> str:
    """The text in a form in which two that mean the same are the same.

    Width, case, spacing and punctuation make no difference, nor do numerals (三 and 3), people
    counted as 人, 名 or 位, years and months (一年, 12个月; 半年, 6个月), weeks and days,
    fractions and percent (三分之一, 1/3; 五分之一, 20%; 半数, 二分之一). Nothing is said of what
    differs in law: 半数以上 is not 过半数, 7日 is not 7个工作日.
    """
    return _DOT.sub("", _NOT_READ.sub("", _in_digits(text)))


def numbers_in(text: str) -> tuple[str, ...]:
    """Every number the text names, however written, in its order."""
    return tuple(re.findall(r"\d+(?:[./]\d+)?", _in_digits(text)))


def _in_digits(text: str) -> str:
    """Numerals, shares and spans of time in one form; punctuation stays."""
    plain = comparable(text).replace("半年", "6个月").replace("周年", "年")
    plain = re.sub("(?<!第)(?:半数|一半)", "1/2", plain)
    plain = with_digits(plain)
    plain = _PERCENT.sub(lambda found: _share(found[1], "100"), plain)
    plain = _FRACTION.sub(lambda found: _share(found[1], found[2]), plain)
    plain = _PEOPLE.sub("人", plain)
    plain = _YEARS.sub(lambda found: f"{int(found[1]) * _MONTHS_OF_YEAR}个月", plain)
    return _WEEKS.sub(lambda found: f"{int(found[1]) * 7}天", plain)


def _share(part: str, whole: str) -> str:
    if not Fraction(whole):
        return f"{part}/{whole}"
    share = Fraction(part) / Fraction(whole)
    return f"{share.numerator}/{share.denominator}"
