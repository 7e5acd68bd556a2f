"""Several questions on one line, as copying from a PDF leaves them, parted again.

A number parts only where it is the next in order and what stands before it is a whole question:
one with options, an answer or a judgement. ``要做到：1.… 2.…`` inside an answer stays together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jyguide.exchange.loose.keys import read_pairs
from jyguide.exchange.loose.lines import MARK, Line, cut_section, read_number

_START = re.compile(
    r"(?<![\d.．、（(《“第])(?P<number>\d{1,6})\s*[.．、](?:(?!\d)|(?=(?:19|20)\d\d年))"
    r"|(?<=[A-J√×])(?P<after>\d{1,6})[.．、](?=\d)"
)
_HEADED = (
    r"[一二三四五六七八九十]{1,2}、\s*"
    r"(?:单项|单选|多项|多选|不定项|选择|判断|填空|简答|论述)[^，。]{0,6}?题"
)
_HEADING = re.compile(
    rf"(?<=[A-J√×。）)])(?={_HEADED})"
    # behind a title no sign parts them, but question 1 follows
    rf"|(?<![一二三四五六七八九十])(?={_HEADED}\s*(?:[（(][^（）()]{{0,60}}[)）])?\s*[:：]?\s*1\s*[.．、])"
)
_OPTION = re.compile(r"(?<![A-Za-z])[AaＡａ]\s*[.．、:：)）]|[（(]\s*[AＡ]\s*[)）]")
_SECOND = re.compile(r"(?<![A-Za-z])[BbＢｂ]\s*[.．、:：)）]|[（(]\s*[BＢ]\s*[)）]")
_ANSWER = re.compile(r"答案\s*[】\]]?\s*[:：]|【答案】")
_PLACE = re.compile(r"[（(]\s*[)）]|_{2,}|[？?]")
_CLOSED = re.compile(rf"[（(]\s*+{MARK}?\s*+[)）]\s*+[。.]?\s*+\d")
"""A bracket for a judgement, and the next number behind it."""
_TAIL = 16
"""Characters in which a question shows how it ends."""
_JUDGED = re.compile(rf"(?:[（(]\s*{MARK}?\s*[)）])\s*[。.]?\s*$")
_STOPS = "。.．；;！!？?）)】"
_OPTION_AT_START = re.compile(r"[A-JＡ-Ｊ]\s*[.．、:：)）\s]|[（(]\s*[A-JＡ-Ｊ]\s*[)）]")
_SHORTEST = 6
"""Characters; a shorter line holds no two questions."""


def part_glued(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each of which begins at most one question."""
    number, complete = 0, False
    for line in lines:
        pieces = list(_without_heading(line)) if line.text else [line]
        for piece in pieces:
            mark = read_number(piece.text) if piece.text[:1] in _STARTERS else None
            if mark and not mark.doubtful:
                number, complete = mark.number, False
            parted = list(_cut(piece, number, complete=complete))
            yield from parted
            number += len(parted) - 1
            complete = _is_whole(parted[-1].text) or (complete and len(parted) == 1)


_STARTERS = frozenset("0123456789０１２３４５６７８９（([【第题试QqＱ★☆")


def _without_heading(line: Line) -> Iterator[Line]:
    """The line with every heading of a section on a line of its own."""
    if "题" not in line.text or len(line.text) < _SHORTEST:
        yield line
        return
    for piece in _HEADING.split(line.text) if "、" in line.text else [line.text]:
        yield from _behind_heading(line if piece == line.text else replace(line, text=piece))


def _behind_heading(line: Line) -> Iterator[Line]:
    cut = cut_section(line.text)
    if cut and (_begins_first(cut[1]) or read_pairs(cut[1])):
        yield replace(line, text=cut[0].rstrip(":： "), notes=None)
        yield replace(line, text=cut[1])
    else:
        yield line


def _begins_first(text: str) -> bool:
    mark = read_number(text)
    return mark is not None and mark.number == 1 and not mark.doubtful


def _cut(line: Line, number: int, *, complete: bool) -> Iterator[Line]:
    """The line cut wherever the question after ``number``, and so on, begins."""
    text = line.text
    crowded = _is_crowded(text) if number and len(text) >= _SHORTEST else False
    if not number or len(text) < _SHORTEST or not (complete or crowded or _CLOSED.search(text)):
        yield line
        return
    at, read, seen = 0, 0, _Seen(complete=complete)
    for found in _START.finditer(text):
        start, value = found.start(), int(found["number"] or found["after"])
        seen.listed = seen.listed or (value == 1 and start > at)
        if value != number + 1 or start <= at:
            continue
        seen.read(text[read:start])
        read = start
        tail = text[max(at, start - _TAIL) : start].rstrip()
        if _parts(tail, _up_to_next(text, found.end()), seen, crowded=crowded):
            yield replace(line, text=text[at:start].strip())
            at, number, seen = start, number + 1, _Seen()
    yield replace(line, text=text[at:].strip())


@dataclass(slots=True)
class _Seen:
    """What a question has so far; read piece by piece, so that a long line is read but once.

    Attributes:
        complete: Lines above hold the whole question.
        listed: It counts 1. 2. 3. itself.
    """

    complete: bool = False
    listed: bool = False
    option: bool = False
    second: bool = False
    answer: bool = False

    def read(self, piece: str) -> None:
        self.option = self.option or bool(_OPTION.search(piece))
        self.second = self.second or bool(_SECOND.search(piece))
        self.answer = self.answer or bool(_ANSWER.search(piece))

    @property
    def is_whole(self) -> bool:
        """Whether it has the options of a question, or an answer."""
        return self.answer or (self.option and self.second)


def _parts(tail: str, rest: str, seen: _Seen, *, crowded: bool) -> bool:
    """Whether a whole question ends with ``tail`` and another begins with ``rest``."""
    if _JUDGED.search(tail) and not seen.listed:
        return bool(_JUDGED.search(rest.rstrip()[-_TAIL:])) or _looks_asked(rest)
    if seen.is_whole:
        return _looks_asked(rest)
    if seen.listed:
        return False
    return seen.complete and (crowded or tail.endswith(tuple(_STOPS))) and _looks_asked(rest)


def _up_to_next(text: str, start: int) -> str:
    following = _START.search(text, start)
    return text[start : following.start()] if following else text[start:]


def _is_crowded(text: str) -> bool:
    return bool(_OPTION.search(text) or _OPTION_AT_START.match(text) or _ANSWER.search(text))


def _is_whole(text: str) -> bool:
    seen = _Seen()
    seen.read(text)
    return seen.is_whole


def _looks_asked(near: str) -> bool:
    """Whether what follows a number is a question: a place or options before the next number."""
    return bool(_PLACE.search(near) or _OPTION.search(near) or _ANSWER.search(near))
