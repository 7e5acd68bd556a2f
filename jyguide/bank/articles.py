"""The articles a citation names, as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NUMERAL = "[零〇一二三四五六七八九十百千两0-9０-９]+"
_SPAN = re.compile(
    rf"第?(?P<first>{_NUMERAL})条?(?:之[一二三四五六七八九])?\s*[至到—–~-]\s*第?(?P<last>{_NUMERAL})条"
)
_ONE = re.compile(rf"第?(?P<number>{_NUMERAL})条")
_LIST = re.compile(rf"第(?P<numbers>{_NUMERAL}(?:[、，,和]{_NUMERAL})+)条")
_NAMED = re.compile(f"{_SPAN.pattern}|{_LIST.pattern}|{_ONE.pattern}")
_SIGNS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def articles_named(citation: str) -> frozenset[int]:
    """Numbers of all articles a citation names: ``第十一至十三条、第十六条`` -> 11, 12, 13, 16.

    Empty where it names none, as 附则 or 第二章.
    """
    found: set[int] = set()
    for span in _SPAN.finditer(citation):
        first, last = number_of(span["first"]), number_of(span["last"])
        found.update(range(first, min(last, first + 999) + 1))
    for run in _LIST.finditer(citation):
        found.update(number_of(part) for part in re.split("[、，,和]", run["numbers"]))
    found.update(number_of(one["number"]) for one in _ONE.finditer(citation))
    return frozenset(found)


def renumbered(citation: str, moved: Mapping[int, int]) -> str:
    """The citation with its articles where they stand now: 第二十二条 -> 第二十六条.

    Args:
        citation: As an item has it; chapters, paragraphs and 附则 stay.
        moved: Old number to new; articles that are not named keep theirs.
    """

    def of(found: re.Match[str]) -> str:
        return re.sub(f"(?<!之){_NUMERAL}", lambda numeral: _moved(numeral[0], moved), found[0])

    return _NAMED.sub(of, citation)


def article_name(number: int) -> str:
    """第十三条."""
    return f"第{numeral_of(number)}条"


def numeral_of(number: int) -> str:
    """A Chinese numeral below ten thousand: 43 -> 四十三."""
    said = ""
    for unit, sign in _UNITS:
        digit, number = divmod(number, unit)
        if digit:
            said += ("" if (digit, sign, said) == (1, "十", "") else _SIGNS[digit]) + sign
        elif said and number and not said.endswith("零"):
            said += "零"
    return said or "零"


def _moved(numeral: str, moved: Mapping[int, int]) -> str:
    number = number_of(numeral)
    if number not in moved:
        return numeral
    return str(moved[number]) if numeral.isdecimal() else numeral_of(moved[number])


def number_of(numeral: str) -> int:
    """A Chinese or Arabic numeral below ten thousand: ``四十三`` -> 43."""
    if numeral.isdecimal():
        return int(numeral)
    total = ones = 0
    for sign in numeral:
        if sign in _TENS:
            total += (ones or 1) * _TENS[sign]
            ones = 0
        else:
            ones = _DIGITS[sign] if sign in _DIGITS else int(sign)
    return total + ones
