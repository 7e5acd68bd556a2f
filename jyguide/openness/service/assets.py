"""Use cases of funds, assets and resources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AssetChange as ChangeEntry
from db.models import CollectiveAsset
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.ids import AssetChangeId, AssetId
from jyguide.openness.asset import (
    AssetChange,
    AssetFacts,
    AssetRow,
    asset_problems,
    balance,
    change_problems,
    opening_problem,
    ordered,
    short_sentence,
    worsened,
)
from jyguide.openness.asset_ledger import AssetLedger, LedgerLine
from jyguide.openness.asset_report import asset_sections
from jyguide.openness.printing.asset_pages import asset_document
from jyguide.openness.service.asset_rows import (
    asset_columns,
    asset_row,
    change_columns,
    change_row,
    place_key,
    read_assets,
    read_sums,
)
from jyguide.openness.service.ledger_service import LedgerService
from jyguide.openness.service.villages import (
    first_problem,
    home_columns,
    read_villages,
    refuse_changed,
    refuse_others,
    write_columns,
)

_NOT_SAVED = "没有保存。"


class AssetService(LedgerService):
    """Everything the program does with funds, assets and resources."""

    def ledger(self, year: int) -> AssetLedger:
        """The ledger of a year: every asset, also those that did not change.

        What is registered only after the year is left out.
        """
        with self._store.read() as session:
            rows = read_assets(session, self._place)
            sums = read_sums(session, year)
        return AssetLedger(
            year,
            tuple(LedgerLine(row, sums.flow(row.id)) for row in rows if row.id not in sums.later),
        )

    def asset(self, asset_id: AssetId) -> AssetRow:
        """One asset.

        Raises:
            RuleError: it has been removed meanwhile.
        """
        with self._store.read() as session:
            return asset_row(_asset(session, asset_id), self._place)

    def changes(self, asset_id: AssetId) -> list[AssetChange]:
        """Its changes in order."""
        with self._store.read() as session:
            return _changes(session, asset_id)

    def balance(self, asset_id: AssetId, day: date) -> int:
        """What there is at the end of a day, in hundredths of its unit."""
        return balance(self.changes(asset_id), day)

    def add(self, facts: AssetFacts, first: AssetChange | None = None) -> AssetId:
        """Enter an asset, and what there is of it to begin with.

        Raises:
            RuleError: the facts cannot be so, or the village is another station's.
        """
        first_problem(asset_problems(facts), f"“{facts.name}”")
        if first is not None:
            first_problem(change_problems(first, self._today), "期初")
        with self._store.begin(f"登记三资“{facts.name}”") as uow:
            book = read_villages(uow.session, self._place)
            home = home_columns(book, self._place, facts.organisation_id)
            _refuse_twin(uow.session, home, facts, None)
            row = CollectiveAsset(**home, **asset_columns(facts))
            uow.session.add(row)
            if first is not None:
                uow.session.add(ChangeEntry(asset_id=row.id, **change_columns(first)))
            uow.commit()
            return AssetId(row.id)

    def change(self, asset_id: AssetId, facts: AssetFacts, seen: str | None = None) -> Changed:
        """Change what is kept about an asset.

        Raises:
            RuleError: the facts cannot be so, its unit would change under its amounts, or it
                was changed meanwhile, removed, or is another station's.
        """
        first_problem(asset_problems(facts), f"“{facts.name}”")
        with self._store.begin(f"修改三资“{facts.name}”") as uow:
            row = self._own(uow.session, asset_id)
            refuse_changed(row.sync_v, seen)
            if facts.unit != row.unit and _changes(uow.session, asset_id):
                raise RuleError(
                    f"“{row.name}”已有以“{row.unit}”计的变动，不能改成“{facts.unit}”，{_NOT_SAVED}",
                    hint="请另外登记一项，或先删除它的变动。",
                )
            book = read_villages(uow.session, self._place)
            home = home_columns(book, self._place, facts.organisation_id)
            _refuse_twin(uow.session, home, facts, asset_id)
            write_columns(row, home | asset_columns(facts))
            uow.commit()
        return Changed.OPENNESS

    def remove(self, asset_ids: Iterable[AssetId]) -> Changed:
        """Take assets out that were entered by mistake, with their changes."""
        wanted = list(asset_ids)
        with self._store.begin(f"删除 {len(wanted)} 项三资") as uow:
            for key in wanted:
                self._own(uow.session, key).deleted = True
                for entry in _entries(uow.session, key):
                    entry.deleted = True
            uow.commit()
        return Changed.OPENNESS

    def add_change(self, asset_id: AssetId, new: AssetChange) -> AssetChangeId:
        """Enter a change, also of a day long past.

        Raises:
            RuleError: it cannot be so, or some day would have less than nothing.
        """
        first_problem(change_problems(new, self._today), "变动")
        with self._store.begin("登记三资变动") as uow:
            row = self._own(uow.session, asset_id)
            before = _changes(uow.session, asset_id)
            _refuse(asset_row(row, self._place), before, [*before, new], new)
            entry = ChangeEntry(asset_id=asset_id, **change_columns(new))
            uow.session.add(entry)
            uow.commit()
            return AssetChangeId(entry.id)

    def correct_change(
        self, change_id: AssetChangeId, new: AssetChange, seen: str | None = None
    ) -> Changed:
        """Put a change right.

        Raises:
            RuleError: as `add_change`, or it was changed meanwhile or removed.
        """
        first_problem(change_problems(new, self._today), "变动")
        with self._store.begin("修改三资变动") as uow:
            entry = _entry(uow.session, change_id)
            refuse_changed(entry.sync_v, seen)
            row = self._own(uow.session, AssetId(entry.asset_id))
            before = _changes(uow.session, AssetId(entry.asset_id))
            after = [one for one in before if one.id != change_id]
            _refuse(asset_row(row, self._place), before, [*after, new], new)
            write_columns(entry, change_columns(new))
            uow.commit()
        return Changed.OPENNESS

    def remove_changes(self, change_ids: Iterable[AssetChangeId]) -> Changed:
        """Take changes out that were entered by mistake.

        Raises:
            RuleError: without them some day would have less than nothing.
        """
        wanted = set(change_ids)
        with self._store.begin(f"删除 {len(wanted)} 条三资变动") as uow:
            entries = [_entry(uow.session, key) for key in sorted(wanted)]
            for asset_id in {AssetId(entry.asset_id) for entry in entries}:
                row = self._own(uow.session, asset_id)
                before = _changes(uow.session, asset_id)
                after = [one for one in before if one.id not in wanted]
                _refuse(asset_row(row, self._place), before, after, None)
            for entry in entries:
                entry.deleted = True
            uow.commit()
        return Changed.OPENNESS

    def document(self, year: int, shown: Sequence[AssetId] | None = None) -> Document:
        """The ledger of a year to be printed; `shown` narrows it to some assets."""
        lines = self.ledger(year).lines
        if shown is not None:
            wanted = set(shown)
            lines = [line for line in lines if line.asset.id in wanted]
        return asset_document(year, self._place.office, self._today, lines)

    def year_sections(self, year: int) -> list[ReportSection]:
        """Totals of a year for its report."""
        return asset_sections(self.ledger(year))

    def due(self) -> str:
        """What is to be looked at again, in one sentence, or nothing."""
        short = [line for line in self.ledger(self._today.year).lines if line.short]
        return f"{len(short)} 项集体三资的余额小于零，请核对变动记录。" if short else ""

    def _own(self, session: Session, asset_id: AssetId) -> CollectiveAsset:
        row = _asset(session, asset_id)
        refuse_others(self._place, row.station_id, f"“{row.name}”")
        return row


def _asset(session: Session, asset_id: AssetId) -> CollectiveAsset:
    row = session.get(CollectiveAsset, asset_id)
    if row is None or row.deleted:
        raise RuleError("这项三资已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    return row


def _entry(session: Session, change_id: AssetChangeId) -> ChangeEntry:
    row = session.get(ChangeEntry, change_id)
    if row is None or row.deleted:
        raise RuleError("这条变动已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    return row


def _entries(session: Session, asset_id: AssetId) -> Sequence[ChangeEntry]:
    return session.scalars(
        select(ChangeEntry).where(ChangeEntry.asset_id == asset_id, ChangeEntry.deleted.is_(False))
    ).all()


def _changes(session: Session, asset_id: AssetId) -> list[AssetChange]:
    return ordered(change_row(entry) for entry in _entries(session, asset_id))


def _refuse(
    row: AssetRow,
    before: Sequence[AssetChange],
    after: Sequence[AssetChange],
    new: AssetChange | None,
) -> None:
    """Refuse changes that cannot be so together, unless they were worse before."""
    short = worsened(before, after)
    if short is not None:
        said = short_sentence(row, new, short)
        raise RuleError(f"{said}，没有改动。", hint="请核对日期和数量；漏登的增加请先补登。")
    problem = opening_problem(after)
    if problem and not opening_problem(before):
        raise RuleError(f"“{row.label}”的{problem}，没有改动。", hint="请改为“增加”，或核对日期。")


def _refuse_twin(
    session: Session, home: dict[str, Any], facts: AssetFacts, but: AssetId | None
) -> None:
    """One village has no two assets of one kind, name and code: amounts would be split."""
    wanted = (home["organisation_key"], place_key(facts))
    for row in session.scalars(
        select(CollectiveAsset).where(
            CollectiveAsset.deleted.is_(False),
            CollectiveAsset.organisation_key == home["organisation_key"],
        )
    ):
        if row.id != but and (row.organisation_key, place_key(row)) == wanted:
            raise RuleError(
                f"“{home['organisation']}”已登记过“{row.name}”，{_NOT_SAVED}",
                hint="请在那一项里登记变动；确是另一项的，请用编号分清。",
            )
