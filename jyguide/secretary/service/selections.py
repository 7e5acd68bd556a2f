"""Use cases of the yearly selection into township posts."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Person, Rule, SelectionCandidate
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SelectionCandidateId, StationId
from jyguide.people.person import PersonRole
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.secretary.kinds import SelectionOutcome
from jyguide.secretary.printing.selection import (
    selection_list,
    selection_section,
    selection_sheet,
)
from jyguide.secretary.selection import (
    CandidateRow,
    Confirmed,
    Decision,
    SelectionYear,
    check_confirmed,
    check_decision,
    with_outcome,
)
from jyguide.secretary.selection_checks import check_all
from jyguide.secretary.selection_rule import (
    CODE,
    CONDITION_NAMES,
    Condition,
    SelectionRule,
    check_rule,
    places,
)
from jyguide.secretary.service.ledger_people import (
    LedgerPeople,
    changed_meanwhile,
    gone,
    one_each,
    own_people,
    own_rows,
    remove_whole,
    write_values,
)
from jyguide.secretary.service.selection_facts import Asking, read_candidate_facts
from jyguide.training.service.credit_rules import put_rule, rule_key


class SelectionService:
    """Candidates of each year, their conditions checked, and what became of them."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def year(self, year: int) -> SelectionYear:
        """Who is considered in a year, by name, with every condition checked and the places."""
        with self._store.read() as session:
            return self._read(session, year)

    def years(self) -> list[int]:
        """The years of which there is anything, and the present one, the latest first."""
        found = {self._clock().date().year}
        kept = select(SelectionCandidate.year).where(SelectionCandidate.deleted.is_(False))
        with self._store.read() as session:
            found.update(session.scalars(kept.distinct()))
        return sorted(found, reverse=True)

    def add(self, year: int, people: Collection[PersonId]) -> int:
        """Consider these in a year; who is considered already stays as he is.

        Returns:
            How many were added.

        Raises:
            RuleError: somebody is gone or another station's, or all of them were there already.
        """
        with self._store.begin(f"{year} 年选聘加入人选") as uow:
            added = 0
            merged = read_merged(uow.session)
            kept = select(SelectionCandidate.person_id).where(
                SelectionCandidate.deleted.is_(False), SelectionCandidate.year == year
            )
            there = {merged.end(key) for key in uow.session.scalars(kept)}
            for person in own_people(uow.session, self._place, people):
                added += person.id not in there and _put(uow.session, PersonId(person.id), year)
            if not added:
                raise RuleError(
                    f"选中的人都已在 {year} 年的人选里，没有改动。", hint="请选择其他人。"
                )
            uow.commit()
        return added

    def remove(self, keys: Collection[SelectionCandidateId]) -> Changed:
        """Consider these no more; can be undone. Whoever withdrew has an outcome instead."""
        with self._store.begin(f"移出 {len(keys)} 名选聘人选") as uow:
            rows = own_rows(uow.session, self._place, SelectionCandidate, keys, "有选聘人选")
            remove_whole(uow.session, rows, candidate_key)
            uow.commit()
        return Changed.SECRETARIES

    def confirm(
        self,
        key: SelectionCandidateId,
        condition: Condition,
        said: Confirmed | None,
        seen: str | None = None,
    ) -> Changed:
        """Keep what a person found of a condition, or take it back with None.

        Raises:
            RuleError: as `selection.check_confirmed`; the condition is not asked for; it is gone,
                or was changed meanwhile.
        """
        with self._store.begin(f"核实选聘条件“{CONDITION_NAMES[condition]}”") as uow:
            row, now = self._meant(uow.session, key, seen)
            check = next((one for one in now.checks if one.condition is condition), None)
            if check is None:
                raise RuleError(
                    f"{now.year} 年的选聘没有要求“{CONDITION_NAMES[condition]}”，没有保存。",
                    hint="请先在“规则”里打开这一项。",
                )
            kept = {name: one for name, one in row.confirmed.items() if name != condition.value}
            if said is not None:
                check_confirmed(check, said, self._clock().date())
                kept[condition.value] = said.to_json()
            write_values(row, {"confirmed": kept})
            uow.commit()
        return Changed.SECRETARIES

    def decide(
        self, key: SelectionCandidateId, decision: Decision, seen: str | None = None
    ) -> Changed:
        """Keep what became of somebody.

        Raises:
            RuleError: as `selection.check_decision`; he is gone, or was changed meanwhile.
        """
        with self._store.begin("登记选聘结果") as uow:
            row, now = self._meant(uow.session, key, seen)
            whole = self._read(uow.session, now.year)
            others = sum(
                one.outcome is SelectionOutcome.SELECTED and one.id != key
                for one in whole.candidates
            )
            room = places(whole.serving, whole.rule.share) - others
            check_decision(now, decision, room, self._clock().date())
            made = with_outcome(now, decision)
            write_values(
                row,
                {
                    "outcome": made.outcome.value,
                    "decided_on": made.decided_on,
                    "document": made.document,
                    "note": made.note,
                },
            )
            uow.commit()
        return Changed.SECRETARIES

    def rule(self, year: int) -> SelectionRule:
        """The rule that holds in a year."""
        with self._store.read() as session:
            return read_rule(session, self._place.station_id, year)

    def set_rule(self, rule: SelectionRule, seen: str | None = None) -> Changed:
        """Let a rule hold from its year on.

        Args:
            rule: With the year it begins in.
            seen: The `version` a form was filled from; "" where this year had none of ours.

        Raises:
            RuleError: as `selection_rule.check_rule`; the city has set one; or it was changed
                meanwhile.
        """
        check_rule(rule)
        station = self._place.station_id
        with self._store.begin(f"设定 {rule.year} 年起的选聘规则") as uow:
            if read_rule(uow.session, station, rule.year).by_city and not self._place.is_city:
                raise RuleError(
                    "选聘规则已由市级统一设定，没有保存。", hint="要改的，请与市级联系。"
                )
            row = uow.session.get(Rule, rule_key(station, CODE, rule.year))
            kept = row.sync_v if row is not None and not row.deleted else ""
            if seen not in (None, kept):
                raise changed_meanwhile("选聘规则")
            put_rule(uow, station, CODE, rule.year, rule.to_json())
            uow.commit()
        return Changed.SECRETARIES

    def sheets(self, year: int, keys: Collection[SelectionCandidateId]) -> list[Document]:
        """The sheet of each of these: every condition, met or not, and why.

        Raises:
            RuleError: one of them is gone.
        """
        found = self.year(year)
        wanted = [row for row in found.candidates if row.id in set(keys)]
        if len(wanted) < len(set(keys)):
            raise gone("有选聘人选")
        today = self._clock().date()
        return [selection_sheet(row, found, self._place.office, today) for row in wanted]

    def document(self, year: int) -> Document:
        """Everybody considered in a year, by name and never ranked."""
        return selection_list(self.year(year), self._place.office, self._clock().date())

    def year_sections(self, year: int) -> list[ReportSection]:
        """Who was considered in a year and what became of him."""
        return [selection_section(self.year(year))]

    def _read(self, session: Session, year: int) -> SelectionYear:
        rows = session.scalars(
            select(SelectionCandidate).where(
                SelectionCandidate.deleted.is_(False), SelectionCandidate.year == year
            )
        ).all()
        return self._told(session, year, rows)

    def _told(
        self, session: Session, year: int, rows: Sequence[SelectionCandidate]
    ) -> SelectionYear:
        today = self._clock().date()
        rule = read_rule(session, self._place.station_id, year)
        people = LedgerPeople(session, {row.person_id for row in rows})
        rows = one_each(rows, people.merged)
        ends = {people.merged.end(row.person_id) for row in rows}
        asking = Asking(year, rule, self._place.station_id, today)
        facts = read_candidate_facts(session, ends, asking, people.merged)
        found = []
        for row in rows:
            end, confirmed = people.merged.end(row.person_id), _confirmed(row.confirmed)
            checks = check_all(rule, facts[end], confirmed, year, today)
            found.append(_row(row, people, checks, confirmed))
        found.sort(key=lambda row: row.person.order)
        return SelectionYear(year, rule, tuple(found), _serving(session, self._place))

    def _meant(
        self, session: Session, key: SelectionCandidateId, seen: str | None
    ) -> tuple[SelectionCandidate, CandidateRow]:
        row = self._own(session, key)
        if seen not in (None, row.sync_v):
            raise changed_meanwhile("这名人选")
        return row, self._told(session, row.year, [row]).candidates[0]

    def _own(self, session: Session, key: SelectionCandidateId) -> SelectionCandidate:
        return own_rows(session, self._place, SelectionCandidate, [key], "这名人选")[0]


def read_rule(session: Session, station_id: StationId | None, year: int) -> SelectionRule:
    """The rule in force in a year: the city's newest until then, else the station's own."""
    rows = session.scalars(
        select(Rule).where(Rule.code == CODE, Rule.deleted.is_(False), Rule.year <= year)
    ).all()
    known = [row for row in rows if row.station_id in (None, station_id)]
    if not known:
        return SelectionRule(year=year)
    best = max(known, key=lambda row: (row.station_id is None, row.year))
    found = SelectionRule.from_json(best.year, best.terms)
    own = best.station_id == station_id
    return found.kept(by_city=best.station_id is None, version=best.sync_v if own else "")


def candidate_key(person_id: PersonId, year: int) -> uuid.UUID:
    """The key under which every PC keeps the same candidate of a year."""
    return fixed_key("selection_candidate", person_id, year)


def _put(session: Session, person_id: PersonId, year: int) -> bool:
    """Whether he had to be added."""
    key = candidate_key(person_id, year)
    row = session.get(SelectionCandidate, key)
    if row is not None and not row.deleted:
        return False
    if row is not None:
        row.deleted = False
        return True
    session.add(SelectionCandidate(id=key, person_id=person_id, year=year, confirmed={}))
    return True


def _serving(session: Session, place: Place) -> int:
    """Village secretaries who serve: of this office."""
    wanted = [
        Person.deleted.is_(False),
        Person.role == PersonRole.VILLAGE_SECRETARY.value,
    ]
    if not place.is_city:
        wanted.append(Person.station_id == place.station_id)
    return int(session.scalar(select(func.count()).select_from(Person).where(*wanted)) or 0)


def _confirmed(kept: Mapping[str, Any]) -> dict[str, Confirmed]:
    return {code: Confirmed.from_json(one) for code, one in kept.items()}


def _row(
    row: SelectionCandidate,
    people: LedgerPeople,
    checks: Sequence[Any],
    confirmed: Mapping[str, Confirmed],
) -> CandidateRow:
    return CandidateRow(
        SelectionCandidateId(row.id),
        people.of(row.person_id),
        row.year,
        tuple(checks),
        confirmed,
        SelectionOutcome(row.outcome),
        row.decided_on,
        row.document,
        row.note,
        row.sync_v,
    )
