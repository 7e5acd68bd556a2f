"""Who may have a certificate, issuing, printing again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.models import Certificate
from db.uow import Store
from jyguide.certificate.document import CertificateText, certificate_document
from jyguide.certificate.eligibility import missing_gate
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.revocation import CertificateState
from jyguide.certificate.row import CertificateRow, Recipient
from jyguide.certificate.seal import sealed_wording
from jyguide.certificate.service.numbers import next_sequence
from jyguide.certificate.service.register import read_register
from jyguide.certificate.service.revoking import refuse_reissue, replaced
from jyguide.certificate.signing import Signing
from jyguide.documents.page import Document
from jyguide.documents.word import write_word_files
from jyguide.errors import RuleError
from jyguide.exam.row import ResultRow
from jyguide.exam.service import ResultService, SittingService
from jyguide.ids import CertificateId, ExamId, PersonId, SessionId
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.training.service import TrainingService

_PREVIEW_NUMBER = "（预览件，尚未编号）"


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


class CertificateService:
    """Everything the program does with certificates."""

    def __init__(  # noqa: PLR0913, PLR0917 - one for each area a certificate rests on
        self,
        store: Store,
        place: Place,
        people: PeopleService,
        training: TrainingService,
        sittings: SittingService,
        results: ResultService,
        signing: Callable[[], Signing],
    ) -> None:
        """`signing` gives this PC's key, loaded when the first certificate is issued."""
        self._signing = signing
        self._store = store
        self._place = place
        self._people = people
        self._training = training
        self._sittings = sittings
        self._results = results

    def recipients(self, session_id: SessionId, kind: CertificateKind) -> list[Recipient]:
        """Everybody enrolled, with what he still lacks or the number he holds.

        Raises:
            RuleError: the session has been deleted meanwhile.
        """
        self._training.session(session_id)
        outcome = self._outcome(session_id)
        held = self._held(session_id, kind)
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

    def issue(
        self,
        session_id: SessionId,
        kind: CertificateKind,
        person_ids: Sequence[PersonId],
        issued_on: date,
    ) -> list[CertificateRow]:
        """Issue certificates to these people; numbers are spent in one transaction, without gaps.

        Raises:
            RuleError: one of them lacks a gate or holds the certificate; nothing is issued.
            StationError: this PC's key is gone or damaged, so that nothing can be signed.
        """
        person_ids = list(dict.fromkeys(person_ids))
        sign = self._signing().signature()
        with self._store.begin(f"发放证书 {len(person_ids)} 份") as uow:
            # Asked while nobody else can write: another PC may be issuing to the same people.
            self._refuse_unready(session_id, kind, person_ids)
            outcome = self._outcome(session_id)
            plan = self._training.session(session_id).plan
            people = {row.id: row for row in self._people.people(ids=person_ids)}
            first = next_sequence(uow.session, self._place, issued_on.year)
            made = []
            for sequence, person_id in enumerate(person_ids, start=first):
                number = self._number(issued_on.year, sequence)
                text = self._wording(
                    kind,
                    people[person_id],
                    plan,
                    outcome.by_person.get(person_id),
                    number,
                    issued_on,
                )
                row = Certificate(
                    station_id=self._place.station_id,
                    kind=kind.value,
                    year=issued_on.year,
                    station_code=self._place.station_code,
                    device_letter=self._place.device_letter,
                    sequence=sequence,
                    person_id=person_id,
                    session_id=session_id,
                    exam_id=outcome.exams.get(person_id),
                    issued_on=issued_on,
                    wording=sealed_wording(text, number, sign),
                )
                uow.session.add(row)
                made.append(CertificateId(row.id))
            uow.commit()
        issued = {row.id: row for row in self.certificates()}
        return [issued[key] for key in made]

    def reissue(self, certificate_id: CertificateId, issued_on: date) -> CertificateRow:
        """Issue a certificate anew under a number of its own; the old one stays, as replaced.

        For a lost paper, and for a number that two PCs have given: each certificate is kept, and
        one of them reissued. The old one is revoked in the same action.

        Raises:
            RuleError: it was replaced already, has been removed, or was revoked because there is
                nothing to certify any more; nothing is issued.
            StationError: as ``issue``.
        """
        sign = self._signing().signature()
        with self._store.begin("换发证书") as uow:
            old = uow.session.get(Certificate, certificate_id)
            if old is None or old.deleted:
                raise RuleError("没有找到这份证书，没有换发。", hint="请刷新列表后重新选择。")
            new = uow.session.scalar(
                select(Certificate).where(
                    Certificate.replaces_id == old.id, Certificate.deleted.is_(False)
                )
            )
            if new is not None:
                raise RuleError(
                    f"这份证书已换发为 {new.wording['number']}，没有再换发。",
                    hint="如需再次换发，请选择新的那一份。",
                )
            refuse_reissue(uow.session, self._place, old)
            sequence = next_sequence(uow.session, self._place, issued_on.year)
            number = self._number(issued_on.year, sequence)
            row = Certificate(
                **{name: getattr(old, name) for name in _SAME_WHEN_REISSUED},
                year=issued_on.year,
                station_code=self._place.station_code,
                device_letter=self._place.device_letter,
                sequence=sequence,
                issued_on=issued_on,
                wording=sealed_wording(
                    {
                        **old.wording,
                        "number": str(number),
                        "issued": issued_on.isoformat(),
                    },
                    number,
                    sign,
                ),
                replaces_id=old.id,
            )
            uow.session.add(row)
            uow.session.add(replaced(self._place, old, str(number), issued_on))
            uow.commit()
            made = CertificateId(row.id)
        return next(one for one in self.certificates() if one.id == made)

    def next_number(self, year: int) -> CertificateNumber:
        """The number the next certificate dated in this year will bear on this PC."""
        with self._store.read() as session:
            return self._number(year, next_sequence(session, self._place, year))

    def preview(
        self, session_id: SessionId, kind: CertificateKind, person_id: PersonId, issued_on: date
    ) -> Document:
        """How a person's certificate would look if issued that day; no number is spent on it.

        Raises:
            RuleError: the session or the person has been removed meanwhile.
        """
        wording = self._wording(
            kind,
            self._people.person(person_id),
            self._training.session(session_id).plan,
            self._outcome(session_id).by_person.get(person_id),
            _PREVIEW_NUMBER,
            issued_on,
        )
        return certificate_document(text_of(wording))

    def certificates(
        self, session_id: SessionId | None = None, person_id: PersonId | None = None
    ) -> list[CertificateRow]:
        """Certificates issued, by number; of one session, of one person, or all."""
        return read_register(self._store, self._people, session_id, person_id)

    def documents(self, certificate_ids: Sequence[CertificateId]) -> list[Document]:
        """Certificates as printed pages, with the words they were issued with."""
        with self._store.read() as session:
            return [
                certificate_document(text_of(session.get_one(Certificate, key).wording))
                for key in certificate_ids
            ]

    def write_word(
        self,
        certificate_ids: Sequence[CertificateId],
        folder: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> list[Path]:
        """Write one Word file per certificate, named by number and person; all or none.

        Raises:
            FileError: the folder cannot be written; no file is left behind.
        """
        rows = {row.id: row for row in self.certificates()}
        targets = [folder / f"{rows[key].number} {rows[key].name}.docx" for key in certificate_ids]
        documents = self.documents(certificate_ids)
        write_word_files(
            list(zip(documents, targets, strict=True)),
            progress or Silent(),
            cancel or CancelToken(),
        )
        return targets

    def _number(self, year: int, sequence: int) -> CertificateNumber:
        place = self._place
        return CertificateNumber(year, place.station_code, place.device_letter, sequence)

    def _refuse_unready(
        self, session_id: SessionId, kind: CertificateKind, person_ids: Sequence[PersonId]
    ) -> None:
        ready = {one.person_id: one for one in self.recipients(session_id, kind)}
        if any(person_id not in ready for person_id in person_ids):
            raise RuleError(
                "所选人员中有人已不在这期培训的名单里，没有发放任何证书。",
                hint="请刷新名单后重新选择。",
            )
        _refuse_unready([ready[person_id] for person_id in person_ids])

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

    def _held(self, session_id: SessionId, kind: CertificateKind) -> dict[PersonId, str]:
        return {
            row.person_id: row.number
            for row in self.certificates(session_id)
            if row.kind is kind and row.state is CertificateState.VALID
        }

    def _wording(
        self,
        kind: CertificateKind,
        person: PersonRow,
        plan: Any,
        result: ResultRow | None,
        number: CertificateNumber | str,
        issued_on: date,
    ) -> dict[str, Any]:
        return {
            "kind": kind.value,
            "name": person.name,
            "sex": person.sex,
            "subject": plan.title,
            "start": plan.starts_on.isoformat(),
            "end": plan.ends_on.isoformat(),
            "hours": plan.credit_hours or None,
            "score": result.points if result and kind is CertificateKind.EXAM_PASS else None,
            "examined": result is not None,
            "number": str(number),
            "issuer": self._place.office,
            "issued": issued_on.isoformat(),
        }


_SAME_WHEN_REISSUED = ("station_id", "kind", "person_id", "session_id", "exam_id")


def _refuse_unready(people: Sequence[Recipient]) -> None:
    for one in people:
        if one.number:
            raise RuleError(
                f"{one.name}已有证书 {one.number}，没有发放任何证书。",
                hint="如需重印，请在证书列表中选择后打印。",
            )
        if one.missing:
            raise RuleError(
                f"{one.name}还不能发证：{one.missing}。没有发放任何证书。",
                hint="请去掉他，或先补齐所缺的一步。",
            )
    if not people:
        raise RuleError("没有选择人员，没有发放任何证书。", hint="请先在名单中选择。")


def text_of(wording: Mapping[str, Any]) -> CertificateText:
    """What is printed, from the words kept at issue."""
    return CertificateText(
        kind=CertificateKind(wording["kind"]),
        name=wording["name"],
        sex=wording["sex"],
        subject=wording["subject"],
        start=date.fromisoformat(wording["start"]),
        end=date.fromisoformat(wording["end"]),
        hours=wording["hours"],
        score=wording["score"],
        examined=wording["examined"],
        number=wording["number"],
        issuer=wording["issuer"],
        issued=date.fromisoformat(wording["issued"]),
        code=wording.get("seal", ""),
        mark=wording.get("mark", ""),
    )
