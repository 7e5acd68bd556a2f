"""How many lines a paragraph takes at most, whichever program breaks it.

Programs differ in the width of digits, in what they do with punctuation, and in rounding. A text
that is measured narrowly here takes no more lines anywhere: what is put on a page by this measure
stays on that page in Word, in WPS, in LibreOffice and in print.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from jyguide.documents.page import MM_PER_POINT, Paragraph, Run, Style

NOT_AT_START = frozenset("、。，．：；！？…—～·”’）》〉」』】〕｝％℃,.:;!?)]}%")
"""Characters that never begin a line: they take the one before them along."""
NOT_AT_END = frozenset("“‘（《〈「『【〔｛([{")
"""Characters that never end a line."""
_SENTENCE_ENDS = frozenset("。！？；")
_BROAD, _CAPITAL, _SMALL, _NARROW = 1.05, 0.8, 0.57, 0.35
_RESERVE = 0.5
"""Of each line, in characters: room that a program may lose to rounding."""
_AROUND_DIGITS = 0.25
"""Space that LibreOffice sets between Chinese and Latin text, in characters."""
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,:/%\-][A-Za-z0-9]+)*|.", re.DOTALL)


@lru_cache(maxsize=4096)
def character_width(character: str) -> float:
    """Width in full-width characters, rather too large than too small."""
    if unicodedata.east_asian_width(character) in "WFA" or ord(character) > 0x2E7F:  # noqa: PLR2004 - ideographs begin
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if character in " .,:;'|!()[]":
        return _NARROW if character != " " else _SMALL
    if character in "WMm@%":
        return _BROAD
    return _CAPITAL if character.isupper() or character in "&+=<>~_w" else _SMALL


def unbroken(text: str) -> list[str]:
    """The text in pieces inside which no line ends: Latin words and numbers, else characters."""
    return _WORD.findall(text)


def width_at_most(text: str) -> float:
    """Width of a line in full-width characters, with the space some set around digits."""
    wide = [unicodedata.east_asian_width(c) in "WFA" for c in text]
    changes = sum(left != right for left, right in pairwise(wide))
    return sum(map(character_width, text)) + _AROUND_DIGITS * changes


@lru_cache(maxsize=64)
def line_starts(paragraph: Paragraph, width_mm: float) -> tuple[int, ...]:
    """Where in the text each line begins, in a column of this width; at least one line.

    The last ones are kept: whoever fills pages asks before a paragraph is put there, and after.
    """
    filling = _Filling(paragraph, width_mm / MM_PER_POINT)
    for start, word, style in _words(paragraph):
        filling.add(start, word, style)
    return tuple(filling.starts)


def paragraph_points(paragraph: Paragraph, width_mm: float) -> float:
    """Height at most, without the distances above and below."""
    lines = len(line_starts(paragraph, width_mm))
    return lines * paragraph.line_points + paragraph.rule_points


def split_after(paragraph: Paragraph, lines: int, width_mm: float) -> int:
    """Where to cut so that the first part takes no more than so many lines; 0: nowhere.

    Behind a sentence if one ends in the second half of that, since a cut line is not filled.
    """
    starts = line_starts(paragraph, width_mm)
    if lines < 1 or lines >= len(starts):
        return 0
    end = starts[lines]
    text = paragraph.text
    ends = (place for place in range(end, end // 2, -1) if text[place - 1] in _SENTENCE_ENDS)
    return next(ends, end)


def cut(paragraph: Paragraph, place: int) -> tuple[Paragraph, Paragraph]:
    """The paragraph in two at this character; the second goes on without an indent.

    A line feed before the place is left out: the first part ends there anyhow.
    """
    shape = paragraph.shape
    end = place - 1 if paragraph.text[:place].endswith("\n") else place
    first = replace(shape, after=0, rule=0, keep_next=False)
    second = replace(shape, before=0, first_indent=0)
    return (
        replace(paragraph, runs=tuple(_part(paragraph.runs, 0, end)), shape=first),
        Paragraph(tuple(_part(paragraph.runs, place, len(paragraph.text))), second),
    )


def _part(runs: tuple[Run, ...], first: int, last: int) -> Iterator[Run]:
    starts = accumulate((len(run.text) for run in runs), initial=0)
    for run, start in zip(runs, starts, strict=False):
        text = run.text[max(0, first - start) : max(0, last - start)]
        if text:
            yield replace(run, text=text)


def _words(paragraph: Paragraph) -> Iterator[tuple[int, str, Style]]:
    """What is not broken, where it begins, and how it looks."""
    start = 0
    for run in paragraph.runs:
        for found in _WORD.finditer(run.text):
            yield start + found.start(), found[0], run.style
        start += len(run.text)


@dataclass(frozen=True, slots=True)
class _Put:
    start: int
    text: str
    width: float


class _Filling:
    """Lines being filled one word at a time; lengths are points."""

    def __init__(self, paragraph: Paragraph, width: float) -> None:
        shape = paragraph.shape
        self.starts = [0]
        self._left = shape.left / MM_PER_POINT
        size = max((run.style.size for run in paragraph.runs), default=0)
        self._end = width - shape.right / MM_PER_POINT - _RESERVE * size
        self._tabs = [stop / MM_PER_POINT for stop in shape.tabs]
        self._dots = 2 * size if shape.leader else 0
        self._at = self._left + paragraph.first_indent_points
        self._line: list[_Put] = []

    def add(self, start: int, word: str, style: Style) -> None:
        if word == "\n":
            self._begin(start + 1, [])
        elif word == "\t":
            self._at = next(
                (stop for stop in self._tabs if stop > self._at), self._at + self._dots
            )
        else:
            around = 2 * _AROUND_DIGITS if word[0].isascii() and not word.isspace() else 0
            width = style.size * (sum(map(character_width, word)) + around)
            self._put(_Put(start, word, width + len(word) * style.spacing))

    def _put(self, word: _Put) -> None:
        if self._at + word.width > self._end and self._line:
            self._begin(word.start, self._carried(word))
        self._line.append(word)
        self._at += word.width
        self._break_long(word)

    def _carried(self, word: _Put) -> list[_Put]:
        """What moves to the next line with a word that may not stand at its start."""
        carried: list[_Put] = []
        first = word
        while len(self._line) > 1 and (
            first.text in NOT_AT_START or self._line[-1].text in NOT_AT_END
        ):
            first = self._line.pop()
            carried.insert(0, first)
        return carried

    def _begin(self, start: int, carried: list[_Put]) -> None:
        self.starts.append(carried[0].start if carried else start)
        self._line = carried
        self._at = self._left + sum(put.width for put in carried)

    def _break_long(self, word: _Put) -> None:
        """A word longer than a line, such as an address, goes on over the next ones."""
        while self._at > self._end and len(word.text) > 1:
            over = self._at - self._end
            each = word.width / len(word.text)
            kept = max(1, len(word.text) - max(1, round(over / each + 0.5)))
            word = _Put(word.start + kept, word.text[kept:], word.width - kept * each)
            self._begin(word.start, [word])
