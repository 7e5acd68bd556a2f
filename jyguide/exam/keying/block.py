"""Cells of a spreadsheet that hold one item each, put together to the run that is typed."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.exam.keying.notation import NOT_ANSWERED, Slot, read_answers

_BRACKETS = str.maketrans("", "", "[]【】()（）")


def run_of(cells: Sequence[str]) -> str:
    """An item a cell as one run; nothing where every cell is empty."""
    texts = [cell.translate(_BRACKETS).strip() or NOT_ANSWERED for cell in cells]
    return "".join(f"[{text}]" for text in texts) if set(texts) != {NOT_ANSWERED} else ""


def one_cell_an_item(block: Sequence[Sequence[str]], at: int, slots: Sequence[Slot]) -> bool:
    """Whether the cells from column ``at`` on hold an item each, and not the whole run in one.

    So it is where there are enough of them and the first holds no more than one item in any row.
    """
    if len(slots) <= 1 or max(map(len, block), default=0) - at < len(slots):
        return False
    firsts = [row[at] for row in block if len(row) > at]
    return all(len(read_answers(text, slots).answered) <= 1 for text in firsts)


def run_together(texts: Sequence[str], at: int, count: int) -> list[str]:
    """The same cells with ``count`` of them, from ``at`` on, as one run."""
    return [*texts[:at], run_of(texts[at : at + count]), *texts[at + count :]]
