"""What an editor begins with: nothing, an item, or a copy of one."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.stages import NEXT
from jyguide.ids import ItemId


@dataclass(frozen=True, slots=True)
class EditorStart:
    """Where an editor begins.

    Attributes:
        content: What the form shows first.
        row: The item that is edited; None for a new one.
        question_id: The question a new item is built on.
    """

    title: str
    content: ItemContent
    row: ItemRow | None = None
    question_id: ItemId | None = None

    @property
    def status(self) -> ItemStatus:
        return self.row.status if self.row is not None else ItemStatus.DRAFT

    @property
    def may_go_to_review(self) -> bool:
        return ItemStatus.REVIEW in NEXT[self.status]


def fresh(category: str = "", kind: ItemKind = ItemKind.SINGLE) -> EditorStart:
    """A new item with nothing in it but its kind and category."""
    return EditorStart("新建试题", ItemContent(kind, "", category=category))


def edited(row: ItemRow) -> EditorStart:
    """The item itself."""
    return EditorStart(f"修改试题：{row.name}", row.content, row)


def copied(row: ItemRow) -> EditorStart:
    """A new item of this office's own that says the same to begin with."""
    return EditorStart(f"另存为本站题（原题：{row.name}）", row.content, None, row.question_id)


def following(content: ItemContent) -> EditorStart:
    """A new item after one that was just written: of its kind, category and basis."""
    kept = ItemContent(
        content.kind,
        "",
        category=content.category,
        difficulty=content.difficulty,
        regulation=content.regulation,
        edition=content.edition,
    )
    return EditorStart("新建试题", kept)
