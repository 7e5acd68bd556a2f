"""What is inside a sealed exam: a whole paper, so that a station needs nothing else to open it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import msgspec

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.stored import columns_of, content_of
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import PaperDraft, lines_to_json, printed
from jyguide.exam.points import Points, format_points
from jyguide.exchange.boundary.limits import SEALED_EXAM

VERSION = 1
SMALLEST = 512 << 10
"""Bytes of the smallest class. 150 items with stems of 400 and options of 120 signs, compressed,
fit into it: the file has one size and tells nothing of how much is in it."""
LARGEST = 8 << 20
MOST_UNPACKED = SEALED_EXAM.unpacked
_LENGTH = 4


class SealedItem(msgspec.Struct):
    """One place of a paper with everything its revision says.

    Attributes:
        revision: Key of the city's revision, 32 hex digits.
        points: Tenths of a point.
        order: For each printed option, its index in the bank's order; empty keeps that order.
    """

    revision: str
    points: int
    order: list[int]
    kind: str
    stem: str
    options: list[str]
    answer: str | list[list[str]] | None
    explanation: str
    key_points: list[str]
    point_rules: list[tuple[int, bool]]
    category: str
    difficulty: int
    tests: str
    regulation: str
    edition: str
    article: str

    @property
    def key(self) -> UUID:
        return UUID(self.revision)

    @property
    def content(self) -> ItemContent:
        """As the bank keeps it."""
        return content_of(self)

    @property
    def printed(self) -> ItemContent:
        """As it stands on the paper."""
        return printed(self.content, self.order)


class SealedPaper(msgspec.Struct, frozen=True):
    """A paper as the city issues it."""

    v: int
    seal: str
    title: str
    minutes: int
    pass_points: int
    rule: str
    shuffle: bool
    seed: int
    lines: list[dict[str, Any]]
    items: list[SealedItem]

    @property
    def total_points(self) -> Points:
        return sum(item.points for item in self.items)

    @property
    def marking_rule(self) -> MarkingRule:
        return MarkingRule.from_json(self.rule)


class PayloadError(Exception):
    """What was sealed is no paper we can read; the reason says whether it is of a newer kind."""

    def __init__(self, *, newer: bool) -> None:
        super().__init__("newer" if newer else "damaged")
        self.newer = newer


def sealed_item(
    revision: UUID, points: Points, order: Sequence[int], content: ItemContent
) -> SealedItem:
    """A place of a paper as it is sealed."""
    kept = {"revision": revision.hex, "points": points, "order": list(order)}
    return msgspec.convert(kept | columns_of(content), SealedItem)


def sealed_paper(
    draft: PaperDraft, seal: UUID, title: str, minutes: int, items: Sequence[SealedItem]
) -> SealedPaper:
    """A draft with what its revisions say."""
    blueprint = draft.plan.blueprint
    return SealedPaper(
        v=VERSION,
        seal=seal.hex,
        title=title,
        minutes=minutes,
        pass_points=blueprint.pass_points,
        rule=draft.plan.rule.to_json(),
        shuffle=blueprint.shuffle_options,
        seed=draft.seed,
        lines=lines_to_json(blueprint.lines),
        items=list(items),
    )


def pack(paper: SealedPaper) -> bytes:
    """A paper compressed, then filled up to the size of its class.

    Sealing comes after: what compressing saves depends on the text, but shows only in the class.

    Raises:
        ValueError: it is larger than any reader accepts.
    """
    import zstandard  # noqa: PLC0415 - only sealing pays for it

    packed = zstandard.ZstdCompressor(level=10).compress(msgspec.json.encode(paper))
    size = padded_size(len(packed) + _LENGTH)
    filling = secrets.token_bytes(size - _LENGTH - len(packed))
    return len(packed).to_bytes(_LENGTH) + packed + filling


def padded_size(size: int) -> int:
    """The class that so many bytes belong to.

    Raises:
        ValueError: they belong to none.
    """
    fits = SMALLEST
    while fits < size:
        fits *= 2
    if fits > LARGEST:
        raise ValueError("too large to seal")
    return fits


def unpack(padded: bytes) -> SealedPaper:
    """The paper inside; never unpacks more than ``MOST_UNPACKED`` bytes.

    Raises:
        PayloadError: it is none, or of a newer kind.
    """
    import zstandard  # noqa: PLC0415 - as above

    size = int.from_bytes(padded[:_LENGTH])
    packed = padded[_LENGTH : _LENGTH + size]
    try:
        declared = zstandard.frame_content_size(packed)
        if not 0 < declared <= MOST_UNPACKED:
            raise PayloadError(newer=False)
        text = zstandard.ZstdDecompressor().decompress(packed, max_output_size=MOST_UNPACKED)
        if msgspec.json.decode(text, type=_Version).v > VERSION:
            raise PayloadError(newer=True)
        paper = msgspec.json.decode(text, type=SealedPaper)
        _check(paper)
    except (zstandard.ZstdError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise PayloadError(newer=False) from error
    return paper


class _Version(msgspec.Struct):
    v: int


def _check(paper: SealedPaper) -> None:
    """Refuse what would fail later, in the middle of an exam."""
    UUID(paper.seal)
    for item in paper.items:
        UUID(item.revision)
        ItemKind(item.kind)
        if item.order and sorted(item.order) != list(range(len(item.options))):
            raise ValueError("not an order of the options")
    if not paper.items or paper.minutes <= 0:
        raise ValueError("nothing to ask")


def differences(issued: SealedPaper, held: SealedPaper) -> tuple[str, ...]:
    """What of the paper held at a station is not as it was issued, in Chinese; none: it is.

    Title, seed and keys of revisions do not matter: a station whose bank lacks an item asks a copy
    of its own, and is compared by what that says.
    """
    return tuple(_differences(issued, held))


def _differences(issued: SealedPaper, held: SealedPaper) -> Iterator[str]:
    if held.minutes != issued.minutes:
        yield f"考试时长是 {held.minutes} 分钟，下发的是 {issued.minutes} 分钟"
    if held.pass_points != issued.pass_points:
        had, wanted = format_points(held.pass_points), format_points(issued.pass_points)
        yield f"及格分是 {had} 分，下发的是 {wanted} 分"
    if held.rule != issued.rule:
        yield "评分规则和下发的不同"
    if len(held.items) != len(issued.items):
        yield f"有 {len(held.items)} 题，下发的是 {len(issued.items)} 题"
    for position, (due, got) in enumerate(zip(issued.items, held.items, strict=False), start=1):
        yield from _differing(position, due, got)


def _differing(position: int, due: SealedItem, got: SealedItem) -> Iterator[str]:
    if got.points != due.points:
        had, wanted = format_points(got.points), format_points(due.points)
        yield f"第 {position} 题是 {had} 分，下发的是 {wanted} 分"
    if got.content != due.content:
        yield f"第 {position} 题的内容和下发的不同"
    elif got.printed != due.printed:
        yield f"第 {position} 题的选项顺序和下发的不同"
