"""Lists of answers that stand apart from their questions: below them all, or after a section."""

from __future__ import annotations

import re
from dataclasses import replace

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.keys import is_key_heading, read_pairs
from jyguide.exchange.loose.lines import (
    MARK_PLACE,
    SECTION_WORD,
    Line,
    NumberMark,
    asks,
    kind_of,
    read_number,
    read_section,
    segments,
)
from jyguide.exchange.loose.reading import Reading
from jyguide.exchange.loose.types import KeyEntry, Label

_KEY_OF_KIND = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,3}}\s*[、.．])?\s*(?P<word>{SECTION_WORD})"
    r"\s*的?(?:参考|正确|标准)?答案\s*[:：]?\s*(?P<rest>\S.*)$"
)
_ORDINAL_OF_LIST = re.compile(r"(?P<ordinal>[一二三四五六七八九十]{1,3})\s*[、.．:：]\s*")


class KeyLists:
    """Takes the lines that are part of such a list; each method says whether it took one."""

    def __init__(self, at: Reading) -> None:
        self._at = at
        self._key_bracketed: bool | None = None

    def take_heading(self, index: int, line: Line) -> bool:
        if not is_key_heading(line.text) or not self._at.found.blocks:
            return False
        follower = self._at.ahead.next_text(index)
        numbered = read_number(follower)
        last = self._at.found.blocks[-1]
        starts_over = (
            numbered is not None
            and last.number.isdecimal()
            and numbered.number <= int(last.number)
            and (
                last.kind not in {ItemKind.SHORT_ANSWER, ItemKind.ORAL, None}
                or segments(numbered.rest)[0].label is Label.ANSWER
            )
        )
        listed = read_pairs(follower) or read_pairs(_behind_label(follower))
        self._at.in_key = bool(_names_section(follower) or listed or starts_over)
        if self._at.in_key:
            self._at.kind, self._at.current, self._key_bracketed = kind_of(line.text), None, None
            self._at.found.headings.append(line)
        return self._at.in_key

    def take_line(self, index: int, line: Line) -> bool:
        if not self._at.found.blocks:
            return False
        if self._take_key_of_kind(line):
            return True
        pairs = read_pairs(line.text)
        if self._at.in_key and not pairs:
            pairs = read_pairs(_behind_label(line.text))
        headed = _ORDINAL_OF_LIST.match(line.text) if self._at.in_key and not pairs else None
        if headed and (pairs := read_pairs(line.text[headed.end() :])):
            self._at.section, self._at.kind = headed["ordinal"], None
        if pairs:
            self.add_pairs(pairs, line)
            self._at.current = None
            return True
        return self._at.in_key and self._take_key_prose(index, line)

    def _take_key_of_kind(self, line: Line) -> bool:
        """``单选题答案：1.A 2.B``: a list that names the kind it is for."""
        found = _KEY_OF_KIND.match(line.text)
        pairs = read_pairs(found["rest"]) if found else None
        if not found or not pairs:
            return False
        kind, region = kind_of(found["word"]), len(self._at.found.blocks)
        self._at.found.entries += [
            KeyEntry(number, text, line.number, region, kind) for number, text in pairs
        ]
        self._at.current = None
        return True

    def _take_key_prose(self, index: int, line: Line) -> bool:
        """Answers in words under a heading of the list: ``3. 三；五；七``; may run over lines."""
        mark = read_number(line.text)
        if mark and mark.rest and self._is_item(index, mark):
            self._at.in_key = False
            return False
        if mark and not mark.doubtful and not self._is_part_of_entry(mark):
            self._add_entry(mark.number, *_answer_and_reason(mark.rest), line)
            return True
        return self._lengthen_entry(line)

    def _is_part_of_entry(self, mark: NumberMark) -> bool:
        """Whether （2） goes on with an answer, in a list whose entries are numbered 2."""
        if self._key_bracketed is None:
            self._key_bracketed = mark.bracketed or mark.circled
        return (mark.bracketed or mark.circled) and not self._key_bracketed

    def _is_item(self, index: int, mark: NumberMark) -> bool:
        """Inside a list only options, an answer below or an open place tell a question."""
        below = self._at.ahead.options_follow(index) or self._at.ahead.answer_follows(index)
        return below or (asks(mark.rest) and not MARK_PLACE.search(mark.rest))

    def _lengthen_entry(self, line: Line) -> bool:
        entries = self._at.found.entries
        if not entries or entries[-1].region != len(self._at.found.blocks):
            return False
        more, why = _answer_and_reason(line.text)
        last = entries[-1]
        text = "\n".join(part for part in (last.text, more) if part)
        reason = "\n".join(part for part in (last.reason, why) if part)
        entries[-1] = replace(last, text=text, reason=reason)
        self._at.found.headings.append(line)
        return True

    def add_pairs(self, pairs: list[tuple[int, str]], line: Line) -> None:
        for number, text in pairs:
            self._add_entry(number, text, "", line)

    def _add_entry(self, number: int, text: str, reason: str, line: Line) -> None:
        kind = self._at.kind if self._at.in_key else None
        region = len(self._at.found.blocks)
        section = self._at.section if self._at.in_key else ""
        self._at.found.entries.append(
            KeyEntry(number, text, line.number, region, kind, reason, section)
        )


def _names_section(text: str) -> bool:
    return bool(read_section(text) or _ORDINAL_OF_LIST.match(text))


def _behind_label(text: str) -> str:
    """What a line says after its label: tables become ``答案：1. A  2. B``."""
    first = segments(text)[0]
    return first.text if first.label is Label.ANSWER else ""


def _answer_and_reason(text: str) -> tuple[str, str]:
    """What an entry of a list says, parted from its explanation: ``B 解析：…``."""
    parts = segments(text)
    reasons = [p.text for p in parts if p.label in {Label.EXPLANATION, Label.BASIS}]
    answers = [p.text for p in parts if p.label in {None, Label.ANSWER, Label.POINTS}]
    return " ".join(answers), "\n".join(reasons)
