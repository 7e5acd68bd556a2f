"""Reads who may be certified on an occasion, and what his certificate would say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from db.uow import Store
from jyguide.certificate.eligibility import missing_gate, missing_pass, missing_post
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.occasion import Occasion
from jyguide.certificate.row import Recipient
from jyguide.certificate.service.held import Held, held_by_person
from jyguide.certificate.text import CertificateText
from jyguide.errors import RuleError
from jyguide.exam.row import ExamRow, ResultRow
from jyguide.exam.service import ResultService, SittingService
from jyguide.ids import ExamId, PersonId, SessionId
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.service import TrainingService

if TYPE_CHECKING:  # approvals are loaded when somebody in post is asked for
    from jyguide.approval.row import StandingRow

PREVIEW_NUMBER = "（预览件，尚未编号）"
Standings = Callable[[], "Sequence[StandingRow]"]
"""Everybody on a roster today, and how far he is on the way to his post."""


@dataclass(frozen=True, slots=True)
class Certified:
    """What a person's certificate would say, and the exam it rests on."""

    text: CertificateText
    exam: ExamId | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a session's exams ended for its people: the best attempt of each counts.

    Attributes:
        held: Whether the session had an exam at all.
        exams: The exam each person's best attempt was made in.
    """

    held: bool
    by_person: dict[PersonId, ResultRow]
    exams: dict[PersonId, ExamId]


class OccasionReader:
    """People of a session, of an exam, or in post."""

    def __init__(  # noqa: PLR0913, PLR0917 - one for each area a certificate rests on
        self,
        store: Store,
        place: Place,
        people: PeopleService,
        training: TrainingService,
        sittings: SittingService,
        results: ResultService,
        standings: Standings,
    ) -> None:
        self._store = store
        self._place = place
        self._people = people
        self._training = training
        self._sittings = sittings
        self._results = results
        self._standings = standings

    def exams(self) -> list[ExamRow]:
        """Exams that belong to no session, the newest first."""
        return [one for one in self._sittings.exams() if one.session_id is None]

    def recipients(self, occasion: Occasion) -> list[Recipient]:
        """Everybody it concerns, with what he still lacks or the number he holds.

        Raises:
            RuleError: the session or exam has been deleted meanwhile.
        """
        with self._store.read() as session:
            held = held_by_person(session, occasion)
        if occasion.kind is CertificateKind.DUTY:
            return [_in_post(row, held.get(row.id, ())) for row in self._standings()]
        numbers = {person: rows[-1].number for person, rows in held.items()}
        if occasion.session is not None:
            return self._of_session(occasion.session, occasion.kind, numbers)
        return self._of_exam(occasion, numbers)

    def texts(
        self, occasion: Occasion, person_ids: Sequence[PersonId], issued_on: date
    ) -> Mapping[PersonId, Certified]:
        """What the certificates of these people would say, without a number.

        Raises:
            RuleError: the session, the exam or one of them has been removed meanwhile.
        """
        people = {row.id: row for row in self._people.people(ids=list(person_ids))}
        missing = [one for one in person_ids if one not in people]
        if missing or any(row.removed for row in people.values()):
            raise RuleError(
                "所选人员中有人已被删除，没有发放任何证书。", hint="请刷新名单后重新选择。"
            )
        if occasion.kind is CertificateKind.DUTY:
            return self._posts(people, issued_on)
        if occasion.session is not None:
            return self._sessions(occasion.session, occasion.kind, people, issued_on)
        return self._passes(occasion, people, issued_on)

    def _of_session(
        self, session_id: SessionId, kind: CertificateKind, held: Mapping[PersonId, str]
    ) -> list[Recipient]:
        self._training.session(session_id)
        outcome = self._outcome(session_id)
        return [
            Recipient(
                person_id=row.person_id,
                name=row.name,
                station=row.station,
                search=row.search,
                points=result.points if (result := outcome.by_person.get(row.person_id)) else None,
                missing=missing_gate(kind, row, result, exam_held=outcome.held),
                number=held.get(row.person_id, ""),
            )
            for row in self._training.enrolments(session_id)
        ]

    def _of_exam(self, occasion: Occasion, held: Mapping[PersonId, str]) -> list[Recipient]:
        exam = _wanted(occasion)
        results = self._results.results(exam)
        people = {row.id: row for row in self._people.people(ids=[r.person_id for r in results])}
        return [
            Recipient(
                person_id=row.person_id,
                name=person.name,
                station=person.station,
                search=person.search,
                points=row.points,
                missing=missing_pass(row),
                number=held.get(row.person_id, ""),
            )
            for row in results
            if (person := people.get(row.person_id)) is not None
        ]

    def _sessions(
        self,
        session_id: SessionId,
        kind: CertificateKind,
        people: Mapping[PersonId, PersonRow],
        day: date,
    ) -> Mapping[PersonId, Certified]:
        plan = self._training.session(session_id).plan
        outcome = self._outcome(session_id)
        passed = kind is CertificateKind.EXAM_PASS
        made = {}
        for key, person in people.items():
            result = outcome.by_person.get(key)
            text = self._text(kind, person, plan.title, plan.starts_on, day)
            text = replace(
                text,
                end=plan.ends_on,
                hours=plan.credit_hours or None,
                score=result.points if result and passed else None,
                examined=result is not None,
            )
            made[key] = Certified(text, outcome.exams.get(key))
        return made

    def _passes(
        self, occasion: Occasion, people: Mapping[PersonId, PersonRow], day: date
    ) -> Mapping[PersonId, Certified]:
        exam = self._sittings.exam(_wanted(occasion))
        results = {row.person_id: row for row in self._results.results(exam.id)}
        made = {}
        for key, person in people.items():
            result = results.get(key)
            text = self._text(occasion.kind, person, exam.title, exam.held_on or day, day)
            made[key] = Certified(replace(text, score=result.points if result else None), exam.id)
        return made

    def _posts(
        self, people: Mapping[PersonId, PersonRow], day: date
    ) -> Mapping[PersonId, Certified]:
        rows = {row.id: row for row in self._standings()}
        made = {}
        for key, person in people.items():
            row = rows.get(key)
            given = row.standing.appointment if row else None
            station = row.station if row else person.station
            office = f"{station}基层党建工作指导站" if station else self._place.office
            duty = INSTRUCTOR_KIND_NAMES.get(row.kind if row else person.kind, "")
            start = given.effective_on if given else day
            text = self._text(CertificateKind.DUTY, person, f"{duty}党建指导员", start, day)
            made[key] = Certified(
                replace(
                    text,
                    duty=duty,
                    office=office,
                    document=given.number if given else "",
                    until=given.valid_until if given else None,
                )
            )
        return made

    def _text(
        self, kind: CertificateKind, person: PersonRow, subject: str, start: date, issued: date
    ) -> CertificateText:
        return CertificateText(
            kind=kind,
            name=person.name,
            sex=person.sex,
            subject=subject,
            start=start,
            end=start,
            number=PREVIEW_NUMBER,
            issuer=self._place.office,
            issued=issued,
        )

    def _outcome(self, session_id: SessionId) -> _Outcome:
        exams = [exam for exam in self._sittings.exams() if exam.session_id == session_id]
        best: dict[PersonId, ResultRow] = {}
        sat: dict[PersonId, ExamId] = {}
        for exam in exams:
            for row in self._results.results(exam.id):
                held = best.get(row.person_id)
                if held is None or (row.passed, row.points) > (held.passed, held.points):
                    best[row.person_id] = row
                    sat[row.person_id] = exam.id
        return _Outcome(bool(exams), best, sat)


def _wanted(occasion: Occasion) -> ExamId:
    if occasion.exam is None:
        raise RuleError("没有选择考试，没有发放任何证书。", hint="请先选择一场考试。")
    return occasion.exam


def _in_post(row: StandingRow, held: Sequence[Held]) -> Recipient:
    given = row.standing.appointment
    now = (given.number, given.effective_on.isoformat()) if given else None
    numbers = [one.number for one in held if (one.document, one.start) == now]
    return Recipient(
        person_id=row.id,
        name=row.person.name,
        station=row.station,
        search=row.person.search,
        points=None,
        missing=missing_post(row.standing),
        number=numbers[-1] if numbers else "",
    )
