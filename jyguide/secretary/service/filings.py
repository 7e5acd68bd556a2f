"""Use cases of 事前备案: proposed, filed, approved or returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from db.models import Person, SecretaryFiling
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.section import ReportSection
from jyguide.ids import FilingId, PersonId
from jyguide.pause import collector_paused
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.secretary.filing import (
    FilingRow,
    Proposal,
    Steps,
    check_alone,
    check_decided,
    check_filed,
    check_proposal,
    check_steps,
    due_sentence,
)
from jyguide.secretary.filing_report import filing_sections
from jyguide.secretary.kinds import FILING_KIND_NAMES
from jyguide.secretary.service.dossier_reading import filing_row, filing_rows, person_names
from jyguide.secretary.service.ledger_people import (
    changed_meanwhile,
    gone,
    own_person,
    refuse_foreign,
    write_values,
)


class FilingService:
    """Keeps filings, each step after the one before it; who may write is asked by the store."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def rows(self) -> list[FilingRow]:
        """Every filing, the latest proposal first."""
        with self._store.read() as session:
            return filing_rows(session, read_merged(session), None)

    def of(self, person_id: PersonId) -> list[FilingRow]:
        """Those of one person and of people merged into him."""
        with self._store.read() as session:
            merged = read_merged(session)
            return filing_rows(session, merged, merged.keys_of(person_id))

    def row(self, filing_id: FilingId) -> FilingRow:
        """One filing.

        Raises:
            RuleError: it has been removed meanwhile.
        """
        with self._store.read() as session:
            return _seen_row(session, _living(session, filing_id))

    def propose(self, person_id: PersonId, proposal: Proposal) -> FilingId:
        """Begin a filing; also to propose anew what was returned.

        Raises:
            RuleError: as `check_proposal`; the same is under way; he is gone, or another
                station's.
        """
        tidy = check_proposal(proposal, self._today)
        with self._store.begin(f"提出{FILING_KIND_NAMES[tidy.kind]}备案") as uow:
            merged = read_merged(uow.session)
            person = own_person(uow.session, self._place, person_id)
            others = filing_rows(uow.session, merged, merged.keys_of(person.id))
            check_alone(person.name, tidy, others)
            row = SecretaryFiling(person_id=person.id)
            _write(row, tidy, Steps())
            uow.session.add(row)
            uow.commit()
            return FilingId(row.id)

    def file(
        self, filing_id: FilingId, filed_on: date, number: str, seen: str | None = None
    ) -> Changed:
        """Note that a proposal was filed, on which day and under which number.

        Raises:
            RuleError: as `check_filed`; it is gone, was changed
                meanwhile, or is another station's.
        """
        with self._store.begin("登记备案") as uow:
            row = self._own(uow.session, filing_id, seen)
            known = _seen_row(uow.session, row)
            _write(row, known.proposal, check_filed(known, filed_on, number, self._today))
            uow.commit()
        return Changed.SECRETARIES

    def decide(self, filing_id: FilingId, decided: Steps, seen: str | None = None) -> Changed:
        """Note the answer: approved or returned; what was filed stays as it is.

        Raises:
            RuleError: as `check_decided`; it is gone, was changed
                meanwhile, or is another station's.
        """
        with self._store.begin("登记备案批复") as uow:
            row = self._own(uow.session, filing_id, seen)
            known = _seen_row(uow.session, row)
            _write(row, known.proposal, check_decided(known, decided, self._today))
            uow.commit()
        return Changed.SECRETARIES

    def correct(
        self, filing_id: FilingId, proposal: Proposal, steps: Steps, seen: str | None = None
    ) -> Changed:
        """Correct what was noted of a filing, a step that was noted too early among it.

        Raises:
            RuleError: as `check_proposal` and `check_steps`; it is gone, was changed
                meanwhile, or is another station's.
        """
        tidy = check_proposal(proposal, self._today)
        kept = check_steps(tidy, steps, self._today)
        with self._store.begin("更正事前备案") as uow:
            _write(self._own(uow.session, filing_id, seen), tidy, kept)
            uow.commit()
        return Changed.SECRETARIES

    def remove(self, filing_ids: Sequence[FilingId]) -> Changed:
        """Take filings off the list that were entered by mistake; can be undone."""
        with self._store.begin(f"删除 {len(filing_ids)} 件事前备案") as uow:
            for key in filing_ids:
                self._own(uow.session, key).deleted = True
            uow.commit()
        return Changed.SECRETARIES

    def due(self) -> str:
        """A sentence about filings that have waited long; "" where none has."""
        return due_sentence(self.rows(), self._today)

    def year_sections(self, year: int) -> list[ReportSection]:
        """Filings proposed in a year, by township."""
        return filing_sections(self.rows(), year)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _own(
        self, session: Session, filing_id: FilingId, seen: str | None = None
    ) -> SecretaryFiling:
        row = _living(session, filing_id)
        if seen not in (None, row.sync_v):
            raise changed_meanwhile("这件备案")
        refuse_foreign(self._place, session.get_one(Person, row.person_id))
        return row


def _living(session: Session, filing_id: FilingId) -> SecretaryFiling:
    row = session.get(SecretaryFiling, filing_id)
    if row is None or row.deleted:
        raise gone("这件备案")
    return row


def _seen_row(session: Session, row: SecretaryFiling) -> FilingRow:
    person = read_merged(session).end(row.person_id)
    return filing_row(row, person, person_names(session, {person}))


def _write(row: SecretaryFiling, proposal: Proposal, steps: Steps) -> None:
    values: dict[str, object] = {
        "kind": proposal.kind.value,
        "organisation": proposal.organisation,
        "post": proposal.post,
        "proposed_on": proposal.proposed_on,
        "proposed_by": proposal.proposed_by,
        "reason": proposal.reason,
        "filed_on": steps.filed_on,
        "filing_number": steps.filing_number,
        "decision": steps.decision.value,
        "decided_on": steps.decided_on,
        "decision_number": steps.decision_number,
        "decision_note": steps.decision_note,
    }
    write_values(row, values)
