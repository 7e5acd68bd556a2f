"""Use cases of reserve talents and those new in post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import CreditRecord, Enrolment, Person, Posting, ReserveTalent, TrainingSession
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId, ReserveTalentId
from jyguide.people.merging import Merged
from jyguide.people.person import PersonRole
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.training.credit import CreditEntry, CreditSource, each_once
from jyguide.training.credit_rule import CreditRule
from jyguide.training.credit_year import Candidate
from jyguide.training.pre_post import SECRETARIES, NewInPost, training_for
from jyguide.training.reserve import ReserveFacts, ReserveOutcome, ReserveRow, check_reserve
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import (
    ATTENDED_ROWS,
    credited,
    people_rows,
    record_entry,
)
from jyguide.training.session import SessionKind, SessionLevel


class ReserveService:
    """Reserve talents and pre-post training, tracked to completion."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def rows(self) -> list[ReserveRow]:
        """Everybody who is or was on the list, by pinyin, with the training since he was listed.

        Of somebody whose time has ended, training counts until then.
        """
        today = self._clock().date()
        with self._store.read() as session:
            rule = rule_of(session, self._place.station_id, today.year).rule
            merged = read_merged(session)
            listed = session.scalars(
                select(ReserveTalent).where(ReserveTalent.deleted.is_(False))
            ).all()
            people = _by_key(session, {merged.end(row.person_id) for row in listed})
            had = _trainings(session, SessionKind.RESERVE_TALENT, rule, merged)
        rows = [
            _row(row, people[key], had.get(key, []), rule)
            for row in listed
            if (key := merged.end(row.person_id)) in people
        ]
        rows.sort(key=lambda row: (row.pinyin_key, row.person_id, row.facts.listed_on))
        return rows

    def row(self, key: ReserveTalentId) -> ReserveRow:
        """One of them.

        Raises:
            RuleError: the row has been removed meanwhile.
        """
        for row in self.rows():
            if row.id == key:
                return row
        raise _gone()

    def add(self, person_ids: Iterable[PersonId], facts: ReserveFacts) -> Changed:
        """Put people on the list.

        Raises:
            RuleError: the facts cannot be so, somebody is on the list already or was removed.
        """
        check_reserve(facts, self._clock().date())
        wanted = list(dict.fromkeys(person_ids))
        if not wanted:
            raise RuleError("没有选择人员，没有列入。", hint="请先选择人员。")
        with self._store.begin("列入后备人才名单") as uow:
            merged = read_merged(uow.session)
            on_list = {merged.end(row.person_id) for row in _on_list(uow.session)}
            for key in wanted:
                _refuse_second(uow.session, key, on_list)
                row = ReserveTalent(person_id=key, **_columns(facts))
                uow.session.add(row)
            uow.commit()
        return Changed.SESSIONS

    def change(
        self, key: ReserveTalentId, facts: ReserveFacts, seen: str | None = None
    ) -> Changed:
        """Change what is kept about somebody's time on the list, its end among it.

        Args:
            key: Whose row.
            facts: All of it; an outcome and a day end his time.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: the facts cannot be so, or the row was changed meanwhile.
        """
        check_reserve(facts, self._clock().date())
        with self._store.begin("修改后备人才") as uow:
            row = _talent(uow.session, key)
            if seen not in (None, str(row.sync_v)):
                raise RuleError(
                    "这条记录在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            for name, value in _columns(facts).items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
            uow.commit()
        return Changed.SESSIONS

    def remove(self, keys: Iterable[ReserveTalentId]) -> Changed:
        """Take rows out that were entered by mistake; who left the list is ended instead."""
        wanted = list(keys)
        with self._store.begin(f"删除 {len(wanted)} 条后备人才记录") as uow:
            for key in wanted:
                _talent(uow.session, key).deleted = True
            uow.commit()
        return Changed.SESSIONS

    def new_in_post(self, start: date, end: date) -> list[NewInPost]:
        """Every secretary whose post began within a period, and his pre-post training.

        Args:
            start: The first day of the period.
            end: The last.
        """
        with self._store.read() as session:
            rule = rule_of(session, self._place.station_id, end.year).rule
            merged = read_merged(session)
            began = session.scalars(
                select(Posting)
                .where(
                    Posting.deleted.is_(False),
                    Posting.role.in_(sorted(SECRETARIES)),
                    Posting.began_on.between(start, end),
                )
                .order_by(Posting.began_on, Posting.id)
            ).all()
            if not began:
                return []  # all trainings of all years are read for whoever began
            people = _by_key(session, {merged.end(row.person_id) for row in began})
            had = _trainings(session, SessionKind.PRE_POST, rule, merged)
        rows = {
            (key, row.began_on, row.role): _new_in_post(row, people[key], had.get(key, []))
            for row in began
            if (key := merged.end(row.person_id)) in people
        }
        return sorted(rows.values(), key=lambda row: (row.pinyin_key, row.person_id, row.began_on))


def _by_key(session: Session, wanted: set[PersonId]) -> dict[PersonId, Candidate]:
    if not wanted:
        return {}
    rows = people_rows(session, Person.deleted.is_(False))
    return {one.id: one for one in rows if one.id in wanted}


def _trainings(
    session: Session, kind: SessionKind, rule: CreditRule, merged: Merged
) -> dict[PersonId, list[CreditEntry]]:
    """Every training of one kind, of all years, by who had it; each session once."""
    found: dict[PersonId, list[CreditEntry]] = defaultdict(list)
    for person, entry in (*_signed(session, kind, rule), *_recorded(session, kind, rule)):
        found[merged.end(person)].append(entry)
    return {key: each_once(entries) for key, entries in found.items()}


def _signed(
    session: Session, kind: SessionKind, rule: CreditRule
) -> Iterator[tuple[PersonId, CreditEntry]]:
    rows = session.execute(
        select(Enrolment, TrainingSession)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(ATTENDED_ROWS, TrainingSession.kind == kind.value)
    )
    for row, of in rows:
        hours, days = credited(row, of, rule)
        yield (
            PersonId(row.person_id),
            CreditEntry(
                of.title,
                kind,
                SessionLevel(of.level),
                of.starts_on,
                of.ends_on,
                hours,
                days,
                CreditSource.SESSION,
                session_key=of.id,
            ),
        )


def _recorded(
    session: Session, kind: SessionKind, rule: CreditRule
) -> Iterator[tuple[PersonId, CreditEntry]]:
    rows = session.scalars(
        select(CreditRecord).where(
            CreditRecord.deleted.is_(False), CreditRecord.kind == kind.value
        )
    )
    for row in rows:
        yield PersonId(row.person_id), record_entry(row, rule)


def _row(
    row: ReserveTalent, person: Candidate, had: list[CreditEntry], rule: CreditRule
) -> ReserveRow:
    facts = ReserveFacts(
        row.listed_on, row.target, row.note, row.ended_on, ReserveOutcome(row.outcome)
    )
    until = facts.ended_on or date.max
    counted = [one for one in had if facts.listed_on <= one.starts_on <= until]
    return ReserveRow(
        id=ReserveTalentId(row.id),
        person_id=person.id,
        name=person.name,
        station=person.station,
        organisation=person.organisation,
        post=person.post,
        facts=facts,
        times=len(counted),
        days=sum(one.days for one in counted),
        required_days=rule.reserve_days,
        pinyin_key=person.pinyin_key,
        search=person.search,
        version=str(row.sync_v),
    )


def _new_in_post(row: Posting, person: Candidate, had: list[CreditEntry]) -> NewInPost:
    assert row.began_on is not None  # noqa: S101 - asked for by the statement
    training = training_for(row.began_on, ((one.starts_on, one.title) for one in had))
    on, title = training or (None, "")
    return NewInPost(
        person_id=person.id,
        name=person.name,
        station=person.station,
        organisation=row.organisation or person.organisation,
        post=row.post or person.post,
        role=PersonRole(row.role),
        began_on=row.began_on,
        trained_on=on,
        training=title,
        pinyin_key=person.pinyin_key,
    )


def _on_list(session: Session) -> Iterable[ReserveTalent]:
    return session.scalars(
        select(ReserveTalent).where(
            ReserveTalent.deleted.is_(False), ReserveTalent.ended_on.is_(None)
        )
    )


def _refuse_second(session: Session, key: PersonId, on_list: set[PersonId]) -> None:
    person = session.get(Person, key)
    if person is None or person.deleted:
        raise RuleError("所选人员中有人已被删除，没有列入。", hint="请刷新名单后重新选择。")
    if key in on_list:
        raise RuleError(
            f"“{person.name}”已经在后备人才名单里，没有列入任何人。",
            hint="请去掉此人后再列入其他人。",
        )


def _columns(facts: ReserveFacts) -> dict[str, Any]:
    return {
        "listed_on": facts.listed_on,
        "target": facts.target.strip(),
        "note": facts.note.strip(),
        "ended_on": facts.ended_on,
        "outcome": facts.outcome.value,
    }


def _talent(session: Session, key: ReserveTalentId) -> ReserveTalent:
    row = session.get(ReserveTalent, key)
    if row is None or row.deleted:
        raise _gone()
    return row


def _gone() -> RuleError:
    return RuleError("这条记录已被删除，没有改动。", hint="请刷新名单后重新选择。")
