"""How somebody says his own name, typed by whoever enters him, in its one stored form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jyguide.people.cell import CellError
from jyguide.people.readings import split_tone

_APART = re.compile(r"[\s·'’,，、;；/\-]+")
_MARKS = ("", "\u0304", "\u0301", "\u030c", "\u0300", "")
"""By tone; the fifth is not marked."""
_MARKED_FIRST = re.compile(r"a|e|o(?=u)|[iouü](?=[^iouü]*$)")
"""Which vowel carries the mark: a or e, o of ou, else the last."""


def read_saying(text: str, name: str) -> str:
    """Syllables with a blank between them, tones marked where they were given.

    ``Shan4 yu hao``, ``shàn'yu'hao`` and ``shàn yu hao`` all become the last; ``lv`` becomes
    ``lü``. Empty for an empty text.

    Raises:
        CellError: A syllable that there is not, or not one for each character of the name.
    """
    given = unicodedata.normalize("NFKC", text).lower()
    syllables = [part for part in _APART.split(given) if part]
    said = [_syllable(part) for part in syllables]
    wanted = len(name.replace("·", ""))
    if said and len(said) != wanted:
        raise CellError(
            f"姓名拼音有 {len(said)} 个音节，姓名有 {wanted} 个字；请一字一个音节，中间空一格"
        )
    return " ".join(said)


def _syllable(part: str) -> str:
    typed, tone = part, 0
    if part[-1:] in {"1", "2", "3", "4", "5"}:
        typed, tone = part[:-1], int(part[-1])
    letters, marked = split_tone(typed)
    known = _syllables().get(letters)
    if known is None or (tone and marked):
        raise CellError(f"姓名拼音里的“{part}”不是拼音音节，请写成“shan yu hao”这样，中间空一格")
    return _with_tone(known, tone or marked)


def _with_tone(letters: str, tone: int) -> str:
    marked = _MARKED_FIRST.sub(lambda vowel: vowel[0] + _MARKS[tone], letters, count=1)
    return unicodedata.normalize("NFC", marked)


@cache
def _syllables() -> Mapping[str, str]:
    """Every way to type a syllable, and how it is written."""
    text = files("resources").joinpath("names", "syllables.txt").read_text("utf-8")
    return {
        letters.replace("ü", u): letters
        for letters in text.split()
        for u in ("ü", "v", "yu", "u:")
        if u == "ü" or "ü" in letters
    }
