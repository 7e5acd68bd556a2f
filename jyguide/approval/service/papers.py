"""Use cases of what is printed: request and reply, the roster, duty cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from jyguide.access.disclosing import Disclosing
from jyguide.access.disclosure import DisclosureKind
from jyguide.approval.evidence import AppointmentFact
from jyguide.approval.gate import STATE_NAMES, Gate, State
from jyguide.approval.printing.card import CardText, cards_document
from jyguide.approval.printing.reply import ReplyLine, ReplyText, reply_document
from jyguide.approval.printing.request import RequestLine, RequestText, request_document
from jyguide.approval.printing.roster import RosterText, roster_document, work_text
from jyguide.approval.row import NominationRow, StandingRow, SubmissionRow
from jyguide.approval.service.approvals import ApprovalService
from jyguide.approval.service.submissions import SubmissionService
from jyguide.approval.step import NominationOutcome, SubmissionKind
from jyguide.clock import Clock
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import Letterhead
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import PersonId, SubmissionId
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from jyguide.place import CITY_NAME, Place

Letterheads = Callable[[LetterKind], Letterhead]
Portraits = Callable[[Sequence[PersonId]], Mapping[PersonId, bytes]]


class ApprovalPaperService:
    """Papers of the way to the post, as documents to be looked at, printed or saved."""

    def __init__(  # noqa: PLR0913, PLR0917 - whatever stands on papers
        self,
        place: Place,
        clock: Clock,
        approvals: ApprovalService,
        submissions: SubmissionService,
        portraits: Portraits,
        disclosures: Disclosing,
        letterheads: Letterheads,
    ) -> None:
        self._place = place
        self._clock = clock
        self._approvals = approvals
        self._submissions = submissions
        self._portraits = portraits
        self._disclosures = disclosures
        self._letterheads = letterheads

    def request(self, submission_id: SubmissionId) -> Document:
        """The letter with its list; names withdrawn are left out.

        Raises:
            RuleError: the list was deleted, or nobody is on it.
        """
        listed = next((r for r in self._submissions.lists() if r.id == submission_id), None)
        names = [
            name
            for name in self._submissions.names(submission_id)
            if name.outcome is not NominationOutcome.WITHDRAWN
        ]
        if listed is None or not names:
            raise RuleError("这份名单上没有人，没有生成请示。", hint="请先加入人员。")
        day = listed.submitted_on or self._clock().date()
        rows = {row.id: row for row in self._approvals.standings(day)}
        office = _office(listed) or self._place.office
        return request_document(
            RequestText(
                listed.title,
                listed.number,
                listed.kind,
                CITY_NAME,
                office,
                day,
                tuple(
                    _request_line(name, rows.get(name.person.id), _PROOFS[listed.kind])
                    for name in names
                ),
            ),
            self._letterheads(LetterKind.REQUEST),
        )

    def replies(self, submission_id: SubmissionId) -> list[Document]:
        """The city's answers to a list, a letter for each document that approved names of it.

        Raises:
            RuleError: nobody on it was approved.
        """
        listed = next((r for r in self._submissions.lists() if r.id == submission_id), None)
        documents: dict[str, list[NominationRow]] = {}
        for name in self._submissions.names(submission_id):
            if name.outcome is NominationOutcome.APPROVED:
                documents.setdefault(name.document, []).append(name)
        if listed is None or not documents:
            raise RuleError(
                "这份名单上还没有批准的人，没有生成批复。", hint="请先“登记批复”，填写文号和日期。"
            )
        rows = {row.id: row for row in self._approvals.standings()}
        to = _office(listed) or self._place.office
        head = self._letterheads(LetterKind.REPLY)
        texts = [_reply(listed, to, names, rows) for names in documents.values()]
        return [reply_document(text, head) for text in texts]

    def roster(
        self, day: date | None = None, *, full: bool = False, station: str = ""
    ) -> Document:
        """Everybody on the roster that day who had not left, 按姓氏笔画.

        Args:
            day: As of when; today if left out.
            full: Whether ID numbers and phones are printed whole.
            station: Only this station's; all if left out.

        Raises:
            RuleError: nobody was on it.
            PermissionRefused: numbers are wanted by somebody who may not take them out.
        """
        day = day or self._clock().date()
        found = self._approvals.standings(day)
        rows = [
            row
            for row in found
            if station in ("", row.station) and row.standing.state is not State.LEFT
        ]
        if not rows:
            raise RuleError(
                f"{day} 没有指导员在册，没有生成花名册。", hint="请核对日期，或先登记指导员。"
            )
        if full:
            self._disclosures.record(DisclosureKind.EXPORTED, "打印指导员花名册", len(rows))
        rows.sort(key=lambda row: (row.person.stroke_key, row.id))
        stations = {row.station for row in rows}
        office = f"{station}基层党建工作指导站" if station else self._place.office
        return roster_document(
            RosterText(office, tuple(rows), day, full, several=len(stations) > 1)
        )

    def cards(self, people: Sequence[PersonId] | None = None) -> Document:
        """Cards for these people, or for everybody in post; 按姓氏笔画.

        Raises:
            RuleError: somebody is not in post, or nobody is.
        """
        rows = self._approvals.standings()
        if people is not None:
            asked = {person: place for place, person in enumerate(people)}
            rows = sorted((r for r in rows if r.id in asked), key=lambda r: asked[r.id])
            idle = [row for row in rows if not row.standing.at_work]
            if idle:
                one = idle[0]
                raise RuleError(
                    f"{one.person.name}没有在岗（{STATE_NAMES[one.standing.state]}），"
                    "没有生成上岗证。",
                    hint=f"{one.standing.remark}。只能为在岗的指导员制证。",
                )
        rows = [row for row in rows if row.standing.at_work]
        if not rows:
            raise RuleError("没有在岗的指导员，没有生成上岗证。", hint="请先登记批复。")
        rows.sort(key=lambda row: (row.person.stroke_key, row.id))
        photos = self._portraits([row.id for row in rows])
        return cards_document([_card(row, photos.get(row.id)) for row in rows])


def _card(row: StandingRow, photo: bytes | None) -> CardText:
    given = row.standing.appointment
    return CardText(
        row.id,
        row.person.name,
        row.station,
        INSTRUCTOR_KIND_NAMES.get(row.kind, ""),
        given.number if given else "",
        given.valid_until if given else None,
        photo,
    )


_PROOFS = {
    SubmissionKind.FIRST: (Gate.TRAINING, Gate.EXAM),
    SubmissionKind.RENEWAL: (Gate.RENEWAL_TRAINING,),
}
"""The gates whose days stand on a list."""


def _office(listed: SubmissionRow) -> str:
    return f"{listed.station}基层党建工作指导站" if listed.station else ""


def _reply(
    listed: SubmissionRow,
    addressee: str,
    names: Sequence[NominationRow],
    rows: Mapping[PersonId, StandingRow],
) -> ReplyText:
    number = names[0].document
    given = [_given_by(rows.get(name.person.id), number) for name in names]
    starts = {one.effective_on for one in given if one}
    return ReplyText(
        listed.kind,
        number,
        CITY_NAME,
        addressee,
        (listed.title, listed.number),
        next((name.decided_on for name in names if name.decided_on), date.min),
        tuple(
            ReplyLine(
                name.person.name,
                name.person.sex,
                _work(name, rows),
                name.kind,
                one.valid_until if one else None,
            )
            for name, one in zip(names, given, strict=True)
        ),
        starts.pop() if len(starts) == 1 else None,
    )


def _given_by(row: StandingRow | None, number: str) -> AppointmentFact | None:
    """The approval by this document, unless a later one has taken its place."""
    given = row.standing.appointment if row else None
    return given if given is not None and given.number == number else None


def _work(name: NominationRow, rows: Mapping[PersonId, StandingRow]) -> str:
    row = rows.get(name.person.id)
    person = name.person
    return work_text(row) if row else f"{person.organisation} {person.post}".strip()


def _request_line(
    name: NominationRow, row: StandingRow | None, proofs: Sequence[Gate]
) -> RequestLine:
    person = name.person
    views = [row.standing.gate(gate) if row else None for gate in proofs]
    days = [view.on if view is not None and view.met else None for view in views]
    given = row.standing.appointment if row else None
    work = _work(name, {row.id: row} if row else {})
    return RequestLine(
        person.name,
        person.sex,
        person.birth,
        work,
        name.kind,
        tuple(days),
        given.valid_until if given else None,
    )
