"""The articles a citation names, as numbers."""

from __future__ import annotations

import re

_NUMERAL = "[零〇一二三四五六七八九十百千两0-9０-９]+"
_SPAN = re.compile(
    rf"第?(?P<first>{_NUMERAL})(?P<unit>条)?(?:之[一二三四五六七八九])?\s*[至到—–~-]\s*第?(?P<last>{_NUMERAL})条"
)
_ONE = re.compile(rf"第?(?P<number>{_NUMERAL})(?P<unit>条)")
_LIST = re.compile(rf"第(?P<numbers>{_NUMERAL}(?:[、，,和]{_NUMERAL})+)条")
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
