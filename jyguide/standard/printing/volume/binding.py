"""Papers put together as a volume: paged, listed, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from jyguide.documents.page import Document
from jyguide.standard.printing.volume.contents import contents
from jyguide.standard.printing.volume.cover import (
    closing_sheet,
    cover,
    divider,
    empty_sheet,
)
from jyguide.standard.printing.volume.part import (
    Listed,
    Part,
    Volume,
    VolumeHead,
    VolumeWish,
    gathered,
)
from jyguide.standard.printing.volume.setting import Leaf, in_turn, leaves, numbered, sheets_of
from jyguide.standard.printing.volume.spine import box_label, spine_documents, spine_width


def bind(head: VolumeHead, parts: Sequence[Part], wish: VolumeWish) -> Volume:
    """The volume; every paper begins on a page of its own.

    Cover, contents and 备考表 have no number; what lies between is numbered from 1 to the end, in
    one order, upright and across.
    """
    pages, listed = _paged(gathered(parts), dividers=wish.dividers)
    if not listed:
        pages = leaves(empty_sheet(head))
    sides = wish.both_sides
    inner = [numbered(leaf, at, both_sides=sides) for at, leaf in enumerate(pages, 1)]
    if sides and len(inner) % 2:
        inner.append(_blank(inner[-1]))
    count = len(pages)
    before = [
        *in_turn(leaves(cover(head, len(listed), count, wish.retention)), both_sides=sides),
        *in_turn(leaves(contents(head, listed)), both_sides=sides),
    ]
    after = list(in_turn(leaves(closing_sheet(head, len(listed), count)), both_sides=sides))
    sheets = sheets_of(len(before) + len(inner) + len(after), both_sides=sides)
    labels = _labels(head, (len(listed), count, sheets), wish)
    documents = (*before, *inner, *after, *labels)
    return Volume(head, documents, tuple(listed), count, sheets)


def _paged(parts: Sequence[Part], *, dividers: bool) -> tuple[list[Leaf], list[Listed]]:
    pages: list[Leaf] = []
    listed: list[Listed] = []
    for group, members in groupby(parts, key=lambda part: part.group):
        together = list(members)
        if dividers:
            pages += leaves(divider(group, together))
        for part in together:
            first = len(pages) + 1
            for document in part.documents:
                pages += leaves(document)
            listed.append(Listed(part, first, len(pages)))
    return pages, listed


def _blank(page: Document) -> Document:
    """The back of the last sheet: nothing stands there, so that what follows lies in front."""
    return replace(page, blocks=(), header=None, footer=None)


def _labels(head: VolumeHead, figures: tuple[int, int, int], wish: VolumeWish) -> list[Document]:
    papers, pages, sheets = figures
    found: list[Document] = []
    if wish.spine is not None:
        found += spine_documents([head], [wish.spine or spine_width(sheets)])
    if wish.box_label:
        found.append(box_label(head, papers, pages))
    return found
