"""Lists and names on them, as they stand inside a transaction."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Appointment, Nomination, Submission
from jyguide.approval.gate import GateView
from jyguide.approval.guard import why_not_approved
from jyguide.approval.refusing import refuse_lacking
from jyguide.approval.row import NameKey, NominationRow, StandingRow, SubmissionRow
from jyguide.approval.service.standing_rows import standing_rows
from jyguide.approval.step import NominationOutcome, SubmissionKind
from jyguide.errors import RuleError
from jyguide.ids import PersonId, StationId, SubmissionId
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService


def by_key(people: PeopleService, keys: Iterable[PersonId]) -> dict[PersonId, PersonRow]:
    """People by the key asked for, whoever they live on as."""
    return {row.id: row for row in people.people(ids=list(dict.fromkeys(keys)))}


def refuse_unfit(
    session: Session,
    people: Mapping[PersonId, PersonRow],
    names: Sequence[NameKey],
    what: tuple[str, date, date],
) -> None:
    """Refuse to submit or approve names of whom somebody lacks something.

    Args:
        session: Of the action.
        people: By key.
        names: Whom.
        what: The step in words, today, and the day of the document.

    Raises:
        RuleError: names them, and what each lacks.
    """
    step, today, on = what
    rows = {r.id: r for r in standing_rows(session, list(people.values()), today)}
    refuse_lacking(
        step,
        [
            (row.person.name, lacks_of(row, name.submission, on))
            for name in names
            if (row := rows.get(name.person)) is not None
        ],
    )


def lacks_of(row: StandingRow, submission: SubmissionId, on: date) -> list[GateView]:
    """What keeps somebody on this list from being approved by a document of this day."""
    facts = [fact for fact in row.evidence.nominations if fact.submission == submission]
    return why_not_approved(row.standing, facts[0], on) if facts else []


def outcome_counts(session: Session) -> Mapping[object, dict[NominationOutcome, int]]:
    """How many names of each list have which outcome."""
    found: dict[object, dict[NominationOutcome, int]] = defaultdict(dict)
    for key, outcome, count in session.execute(
        select(Nomination.submission_id, Nomination.outcome, func.count())
        .where(Nomination.deleted.is_(False))
        .group_by(Nomination.submission_id, Nomination.outcome)
    ):
        found[key][NominationOutcome(outcome)] = count
    return found


def submission_row(
    one: Submission, station: str, counts: dict[NominationOutcome, int]
) -> SubmissionRow:
    """A list as pages see it."""
    return SubmissionRow(
        id=SubmissionId(one.id),
        station=station,
        station_id=StationId(one.station_id) if one.station_id else None,
        kind=SubmissionKind(one.kind),
        title=one.title,
        number=one.number,
        note=one.note,
        submitted_on=one.submitted_on,
        counts=counts,
        version=one.sync_v,
    )


def name_row(
    one: Submission,
    name: Nomination,
    person: PersonRow,
    standings: Mapping[PersonId, StandingRow],
    documents: Mapping[object, str],
) -> NominationRow:
    """A name as pages see it."""
    outcome = NominationOutcome(name.outcome)
    key = SubmissionId(one.id)
    waits = outcome is NominationOutcome.WAITING and one.submitted_on is not None
    lacks = lacks_of(standings[person.id], key, date.max) if waits else []
    return NominationRow(
        submission=key,
        person=person,
        kind=name.instructor_kind,
        outcome=outcome,
        decided_on=name.decided_on,
        reason=name.reason,
        lacks=tuple(lacks),
        document=documents.get((one.id, name.person_id), ""),
    )


def documents_of(session: Session, submissions: Sequence[SubmissionId]) -> Mapping[object, str]:
    """Numbers of the documents that approved names of these lists."""
    return {
        (key, person): number
        for key, person, number in session.execute(
            select(Appointment.submission_key, Appointment.person_id, Appointment.number).where(
                Appointment.submission_key.in_(submissions), Appointment.deleted.is_(False)
            )
        )
    }


def living_submission(session: Session, key: SubmissionId) -> Submission:
    """A list that was not deleted.

    Raises:
        RuleError: it was.
    """
    one = session.get(Submission, key)
    if one is None or one.deleted:
        raise RuleError("这份名单已被删除，没有改动。", hint="请刷新后重新选择。")
    return one


def draft_of(session: Session, key: SubmissionId) -> Submission:
    """A list that is still being put together.

    Raises:
        RuleError: it was submitted or deleted.
    """
    one = living_submission(session, key)
    if one.submitted_on is not None:
        raise RuleError(
            f"“{one.title}”已于 {one.submitted_on} 上报，没有改动。",
            hint="已上报的名单可以逐个撤回名字；要增加的人请另做一份名单。",
        )
    return one


def refuse_changed(one: Submission, seen: str | None) -> None:
    """Refuse to write over what somebody else saved since a form was filled.

    Raises:
        RuleError: the list has another version now.
    """
    if seen not in (None, one.sync_v):
        raise RuleError(
            "这份名单在您打开之后又被改动过（可能在另一台电脑上）。"
            "为了不覆盖别人的改动，没有保存。",
            hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
        )


def living_names(session: Session, key: SubmissionId) -> Sequence[Nomination]:
    """The names on a list."""
    return session.scalars(
        select(Nomination).where(Nomination.submission_id == key, Nomination.deleted.is_(False))
    ).all()


def undecided(session: Session, what: str, names: Sequence[NameKey]) -> list[Nomination]:
    """The rows of these names, none of which was decided on.

    Raises:
        RuleError: there is none, or somebody else was quicker.
    """
    if not names:
        raise RuleError("没有选择名字，什么都没有登记。", hint="请先在名单上选择。")
    rows = [session.get(Nomination, name_key(n.submission, n.person)) for n in names]
    fit = [row for row in rows if row is not None and not row.deleted and not row.outcome]
    if len(fit) < len(names):
        raise RuleError(
            f"选中的名字里有的已有结果或已不在名单上，{what}没有登记，什么都没有改动。",
            hint="请按 F5 刷新，看一看新的结果再办。",
        )
    return fit


def name_key(submission: SubmissionId, person: PersonId) -> uuid.UUID:
    """On which every PC agrees."""
    return fixed_key("nomination", submission, person)


def follow_document(session: Session, row: Appointment) -> None:
    """A name on a list was decided on the day of the document, also after that was corrected."""
    if row.submission_key is None:
        return
    name = session.get(
        Nomination, name_key(SubmissionId(row.submission_key), PersonId(row.person_id))
    )
    if name is not None and name.outcome == NominationOutcome.APPROVED.value:
        name.decided_on = row.approved_on
