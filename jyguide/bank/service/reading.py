"""Use cases of the question bank: looking things up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from weakref import WeakValueDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from db.models import ClauseChange, Item, ItemRevision, JournalEntry, Regulation
from db.uow import Store
from jyguide.bank.attention import needs_review
from jyguide.bank.edition import Edition, after_name
from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemRow, ItemStatus, name_of_source
from jyguide.bank.search import SearchIndex, comparable, searched_text
from jyguide.bank.service.rows import (
    CHUNK,
    CONTENT,
    ORDER,
    item_row,
    present_items,
    surroundings,
)
from jyguide.bank.stored import content_of
from jyguide.errors import RuleError
from jyguide.ids import ItemId, RevisionId
from jyguide.pause import collector_paused
from jyguide.place import Place


class BankService:
    """Everything the program asks the bank; what changes it is `ItemService`'s."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place
        self._index = SearchIndex(())
        self._indexed_at = -1
        self._written: dict[RevisionId, ItemContent] = {}
        self._held = WeakValueDictionary[RevisionId, ItemContent]()

    @collector_paused()
    def items(
        self,
        search: str = "",
        kinds: Iterable[ItemKind] = (),
        statuses: Iterable[ItemStatus] = (),
    ) -> list[ItemRow]:
        """Items in the order of their sources, the unified bank first.

        Args:
            search: Any part of a question, an option, an answer, an explanation or a source, or
                its number.
            kinds: Only these kinds; none means all.
            statuses: Only these; none means all.
        """
        statement = present_items()
        if wanted := [kind.value for kind in kinds]:
            statement = statement.where(ItemRevision.kind.in_(wanted))
        if allowed := [status.value for status in statuses]:
            statement = statement.where(Item.status.in_(allowed))
        with self._store.read() as session:
            around = surroundings(session, self._place.station_id)
            present = session.execute(statement).all()
        said = self.contents([RevisionId(found.revision_id) for found in present])
        rows = [item_row(found, said[found.revision_id], around) for found in present]
        if not search.strip():
            return rows
        named = set(self.find(search))
        return [row for row in rows if row.id in named]

    def find(self, words: str, limit: int | None = None) -> list[ItemId]:
        """Items that hold every word, in the order of the bank; see `SearchIndex.find`."""
        return self._fresh_index().find(words, limit)

    def item(self, item_id: ItemId) -> ItemRow:
        """One item.

        Raises:
            RuleError: there is no such item.
        """
        with self._store.read() as session:
            found = session.execute(present_items().where(Item.id == item_id)).first()
            if found is None:
                raise RuleError("没有找到这道题，可能已被删除。", hint="请刷新列表后重新选择。")
            around = surroundings(session, self._place.station_id)
        revision = RevisionId(found.revision_id)
        return item_row(found, self.contents([revision])[revision], around)

    def recalled(self) -> list[ItemRow]:
        """Items that rest on a clause which has changed; read only if there is such a clause."""
        with self._store.read() as session:
            marked = select(ClauseChange.id).where(ClauseChange.deleted.is_(False)).limit(1)
            if session.scalar(marked) is None:
                return []
        return [row for row in self.items() if needs_review(row)]

    def count(self) -> dict[ItemStatus, int]:
        """How many items are in each state; all states are named."""
        statement = (
            select(Item.status, func.count()).where(Item.deleted.is_(False)).group_by(Item.status)
        )
        with self._store.read() as session:
            found = {row[0]: row[1] for row in session.execute(statement)}
        return {status: found.get(status.value, 0) for status in ItemStatus}

    def contents(self, revision_ids: Sequence[RevisionId]) -> dict[RevisionId, ItemContent]:
        """What these revisions say, whether still current or not.

        A revision never changes: what anybody still holds of it is not read again.
        """
        held = ((revision, self._held.get(revision)) for revision in revision_ids)
        found = {revision: content for revision, content in held if content is not None}
        unread = [revision for revision in revision_ids if revision not in found]
        with self._store.read() as session:
            for start in range(0, len(unread), CHUNK):
                chunk = unread[start : start + CHUNK]
                said = select(ItemRevision.id, *CONTENT).where(ItemRevision.id.in_(chunk))
                for row in session.execute(said):
                    self._held[row.id] = found[RevisionId(row.id)] = content_of(row)
        return found

    def categories(self) -> list[str]:
        """Every category, in the order of the bank."""
        statement = (
            present_items()
            .with_only_columns(ItemRevision.category)
            .where(ItemRevision.category != "")
        )
        with self._store.read() as session:
            return list(dict.fromkeys(session.scalars(statement)))

    def editions(self) -> list[Edition]:
        """Every known edition of every regulation, by title, the one in force first."""
        newer = aliased(Regulation)
        statement = (
            select(
                *(Regulation.title, Regulation.edition, Regulation.in_force_from),
                *(newer.title, newer.edition),
            )
            .outerjoin(newer, newer.id == Regulation.replaced_by_id)
            .where(Regulation.deleted.is_(False))
            .order_by(Regulation.title, Regulation.replaced_by_id.is_not(None), Regulation.code)
        )
        with self._store.read() as session:
            return [
                Edition(title, edition, day, after_name(title, new_title, new_edition))
                for title, edition, day, new_title, new_edition in session.execute(statement)
            ]

    def entries(self, item_ids: Sequence[ItemId] | None = None) -> list[BankEntry]:
        """Items as files take them, in the order of the bank; None for all of them."""
        rows = self.items()
        numbers = {row.id: row.number for row in rows}
        wanted = None if item_ids is None else set(item_ids)
        return [
            BankEntry(
                number=row.number,
                content=row.content,
                question=numbers.get(row.question_id, "") if row.question_id else "",
                status=row.status,
                source=row.source_name,
                recalled=row.recalled.reason() if row.recalled else "",
            )
            for row in rows
            if wanted is None or row.id in wanted
        ]

    def remember(self, contents: Mapping[RevisionId, ItemContent]) -> None:
        """Take note of what was just written: the next search need not read it again."""
        self._written |= contents
        self._held.update(contents)

    @collector_paused()
    def _fresh_index(self) -> SearchIndex:
        """The index as of the journal's last entry; texts of known revisions are kept."""
        with self._store.read() as session:
            latest = session.scalar(select(func.max(JournalEntry.no))) or 0
            if latest == self._indexed_at:
                return self._index
            order = [
                (ItemId(item), RevisionId(revision), f"{number}\n{name_of_source(source)}\n")
                for item, revision, number, source in session.execute(
                    select(Item.id, Item.revision_id, Item.number, Item.source)
                    .where(Item.deleted.is_(False))
                    .order_by(*ORDER)
                )
            ]
        texts = self._index.texts()
        missing = {revision: place for _item, revision, place in order if revision not in texts}
        written, self._written = self._written, {}
        unread = [revision for revision in missing if revision not in written]
        for revision, content in {**written, **self.contents(unread)}.items():
            if revision not in missing:  # undone since
                continue
            texts[revision] = comparable(missing[revision] + searched_text(content))
        # A revision that has not arrived yet is no part of the bank.
        self._index = SearchIndex(
            (item, revision, texts[revision])
            for item, revision, _place in order
            if revision in texts
        )
        self._indexed_at = latest
        return self._index
