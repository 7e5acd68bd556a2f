r"""The marks of GIFT, and how they are written where they are text: ``\=`` ``\~`` ``\n``."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_MARKS = re.compile(r"[\\~=#{}:\n]")


def escape(text: str) -> str:
    """The text on one line, without anything GIFT takes for a mark."""
    return _MARKS.sub(lambda found: r"\n" if found[0] == "\n" else f"\\{found[0]}", text)


def unescape(raw: str) -> str:
    """What `escape` was given; a backslash before anything else stands for itself."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], raw)


def find_mark(raw: str, mark: str, start: int = 0) -> int:
    """Place of a mark that is none of the text, or -1."""
    return _find(_pattern(mark), raw, start)


def find_last(raw: str, mark: str) -> int:
    """Place of the last such mark, or -1."""
    last, start = -1, 0
    while (found := find_mark(raw, mark, start)) >= 0:
        last, start = found, found + 1
    return last


def split_at(raw: str, mark: str, most: int = 0) -> list[str]:
    """The parts between marks; ``most`` splits at the most, 0 for all."""
    parts: list[str] = []
    start = 0
    while not most or len(parts) < most:
        place = find_mark(raw, mark, start)
        if place < 0:
            break
        parts.append(raw[start:place])
        start = place + len(mark)
    return [*parts, raw[start:]]


def _pattern(mark: str) -> re.Pattern[str]:
    if mark not in _PATTERNS:
        _PATTERNS[mark] = re.compile(rf"\\.|({re.escape(mark)})", re.DOTALL)
    return _PATTERNS[mark]


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _find(pattern: re.Pattern[str], raw: str, start: int) -> int:
    for found in pattern.finditer(raw, start):
        if found[1] is not None:
            return found.start()
    return -1
