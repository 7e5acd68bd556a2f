"""Use cases of co-operatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Cooperative, CooperativeYear
from db.uow import UnitOfWork
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.ids import CooperativeId
from jyguide.openness.cooperative import (
    CooperativeFacts,
    CooperativeRow,
    YearFigures,
    cooperative_problems,
    due_sentence,
    year_problems,
)
from jyguide.openness.cooperative_report import cooperative_sections
from jyguide.openness.printing.cooperative_pages import cooperative_document
from jyguide.openness.service.cooperative_rows import (
    cooperative_columns,
    facts_of,
    read_cooperatives,
    write_years,
    year_key,
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


class CooperativeService(LedgerService):
    """Everything the program does with co-operatives."""

    def rows(self) -> list[CooperativeRow]:
        """Every co-operative with its figures of all years."""
        with self._store.read() as session:
            return read_cooperatives(session, self._place)

    def row(self, cooperative_id: CooperativeId) -> CooperativeRow:
        """One of them.

        Raises:
            RuleError: it has been removed meanwhile.
        """
        with self._store.read() as session:
            for row in read_cooperatives(session, self._place, cooperative_id):
                return row
        raise _gone()

    def add(self, facts: CooperativeFacts) -> CooperativeId:
        """Enter a co-operative.

        Raises:
            RuleError: the facts cannot be so, there is one of that name in the village or of
                that code, or the village is another station's.
        """
        first_problem(cooperative_problems(facts, self._today), f"“{facts.name}”")
        with self._store.begin(f"登记合作社“{facts.name}”") as uow:
            row = Cooperative(**self._columns(uow, facts))
            _refuse_twin(uow.session, facts, None)
            uow.session.add(row)
            uow.commit()
            return CooperativeId(row.id)

    def change(
        self, cooperative_id: CooperativeId, facts: CooperativeFacts, seen: str | None = None
    ) -> Changed:
        """Change what is kept about a co-operative.

        Raises:
            RuleError: as `add`, or years with figures lie outside its time, or it was changed
                meanwhile, removed, or is another station's.
        """
        first_problem(cooperative_problems(facts, self._today), f"“{facts.name}”")
        with self._store.begin(f"修改合作社“{facts.name}”") as uow:
            row = self._own(uow.session, cooperative_id)
            refuse_changed(row.sync_v, seen)
            _refuse_twin(uow.session, facts, cooperative_id)
            self._refuse_years_outside(uow.session, cooperative_id, facts)
            write_columns(row, self._columns(uow, facts))
            uow.commit()
        return Changed.OPENNESS

    def remove(self, cooperative_ids: Iterable[CooperativeId]) -> Changed:
        """Take co-operatives out that were entered by mistake, with their years."""
        wanted = list(cooperative_ids)
        with self._store.begin(f"删除 {len(wanted)} 家合作社") as uow:
            for key in wanted:
                self._own(uow.session, key).deleted = True
                for year in _years(uow.session, key):
                    year.deleted = True
            uow.commit()
        return Changed.OPENNESS

    def set_year(
        self, cooperative_id: CooperativeId, figures: YearFigures, seen: str | None = None
    ) -> Changed:
        """Enter the figures of a year, or others in their place.

        Args:
            cooperative_id: Whose.
            figures: As they are to be kept.
            seen: The version of the year's figures when the form was opened, "" for none.

        Raises:
            RuleError: they cannot be so, somebody entered others meanwhile, or the co-operative
                is gone or another station's.
        """
        with self._store.begin(f"填报合作社 {figures.year} 年数据") as uow:
            row = self._own(uow.session, cooperative_id)
            problems = year_problems(facts_of(row), figures, self._today)
            first_problem(problems, f"“{row.name}”")
            kept = uow.session.get(CooperativeYear, year_key(cooperative_id, figures.year))
            there = kept is not None and not kept.deleted
            refuse_changed(kept.sync_v if kept is not None and there else "", seen)
            write_years(uow, [(cooperative_id, figures)])
            uow.commit()
        return Changed.OPENNESS

    def remove_years(self, cooperative_id: CooperativeId, years: Iterable[int]) -> Changed:
        """Take the figures of years out."""
        wanted = list(years)
        with self._store.begin(f"删除合作社 {len(wanted)} 个年度的数据") as uow:
            self._own(uow.session, cooperative_id)
            for year in wanted:
                found = uow.session.get(CooperativeYear, year_key(cooperative_id, year))
                if found is None or found.deleted:
                    raise RuleError(
                        f"{year} 年的数据已被删除，没有改动。", hint="请按 F5 刷新后重新选择。"
                    )
                found.deleted = True
            uow.commit()
        return Changed.OPENNESS

    def document(self, year: int, shown: Sequence[CooperativeId] | None = None) -> Document:
        """The ledger of a year to be printed; `shown` narrows it to some."""
        rows = self.rows()
        if shown is not None:
            wanted = set(shown)
            rows = [row for row in rows if row.id in wanted]
        return cooperative_document(year, self._place.office, self._today, rows)

    def year_sections(self, year: int) -> list[ReportSection]:
        """Totals of a year for its report."""
        return cooperative_sections(self.rows(), year)

    def due(self) -> str:
        """Who has not told last year's figures, once March is over, in one sentence."""
        return due_sentence([row for row in self.rows() if row.mine], self._today)

    def _columns(self, uow: UnitOfWork, facts: CooperativeFacts) -> dict[str, object]:
        book = read_villages(uow.session, self._place)
        home = home_columns(book, self._place, facts.organisation_id, facts.organisation.strip())
        return home | cooperative_columns(facts)

    def _own(self, session: Session, cooperative_id: CooperativeId) -> Cooperative:
        row = session.get(Cooperative, cooperative_id)
        if row is None or row.deleted:
            raise _gone()
        refuse_others(self._place, row.station_id, f"“{row.name}”")
        return row

    def _refuse_years_outside(
        self, session: Session, cooperative_id: CooperativeId, facts: CooperativeFacts
    ) -> None:
        for row in _years(session, cooperative_id):
            figures = YearFigures(row.year, members=0)
            problems = year_problems(facts, figures, self._today)
            if "year" in problems:
                said = problems["year"].removesuffix("。")
                raise RuleError(
                    f"已填 {row.year} 年的数据，而{said}，没有保存。",
                    hint="请核对成立、注销日期，或先删除那一年的数据。",
                )


def _years(session: Session, cooperative_id: CooperativeId) -> Sequence[CooperativeYear]:
    return session.scalars(
        select(CooperativeYear).where(
            CooperativeYear.cooperative_id == cooperative_id, CooperativeYear.deleted.is_(False)
        )
    ).all()


def _refuse_twin(session: Session, facts: CooperativeFacts, but: CooperativeId | None) -> None:
    """One code is one co-operative, and so is one name in a village."""
    code, name = compact(facts.code).upper(), compact(facts.name)
    for row in session.scalars(select(Cooperative).where(Cooperative.deleted.is_(False))):
        if row.id == but:
            continue
        same_code = bool(code) and compact(row.code).upper() == code
        here = row.organisation_key == facts.organisation_id
        if same_code or (here and compact(row.name) == name):
            what = f"信用代码 {row.code} " if same_code else ""
            raise RuleError(
                f"{what}已登记过合作社“{row.name}”（{row.organisation}），没有保存。",
                hint="请在已有的那一家里修改。",
            )


def _gone() -> RuleError:
    return RuleError("这家合作社已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
