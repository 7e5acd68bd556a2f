"""What of a file the bank has already, word for word, and what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from jyguide.bank.item import Answer, ItemContent
from jyguide.bank.row import STATUS_NAMES, ItemRow, ItemStatus, answer_text
from jyguide.exchange.item_file import FoundItem, ItemRefusal

IDENTICAL = 100
"""Percent of likeness of two items that ask in the same words."""

Mark = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Twin:
    """An item of the file that is like one the bank has, or one further up in the file.

    Attributes:
        place: Index of the item in the plan.
        name: What it is like: ``统一题库第 012-3 题``, ``本文件第 7 题（第 30 行）``.
        other: What that one says.
        likeness: In percent; the kind and nearly all signs are the same.
        same_answer: Whether both have the same key: if not, one may be wrong.
    """

    place: int
    name: str
    other: ItemContent
    likeness: int
    same_answer: bool

    @property
    def contradicts(self) -> bool:
        """Whether the same words have another answer; what is merely like may well have one."""
        return self.likeness == IDENTICAL and not self.same_answer


@dataclass(frozen=True, slots=True)
class Sifted:
    """The items of a file, sorted by whether they are new.

    Attributes:
        fresh: New ones; one that the file itself contradicts has a warning.
        doubled: What stands in the bank, or further up, with its place there.
        contradicting: Of the new ones those which the bank has with another answer.
    """

    fresh: tuple[FoundItem, ...]
    doubled: tuple[ItemRefusal, ...]
    contradicting: tuple[Twin, ...]


def mark_of(content: ItemContent) -> Mark:
    """What two items have alike that are one and the same, whatever their answers."""
    return content.kind.value, content.stem, content.options


def name_of(row: ItemRow) -> str:
    """Such as ``统一题库第 012-3 题``."""
    return f"{row.source_name}第 {row.number} 题"


def sift(
    items: Sequence[FoundItem],
    present: Sequence[ItemRow],
    before: str,
    came_before: Callable[[ItemRow], bool],
) -> Sifted:
    """Sort the items of a file by whether this office has them.

    Args:
        items: In the order of the file.
        present: What this office has: at the city the unified bank, at a station that and the
            station's own.
        before: What items that came from the same file earlier are called.
        came_before: Whether an item is one of those.
    """
    known = _by_mark(items, present)
    fresh: list[FoundItem] = []
    doubled: list[ItemRefusal] = []
    contradicting: list[Twin] = []
    places: dict[Mark, int] = {}
    for item in items:
        mark = mark_of(item.content)
        if mark in places:
            first = fresh[places[mark]]
            doubled.append(_doubled_in_file(item, first))
            fresh[places[mark]] = _warned(first, item)
            continue
        rows = known.get(mark, ())
        if same := _answered_alike(rows, item.content.answer):
            doubled.append(_doubled_in_bank(item, same, before if came_before(same) else ""))
            continue
        places[mark] = len(fresh)
        if rows:
            other = rows[0]
            contradicting.append(
                Twin(len(fresh), name_of(other), other.content, IDENTICAL, same_answer=False)
            )
        fresh.append(item)
    return Sifted(tuple(fresh), tuple(doubled), tuple(contradicting))


def _by_mark(
    items: Sequence[FoundItem], present: Sequence[ItemRow]
) -> Mapping[Mark, list[ItemRow]]:
    """What the bank has of these, looked up by the stem first: most of the bank is not asked."""
    stems = {item.content.stem for item in items}
    known: dict[Mark, list[ItemRow]] = defaultdict(list)
    for row in present:
        if row.content.stem in stems:
            known[mark_of(row.content)].append(row)
    return known


def _answered_alike(rows: Sequence[ItemRow], answer: Answer) -> ItemRow | None:
    """The one with the same answer; one that has no answer adds nothing to any of them."""
    alike = (row for row in rows if answer is None or row.content.answer == answer)
    return next(alike, None)


def _doubled_in_bank(item: FoundItem, row: ItemRow, before: str) -> ItemRefusal:
    state = "" if row.status is ItemStatus.IN_FORCE else f"（{STATUS_NAMES[row.status]}）"
    said = f"与{before}重复" if before else f"与{name_of(row)}{state}相同"
    return ItemRefusal(item.position, f"{said}，没有再次导入", item.line)


def _doubled_in_file(item: FoundItem, first: FoundItem) -> ItemRefusal:
    """The same item once more; a file that answers it in two ways is told so."""
    mine, earlier = (
        answer_text(one.content.kind, one.content.answer) or "没有答案" for one in (item, first)
    )
    differs = "" if mine == earlier else f"，但两处答案不同（“{earlier}”和“{mine}”），请核对"
    return ItemRefusal(item.position, f"与{first.position}重复{differs}，没有再次导入", item.line)


def _warned(first: FoundItem, again: FoundItem) -> FoundItem:
    """The one that is taken, which a person must look at where the file has another answer."""
    if again.content.answer in (None, first.content.answer):
        return first
    answer = answer_text(again.content.kind, again.content.answer)
    warning = f"{again.position}是同一道题，答案却是“{answer}”，请核对哪个对。"
    return replace(first, warnings=(*first.warnings, warning))
