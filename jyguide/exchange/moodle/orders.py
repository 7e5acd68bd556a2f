"""Ordering, and the matching questions that are an ordering or a fill-in in disguise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zlib import crc32

from jyguide.bank.check import BLANK, count_blanks
from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.exchange.moodle.draft import Draft, begin
from jyguide.exchange.moodle.labels import ORDER
from jyguide.exchange.moodle.question import Question
from jyguide.exchange.moodle.types import unsupported

NONE_OF_THESE = "（以上都不是）"
"""Moodle asks for three answers at least: the wrong one that we add to two."""
_DIGITS = "零一二三四五六七八九十"
_STEP = re.compile(
    rf"(?:第\s*)?[（(]?\s*(?:步骤)?\s*([1-9]\d?|[{_DIGITS[1:]}])\s*[)）.、．]?\s*(?:步|个|位)?\s*[:：]?"
)
_BLANK = re.compile(r"第\s*([1-9]\d?)\s*空")
_RUN = re.compile(r"_{2,}")


def read_ordering(question: Question) -> Draft | str:
    """``answers`` holds the entries in the right order."""
    entries = [one.text for one in question.answers]
    draft = begin(question, ItemKind.ORDERING)
    draft.notes = [f"“{one.text}”：{one.feedback}" for one in question.answers if one.feedback]
    return _arrange(draft, question, entries)


def read_matching(question: Question) -> Draft | str:
    """An ordering or fill-in whose parts were written as pairs; anything else is refused."""
    pairs = [pair for pair in question.pairs if pair[0] or pair[1] != NONE_OF_THESE]
    blanks = _numbered(pairs, _BLANK)
    if blanks and count_blanks(question.stem) == len(blanks):
        draft = begin(question, ItemKind.FILL_IN, _RUN.sub(BLANK, question.stem))
        draft.answer = tuple((text,) for text in blanks)
        return draft
    steps = _numbered(pairs, _STEP)
    if steps:
        return _arrange(begin(question, ItemKind.ORDERING), question, steps)
    return unsupported(question.type, "题库没有配对的题")


def _numbered(pairs: list[tuple[str, str]], pattern: re.Pattern[str]) -> list[str]:
    """The right sides in the order of numbers on the left, if those are 1 to n, each once."""
    places: dict[int, str] = {}
    for left, right in pairs:
        found = pattern.fullmatch(left.strip())
        if found is None:
            return []
        places[_value(found[1])] = right
    if len(places) != len(pairs) or sorted(places) != list(range(1, len(pairs) + 1)):
        return []
    return [places[place] for place in sorted(places)]


def _value(digits: str) -> int:
    return int(digits) if digits.isdecimal() else _DIGITS.index(digits)


def _mixed(entries: list[str], letters: str) -> str:
    """Letters for the entries, not in their order, and always the same for the same entries."""
    places = sorted(range(len(letters)), key=lambda place: crc32(entries[place].encode()))
    if places == list(range(len(letters))):
        places.reverse()
    return "".join(letters[places.index(place)] for place in range(len(letters)))


def _arrange(draft: Draft, question: Question, entries: list[str]) -> Draft:
    """Give the entries letters: as the file tells, else mixed, since a paper may print them so."""
    told = next((one.value for one in question.labels if one.name == ORDER), "")
    letters = OPTION_LETTERS[: len(entries)]
    answer = told if sorted(told) == list(letters) else _mixed(entries, letters)
    if len(answer) != len(entries):
        draft.options = tuple(entries)  # too many: the item is refused for it
        return draft
    by_letter: Mapping[str, str] = dict(zip(answer, entries, strict=True))
    draft.options = tuple(by_letter[letter] for letter in letters)
    draft.answer = answer
    return draft
