"""Chinese numerals: read as digits, so that 十五 and 15 are the same answer; and written."""

from __future__ import annotations

import re

_DIGITS = {
    sign: value
    for value, signs in enumerate(
        ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_SIGNS = "".join(_DIGITS) + "".join(_UNITS) + "".join(_GROUPS)
_NUMERAL = re.compile(f"[{_SIGNS}]+")
_PERCENT = re.compile(r"百分之([\d.]+|[" + _SIGNS + "]+)")
_FRACTION = re.compile(rf"(\d+|[{_SIGNS}]+)分之(\d+|[{_SIGNS}]+)")
_POINT = re.compile(rf"([\d{_SIGNS}]+)点([{''.join(_DIGITS)}]+)(?![{_SIGNS}分钟刻半点])")
_LONGEST = 24
_ROUGH = 2
"""So many bare numerals in a row are an estimate: 三四个, 七八天."""
_PLAIN = str.maketrans(
    {"〇": "零", "○": "零", "两": "二", "廿": "二十", "卅": "三十", "卌": "四十"}
    | dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
)
_WRITTEN = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def with_digits(text: str) -> str:
    """The text with every Chinese numeral in digits: ``十五人`` → ``15人``, ``百分之五`` → ``5%``.

    Applied to both sides of a comparison; it makes no sense as text to show (``3会1课``).
    三点五 is 3.5, but 三点五分 a time; 三四 stays, being three or four rather than 34.
    """
    text = _POINT.sub(lambda found: f"{_digits(found[1])}.{_one_by_one(found[2])}", text)
    text = _PERCENT.sub(lambda found: f"{_digits(found[1])}%", text)
    text = _FRACTION.sub(lambda found: f"{_digits(found[2])}/{_digits(found[1])}", text)
    return _NUMERAL.sub(lambda found: _digits(found[0]), text)


def numeral_of(number: int) -> str:
    """A Chinese numeral below ten thousand as laws write it: 43 -> 四十三."""
    said = ""
    for unit, sign in _PLACES:
        digit, number = divmod(number, unit)
        if digit:
            said += ("" if (digit, sign, said) == (1, "十", "") else _WRITTEN[digit]) + sign
        elif said and number and not said.endswith("零"):
            said += "零"
    return said or "零"


def number_of(numeral: str) -> int | None:
    """A Chinese or Arabic numeral below ten thousand: ``四十三``, ``43``, ``一〇三`` -> 103.

    None where it can be read in two ways, or in none: ``三四``, ``十三四``, ``一百三``.
    """
    if numeral.isdecimal():
        return int(numeral) if len(numeral) <= len("9999") else None
    plain = numeral.translate(_PLAIN)
    if not set(plain) <= set(_WRITTEN + "十百千"):
        return None
    if "零" in plain and set(plain) <= set(_WRITTEN) and len(plain) <= len("9999"):
        return int("".join(str(_WRITTEN.index(sign)) for sign in plain))
    value = _value(plain)
    told = value < 10**4 and numeral_of(value).replace("一十", "十") == plain.replace("一十", "十")
    return value if told else None


def _digits(numeral: str) -> str:
    if numeral[0] not in _SIGNS or len(numeral) > _LONGEST:
        return numeral
    if len(numeral) == _ROUGH and all(_DIGITS.get(sign) for sign in numeral):
        return numeral
    if all(sign in _DIGITS for sign in numeral):
        return _one_by_one(numeral)
    return str(_value(numeral))


def _one_by_one(numeral: str) -> str:
    return "".join(str(_DIGITS[sign]) for sign in numeral)


def _value(numeral: str) -> int:
    """A numeral with units; 一百五 is 150 as people say it, 一百零五 is 105."""
    total = section = digit = 0
    unit = 1
    for sign in numeral:
        if sign in _DIGITS:
            digit, unit = _DIGITS[sign], (unit if _DIGITS[sign] else 1)
        elif sign in _UNITS:
            unit = _UNITS[sign]
            section, digit = section + (digit or 1) * unit, 0
        else:
            unit = _GROUPS[sign]
            below = section + digit
            total = (total + below or 1) * unit if sign == "亿" else total + (below or 1) * unit
            section = digit = 0
    colloquial = unit // 10 if unit > 10 else 1  # noqa: PLR2004 - 十 says the ones itself
    return total + section + digit * colloquial
