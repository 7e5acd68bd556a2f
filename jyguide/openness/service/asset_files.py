"""Use cases of assets and their changes in files: read, compare, take in, export."""

from __future__ import annotations

import uuid
from collections import defaultdict
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import AssetChange as ChangeEntry
from db.models import CollectiveAsset
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.openness.asset import AssetChange, AssetRow, ordered, short_sentence, worsened
from jyguide.openness.asset_comparison import (
    SETTLED,
    AssetComparison,
    AssetIdentity,
    SettledChange,
)
from jyguide.openness.asset_table import NOTES, SPEC, cells
from jyguide.openness.service.asset_rows import (
    asset_columns,
    change_columns,
    change_row,
    read_assets,
)
from jyguide.openness.service.villages import home_columns, read_villages
from jyguide.place import Place


class AssetFiles(ListFiles):
    """Takes in and writes lists of changes."""

    words = ListWords("导入集体三资“{}”", "集体三资又有改动，没有导入任何记录", "集体三资", NOTES)

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        book, kept = read_villages(session, self._place), self._kept(session)
        return AssetComparison(file, kept, book, self._clock().date()).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Add assets and changes.

        Raises:
            RuleError: what somebody chose to skip is needed by a decrease that is not skipped.
        """
        new: list[SettledChange] = [row.values[SETTLED] for row in taking.new]
        _refuse_short(new, dict(self._changes(uow.session)))
        book = read_villages(uow.session, self._place)
        keys: dict[AssetIdentity, uuid.UUID] = {}
        assets, changes = [], []
        for one in new:
            if one.known is not None:
                keys[one.identity] = one.known.id
            elif one.identity not in keys:
                keys[one.identity] = new_key()
                home = home_columns(book, self._place, one.row.facts.organisation_id)
                columns = asset_columns(one.row.facts)
                assets.append({"id": keys[one.identity], **home, **columns})
            if one.change is not None:
                entry = {"id": new_key(), "asset_id": keys[one.identity]}
                changes.append(entry | change_columns(one.change))
        uow.add_many(CollectiveAsset, assets)
        uow.add_many(ChangeEntry, changes)

    def export(self, target: Path) -> int:
        """Write every change, and every asset without any, so that they import again.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        with self._store.read() as session:
            kept = self._kept(session)
        none: list[AssetChange | None] = [None]
        lines = [cells(row, change) for row, changes in kept for change in changes or none]
        write_table(target, SPEC, self.words.sheet, lines)
        return len(lines)

    def _kept(self, session: Session) -> list[tuple[AssetRow, list[AssetChange]]]:
        changes = self._changes(session)
        return [(row, changes.get(row.id, [])) for row in read_assets(session, self._place)]

    def _changes(self, session: Session) -> dict[uuid.UUID, list[AssetChange]]:
        found: defaultdict[uuid.UUID, list[AssetChange]] = defaultdict(list)
        for entry in session.scalars(select(ChangeEntry).where(ChangeEntry.deleted.is_(False))):
            found[entry.asset_id].append(change_row(entry))
        return {key: ordered(changes) for key, changes in found.items()}


def _refuse_short(new: list[SettledChange], kept: dict[uuid.UUID, list[AssetChange]]) -> None:
    by_asset: defaultdict[AssetIdentity, list[SettledChange]] = defaultdict(list)
    for one in new:
        by_asset[one.identity].append(one)
    for rows in by_asset.values():
        first = rows[0]
        before = kept.get(first.known.id, []) if first.known else []
        short = worsened(before, [*before, *(one.change for one in rows if one.change)])
        if short is not None:
            raise RuleError(
                f"{short_sentence(first.row, None, short)}，没有导入任何记录。",
                hint="跳过的行里有后面要用到的增加，请一起导入，或把减少的行也跳过。",
            )
