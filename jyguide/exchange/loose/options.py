"""Where the options of an item begin and end, on lines of their own or several on a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count, takewhile

_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_SIGNED = re.compile(
    rf"[（(【\[]\s*(?P<boxed>{_LETTER})\s*[)）】\]]\s*[.．、:：]?"
    rf"|(?<![A-Za-zＡ-Ｚａ-ｚ\d])(?P<signed>{_LETTER})\s*[.．、:：)）](?![A-Za-z]{{2}}\.)"
    r"|(?<=[\u4e00-\u9fff])(?P<semi>[b-j])[;；](?=[\u4e00-\u9fff])"
    rf"|(?:(?m:^)\s*|(?<=\s))(?P<comma>{_LETTER})\s*[,，](?!\s*{_LETTER}(?:$|[\s,，、]))"
)
_BARE = re.compile(
    rf"(?:(?m:^)|(?<=\s))(?P<spaced>{_LETTER})(?=\s)"
    rf"|(?:(?m:^)|(?<=\s))(?P<glued>[A-JＡ-Ｊ])(?=[\u4e00-\u9fff“《\d])"
    rf"|(?<=\d)(?P<digit>[A-JＡ-Ｊ])\s*[.．、](?!\d\D)"
)
_CLOSERS = "。？?！!）)】]；;_"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A letter that may begin an option; ``start``/``end`` bound the letter with its sign."""

    letter: str
    start: int
    end: int
    signed: bool
    at_line_start: bool
    gap: str
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """A body cut into stem and options.

    Attributes:
        fault: A Chinese sentence when letters are there but do not add up; empty when all is well.
        clear: The letters stand at the beginning of lines or bear a sign.
    """

    stem: str
    texts: tuple[str, ...] = ()
    fault: str = ""
    clear: bool = True


_Reading = Callable[[_Mark], bool]
_READINGS: tuple[_Reading, ...] = (
    # from the clearest way of setting options to the most crowded; the first that adds up is taken
    lambda m: m.signed and (m.at_line_start or m.gap.isspace()),
    lambda m: m.signed and (m.at_line_start or m.gap.isspace() or m.gap in _CLOSERS),
    lambda m: m.signed,
    lambda m: m.at_line_start,
    lambda m: m.at_line_start or (m.signed and m.gap.isspace()),
    lambda m: m.at_line_start or m.gap.isspace(),
    lambda m: m.at_line_start or m.signed,
    lambda m: m.signed or m.gap.isdecimal(),
    lambda m: bool(m.letter),
)

_LAST_CLEAR = 4
"""Readings up to this one take no letter in running text for an option."""


def cut_options(body: str) -> Options:
    """Stem and options of a body of one or more lines.

    Letters must run from A without a gap; letters inside an option's text
    (``党组织A、B、C、D四类``) lose against letters at the beginning of a line.
    """
    marks = list(_marks(body))
    found = _read(body, marks)
    if found is None and marks and marks[0].start == 0 and body[:1] in "（(【[":
        found = _read(body, marks[1:])  # （A） at the very beginning is the answer in its place
    return found or Options(body.strip(), fault=_fault(marks))


def _read(body: str, marks: list[_Mark]) -> Options | None:
    """The cut by the first reading that adds up; best by one that leaves no letter over."""
    first: list[_Mark] = []
    for place, reading in enumerate(_READINGS if len(marks) > 1 else ()):
        chosen = _of_one_style([mark for mark in marks if reading(mark)])
        if len(chosen) > 1 and not _left_over(chosen, marks):
            if not _goes_on(chosen[-1], marks):
                return _cut(body, chosen, clear=place <= _LAST_CLEAR)
            first = first or chosen
    return _cut(body, first) if first else None


def starts_option(line: str) -> bool:
    """Whether a line begins with a letter that may be the first of the options."""
    return _begins_with(line) == "A"


def goes_on_with_options(line: str) -> bool:
    """Whether a line begins with a letter and a sign, and so belongs to the options above it."""
    found = _SIGNED.match(line)
    return found is not None and _begins_with(line) > "A"


def _begins_with(line: str) -> str:
    """The letter at the beginning of the line that may begin an option; empty for none."""
    found = _SIGNED.match(line) or _BARE.match(line)
    letter = next(filter(None, found.groups()), "") if found else ""
    return unicodedata.normalize("NFKC", letter).upper()


def _marks(body: str) -> Iterable[_Mark]:
    found = [*_SIGNED.finditer(body), *_BARE.finditer(body)]
    for match in sorted(found, key=lambda m: (m.start(), m.re is _BARE)):
        letter = unicodedata.normalize("NFKC", next(filter(None, match.groups()))).upper()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        line_head = body[body.rfind("\n", 0, start) + 1 : start]
        yield _Mark(
            letter=letter,
            start=start,
            end=match.end(),
            signed=match.re is _SIGNED,
            at_line_start=not line_head.strip(),
            gap=body[start - 1 : start],
            boxed=match.re is _SIGNED and match["boxed"] is not None,
        )


def _of_one_style(marks: list[_Mark]) -> list[_Mark]:
    """The longest run; if it mixes （A） with A., one that does not and is as long.

    ``是（A）。A.甲 B.乙``: the first is the answer in its place, not an option.
    """
    chosen = _sequence(marks)
    if len({mark.boxed for mark in chosen}) > 1:
        for boxed in (False, True):
            uniform = _sequence([mark for mark in marks if mark.boxed is boxed])
            if len(uniform) >= len(chosen):
                return uniform
    return chosen


def _sequence(marks: list[_Mark]) -> list[_Mark]:
    """The longest run A, B, C … in order, a letter at a line's beginning going first."""
    chosen: list[_Mark] = []
    for code in count(ord("A")):
        begin = chosen[-1].end if chosen else 0
        later = [m for m in marks if m.letter == chr(code) and m.start >= begin]
        if not later:
            return chosen
        chosen.append(next((m for m in later if m.at_line_start), later[0]))
    return chosen


def _left_over(chosen: list[_Mark], marks: list[_Mark]) -> bool:
    """Whether a line still begins with a signed letter, or with the letter due next."""
    used = {mark.start for mark in chosen}
    due = chr(ord(chosen[-1].letter) + 1)
    rest = (m for m in marks if m.at_line_start and m.start not in used)
    return any(m.start > chosen[0].start and (m.signed or m.letter == due) for m in rest)


def _goes_on(last: _Mark, marks: list[_Mark]) -> bool:
    """Whether the letter due next stands, with its sign, inside the last option."""
    due = chr(ord(last.letter) + 1)
    return any(m.letter == due and m.signed and m.start >= last.end for m in marks)


def _cut(body: str, chosen: list[_Mark], *, clear: bool = True) -> Options:
    ends = [mark.start for mark in chosen[1:]] + [len(body)]
    texts = [body[mark.end : end] for mark, end in zip(chosen, ends, strict=True)]
    bare = tuple(_STRAY_SIGN.sub("", join_lines(text)) for text in texts)
    return Options(body[: chosen[0].start].strip(), bare, clear=clear)


_STRAY_SIGN = re.compile(r"\s+[.．、,，]$")


def _fault(marks: list[_Mark]) -> str:
    lettered = [m.letter for m in marks if m.at_line_start and m.signed]
    if not lettered:
        return ""
    repeated = next((x for i, x in enumerate(lettered) if x in lettered[:i]), "")
    if repeated:
        return f"选项字母 {repeated} 出现了两次。"
    run = list(takewhile(lambda pair: pair[0] == ord(pair[1]) - ord("A"), enumerate(lettered)))
    missing = chr(ord("A") + len(run))
    if len(run) < len(lettered):
        return f"选项字母不连续：缺少 {missing}。"
    return "只有一个选项。"


def join_lines(text: str) -> str:
    """One line out of several; a blank stays only between Latin letters or digits."""
    pieces = [piece.strip() for piece in text.split("\n") if piece.strip()]
    joined = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        latin = joined[-1].isascii() and piece[0].isascii()
        joined += (" " if latin else "") + piece
    return joined.strip(" \t\u3000")


def cut_off_key(texts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Options without a mark of the right ones, and the letters so marked.

    ``一年（正确答案）`` and ``一年√`` are how answering programs print the key; where every option
    bears a tick it says nothing.
    """
    found = [_KEY_MARK.search(text) for text in texts]
    letters = "".join(
        chr(ord("A") + index) for index, mark in enumerate(found) if mark is not None
    )
    all_ticked = len(letters) == len(texts) and not all(_SAYS_RIGHT.search(t) for t in texts)
    if not letters or all_ticked:
        return texts, ""
    bare = tuple(
        text[: mark.start()].strip() if mark else text
        for text, mark in zip(texts, found, strict=True)
    )
    return (bare, letters) if all(bare) else (texts, "")


_SAYS_RIGHT = re.compile(r"正确[^）)】\]]*[)）】\]]\s*$")
_KEY_MARK = re.compile(
    r"\s*(?:[（(【\[]\s*(?:正确答案|正确选项|正确|答案|√)\s*[)）】\]]|[√✓✔☑★])\s*$"
)
