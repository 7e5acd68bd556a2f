"""Use cases of deals in files: read, compare, take in, export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import PropertyDeal
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.exchange.cell import compact
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import RowRules, TableFile, Values
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.openness.deal import DealFilter, DealRow
from jyguide.openness.deal_comparison import DealComparison, changed_facts, facts_of
from jyguide.openness.deal_table import NOTES, SPEC, cells
from jyguide.openness.service.deal_rows import deal_columns, read_deals
from jyguide.openness.service.deals import DealService
from jyguide.openness.service.villages import (
    home_columns,
    read_villages,
    refuse_others,
    write_columns,
)
from jyguide.openness.village import VillageBook
from jyguide.place import Place

_CHUNK = 500


class DealFiles(ListFiles):
    """Takes in and writes lists of deals."""

    words = ListWords("导入产权交易“{}”", "产权交易又有改动，没有导入任何交易", "产权交易", NOTES)

    def __init__(self, store: Store, place: Place, clock: Clock, deals: DealService) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock
        self._deals = deals

    def spec(self) -> TableSpec:
        return SPEC

    def rules(self, spec: TableSpec) -> RowRules:
        del spec
        return RowRules(
            identity=_number, called=("number", "编号"), telling=("dealt_on", "subject")
        )

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        book = read_villages(session, self._place)
        kept = self._kept(session, file, book)
        return DealComparison(file, kept, book, self._clock().date()).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        book = read_villages(uow.session, self._place)
        rows = []
        for row in taking.new:
            facts = facts_of(dict(row.values))
            home = home_columns(book, self._place, facts.organisation_id)
            rows.append({"id": new_key(), **home, **deal_columns(facts)})
        uow.add_many(PropertyDeal, rows)
        for row in taking.updates:
            known = uow.session.get_one(PropertyDeal, row.known.id)
            refuse_others(self._place, known.station_id, f"“{known.subject}”")
            facts = changed_facts(row.known.facts, taking.decision.changes(row))
            write_columns(known, deal_columns(facts))

    def export(self, target: Path, wanted: DealFilter) -> int:
        """Write the deals asked for so that they import again; returns how many.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        rows = self._deals.all_rows(wanted)
        write_table(target, SPEC, self.words.sheet, map(cells, rows))
        return len(rows)

    def _kept(self, session: Session, file: TableFile, book: VillageBook) -> Sequence[DealRow]:
        """Deals of the days of the file, and those that have one of its numbers."""
        days = [row.values["dealt_on"] for row in file.good] or [date.max]
        living = select(PropertyDeal).where(PropertyDeal.deleted.is_(False))
        span = PropertyDeal.dealt_on.between(min(days), max(days))
        found = read_deals(session, living.where(span), self._place, book)
        numbers = sorted({row.values.get("number") or "" for row in file.good} - {""})
        outside = or_(PropertyDeal.dealt_on < min(days), PropertyDeal.dealt_on > max(days))
        for start in range(0, len(numbers), _CHUNK):
            some = PropertyDeal.number.in_(numbers[start : start + _CHUNK])
            found += read_deals(session, living.where(outside, some), self._place, book)
        return found


def _number(values: Values) -> str:
    return compact(values.get("number") or "")
