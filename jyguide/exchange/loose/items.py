"""Questions from the layout found everywhere: ``1. 题干（ ） A、… B、… 答案：AC``."""

from __future__ import annotations

from jyguide.exchange.item_file import WHOLE_TEXT, FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.loose.blocks import BlockReader
from jyguide.exchange.loose.build import build
from jyguide.exchange.loose.keys import hand_out
from jyguide.exchange.loose.lines import split_lines


def parse_loose(text: str) -> ItemFile:
    """Read every question of the text; what cannot be understood is refused with its place.

    Never raises, whatever the text. A text without a single question yields one refusal for the
    whole of it. Points per item (分值) are read over: they belong to a paper, not to the bank.
    """
    found = BlockReader(split_lines(text)).read()
    refused = found.refused + hand_out(found.entries, found.blocks)
    built = [build(block) for block in found.blocks]
    items = tuple(piece for piece in built if isinstance(piece, FoundItem))
    refused += [piece for piece in built if isinstance(piece, ItemRefusal)]
    if not built and not refused:
        refused.append(ItemRefusal(WHOLE_TEXT, "没有找到试题：没有题号、选项或答案。"))
    return ItemFile(items, tuple(sorted(refused, key=lambda one: one.line)))
