"""What an item said at one time, and how that differs from another time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from jyguide.bank.item import OPTION_LETTERS, ItemContent, KeyPoint
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES, answer_text
from jyguide.ids import ItemId, RevisionId


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision in the history of an item.

    Attributes:
        name: Of the item it belongs to: after a merge the history holds that of both.
        reason: Why it says something else than the one before; empty for the first.
        made_at: None for a revision that shipped with the program.
        made_by: Who wrote it, and on which PC; empty for what shipped.
        asked: On how many papers it stands.
    """

    id: RevisionId
    item_id: ItemId
    name: str
    content: ItemContent
    reason: str
    made_at: datetime | None
    made_by: str
    asked: int
    present: bool


class Piece(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """How one part of an item differs: the text cut into what stayed, went and came."""

    name: str
    pieces: tuple[tuple[Piece, str], ...]


def difference(before: ItemContent, after: ItemContent) -> tuple[FieldChange, ...]:
    """The parts that differ, in the order in which people read an item."""
    return tuple(FieldChange(name, marked(*texts)) for name, *texts in differing(before, after))


def differing(before: ItemContent, after: ItemContent) -> list[tuple[str, str, str]]:
    """Name, old and new text of each part that differs, in the order in which people read."""
    old, new = dict(_parts(before)), dict(_parts(after))
    names = sorted(dict.fromkeys([*old, *new]), key=_reading_order)
    both = [(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [part for part in both if part[1] != part[2]]


_ORDER = (
    "题型",
    "题干",
    "选项",
    "答案",
    "要点",
    "解析",
    "考查",
    "类别",
    "难度",
    "依据",
    "版本",
    "条款",
)


def _reading_order(name: str) -> tuple[int, str]:
    return (_ORDER.index(name.split(maxsplit=1)[0]), name)


def _parts(content: ItemContent) -> Iterator[tuple[str, str]]:
    yield "题型", KIND_NAMES[content.kind]
    yield "题干", content.stem
    for letter, text in zip(OPTION_LETTERS, content.options, strict=False):
        yield f"选项 {letter}", text
    yield "答案", answer_text(content.kind, content.answer)
    yield "要点", "\n".join(map(_point, content.key_points))
    yield "解析", content.explanation
    yield "考查", content.tests
    yield "类别", content.category
    yield "难度", DIFFICULTY_NAMES.get(content.difficulty, str(content.difficulty))
    yield "依据", content.regulation
    yield "版本", content.edition
    yield "条款", content.article


def _point(point: KeyPoint) -> str:
    said = [f"{point.weight} 份"] if point.weight != 1 else []
    said += ["必答"] if point.required else []
    return f"{point.text}（{'，'.join(said)}）" if said else point.text


def marked(old: str, new: str) -> tuple[tuple[Piece, str], ...]:
    """The text cut into what stayed, went and came, sign by sign."""
    found: list[tuple[Piece, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((Piece.SAME, old[a:b]))
            continue
        if b > a:
            found.append((Piece.GONE, old[a:b]))
        if d > c:
            found.append((Piece.NEW, new[c:d]))
    return tuple(found)
