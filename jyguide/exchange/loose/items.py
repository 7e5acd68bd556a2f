"""Questions from the layout found everywhere: ``1. 题干（ ） A、… B、… 答案：AC``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jyguide.exchange.item_file import WHOLE_TEXT, FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.loose.blocks import BlockReader
from jyguide.exchange.loose.build import build
from jyguide.exchange.loose.keys import hand_out
from jyguide.exchange.loose.lines import Line, split_lines
from jyguide.exchange.loose.tidy import tidy
from jyguide.exchange.loose.types import LineNotes

_SHOWN = 20


def parse_loose(
    text: str,
    notes: Mapping[int, LineNotes] | None = None,
    check: Callable[[], None] = lambda: None,
) -> ItemFile:
    """Read every question of the text; what cannot be understood is refused with its place.

    Never raises of itself, whatever the text. A text without a single question yields one refusal
    for the whole of it. Points per item (分值) are read over: they belong to a paper, not to the
    bank. Titles, instructions and page numbers are named in the notices.

    Args:
        text: Lines in any of the layouts.
        notes: What a Word file shows beside the characters, by line number from 1.
        check: Called at every line; raises to stop.
    """
    passed: list[tuple[Line, str]] = []
    lines = tidy(split_lines(text, notes), lambda line, kind: passed.append((line, kind)))
    found = BlockReader(lines).read(check)
    refused = found.refused + hand_out(found.entries, found.blocks)
    built = [build(block) for block in found.blocks]
    items = tuple(piece for piece in built if isinstance(piece, FoundItem))
    refused += [piece for piece in built if isinstance(piece, ItemRefusal)]
    if not built and not refused:
        refused.append(ItemRefusal(WHOLE_TEXT, "没有找到试题：没有题号、选项或答案。"))
    notices = (*_not_read(found.passed), *_left_out(passed))
    return ItemFile(items, tuple(sorted(refused, key=lambda one: one.line)), notices)


def _not_read(lines: list[Line]) -> Iterator[str]:
    """Titles and instructions, a sentence for each run of lines."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.number - runs[-1][-1].number <= 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        first, last = run[0], run[-1]
        where = (
            f"{first.number}" if first.number == last.number else f"{first.number}–{last.number}"
        )
        yield f"第 {where} 行是标题或说明，没有读入：“{_short(first.text)}”。"


def _left_out(passed: list[tuple[Line, str]]) -> Iterator[str]:
    """Page numbers and the like, a sentence for each sort."""
    for kind in dict.fromkeys(kind for _, kind in passed):
        numbers = list(dict.fromkeys(str(line.number) for line, one in passed if one == kind))
        more = "等" if len(numbers) > _NAMED else ""
        yield f"有 {len(numbers)} 行{kind}没有读入（第 {'、'.join(numbers[:_NAMED])} 行{more}）。"


_NAMED = 5


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
