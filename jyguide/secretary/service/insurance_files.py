"""Use cases of social insurance and annuity in files: read, compare, take in."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import InsuranceYear, Person
from db.uow import Store, UnitOfWork
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import PersonId
from jyguide.people.meant import Listed
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.secretary.insurance import check_insurance
from jyguide.secretary.insurance_table import (
    NOTES,
    PERSON,
    SPEC,
    InsuranceComparison,
    facts_of,
)
from jyguide.secretary.service.insurance import columns, put_year, read_years, year_key
from jyguide.secretary.service.ledger_people import refuse_foreign


class InsuranceFileService(ListFiles):
    """Takes in lists of social insurance and annuity."""

    words = ListWords(
        "导入社保年金“{}”", "人员或社保年金又有改动，没有导入任何记录", "社保年金", NOTES
    )

    def __init__(self, store: Store, place: Place, people: PeopleService) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._people = people

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        years = {row.values["year"] for row in file.good}
        kept = read_years(session, self._place, InsuranceYear.year.in_(sorted(years)))
        return InsuranceComparison(file, Listed(self._people.people()), kept).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        session = uow.session
        known = {row.known.person.person_id for row in taking.updates}
        self._refuse_foreign(session, known | {row.values[PERSON] for row in taking.new})
        years = {row.values["year"] for row in (*taking.new, *taking.updates)}
        kept = select(InsuranceYear).where(InsuranceYear.year.in_(sorted(years)))
        there = {row.id: row for row in session.scalars(kept)}  # held: none is fetched again
        new = []
        for row in taking.new:
            facts = facts_of(row.values)
            check_insurance(facts)
            key = year_key(facts.person_id, facts.year)
            if key in there:  # taken out, or an import undone
                put_year(session, facts.person_id, facts)
            else:
                new.append(
                    {
                        "id": key,
                        "person_id": facts.person_id,
                        "year": facts.year,
                        **columns(facts),
                    }
                )
        for row in taking.updates:
            facts = replace(row.known.facts, **taking.said(row))
            check_insurance(facts)
            put_year(session, PersonId(row.known.person.person_id), facts)
        uow.add_many(InsuranceYear, new)

    def _refuse_foreign(self, session: Session, keys: set[PersonId]) -> None:
        if self._place.is_city:
            return
        own = select(Person.id).where(Person.station_id == self._place.station_id)
        foreign = keys - {PersonId(key) for key in session.scalars(own)}
        for key in sorted(foreign)[:1]:
            refuse_foreign(self._place, session.get_one(Person, key))
