"""Use cases of social insurance and annuity, and of the wage they are compared with."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import InsuranceYear, Rule
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.ids import InsuranceYearId, PersonId, StationId
from jyguide.people.service.merged import read_merged
from jyguide.people.service.secretaries import read_secretaries
from jyguide.place import Place
from jyguide.secretary.insurance import (
    CODE,
    InsuranceFacts,
    InsuranceRow,
    Wage,
    check_insurance,
    check_wage,
    year_sentence,
)
from jyguide.secretary.insurance_report import insurance_document, insurance_section
from jyguide.secretary.insurance_table import SPEC, table_cells
from jyguide.secretary.service.ledger_people import (
    LedgerPeople,
    changed_meanwhile,
    one_each,
    own_person,
    own_rows,
    remove_whole,
    write_values,
)
from jyguide.training.service.credit_rules import put_rule, rule_key


class InsuranceService:
    """What is paid for village secretaries, year by year."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def year(self, year: int) -> list[InsuranceRow]:
        """Everybody who serves or of whom something is kept in a year, in list order.

        Whoever has no record yet has a row without a key.
        """
        with self._store.read() as session:
            serving = read_secretaries(session, self._clock().date())
            kept = read_years(session, self._place, InsuranceYear.year == year)
            has = {row.person.person_id for row in kept}
            missing = [row.person_id for row in serving if row.person_id not in has]
            people = LedgerPeople(session, missing)
            wage = read_wages(session, self._place.station_id).get(year)
        rows = kept + [
            InsuranceRow(None, people.of(key), InsuranceFacts(key, year), wage) for key in missing
        ]
        place = {row.person_id: at for at, row in enumerate(serving)}
        last = len(place)
        rows.sort(key=lambda row: (place.get(row.person.person_id, last), row.person.order))
        return rows

    def of_person(self, person_id: PersonId) -> list[InsuranceRow]:
        """One person's years, the latest first."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            rows = read_years(session, self._place, InsuranceYear.person_id.in_(keys))
        return sorted(rows, key=lambda row: row.facts.year, reverse=True)

    def years(self) -> list[int]:
        """The years of which there is anything, and the present one, the latest first."""
        found = {self._clock().date().year}
        with self._store.read() as session:
            kept = select(InsuranceYear.year).where(InsuranceYear.deleted.is_(False)).distinct()
            found.update(session.scalars(kept))
        return sorted(found, reverse=True)

    def save(self, facts: InsuranceFacts, seen: str | None = None) -> InsuranceYearId:
        """Keep a year of somebody, whether there was one or not.

        Args:
            facts: All of it.
            seen: The `version` a form was filled from; "" where there was nothing yet.

        Raises:
            RuleError: as `insurance.check_insurance`; he is gone or another station's; or the
                year was changed meanwhile.
        """
        check_insurance(facts)
        with self._store.begin(f"登记 {facts.year} 年社保年金") as uow:
            person = own_person(uow.session, self._place, facts.person_id)
            key = year_key(PersonId(person.id), facts.year)
            mine = read_merged(uow.session).keys_of(person.id)
            wanted = InsuranceYear.person_id.in_(mine), InsuranceYear.year == facts.year
            kept = [row.version for row in read_years(uow.session, self._place, *wanted)] or [""]
            if seen not in (None, *kept):
                raise changed_meanwhile(f"“{person.name}”{facts.year} 年的记录")
            put_year(uow.session, PersonId(person.id), facts)
            uow.commit()
        return InsuranceYearId(key)

    def remove(self, keys: Collection[InsuranceYearId]) -> Changed:
        """Take years out that were entered by mistake; can be undone."""
        with self._store.begin(f"删除 {len(keys)} 条社保年金记录") as uow:
            rows = own_rows(uow.session, self._place, InsuranceYear, keys, "有社保年金记录")
            remove_whole(uow.session, rows, year_key)
            uow.commit()
        return Changed.SECRETARIES

    def wage(self, year: int) -> Wage | None:
        """The average wage of a year; None where nobody has entered it."""
        with self._store.read() as session:
            return read_wages(session, self._place.station_id).get(year)

    def set_wage(self, wage: Wage, seen: str | None = None) -> Changed:
        """Keep the average wage of a year.

        Args:
            wage: With its source.
            seen: The `version` a form was filled from; "" where there was none yet.

        Raises:
            RuleError: as `insurance.check_wage`; the city has entered this year's; or it was
                changed meanwhile.
        """
        check_wage(wage)
        station = self._place.station_id
        with self._store.begin(f"录入 {wage.year} 年省平均工资") as uow:
            now = read_wages(uow.session, station).get(wage.year)
            if now is not None and now.by_city and not self._place.is_city:
                raise RuleError(
                    f"{wage.year} 年省平均工资已由市级录入，没有保存。",
                    hint="数字有误的，请市级更正。",
                )
            row = uow.session.get(Rule, rule_key(station, CODE, wage.year))
            kept = row.sync_v if row is not None and not row.deleted else ""
            if seen not in (None, kept):
                raise changed_meanwhile(f"{wage.year} 年省平均工资")
            put_rule(uow, station, CODE, wage.year, wage.to_json())
            uow.commit()
        return Changed.SECRETARIES

    def year_sections(self, year: int) -> list[ReportSection]:
        """How the bases of a year stand, by township."""
        return [insurance_section(self.year(year), city=self._place.is_city)]

    def document(self, rows: Sequence[InsuranceRow], year: int) -> Document:
        """A year's list as it is printed."""
        return insurance_document(rows, year, self._place.office, self._clock().date())

    def export(self, rows: Sequence[InsuranceRow], target: Path) -> int:
        """Write years into a workbook that can be imported again; returns how many.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import (  # noqa: PLC0415 - only files need it
            write_table,
        )

        kept = [row for row in rows if row.id is not None]
        write_table(target, SPEC, "社保年金", map(table_cells, kept))
        return len(kept)

    def sentence(self, year: int) -> str:
        """How a year stands as a whole."""
        return year_sentence(self.year(year))


def read_wages(session: Session, station_id: StationId | None) -> dict[int, Wage]:
    """The average wage by year; the city's before a station's own."""
    rows = session.scalars(select(Rule).where(Rule.code == CODE, Rule.deleted.is_(False))).all()
    found: dict[int, Wage] = {}
    for row in sorted(rows, key=lambda row: row.station_id is None):
        if row.station_id in (None, station_id):
            wage = Wage.from_json(row.year, row.terms)
            own = row.station_id == station_id
            found[row.year] = _told(wage, row, own=own)
    return found


def _told(wage: Wage, row: Rule, *, own: bool) -> Wage:
    return Wage(
        wage.year,
        wage.average,
        wage.lower,
        wage.upper,
        wage.source,
        row.station_id is None,
        row.sync_v if own else "",
    )


def read_years(session: Session, place: Place, *wanted: ColumnElement[bool]) -> list[InsuranceRow]:
    """Years and whose they are; of people who were merged the year the one they are now has."""
    found = session.scalars(
        select(InsuranceYear)
        .where(InsuranceYear.deleted.is_(False), *wanted)
        .order_by(InsuranceYear.id)
    ).all()
    people = LedgerPeople(session, {row.person_id for row in found})
    rows = one_each(found, people.merged)
    wages = read_wages(session, place.station_id)
    return [
        InsuranceRow(
            InsuranceYearId(row.id),
            people.of(row.person_id),
            InsuranceFacts(
                people.merged.end(row.person_id),
                row.year,
                row.base,
                row.months,
                row.annuity_unit,
                row.annuity_own,
                row.note,
            ),
            wages.get(row.year),
            row.sync_v,
        )
        for row in rows
    ]


def year_key(person_id: PersonId, year: int) -> uuid.UUID:
    """The key under which every PC keeps the same year of the same person."""
    return fixed_key("insurance_year", person_id, year)


def put_year(session: Session, person_id: PersonId, facts: InsuranceFacts) -> None:
    """Write a year, whether there was a row or not."""
    row = session.get(InsuranceYear, year_key(person_id, facts.year))
    if row is None:
        row = InsuranceYear(
            id=year_key(person_id, facts.year),
            person_id=person_id,
            year=facts.year,
            **columns(facts),
        )
        session.add(row)
        return
    if row.deleted:
        row.deleted = False
    write_values(row, columns(facts))


def columns(facts: InsuranceFacts) -> dict[str, Any]:
    """What the table keeps of a year, besides whose it is."""
    return {
        "base": facts.base,
        "months": facts.months,
        "annuity_unit": facts.annuity_unit,
        "annuity_own": facts.annuity_own,
        "note": facts.note.strip(),
    }
