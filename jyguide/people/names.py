"""What a name is found by and sorted by; computed once and stored beside the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from jyguide.people.readings import name_readings
from jyguide.people.strokes import NO_STROKES, stroke_key

_SHORT_NAME = 2
_MOST_COMBINATIONS = 64
"""A name with more combinations of readings gets one alternative reading at a time."""
DERIVATION = "2"
"""Changes whenever a release reads or counts names otherwise than the last one did."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything derived from one name; all keys compare as plain text, character by character."""

    full_pinyin: str
    initials: str
    search_text: str
    pinyin_sort_key: str
    stroke_sort_key: str
    name_stroke_sort_key: str


def reading_of(name: str, said: str = "") -> Reading:
    """All keys of a name at once.

    Args:
        name: As it is written.
        said: How he himself says it, see `name_readings`; here and in all below.
    """
    return Reading(
        full_pinyin=full_pinyin(name, said),
        initials=initials(name, said),
        search_text=search_text(name, said),
        pinyin_sort_key=pinyin_sort_key(name, said),
        stroke_sort_key=stroke_sort_key(name),
        name_stroke_sort_key=name_stroke_sort_key(name),
    )


def full_pinyin(name: str, said: str = "") -> str:
    """As typed, without tones or blanks, the family name read as one: 单雨 is ``shanyu``."""
    return "".join(reading.typed[0] for reading in name_readings(name, said))


def initials(name: str, said: str = "") -> str:
    """First letters: ``yclj`` for 尉迟丽君."""
    return "".join(reading.typed[0][0] for reading in name_readings(name, said))


def search_text(name: str, said: str = "") -> str:
    """Full pinyin and initials under every combination of readings, separated by blanks."""
    spellings = [reading.typed for reading in name_readings(name, said)]
    found: dict[str, None] = {}
    for combination in _combinations(spellings):
        found["".join(combination)] = None
        found["".join([spelling[0] for spelling in combination])] = None
    return " ".join(found)


def pinyin_sort_key(name: str, said: str = "") -> str:
    """By syllable, tone and character, one character of the name after the other.

    So all 张 stand together before all 章, and a name stands before the longer one it begins.
    """
    return " ".join([reading.sort + reading.character for reading in name_readings(name, said)])


def shown_reading(name: str, said: str = "") -> str:
    """How the name is read, a syllable for each character: ``shàn yǔ hào``."""
    return " ".join(reading.readings[0].marked for reading in name_readings(name, said))


def stroke_sort_key(name: str) -> str:
    """按姓氏笔画: by the family name's first character, then the given name's first and second.

    As Party congresses and the CPPCC list people. Each character counts by its number of strokes,
    then by their kinds in the order of writing (GF 3002-1999 for GB 13000.1): across, down,
    left-falling, dot, bent. A name of two characters lacks the one in the middle, and what is
    lacking has no strokes: 田富 stands before 田大利. A family name of two characters counts
    character by character like any other, the first of them first.
    """
    keys = _stroke_keys(name)
    if len(keys) == _SHORT_NAME and "·" not in name:
        keys.insert(1, NO_STROKES)
    return " ".join(keys)


def name_stroke_sort_key(name: str) -> str:
    """按姓名笔画: character by character, none of them taken to be lacking.

    As people's congresses list people: 田大利 stands before 田富, since 大 has fewer strokes
    than 富. A name stands before the longer one that it begins.
    """
    return " ".join(_stroke_keys(name))


def _stroke_keys(name: str) -> list[str]:
    return [stroke_key(character) for character in name if character != "·"]


def _combinations(spellings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if prod(map(len, spellings)) <= _MOST_COMBINATIONS:
        yield from product(*spellings)
        return
    usual = tuple(options[0] for options in spellings)
    for index, options in enumerate(spellings):
        for option in options:
            yield (*usual[:index], option, *usual[index + 1 :])
