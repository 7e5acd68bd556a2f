"""What is refused of items, each with the sentence that says why; nothing is written then.

Every function here raises `RuleError` or returns nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Item, ItemRevision, PaperItem
from jyguide.bank.check import faults
from jyguide.bank.item import ItemContent
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from jyguide.ids import ItemId, RevisionId

Seen = Mapping[ItemId, RevisionId]
"""What the person who decides has seen of each item."""


def refuse_faulty(content: ItemContent, number: str = "") -> None:
    """What is ill-formed is told by its number, or as the one at hand."""
    if wrong := faults(content):
        where = f"第 {number} 题" if number else "这道题"
        raise RuleError(f"{where}还有问题，没有保存：{''.join(wrong)}", hint="请改正后再保存。")


def refuse_careless(item: Item, content: ItemContent, reason: str) -> None:
    """What exams draw keeps its answer, and whoever changes it says why."""
    if content.answer is None:
        raise RuleError(
            f"第 {item.number} 题正在使用，不能没有答案，没有保存。",
            hint="请写上答案；暂时定不下来的，请先停用这道题。",
        )
    if not reason.strip():
        raise RuleError(
            f"第 {item.number} 题正在使用，没有写修改原因，没有保存。",
            hint="请写明为什么改，例如“条例修订”“答案有误”。",
        )


def refuse_changed(item: Item, seen: Seen | None) -> None:
    """What a person decides holds for what the person has read."""
    if seen is not None and seen.get(ItemId(item.id), item.revision_id) != item.revision_id:
        raise RuleError(
            f"第 {item.number} 题在这期间已被改过，没有改动。",
            hint="请刷新后重新打开这道题，看过新的内容再改。",
        )


def refuse_unkept(kept: Item, other: Item) -> None:
    """Two items merged into each other would both be gone, and so into a withdrawn one."""
    if kept.deleted or kept.merged_into_id is not None:
        raise RuleError(
            f"第 {kept.number} 题已经并入别的题或被删除，不能再并入它，没有改动。",
            hint="请刷新后重新查重。",
        )
    withdrawn = ItemStatus.WITHDRAWN.value
    if kept.status == withdrawn != other.status:
        raise RuleError(
            f"第 {kept.number} 题已经停用，并入它以后两道都不会再抽到，没有改动。",
            hint="请保留另一道；或者先启用这一道，再合并。",
        )


def refuse_needed(session: Session, item: Item, removed: Collection[ItemId]) -> None:
    """What was merged into an item would point at nothing without it."""
    merged = session.scalars(
        select(Item).where(Item.merged_into_id == item.id, Item.deleted.is_(False))
    )
    for one in merged:
        if one.id not in removed:
            raise RuleError(
                f"第 {one.number} 题已经并入第 {item.number} 题，不能删除，没有改动。",
                hint=f"请先启用第 {one.number} 题，它就不再并入；或者改为停用。",
            )


def refuse_asked(session: Session, item: Item) -> None:
    """What stands on a paper is part of what somebody was asked."""
    statement = (
        select(PaperItem.id)
        .join(ItemRevision, ItemRevision.id == PaperItem.revision_id)
        .where(ItemRevision.item_id == item.id)
        .limit(1)
    )
    if session.scalar(statement) is not None:
        raise RuleError(
            f"第 {item.number} 题已经用在试卷上，不能删除，没有改动。",
            hint="不再使用的题请停用：停用后不再抽到，考过的记录都在。",
        )
