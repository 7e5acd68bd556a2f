"""Use cases of what becomes of the names on a list: approved, refused, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.keys import fixed_key
from db.models import Appointment, Nomination, Submission
from db.uow import Store, UnitOfWork
from jyguide.approval.refusing import checked_decree, needed, refuse_future
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.service.standing_rows import write_decree
from jyguide.approval.service.submission_rows import (
    by_key,
    living_submission,
    refuse_unfit,
    undecided,
)
from jyguide.approval.step import AppointmentKind, NominationOutcome
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SubmissionId
from jyguide.people.service import PeopleService


class OutcomeService:
    """Decides on names of one list or of several at once."""

    def __init__(self, store: Store, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._clock = clock
        self._people = people

    def withdraw(self, names: Sequence[NameKey], on: date, reason: str) -> Changed:
        """Take names back: off a list that is being put together, else marked as withdrawn.

        Raises:
            RuleError: one was decided on, or no reason is given for what was submitted.
        """
        refuse_future("撤回日期", on, self._today)
        with self._store.begin(f"撤回 {len(names)} 个名字") as uow:
            for row in undecided(uow.session, "撤回", names):
                one = living_submission(uow.session, SubmissionId(row.submission_id))
                if one.submitted_on is None:
                    row.deleted = True
                else:
                    _decide(row, NominationOutcome.WITHDRAWN, on, needed(reason, "撤回"))
            uow.commit()
        return Changed.APPROVALS

    def refuse(self, names: Sequence[NameKey], on: date, reason: str) -> Changed:
        """Note down that the city does not approve these.

        Raises:
            RuleError: one was decided on or not submitted, or no reason is given.
        """
        reason = needed(reason, "未批准")
        refuse_future("日期", on, self._today)
        with self._store.begin(f"登记未批准（{len(names)} 人）") as uow:
            for row in undecided(uow.session, "未批准", names):
                one = living_submission(uow.session, SubmissionId(row.submission_id))
                if one.submitted_on is None:
                    raise RuleError(
                        f"“{one.title}”还没有上报，没有登记。", hint="请先登记上报日期。"
                    )
                _decide(row, NominationOutcome.REFUSED, on, reason)
            uow.commit()
        return Changed.APPROVALS

    def approve(self, names: Sequence[NameKey], decree: Decree) -> Changed:
        """Note down the city's document for names of one list or of several.

        Both offices may do so from the paper they have; they write the same rows.

        Raises:
            RuleError: somebody lacks something, or the document's days cannot be.
        """
        decree = checked_decree(decree)
        refuse_future("批复日期", decree.approved_on, self._today)
        people = by_key(self._people, [name.person for name in names])
        with self._store.begin(f"登记批复 {decree.number}（{len(names)} 人）") as uow:
            rows = undecided(uow.session, "批复", names)
            what = ("批复", self._today, decree.approved_on)
            refuse_unfit(uow.session, people, names, what)
            for row in rows:
                one = living_submission(uow.session, SubmissionId(row.submission_id))
                _decide(row, NominationOutcome.APPROVED, decree.approved_on, "")
                _appoint(uow, one, PersonId(row.person_id), decree)
            uow.commit()
        return Changed.APPROVALS

    @property
    def _today(self) -> date:
        return self._clock().date()


def _decide(row: Nomination, outcome: NominationOutcome, on: date, reason: str) -> None:
    row.outcome, row.decided_on, row.reason = outcome.value, on, reason


def _appoint(uow: UnitOfWork, one: Submission, person: PersonId, decree: Decree) -> None:
    """One approval for list and person, under a key on which the city and the station agree."""
    key = fixed_key("appointment", one.id, person)
    row = uow.session.get(Appointment, key)
    if row is None:
        row = Appointment(
            id=key,
            person_id=person,
            kind=AppointmentKind(one.kind).value,
            submission_key=one.id,
            number=decree.number,
            approved_on=decree.approved_on,
            effective_on=decree.effective_on,
            valid_until=decree.valid_until,
        )
        uow.session.add(row)
        return
    row.deleted = False
    write_decree(row, decree)
