"""Use cases of talks; what is agreed in one becomes measures in the same action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Person, SecretaryMeasure, SecretaryTalk
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.ids import PersonId, TalkId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.secretary.kinds import TalkKind
from jyguide.secretary.ledger import LedgerFilter
from jyguide.secretary.printing.talk_record import talk_document
from jyguide.secretary.service.ledger_people import (
    LedgerPeople,
    changed_meanwhile,
    gone,
    own_person,
    own_rows,
    write_values,
)
from jyguide.secretary.service.measures import columns as measure_columns
from jyguide.secretary.service.measures import read_measures
from jyguide.secretary.talk import Agreed, TalkFacts, TalkRow, agreed_measures, check_talk


class TalkService:
    """Talks with village secretaries."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def ledger(self, wanted: LedgerFilter | None = None) -> list[TalkRow]:
        """The talks, the latest first."""
        wanted = wanted or LedgerFilter()
        narrowed = () if wanted.year is None else (SecretaryTalk.year == wanted.year,)
        with self._store.read() as session:
            rows = read_talks(session, *narrowed)
        return [row for row in rows if wanted.holds(row.facts.year, row.person)]

    def of_person(self, person_id: PersonId) -> list[TalkRow]:
        """Everything talked about with one person."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            return read_talks(session, SecretaryTalk.person_id.in_(keys))

    def add(self, facts: TalkFacts, agreed: Sequence[Agreed] = ()) -> TalkId:
        """Note down a talk and raise what was agreed in it, in one action.

        Raises:
            RuleError: as `talk.check_talk` and `talk.agreed_measures`; he is gone, or another
                station's.
        """
        today = self._clock().date()
        more = f"，约定整改 {len(agreed)} 条" if agreed else ""
        with self._store.begin(f"登记谈话{more}") as uow:
            person = own_person(uow.session, self._place, facts.person_id)
            check_talk(facts, person.name, today)
            key = TalkId(new_key())
            uow.session.add(SecretaryTalk(id=key, person_id=person.id, **columns(facts)))
            for one in agreed_measures(facts, person.name, key, agreed, today):
                values = measure_columns(one)
                uow.session.add(SecretaryMeasure(person_id=person.id, **values))
            uow.commit()
        return key

    def change(self, key: TalkId, facts: TalkFacts, seen: str | None = None) -> Changed:
        """Correct a talk; with whom it was stays, and so do the measures agreed in it.

        Raises:
            RuleError: as `talk.check_talk`; it is gone, or was changed meanwhile.
        """
        with self._store.begin("修改谈话记录") as uow:
            row = self._own(uow.session, key)
            if seen not in (None, row.sync_v):
                raise changed_meanwhile("这次谈话")
            person = uow.session.get_one(Person, row.person_id)
            check_talk(facts, person.name, self._clock().date())
            write_values(row, columns(facts))
            uow.commit()
        return Changed.SECRETARIES

    def remove(self, keys: Sequence[TalkId]) -> Changed:
        """Take talks out that were entered by mistake; measures agreed in them stay."""
        with self._store.begin(f"删除 {len(keys)} 次谈话") as uow:
            for row in own_rows(uow.session, self._place, SecretaryTalk, keys, "有谈话记录"):
                row.deleted = True
            uow.commit()
        return Changed.SECRETARIES

    def record(self, key: TalkId) -> Document:
        """The 谈话记录 of one talk with columns to sign.

        Raises:
            RuleError: it is gone.
        """
        return self.records([key])[0]

    def records(self, keys: Sequence[TalkId]) -> list[Document]:
        """The 谈话记录 of several talks, in this order.

        Raises:
            RuleError: one is gone.
        """
        with self._store.read() as session:
            talks = {row.id: row for row in read_talks(session, SecretaryTalk.id.in_(keys))}
            measures = read_measures(session, SecretaryMeasure.talk_key.in_(keys))
        if len(talks) < len(set(keys)):
            raise gone("有谈话记录")
        office = self._place.office
        return [
            talk_document(
                talks[key],
                office,
                [row for row in reversed(measures) if row.facts.talk_key == key],
            )
            for key in keys
        ]

    def _own(self, session: Session, key: TalkId) -> SecretaryTalk:
        return own_rows(session, self._place, SecretaryTalk, [key], "这次谈话")[0]


def read_talks(session: Session, *wanted: ColumnElement[bool]) -> list[TalkRow]:
    """Talks and with whom, the latest first."""
    rows = session.scalars(
        select(SecretaryTalk)
        .where(SecretaryTalk.deleted.is_(False), *wanted)
        .order_by(SecretaryTalk.talked_on.desc(), SecretaryTalk.id.desc())
    ).all()
    people = LedgerPeople(session, {row.person_id for row in rows})
    agreed = _agreed(session)
    return [_row(row, people, agreed[row.id]) for row in rows]


def _agreed(session: Session) -> Counter[Any]:
    found = session.execute(
        select(SecretaryMeasure.talk_key, func.count())
        .where(SecretaryMeasure.deleted.is_(False), SecretaryMeasure.talk_key.is_not(None))
        .group_by(SecretaryMeasure.talk_key)
    )
    return Counter({key: count for key, count in found})  # noqa: C416 - rows, no pairs


def _row(row: SecretaryTalk, people: LedgerPeople, measures: int) -> TalkRow:
    person = people.of(row.person_id)
    facts = TalkFacts(
        person.person_id,
        row.year,
        TalkKind(row.kind),
        row.talked_on,
        row.talker,
        row.topics,
        row.place,
        row.reply,
    )
    return TalkRow(TalkId(row.id), person, facts, measures, row.sync_v)


def columns(facts: TalkFacts) -> dict[str, Any]:
    """What the table keeps of it, besides with whom it was."""
    return {
        "year": facts.year,
        "kind": facts.kind.value,
        "talked_on": facts.talked_on,
        "place": facts.place.strip(),
        "talker": facts.talker.strip(),
        "topics": facts.topics.strip(),
        "reply": facts.reply.strip(),
    }
