"""Use cases of transactions of property rights: found, added up and paged by the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import PropertyDeal
from db.uow import UnitOfWork
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.ids import DealId
from jyguide.openness.deal import (
    DealFacts,
    DealFilter,
    DealPage,
    DealRow,
    DealTotals,
    deal_problems,
)
from jyguide.openness.deal_report import deal_sections
from jyguide.openness.printing.deal_pages import deal_document
from jyguide.openness.service.deal_rows import (
    conditions,
    deal_columns,
    deal_row,
    ordering,
    read_deals,
    whole_of,
)
from jyguide.openness.service.deal_sums import read_totals
from jyguide.openness.service.ledger_service import LedgerService
from jyguide.openness.service.villages import (
    first_problem,
    home_columns,
    read_villages,
    refuse_changed,
    refuse_others,
    write_columns,
)

PAGE = 200
"""Rows on a page of the list."""
PRINTED = 2000
"""A longer ledger is no paper to hand in; a workbook holds it."""
_ENDING = timedelta(days=30)


class DealService(LedgerService):
    """Everything the program does with property deals."""

    def years(self) -> list[int]:
        """From the first year with deals to this one, the newest first."""
        with self._store.read() as session:
            first = session.scalar(
                select(func.min(PropertyDeal.dealt_on)).where(PropertyDeal.deleted.is_(False))
            )
        this = self._today.year
        return list(range(this, (first.year if first else this) - 1, -1))

    def page(self, wanted: DealFilter, start: int = 0, count: int = PAGE) -> DealPage:
        """Some of the deals asked for, and what all of them come to.

        Args:
            wanted: Which.
            start: How many to pass over; beyond the end it is the last page.
            count: How many at most.
        """
        with self._store.read() as session:
            book = read_villages(session, self._place)
            hold = conditions(wanted, book)
            whole = whole_of(session, hold)
            if start >= whole.count:
                start = max(0, (whole.count - 1) // count * count)
            statement = (
                select(PropertyDeal)
                .where(*hold)
                .order_by(*ordering(wanted))
                .offset(start)
                .limit(count)
            )
            rows = read_deals(session, statement, self._place, book)
            any_kept = bool(whole.count) or _any(session)
        return DealPage(rows, start, whole, any_kept)

    def all_rows(self, wanted: DealFilter) -> list[DealRow]:
        """Every deal asked for, for a file."""
        with self._store.read() as session:
            book = read_villages(session, self._place)
            statement = (
                select(PropertyDeal).where(*conditions(wanted, book)).order_by(*ordering(wanted))
            )
            return read_deals(session, statement, self._place, book)

    def totals(self, year: int) -> DealTotals:
        """A year's deals by kind, month and township."""
        with self._store.read() as session:
            return read_totals(session, year, read_villages(session, self._place))

    def row(self, deal_id: DealId) -> DealRow:
        """One deal.

        Raises:
            RuleError: it has been removed meanwhile.
        """
        with self._store.read() as session:
            book = read_villages(session, self._place)
            return deal_row(_deal(session, deal_id), self._place, book)

    def add(self, facts: DealFacts) -> DealId:
        """Enter a deal.

        Raises:
            RuleError: the facts cannot be so, its number is taken, or the village is another
                station's.
        """
        first_problem(deal_problems(facts, self._today), f"“{facts.subject}”")
        with self._store.begin(f"登记产权交易“{facts.subject}”") as uow:
            _refuse_number(uow.session, facts.number, None)
            row = PropertyDeal(**self._columns(uow, facts))
            uow.session.add(row)
            uow.commit()
            return DealId(row.id)

    def change(self, deal_id: DealId, facts: DealFacts, seen: str | None = None) -> Changed:
        """Change what is kept about a deal.

        Raises:
            RuleError: as `add`, or it was changed meanwhile, removed, or is another station's.
        """
        first_problem(deal_problems(facts, self._today), f"“{facts.subject}”")
        with self._store.begin(f"修改产权交易“{facts.subject}”") as uow:
            row = self._own(uow.session, deal_id)
            refuse_changed(row.sync_v, seen)
            _refuse_number(uow.session, facts.number, deal_id)
            write_columns(row, self._columns(uow, facts))
            uow.commit()
        return Changed.OPENNESS

    def remove(self, deal_ids: Iterable[DealId]) -> Changed:
        """Take deals out that were entered by mistake."""
        wanted = list(deal_ids)
        with self._store.begin(f"删除 {len(wanted)} 笔产权交易") as uow:
            for key in wanted:
                self._own(uow.session, key).deleted = True
            uow.commit()
        return Changed.OPENNESS

    def document(self, wanted: DealFilter) -> Document:
        """The ledger to be printed, the oldest first.

        Raises:
            RuleError: it has more rows than anybody would print.
        """
        found = self.page(wanted, count=1).whole.count
        if found > PRINTED:
            raise RuleError(
                f"有 {found:,} 笔交易，多于一次打印的 {PRINTED:,} 笔，没有生成打印稿。",
                hint="请先按类别、镇街筛选，或导出 Excel。",
            )
        rows = self.all_rows(replace(wanted, rising=True))
        return deal_document(wanted, self._place.office, self._today, rows)

    def year_sections(self, year: int) -> list[ReportSection]:
        """Totals of a year for its report."""
        return deal_sections(self.totals(year))

    def due(self) -> str:
        """Terms that end within thirty days, in one sentence, or nothing."""
        today = self._today
        with self._store.read() as session:
            hold: list[Any] = [
                PropertyDeal.deleted.is_(False),
                PropertyDeal.ends_on.between(today, today + _ENDING),
            ]
            if self._place.station_id is not None:
                hold.append(PropertyDeal.station_id == self._place.station_id)
            count = session.scalar(select(func.count()).select_from(PropertyDeal).where(*hold))
        return f"{count} 笔产权交易的期限在 30 天内到期。" if count else ""

    def _columns(self, uow: UnitOfWork, facts: DealFacts) -> dict[str, Any]:
        book = read_villages(uow.session, self._place)
        home = home_columns(book, self._place, facts.organisation_id, facts.organisation.strip())
        return home | deal_columns(facts)

    def _own(self, session: Session, deal_id: DealId) -> PropertyDeal:
        row = _deal(session, deal_id)
        refuse_others(self._place, row.station_id, f"“{row.subject}”")
        return row


def _deal(session: Session, deal_id: DealId) -> PropertyDeal:
    row = session.get(PropertyDeal, deal_id)
    if row is None or row.deleted:
        raise RuleError("这笔交易已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    return row


def _any(session: Session) -> bool:
    kept = select(PropertyDeal.id).where(PropertyDeal.deleted.is_(False)).limit(1)
    return session.scalar(kept) is not None


def _refuse_number(session: Session, number: str, but: DealId | None) -> None:
    if not number.strip():
        return
    found: Sequence[PropertyDeal] = session.scalars(
        select(PropertyDeal).where(
            PropertyDeal.number == number.strip(), PropertyDeal.deleted.is_(False)
        )
    ).all()
    for row in found:
        if row.id != but:
            raise RuleError(
                f"编号“{row.number}”已用于{row.organisation}的“{row.subject}”，没有保存。",
                hint="请核对编号；同一笔交易请在已有的记录里修改。",
            )
