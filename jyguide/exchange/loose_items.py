"""Questions from the layout found everywhere: ``1. 题干（ ） A、… B、… 答案：AC``."""

from __future__ import annotations

import re

from jyguide.exchange.loose_blocks import BlockReader
from jyguide.exchange.loose_build import build
from jyguide.exchange.loose_keys import hand_out
from jyguide.exchange.loose_lines import split_lines
from jyguide.exchange.loose_types import WHOLE_TEXT, LooseFile, LooseItem, LooseRefusal

__all__ = ["LooseFile", "LooseItem", "LooseRefusal", "parse_loose"]


def parse_loose(text: str) -> LooseFile:
    """Read every question of the text; what cannot be understood is refused with its place.

    Never raises, whatever the text. A text without a single question yields one refusal for the
    whole of it. Points per item (分值) are read over: they belong to a paper, not to the bank.
    """
    found = BlockReader(split_lines(text)).read()
    refused = found.refused + hand_out(found.entries, found.blocks)
    built = [build(block) for block in found.blocks]
    items = tuple(piece for piece in built if isinstance(piece, LooseItem))
    refused += [piece for piece in built if isinstance(piece, LooseRefusal)]
    if not built and not refused:
        refused.append(LooseRefusal(WHOLE_TEXT, "没有找到试题：没有题号、选项或答案。"))
    return LooseFile(items, tuple(sorted(refused, key=_line_of)))


def _line_of(refusal: LooseRefusal) -> int:
    found = re.search(r"第 (\d+) 行", refusal.position)
    return int(found[1]) if found else 0
