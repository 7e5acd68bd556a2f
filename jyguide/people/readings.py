"""How Chinese characters are read: as a family name, otherwise, and as a person himself says."""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_DIAERESIS = "\u0308"
_CIRCUMFLEX = "\u0302"
_NO_PHRASES = "PYPINYIN_NO_PHRASES"


@dataclass(frozen=True, slots=True)
class Syllable:
    """One reading of one character.

    Attributes:
        typed: Its spellings on a keyboard, the usual one first: ``lv lyu lu`` for ``lǚ``.
        sort: Sorts as in a dictionary: lu before lü before luan, then by tone.
        marked: As a dictionary prints it.
    """

    typed: tuple[str, ...]
    sort: str
    marked: str


@dataclass(frozen=True, slots=True)
class CharacterReading:
    """All readings of one character at its place in a name.

    Attributes:
        sort: Of the one reading the name sorts by.
        typed: Spellings of every reading; the first belongs to ``sort``.
        readings: All of them, that one first.
    """

    character: str
    sort: str
    typed: tuple[str, ...]
    readings: tuple[Syllable, ...]


@dataclass(frozen=True, slots=True)
class _Surnames:
    single: Mapping[str, tuple[Syllable, ...]]
    compound: Mapping[str, tuple[Syllable, ...]]
    anywhere: Mapping[str, tuple[Syllable, ...]]


def syllable(marked: str) -> Syllable:
    """A syllable written with its tone mark, such as ``lǚ``."""
    letters, tone = split_tone(marked)
    if "ü" not in letters:
        return Syllable((letters,), f"{letters}{tone}", marked)
    spellings = tuple(letters.replace("ü", u) for u in ("v", "yu", "u"))
    return Syllable(spellings, f"{spellings[2]}{tone + len(_TONES) + 1}", marked)


def split_tone(marked: str) -> tuple[str, int]:
    """Letters without the mark of the tone, and the tone: 1 to 4, or 0 where none is marked."""
    letters, tone = "", 0
    for character in unicodedata.normalize("NFD", marked):
        if character in _TONES:
            tone = int(_TONES[character])
        elif character == _DIAERESIS:
            letters = letters[:-1] + "ü"
        elif character != _CIRCUMFLEX:
            letters += character
    return letters, tone


@lru_cache(maxsize=256)
def name_readings(name: str, said: str = "") -> tuple[CharacterReading, ...]:
    """The readings of a name, character by character, its family name read as one.

    The middle dot of minority names is passed over, and such a name has no Chinese family name.
    A character nobody has a reading for stands for itself.

    Args:
        name: As it is written.
        said: How he himself says it, a syllable for each character; see `jyguide.people.saying`.
            It comes before what the tables have; one that does not fit the name is no reading.
    """
    if "·" in name:
        usual = tuple(map(_plain, name.replace("·", "")))
    else:
        family = compound_surname(name) or name[:1]
        usual = _family(family) + tuple(map(_plain, name[len(family) :]))
    syllables = said.split()
    if len(syllables) != len(usual):
        return usual
    return tuple(map(_as_said, usual, syllables))


def _as_said(character: CharacterReading, said: str) -> CharacterReading:
    """The reading said before the others; without a tone it takes that of the one it means."""
    spoken = syllable(said)
    if not split_tone(said)[1]:
        alike = (one for one in character.readings if spoken.typed[0] in one.typed)
        spoken = next(alike, spoken)
    others = tuple(one for one in character.readings if one != spoken)
    return _character(character.character, (spoken, *others))


@cache
def _plain(character: str) -> CharacterReading:
    return _character(character, _dictionary_readings(character))


@cache
def _family(name: str) -> tuple[CharacterReading, ...]:
    surnames = _surnames()
    special = [surnames.single.get(name, ())] * len(name)
    if len(name) > 1:
        special = [(reading,) for reading in surnames.compound[name]]
    return tuple(
        _character(character, first + _dictionary_readings(character))
        for character, first in zip(name, special, strict=True)
    )


def _character(character: str, readings: tuple[Syllable, ...]) -> CharacterReading:
    typed = dict.fromkeys(spelling for reading in readings for spelling in reading.typed)
    return CharacterReading(character, readings[0].sort, tuple(typed), readings)


def _dictionary_readings(character: str) -> tuple[Syllable, ...]:
    """The commonest first."""
    if known := _surnames().anywhere.get(character):
        return known
    marked = _dictionary().get(ord(character))
    if not marked:
        # After every syllable, and found by typing the character itself.
        return (Syllable((character.lower(),), f"~{character}", character),)
    return tuple(map(syllable, marked.split(",")))


def compound_surname(name: str) -> str:
    """The family name of several characters a name begins with; empty if it has none.

    A name of two characters has a family name of one: 单于 may be a Mr Shan.
    """
    compounds = _surnames().compound
    return next((name[:n] for n in (4, 3, 2) if len(name) > n and name[:n] in compounds), "")


@cache
def _surnames() -> _Surnames:
    text = files("resources").joinpath("names", "surname_readings.toml").read_text("utf-8")
    tables = {
        kind: {name: tuple(map(syllable, readings)) for name, readings in table.items()}
        for kind, table in tomllib.loads(text).items()
    }
    return _Surnames(**tables)


@cache
def _dictionary() -> Mapping[int, str]:
    """Code point to comma-separated readings.

    pypinyin's phrases are left out while it loads: we read single characters, and the phrases
    cost a tenth of a second and tens of megabytes.
    """
    before = os.environ.get(_NO_PHRASES)
    os.environ[_NO_PHRASES] = "1"
    try:
        from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - slow, and only names need it
    finally:
        if before is None:
            del os.environ[_NO_PHRASES]
        else:
            os.environ[_NO_PHRASES] = before
    for code, readings in PINYIN_DICT.items():  # 42,000 characters are read in 8,600 ways
        PINYIN_DICT[code] = intern(readings)
    return PINYIN_DICT
