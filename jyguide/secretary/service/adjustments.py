"""Use cases of adjustments; a posting may be ended in the same action, by the rules of moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Person, SecretaryAdjustment
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.ids import AdjustmentId, PersonId
from jyguide.people.posting import check_follows, check_transfer
from jyguide.people.service.merged import read_merged
from jyguide.people.service.moving import Move, move
from jyguide.people.service.postings import begin_term, terms_of
from jyguide.place import Place
from jyguide.secretary.adjustment import (
    AdjustmentFacts,
    AdjustmentRow,
    Closing,
    check_adjustment,
    transfer_of,
)
from jyguide.secretary.kinds import AdjustmentKind
from jyguide.secretary.ledger import LedgerFilter
from jyguide.secretary.service.ledger_people import (
    LedgerPeople,
    changed_meanwhile,
    own_person,
    own_rows,
    write_values,
)


class AdjustmentService:
    """Adjustments of village secretaries."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def ledger(self, wanted: LedgerFilter | None = None) -> list[AdjustmentRow]:
        """The adjustments, the latest first."""
        wanted = wanted or LedgerFilter()
        narrowed = () if wanted.year is None else (SecretaryAdjustment.year == wanted.year,)
        with self._store.read() as session:
            rows = read_adjustments(session, *narrowed)
        return [row for row in rows if wanted.holds(row.facts.year, row.person)]

    def of_person(self, person_id: PersonId) -> list[AdjustmentRow]:
        """Everything that became of one person's posts after the lists."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            return read_adjustments(session, SecretaryAdjustment.person_id.in_(keys))

    def add(self, facts: AdjustmentFacts, closing: Closing | None = None) -> AdjustmentId:
        """Note down an adjustment; with `closing` his posting ends in the same action.

        Raises:
            RuleError: as `adjustment.check_adjustment`, and with `closing` as a move:
                `posting.check_transfer`, `posting.check_follows`; he is gone, or another
                station's. Nothing is kept then.
        """
        today = self._clock().date()
        more = "并结束现任职务" if closing else ""
        with self._store.begin(f"登记书记调整{more}") as uow:
            person = own_person(uow.session, self._place, facts.person_id)
            check_adjustment(facts, person.name, today)
            row = SecretaryAdjustment(person_id=person.id, **columns(facts))
            uow.session.add(row)
            if closing is not None:
                self._close(uow.session, person, facts, closing)
            uow.commit()
            return AdjustmentId(row.id)

    def change(
        self, key: AdjustmentId, facts: AdjustmentFacts, seen: str | None = None
    ) -> Changed:
        """Correct an adjustment; who it is about stays, and his posting is left alone.

        Raises:
            RuleError: as `adjustment.check_adjustment`; it is gone, or was changed meanwhile.
        """
        with self._store.begin("修改书记调整") as uow:
            row = self._own(uow.session, key)
            if seen not in (None, row.sync_v):
                raise changed_meanwhile("这条调整")
            person = uow.session.get_one(Person, row.person_id)
            check_adjustment(facts, person.name, self._clock().date())
            write_values(row, columns(facts))
            uow.commit()
        return Changed.SECRETARIES

    def remove(self, keys: Sequence[AdjustmentId]) -> Changed:
        """Take adjustments out that were entered by mistake; postings are left alone."""
        with self._store.begin(f"删除 {len(keys)} 条书记调整") as uow:
            for row in own_rows(uow.session, self._place, SecretaryAdjustment, keys, "有书记调整"):
                row.deleted = True
            uow.commit()
        return Changed.SECRETARIES

    def _close(
        self, session: Session, person: Person, facts: AdjustmentFacts, closing: Closing
    ) -> None:
        to = transfer_of(facts, closing)
        today = self._clock().date()
        check_transfer(to, today)
        terms, held = terms_of(session, [PersonId(person.id)])
        own = terms[PersonId(person.id)]
        check_follows(to, person.name, own)
        posting = begin_term(session, person, own, to, None)
        move(session, [Move(person, posting, to.on)])
        del held  # until here none of them was fetched again

    def _own(self, session: Session, key: AdjustmentId) -> SecretaryAdjustment:
        return own_rows(session, self._place, SecretaryAdjustment, [key], "这条调整")[0]


def read_adjustments(session: Session, *wanted: ColumnElement[bool]) -> list[AdjustmentRow]:
    """Adjustments and whom they are about, the latest first."""
    rows = session.scalars(
        select(SecretaryAdjustment)
        .where(SecretaryAdjustment.deleted.is_(False), *wanted)
        .order_by(SecretaryAdjustment.decided_on.desc(), SecretaryAdjustment.id.desc())
    ).all()
    people = LedgerPeople(session, {row.person_id for row in rows})
    return [_row(row, people) for row in rows]


def _row(row: SecretaryAdjustment, people: LedgerPeople) -> AdjustmentRow:
    person = people.of(row.person_id)
    facts = AdjustmentFacts(
        person.person_id,
        row.year,
        AdjustmentKind(row.kind),
        row.decided_on,
        row.organisation,
        row.post,
        row.reason,
        row.document,
        row.successor,
    )
    return AdjustmentRow(AdjustmentId(row.id), person, facts, row.sync_v)


def columns(facts: AdjustmentFacts) -> dict[str, Any]:
    """What the table keeps of it, besides whom it is about."""
    return {
        "year": facts.year,
        "kind": facts.kind.value,
        "decided_on": facts.decided_on,
        "organisation": facts.organisation.strip(),
        "post": facts.post.strip(),
        "reason": facts.reason.strip(),
        "document": facts.document.strip(),
        "successor": facts.successor.strip(),
    }
