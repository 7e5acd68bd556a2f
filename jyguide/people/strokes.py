"""With how many and which strokes a character is written, as GB 13000.1 (GF 3002-1999) has it."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files

_COUNT_ALONE = "~"
_KINDS_UNKNOWN = "9"
_NOTHING_KNOWN = "99"
NO_STROKES = "00"
"""Sorts before every character."""


@lru_cache(maxsize=8192)
def strokes_of(character: str) -> tuple[int, str]:
    """How many strokes, and their kinds in the order of writing: 王 is ``(4, "1121")``.

    The kinds are 1 across 横, 2 down 竖, 3 left-falling 撇, 4 dot or right-falling 点 and 5 bent
    折; empty where only the number is known. Nothing is known where the number is 0.
    """
    starts, blocks = _blocks()
    code = ord(character)
    at = bisect_right(starts, code) - 1
    place = code - starts[at]
    line = blocks[at][place] if at >= 0 and place < len(blocks[at]) else ""
    if line.startswith(_COUNT_ALONE):
        return int(line[1:]), ""
    return len(line), line


@lru_cache(maxsize=8192)
def stroke_key(character: str) -> str:
    """Sorts as plain text: fewer strokes first, then by the kinds of them in order.

    What is alike in all strokes, as 土 and 士, keeps the order of Unicode. A character of which
    only the number is known stands after the others of that number; one of which nothing is
    known, after all.
    """
    count, kinds = strokes_of(character)
    if not count:
        return f"{_NOTHING_KNOWN}{character}"
    return f"{count:02}{kinds or _KINDS_UNKNOWN}{character}"


@cache
def _blocks() -> tuple[list[int], list[list[str]]]:
    """First characters of runs, and a line for each character of a run.

    The file is described where it is made, in ``build_spec/make_stroke_table.py``.
    """
    packed = files("resources").joinpath("names", "strokes.z").read_bytes()
    starts: list[int] = []
    blocks: list[list[str]] = []
    for run in zlib.decompress(packed).decode("ascii").split("@")[1:]:
        start, *lines = run.removesuffix("\n").split("\n")
        starts.append(int(start, 16))
        blocks.append(lines)
    return starts, blocks
