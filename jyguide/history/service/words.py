"""Entries of the journal put into words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Answer, Item, ItemRevision, JournalEntry, PaperItem
from jyguide.history.labels import linked_table
from jyguide.history.names import column_name, reading_order, table_name
from jyguide.history.row import FieldChange, RowChange
from jyguide.history.service.contents import Contents
from jyguide.history.service.labels import Labels, chunks
from jyguide.history.wording import change_kind, changed_columns, value_text

_REVISION = "revision_id"


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after one entry of the journal, or after several."""

    table: str
    row_id: uuid.UUID
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]

    @classmethod
    def of(cls, entry: JournalEntry) -> Self:
        return cls(entry.table, entry.row_id, entry.before, entry.after)

    def then(self, entry: JournalEntry) -> Change:
        """This change and a later entry of the same row as one."""
        before = None if self.before is None else {**(entry.before or {}), **self.before}
        return Change(self.table, self.row_id, before, {**self.after, **entry.after})


class Words:
    """Puts changes into words, having looked up the rows they speak of."""

    def __init__(self, session: Session, *, full: bool = False) -> None:
        """`full` shows ID numbers and phones whole."""
        self._session = session
        self._full = full
        self._labels = Labels(session)
        self._contents = Contents(session)
        self._kinds: dict[str, str] = {}

    def learn(self, changes: Sequence[Change]) -> None:
        """Look up everything these changes speak of, in a few statements."""
        self._labels.fetch((change.table, change.row_id) for change in changes)
        self._labels.fetch(link for change in changes for link in _links(change))
        self._learn_kinds(changes)
        self._contents.fetch(key for change in changes for key in self._alike(change) or ())

    def label(self, table: str, row_id: uuid.UUID) -> str:
        """What a row is called."""
        return self._labels.of(table, row_id)

    def row(self, change: Change) -> RowChange:
        """A change in words."""
        return RowChange(
            table=change.table,
            table_name=table_name(change.table),
            row_id=change.row_id,
            label=self.label(change.table, change.row_id),
            kind=change_kind(change.before, change.after),
            fields=tuple(self._field(change, column) for column in changed_in(change)),
        )

    def said(self, table: str, values: Mapping[str, Any]) -> str:
        """Columns of a row in one line, such as ``手机号：138****0001；职务：书记``."""
        ordered = sorted(values, key=lambda column: reading_order(table, column))
        return "；".join(
            f"{column_name(table, column)}：{self._text(table, column, values) or '（空）'}"
            for column in ordered
        )

    def _field(self, change: Change, column: str) -> FieldChange:
        before = self._text(change.table, column, change.before or {})
        after = self._text(change.table, column, change.after)
        alike = self._alike(change) if column == _REVISION else None
        if alike is not None:
            before, after = self._contents.differing(*alike) or (before, after)
        return FieldChange(column, column_name(change.table, column), before, after)

    def _alike(self, change: Change) -> tuple[uuid.UUID, uuid.UUID] | None:
        """The revisions before and after, where both are called by the same stem."""
        keys = (change.before or {}).get(_REVISION), change.after.get(_REVISION)
        if change.table != Item.__tablename__ or None in keys or keys[0] == keys[1]:
            return None
        old, new = (uuid.UUID(key) for key in keys)
        table = ItemRevision.__tablename__
        return (old, new) if self.label(table, old) == self.label(table, new) else None

    def _text(self, table: str, column: str, values: Mapping[str, Any]) -> str:
        if table == Answer.__tablename__:
            kind = self._kinds.get(values.get("paper_item_id", ""))
            values = {**values, "kind": kind}
        return value_text(table, column, values, self._linked, full=self._full)

    def _linked(self, table: str, key: str) -> str:
        return self.label(table, uuid.UUID(key))

    def _learn_kinds(self, changes: Iterable[Change]) -> None:
        """An answer reads as its kind of item has it: T is 正确 only to a true-or-false one."""
        places = {
            uuid.UUID(change.after["paper_item_id"])
            for change in changes
            if "paper_item_id" in change.after
        }
        statement = select(PaperItem.id, ItemRevision.kind).join(
            ItemRevision, ItemRevision.id == PaperItem.revision_id
        )
        for chunk in chunks(places):
            for key, kind in self._session.execute(statement.where(PaperItem.id.in_(chunk))):
                self._kinds[key.hex] = kind


def changed_in(change: Change) -> list[str]:
    """The columns a change is told by, as people read them."""
    found = changed_columns(change.before, change.after)
    return sorted(found, key=lambda column: reading_order(change.table, column))


def _links(change: Change) -> Iterator[tuple[str, uuid.UUID]]:
    for values in (change.before or {}, change.after):
        for column, value in values.items():
            linked = linked_table(change.table, column)
            if linked and value is not None:
                yield linked, uuid.UUID(value)
