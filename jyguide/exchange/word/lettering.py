"""Options that Word numbers 1) 2) 3) by itself, given the letters that the answers speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jyguide.bank.check import CHOICE_KINDS
from jyguide.bank.item import OPTION_LETTERS
from jyguide.exchange.loose.lines import read_number, read_section
from jyguide.exchange.loose.types import LineNotes
from jyguide.exchange.word.numbers import Numbered

_PLACE = re.compile(r"[（(]\s*(?:[A-JＡ-Ｊ][\s、,，A-JＡ-Ｊ]*)?\s*[)）]")
_LETTER_ANSWER = re.compile(r"[【\[]?\s*(?:参考|正确|标准)?答案\s*[】\]]?\s*[:：]?\s*[A-JＡ-Ｊ]")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line of the document.

    Attributes:
        numbered: The number that Word puts before it, if any; not part of the text.
    """

    text: str
    notes: LineNotes | None = None
    numbered: Numbered | None = None

    @property
    def shown(self) -> str:
        """The line with its number, as a person sees it."""
        mark = self.numbered.mark if self.numbered and self.text.strip() else ""
        return f"{mark} {self.text}" if mark else self.text


def letter_options(lines: list[WordLine]) -> list[str]:
    """The lines as a person reads them, with numbered options under letters."""
    shown: list[str] = []
    at, choosing = 0, False
    while at < len(lines):
        end = _run_end(lines, at)
        if section := read_section(lines[at].shown.strip()):
            choosing = section.kind in CHOICE_KINDS
        if end - at >= _FEWEST and _are_options(lines, at, end, choosing=choosing):
            pairs = zip(OPTION_LETTERS, lines[at:end], strict=False)
            shown += [f"{letter}. {line.text}" for letter, line in pairs]
        else:
            shown += [line.shown for line in lines[at:end]]
        at = end
    return shown


def _run_end(lines: list[WordLine], at: int) -> int:
    """The end of the numbered lines of one list that begin here; at least one line."""
    first, end = lines[at].numbered, at + 1
    while first and end < len(lines):
        here = lines[end].numbered
        if here is None or here.place != first.place or here.count != first.count + end - at:
            break
        end += 1
    return end


def _are_options(lines: list[WordLine], start: int, end: int, *, choosing: bool) -> bool:
    """Whether a run of numbered lines stands below a question that is answered by letters.

    Under a heading such as 单选题 (``choosing``) any numbered question is.
    """
    first = lines[start].numbered
    above = next((line for line in reversed(lines[:start]) if line.text.strip()), None)
    if first is None or not first.decimal or above is None or end - start > len(OPTION_LETTERS):
        return False
    if above.numbered and above.numbered.place == first.place:
        return False
    if choosing and read_number(above.shown.strip()):
        return True
    below = next((line.text for line in lines[end : end + 3] if line.text.strip()), "")
    return bool(_PLACE.search(above.text) or _LETTER_ANSWER.match(below.strip()))
