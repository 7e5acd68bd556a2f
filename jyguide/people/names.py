"""What a name is found by and sorted by; computed once and stored beside the name."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from math import prod

from jyguide.people.readings import name_readings

_MOST_COMBINATIONS = 64
"""A name with more combinations of readings gets one alternative reading at a time."""
_UNKNOWN_STROKES = "99"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything derived from one name; all keys compare as plain text, character by character."""

    full_pinyin: str
    initials: str
    search_text: str
    pinyin_sort_key: str
    stroke_sort_key: str


def reading_of(name: str) -> Reading:
    """All keys of a name at once."""
    return Reading(
        full_pinyin=full_pinyin(name),
        initials=initials(name),
        search_text=search_text(name),
        pinyin_sort_key=pinyin_sort_key(name),
        stroke_sort_key=stroke_sort_key(name),
    )


def full_pinyin(name: str) -> str:
    """As typed, without tones or blanks, the family name read as one: 单雨 is ``shanyu``."""
    return "".join(reading.typed[0] for reading in name_readings(name))


def initials(name: str) -> str:
    """First letters: ``yclj`` for 尉迟丽君."""
    return "".join(reading.typed[0][0] for reading in name_readings(name))


def search_text(name: str) -> str:
    """Full pinyin and initials under every combination of readings, separated by blanks."""
    spellings = [reading.typed for reading in name_readings(name)]
    found: dict[str, None] = {}
    for combination in _combinations(spellings):
        found["".join(combination)] = None
        found["".join([spelling[0] for spelling in combination])] = None
    return " ".join(found)


def pinyin_sort_key(name: str) -> str:
    """By syllable, tone and character, one character of the name after the other.

    So all 张 stand together before all 章, and a name stands before the longer one it begins.
    """
    return " ".join([reading.sort + reading.character for reading in name_readings(name)])


def stroke_sort_key(name: str) -> str:
    """按姓氏笔画: strokes of the family name's first character, their kinds in order, then pinyin.

    The kinds (across, down, left-falling, dot, bent) follow GB 13000.1; family names that are not
    in our table stand at the end.
    """
    strokes = _surname_strokes().get(name[:1], _UNKNOWN_STROKES)
    return f"{strokes}{name[:1]} {pinyin_sort_key(name)}"


def name_stroke_sort_key(name: str) -> str:
    """按姓名笔画: as `stroke_sort_key` for now."""
    return stroke_sort_key(name)


def _combinations(spellings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if prod(map(len, spellings)) <= _MOST_COMBINATIONS:
        yield from product(*spellings)
        return
    usual = tuple(options[0] for options in spellings)
    for index, options in enumerate(spellings):
        for option in options:
            yield (*usual[:index], option, *usual[index + 1 :])


@cache
def _surname_strokes() -> dict[str, str]:
    """Family name to count (two digits) and kinds of its strokes: 王 is ``041121``."""
    text = files("resources").joinpath("names", "surname_strokes.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["surname"]: f"{int(row['strokes']):02}{row['order']}"
        for row in csv.DictReader(lines, delimiter="\t")
    }
