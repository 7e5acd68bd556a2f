"""Use cases of the question bank: look things up, take a file in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Item, ItemRevision
from db.uow import Store
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.stored import columns_of, content_of
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.ids import ActionId, ItemId, RevisionId
from jyguide.place import Place

if TYPE_CHECKING:
    from jyguide.bank.import_file import BankPlan
    from jyguide.exchange.item_file import FoundItem, ItemRefusal

_CHUNK = 500
_SEARCHED = (
    ItemRevision.stem,
    ItemRevision.explanation,
    ItemRevision.category,
    ItemRevision.regulation,
    ItemRevision.article,
    Item.number,
)


@dataclass(frozen=True, slots=True)
class BankImportResult:
    """What an import of questions did.

    Attributes:
        imported: Items that may be drawn at once.
        drafts: Items kept as drafts for want of a usable answer.
    """

    imported: int
    drafts: int
    refused: tuple[ItemRefusal, ...]
    action_id: ActionId | None


class BankService:
    """Everything the program does with the bank."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    def items(
        self,
        search: str = "",
        kinds: Iterable[ItemKind] = (),
        statuses: Iterable[ItemStatus] = (),
    ) -> list[ItemRow]:
        """Items in the order of their sources, the unified bank first.

        Args:
            search: Any part of a question, an option, an answer, an explanation or a source.
            kinds: Only these kinds; none means all.
            statuses: Only these; none means all.
        """
        statement = _statement()
        if search.strip():
            statement = statement.where(_says(search.strip()))
        if wanted := [kind.value for kind in kinds]:
            statement = statement.where(ItemRevision.kind.in_(wanted))
        if allowed := [status.value for status in statuses]:
            statement = statement.where(Item.status.in_(allowed))
        with self._store.read() as session:
            return [_item_row(found) for found in session.execute(statement)]

    def count(self) -> dict[ItemStatus, int]:
        """How many items are in each state; all states are named."""
        statement = (
            select(Item.status, func.count()).where(Item.deleted.is_(False)).group_by(Item.status)
        )
        with self._store.read() as session:
            found = {row[0]: row[1] for row in session.execute(statement)}
        return {status: found.get(status.value, 0) for status in ItemStatus}

    def contents(self, revision_ids: Sequence[RevisionId]) -> dict[RevisionId, ItemContent]:
        """What these revisions say, whether still current or not."""
        found: dict[RevisionId, ItemContent] = {}
        with self._store.read() as session:
            for start in range(0, len(revision_ids), _CHUNK):
                chunk = revision_ids[start : start + _CHUNK]
                for row in session.scalars(select(ItemRevision).where(ItemRevision.id.in_(chunk))):
                    found[RevisionId(row.id)] = content_of(row)
        return found

    def categories(self) -> list[str]:
        """Every category, in the order of the bank."""
        return list(
            dict.fromkeys(row.content.category for row in self.items() if row.content.category)
        )

    def set_status(self, item_ids: Sequence[ItemId], status: ItemStatus) -> Changed:
        """Put items in force or withdraw them; what was asked before stays as it was.

        Raises:
            RuleError: an item without an answer was to be put in force.
        """
        with self._store.begin("变更试题状态") as uow:
            for item_id in item_ids:
                item = uow.session.get_one(Item, item_id)
                revision = uow.session.get_one(ItemRevision, item.revision_id)
                if status is ItemStatus.IN_FORCE and revision.answer is None:
                    raise RuleError(
                        f"第 {item.number} 题没有答案，不能启用，没有改动。",
                        hint="请先补上答案，再启用。",
                    )
                item.status = status.value
            uow.commit()
        return Changed.BANK

    def plan_file(self, path: Path) -> BankPlan:
        """Read a file of questions and say what importing it would do; writes nothing.

        Raises:
            FileError: the file cannot be read, or holds nothing like a question.
        """
        present = {
            (row.content.kind, row.content.stem) for row in self.items() if row.source == path.name
        }
        from jyguide.bank.import_file import plan_bank  # noqa: PLC0415 - not needed to start

        return plan_bank(path, present)

    def import_file(self, plan: BankPlan) -> BankImportResult:
        """Write what a plan found, all of it in one action or nothing.

        Raises:
            RuleError: the file has been imported since the plan was made.
        """
        with self._store.begin(f"导入试题“{plan.source.name}”") as uow:
            _refuse_stale(uow.session, plan)
            keys = [(new_key(), new_key()) for _ in plan.items]
            uow.add_many(
                ItemRevision,
                [
                    {"id": revision, "item_id": item, "reason": "", **columns_of(one.content)}
                    for (item, revision), one in zip(keys, plan.items, strict=True)
                ],
            )
            uow.add_many(
                Item,
                [
                    self._item_columns(plan.source.name, place, one)
                    | {"id": item, "revision_id": revision}
                    for place, ((item, revision), one) in enumerate(
                        zip(keys, plan.items, strict=True), start=1
                    )
                ],
            )
            uow.commit()
            return BankImportResult(
                imported=plan.usable,
                drafts=plan.drafts,
                refused=plan.refused,
                action_id=ActionId(uow.action_id) if plan.items else None,
            )

    def _item_columns(self, source: str, position: int, one: FoundItem) -> dict[str, Any]:
        status = ItemStatus.DRAFT if one.is_draft else ItemStatus.IN_FORCE
        return {
            "station_id": self._place.station_id,
            "source": source,
            "number": one.number,
            "position": position,
            "question_id": None,
            "merged_into_id": None,
            "status": status.value,
        }


def _statement() -> Select[*tuple[Any, ...]]:
    return (
        select(Item, ItemRevision)
        .join(ItemRevision, ItemRevision.id == Item.revision_id)
        .where(Item.deleted.is_(False))
        .order_by(Item.source != "unified", Item.source, Item.position, Item.id)
    )


def _refuse_stale(session: Session, plan: BankPlan) -> None:
    """A plan holds only for the bank it was compared with: written twice it would double it."""
    present = session.execute(
        _statement()
        .with_only_columns(ItemRevision.kind, ItemRevision.stem)
        .where(Item.source == plan.source.name)
    )
    fresh = {(one.content.kind.value, one.content.stem) for one in plan.items}
    if any((kind, stem) in fresh for kind, stem in present):
        raise RuleError(
            f"检查之后，“{plan.source.name}”已经导入过，没有再次导入。",
            hint="请重新检查这个文件。",
        )


def _says(text: str) -> Any:
    in_lists = [
        cast(column, Text).contains(text, autoescape=True)
        for column in (ItemRevision.options, ItemRevision.answer, ItemRevision.key_points)
    ]
    return or_(*in_lists, *(column.contains(text, autoescape=True) for column in _SEARCHED))


def _item_row(found: Row[*tuple[Any, ...]]) -> ItemRow:
    item, revision = found
    return ItemRow(
        id=ItemId(item.id),
        revision_id=RevisionId(revision.id),
        number=item.number,
        source=item.source,
        status=ItemStatus(item.status),
        question_id=ItemId(item.question_id) if item.question_id else None,
        content=content_of(revision),
    )
