"""Puts paragraphs on pages so that every program leaves them there.

A handbook's contents name pages. Word, WPS and LibreOffice break lines a little differently, and
none of them works page numbers out when a file is opened without asking first. So the pages are
filled here, by a measure that no program exceeds (`breaking.py`), and their ends are made hard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jyguide.documents.breaking import cut, paragraph_points, split_after
from jyguide.documents.filling import LEAST_LINES, Filling
from jyguide.documents.page import PageSetup, Paragraph

Sheet = tuple[Paragraph, ...]
_RESERVE_PT = 8.0
"""Of a page's height: room for the thin lines that carry breaks, and for rounding."""


def fill_sheets(blocks: Sequence[Paragraph], setup: PageSetup) -> list[Sheet]:
    """The paragraphs page by page; one that is longer than its page is cut behind a sentence.

    Those bound by ``keep_next`` stay together as long as one page holds them.
    """
    filling = _Filling(setup)
    for group in _groups(blocks):
        filling.put_group(group)
    return filling.sheets()


def blocks_points(blocks: Iterable[Paragraph], width_mm: float) -> float:
    """Height at most, with the distances between them."""
    return sum(
        block.shape.before + paragraph_points(block, width_mm) + block.shape.after
        for block in blocks
    )


def bound(blocks: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs, none of which leaves the page of the others."""
    return [
        replace(block, shape=replace(block.shape, keep_next=True, keep_together=True))
        for block in blocks[:-1]
    ] + [replace(block, shape=replace(block.shape, keep_together=True)) for block in blocks[-1:]]


def _groups(blocks: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    for block in blocks:
        group.append(block)
        if not block.shape.keep_next:
            yield group
            group = []
    if group:
        yield group


class _Filling(Filling[Paragraph]):
    """Of running text."""

    def __init__(self, setup: PageSetup) -> None:
        super().__init__(setup, _RESERVE_PT)
        self._done: list[Sheet] = []
        self._sheet: list[Paragraph] = []

    def sheets(self) -> list[Sheet]:
        self.turn()
        return self._done

    def _fits(self, blocks: Iterable[Paragraph]) -> bool:
        return self._used + blocks_points(blocks, self._width) <= self._room

    def _put_all(self, blocks: Iterable[Paragraph]) -> None:
        for block in blocks:
            if not self._sheet:  # programs differ in what they do with distance up there
                block = replace(block, shape=replace(block.shape, before=0))  # noqa: PLW2901 - see above
            self._sheet.append(block)
            self._used += blocks_points([block], self._width)

    def turn(self) -> None:
        if self._sheet:
            *before, last = self._sheet  # nothing follows on this page that it could be kept with
            last = replace(last, shape=replace(last.shape, keep_next=False))
            self._done.append((*before, last))
        self._sheet, self._used = [], 0.0

    def _begin_here(self, group: Sequence[Paragraph]) -> bool:
        *before, last = group
        if last.shape.keep_together or not self._fits(before):
            return False
        used = self._used + blocks_points(before, self._width)
        place = self._place_to_cut(last, used)
        if not place:
            return False
        self._put_all(before)
        self._put_in_parts(last)
        return True

    def _place_to_cut(self, block: Paragraph, used: float) -> int:
        lines = int((self._room - used - block.shape.before) // block.line_points)
        if lines < LEAST_LINES:
            return 0
        place = split_after(block, lines, self._width)
        if place and paragraph_points(cut(block, place)[1], self._width) < (
            LEAST_LINES * block.line_points
        ):
            place = split_after(block, lines - 1, self._width)
        return place

    def _put_in_parts(self, block: Paragraph) -> None:
        rest = block
        while not self._fits([rest]):
            place = self._place_to_cut(rest, self._used)
            if place:
                first, rest = cut(rest, place)
                self._put_all([first])
            elif not self._sheet:
                break  # less than a line of it fits on a page: nothing could be gained
            self.turn()
        self._put_all([rest])
