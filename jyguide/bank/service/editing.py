"""Use cases that change items: writing, revising, reviewing, merging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import DistinctItems, Item, ItemRevision
from db.uow import Store, UnitOfWork
from jyguide.bank.item import ItemContent
from jyguide.bank.revision import RevisionRow
from jyguide.bank.row import UNIFIED, WRITTEN_HERE, ItemStatus
from jyguide.bank.service.past import revisions_of
from jyguide.bank.service.reading import BankService
from jyguide.bank.service.refusing import (
    Seen,
    refuse_asked,
    refuse_careless,
    refuse_changed,
    refuse_faulty,
    refuse_needed,
    refuse_unkept,
)
from jyguide.bank.similar import SimilarPair, similar_pairs
from jyguide.bank.stages import refuse_step
from jyguide.bank.stored import columns_of, content_of
from jyguide.bank.ties import home_of_pair, refuse_foreign
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.ids import ItemId, RevisionId
from jyguide.place import Place

Edit = Callable[[ItemContent], ItemContent]
"""From what an item says to what it is to say."""


class ItemService:
    """Everything that changes the items of the bank."""

    def __init__(self, store: Store, place: Place, bank: BankService) -> None:
        self._store = store
        self._place = place
        self._bank = bank

    def create(
        self,
        content: ItemContent,
        *,
        question_id: ItemId | None = None,
        number: str = "",
        to_review: bool = False,
    ) -> ItemId:
        """Write a new item, a draft; at the city's it belongs to the unified bank.

        Args:
            content: What it says; an answer may be missing.
            question_id: The question it is built on.
            number: Empty for the next free one.
            to_review: Let it wait for review instead.

        Raises:
            RuleError: it is ill-formed, the sentence says how; or the question is a station's
                and the item is not.
        """
        refuse_faulty(content)
        with self._store.begin("新建试题") as uow:
            if question_id is not None:
                question = uow.session.get_one(Item, question_id)
                refuse_foreign(question.number, self._place.station_id, question.station_id)
            source = UNIFIED if self._place.is_city else WRITTEN_HERE
            place = _last_position(uow.session, source) + 1
            revision = ItemRevision(id=new_key(), reason="", **columns_of(content))
            item = Item(
                station_id=self._place.station_id,
                source=source,
                number=number.strip() or _free_number(uow.session, source),
                position=place,
                question_id=question_id,
                revision_id=revision.id,
                status=(ItemStatus.REVIEW if to_review else ItemStatus.DRAFT).value,
            )
            revision.item_id = item.id
            uow.session.add_all([revision, item])
            uow.commit()
            return ItemId(item.id)

    def revise(
        self,
        item_id: ItemId,
        content: ItemContent,
        reason: str,
        *,
        seen: RevisionId,
        to_review: bool = False,
    ) -> RevisionId:
        """Let an item say something else from now on; what was asked before stays as it was.

        Args:
            item_id: Which.
            content: What it is to say.
            reason: Why; may be empty for an item that no exam has drawn yet.
            seen: The revision that the form was filled from.
            to_review: Send it to review, too, in the same action.

        Raises:
            RuleError: it is the unified bank's, ill-formed, changed meanwhile, or lacks a reason.
        """
        refuse_faulty(content)
        with self._store.begin("修改试题") as uow:
            item = self._own(uow.session, item_id)
            refuse_changed(item, {item_id: seen})
            key, now = seen, ItemStatus(item.status)
            if content_of(uow.session.get_one(ItemRevision, item.revision_id)) != content:
                if now is ItemStatus.IN_FORCE:
                    refuse_careless(item, content, reason)
                key = _new_revision(uow, item, content, reason)
            if to_review and now is not ItemStatus.REVIEW:
                refuse_step(item.number, content, now, ItemStatus.REVIEW)
                item.status = ItemStatus.REVIEW.value
            if key != seen or to_review:
                uow.commit()
            return key

    def change_many(
        self, item_ids: Sequence[ItemId], edit: Edit, reason: str, *, seen: Seen | None = None
    ) -> int:
        """Edit many items alike, such as giving them a category; returns how many changed.

        Args:
            item_ids: Which.
            edit: What becomes of each.
            reason: Why; may be empty where none of them is in force.
            seen: The revisions that were on the screen.

        Raises:
            RuleError: one is the unified bank's, would be ill-formed, has changed since it was
                seen or lacks a reason; none is changed.
        """
        changed = 0
        with self._store.begin(f"批量修改试题（{len(item_ids)} 道）") as uow:
            for item_id in item_ids:
                item = self._own(uow.session, item_id)
                refuse_changed(item, seen)
                before = content_of(uow.session.get_one(ItemRevision, item.revision_id))
                after = edit(before)
                if after == before:
                    continue
                refuse_faulty(after, item.number)
                if ItemStatus(item.status) is ItemStatus.IN_FORCE:
                    refuse_careless(item, after, reason)
                _new_revision(uow, item, after, reason)
                changed += 1
            if changed:
                uow.commit()
        return changed

    def set_status(
        self, item_ids: Sequence[ItemId], status: ItemStatus, *, seen: Seen | None = None
    ) -> tuple[str, ...]:
        """Send items to review, put them in force or withdraw them.

        Args:
            item_ids: Which.
            status: What they are to be.
            seen: The revisions that were on the screen.

        Returns:
            Numbers of those that something had been merged into which stands for itself again.

        Raises:
            RuleError: one is the unified bank's, leaves a step out, has changed since it was
                seen, or is not fit to be drawn; none is changed.
        """
        left: list[str] = []
        with self._store.begin(_STEPS[status]) as uow:
            for item_id in item_ids:
                item = self._own(uow.session, item_id)
                refuse_changed(item, seen)
                content = content_of(uow.session.get_one(ItemRevision, item.revision_id))
                if status is ItemStatus.IN_FORCE and item.merged_into_id is not None:
                    left.append(uow.session.get_one(Item, item.merged_into_id).number)
                    item.merged_into_id = None
                refuse_step(item.number, content, ItemStatus(item.status), status)
                item.status = status.value
            uow.commit()
        return tuple(dict.fromkeys(left))

    def remove(self, item_ids: Sequence[ItemId]) -> Changed:
        """Take items off the list that were never asked.

        Raises:
            RuleError: one is the unified bank's, stands on a paper, or holds what another that
                stays was merged into; none is removed.
        """
        with self._store.begin(f"删除试题（{len(item_ids)} 道）") as uow:
            for item_id in item_ids:
                item = self._own(uow.session, item_id)
                refuse_asked(uow.session, item)
                refuse_needed(uow.session, item, item_ids)
                item.deleted = True
            uow.commit()
        return Changed.BANK

    def revisions(self, item_id: ItemId) -> list[RevisionRow]:
        """Everything an item has said, the newest first, with what was merged into it."""
        with self._store.read() as session:
            return revisions_of(session, item_id)

    def similar(self, threshold: int = 85) -> list[SimilarPair[ItemId]]:
        """Pairs of items that say nearly the same, the likest first.

        Pairs that a person found to be two, or that were merged, are left out.

        Args:
            threshold: Percent of likeness from which a pair is shown.
        """
        with self._store.read() as session:
            settled = {
                frozenset(pair)
                for pair in session.execute(
                    select(DistinctItems.item_id, DistinctItems.other_id).where(
                        DistinctItems.deleted.is_(False)
                    )
                )
            }
        rows = [row for row in self._bank.items() if row.merged_into is None]
        found = similar_pairs([(row.id, row.content) for row in rows], threshold)
        return [pair for pair in found if frozenset((pair.first, pair.second)) not in settled]

    def keep_apart(self, first: ItemId, second: ItemId) -> Changed:
        """Remember that two items which look alike are two.

        Raises:
            RuleError: they belong to two stations, of which none would know both.
        """
        with self._store.begin("确认不是同一题") as uow:
            pair = [uow.session.get_one(Item, key) for key in (first, second)]
            home = home_of_pair(*(item.station_id for item in pair)) or self._place.station_id
            uow.session.add(DistinctItems(station_id=home, item_id=first, other_id=second))
            uow.commit()
        return Changed.BANK

    def merge(self, keep: ItemId, other: ItemId, *, seen: Seen | None = None) -> Changed:
        """Withdraw `other` in favour of `keep`; the history of both is kept and shown together.

        Args:
            keep: The one that stays.
            other: The one that is withdrawn.
            seen: The revisions that were on the screen.

        Raises:
            RuleError: the other one is the unified bank's, it is the same item, one has changed
                since it was seen, or `keep` is another station's, withdrawn or itself merged
                into another.
        """
        if keep == other:
            raise RuleError("不能把一道题并入它自己，没有改动。", hint="请选择两道不同的题。")
        with self._store.begin("合并重复试题") as uow:
            item, kept = self._own(uow.session, other), uow.session.get_one(Item, keep)
            for one in (item, kept):
                refuse_changed(one, seen)
            refuse_unkept(kept, item)
            refuse_foreign(kept.number, item.station_id, kept.station_id)
            item.merged_into_id = keep
            item.status = ItemStatus.WITHDRAWN.value
            for follower in uow.session.scalars(
                select(Item).where(Item.merged_into_id == other, Item.deleted.is_(False))
            ):
                follower.merged_into_id = keep
            for built in uow.session.scalars(
                select(Item).where(Item.question_id == other, Item.deleted.is_(False))
            ):
                built.question_id = keep
            uow.commit()
        return Changed.BANK

    def _own(self, session: Session, item_id: ItemId) -> Item:
        """An item this office may change; the unified bank is the city's alone."""
        item = session.get_one(Item, item_id)
        if item.deleted:
            raise RuleError(
                f"第 {item.number} 题在这期间已被删除，没有改动。", hint="请刷新列表后重新选择。"
            )
        if item.station_id is None and not self._place.is_city:
            raise RuleError(
                f"第 {item.number} 题是统一题库的题，只能由市级修改，没有改动。",
                hint="发现问题请用“报告错误”告诉市级；本站的题可以另外编写。",
            )
        return item


_STEPS = {
    ItemStatus.DRAFT: "试题退回草稿",
    ItemStatus.REVIEW: "试题送审",
    ItemStatus.IN_FORCE: "启用试题",
    ItemStatus.WITHDRAWN: "停用试题",
}


def with_category(category: str) -> Edit:
    """An edit that gives items a category."""
    return lambda content: replace(content, category=category.strip())


def with_difficulty(difficulty: int) -> Edit:
    """An edit that gives items a difficulty, 1 to 3."""
    return lambda content: replace(content, difficulty=difficulty)


def _new_revision(uow: UnitOfWork, item: Item, content: ItemContent, reason: str) -> RevisionId:
    revision = ItemRevision(
        id=new_key(), item_id=item.id, reason=reason.strip(), **columns_of(content)
    )
    uow.session.add(revision)
    item.revision_id = revision.id
    return RevisionId(revision.id)


def _last_position(session: Session, source: str) -> int:
    return session.scalar(select(func.max(Item.position)).where(Item.source == source)) or 0


def _free_number(session: Session, source: str) -> str:
    """The number after the highest whole one of the source, written as wide as those."""
    numbers = session.scalars(select(Item.number).where(Item.source == source))
    whole = [number for number in numbers if number.isdecimal()]
    width = max(map(len, whole), default=1)
    return str(max(map(int, whole), default=0) + 1).zfill(width)
