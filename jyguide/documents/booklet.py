"""Which pages lie side by side on the sheets of a booklet that is folded in the middle."""

from __future__ import annotations

from dataclasses import dataclass

THICKEST = 15
"""Sheets that can be folded together and stapled through the fold; office paper is 0.1 mm."""
_PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: numbers of its pages from 0, or None where nothing is printed."""

    left: int | None
    right: int | None


def sheets_needed(pages: int) -> int:
    """Sheets printed on both sides that so many pages take."""
    return -(-pages // _PAGES_A_SHEET)


def stack_sizes(pages: int) -> list[int]:
    """How many sheets each stack has that is folded by itself; equal but for one sheet."""
    sheets = sheets_needed(pages)
    stacks = max(1, -(-sheets // THICKEST))
    least, more = divmod(sheets, stacks)
    return [least + (number < more) for number in range(stacks)]


def booklet_sides(pages: int) -> list[Side]:
    """Sides in the order of printing: front and back of each sheet, the outermost first.

    Printed on both sides, turned over the short edge, each stack folded in the middle: then the
    pages follow one another. Empty pages are at the very end.
    """
    sides: list[Side] = []
    first = 0
    for sheets in stack_sizes(pages):
        last = first + sheets * _PAGES_A_SHEET - 1
        for step in range(2 * sheets):
            low, high = first + step, last - step
            left, right = (low, high) if step % 2 else (high, low)
            sides.append(Side(_existing(left, pages), _existing(right, pages)))
        first = last + 1
    return sides


def _existing(page: int, pages: int) -> int | None:
    return page if page < pages else None
