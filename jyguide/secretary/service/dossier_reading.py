"""What the ledgers have of some people, gathered in a few statements whatever their number."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    DossierEntry,
    MentorMeeting,
    MentorPair,
    Person,
    SecretaryAdjustment,
    SecretaryFiling,
    SecretaryMeasure,
    SecretaryTalk,
    Station,
)
from jyguide.attachment.service.rows import counted_by_subject
from jyguide.ids import FilingId, PersonId
from jyguide.people.merging import Merged
from jyguide.people.service.merged import read_merged
from jyguide.people.service.postings import terms_of
from jyguide.secretary.dossier import (
    AdjustmentSeen,
    Dossier,
    EntryFacts,
    EntryRow,
    MeasureSeen,
    PairSeen,
    TalkSeen,
)
from jyguide.secretary.filing import FilingRow, Proposal, Steps
from jyguide.secretary.kinds import (
    AdjustmentKind,
    DossierKind,
    FilingDecision,
    FilingKind,
    PairOutcome,
    TalkKind,
)
from jyguide.secretary.service.dossier_results import appraisals_of, certificates_of, exams_of
from jyguide.secretary.service.dossier_training import Asked, chunks, read_training

T = TypeVar("T")


def read_dossiers(session: Session, asked: Asked) -> dict[PersonId, Dossier]:
    """Everything of each of these people, by the key he lives on as."""
    merged = read_merged(session)
    ends = list(dict.fromkeys(merged.end(key) for key in asked.people))
    keys = sorted(merged.keys_of_all(ends))
    terms, _held = terms_of(session, ends)
    years, trainings = read_training(session, asked, merged, ends)
    of = _Grouping(merged)
    filings = of.pairs((one.person_id, one) for one in filing_rows(session, merged, keys))
    entries = of.pairs((one.person_id, one) for one in _entries(session, merged, keys))
    exams = of.pairs(exams_of(session, keys))
    certificates = of.pairs(certificates_of(session, keys))
    appraisals = of.pairs(appraisals_of(session, keys))
    measures = of.pairs(_measures(session, keys))
    talks = of.pairs(_talks(session, keys))
    adjustments = of.pairs(_adjustments(session, keys))
    pairs = of.pairs(_pairs(session, keys))
    return {
        end: Dossier(
            postings=tuple(terms.get(end, ())),
            filings=filings[end],
            entries=entries[end],
            trainings=tuple(trainings.get(end, ())),
            years=years[end],
            exams=exams[end],
            certificates=certificates[end],
            appraisals=appraisals[end],
            measures=measures[end],
            talks=talks[end],
            adjustments=adjustments[end],
            pairs=pairs[end],
        )
        for end in ends
    }


class _Grouping:
    """Puts rows under the person each of them lives on as."""

    def __init__(self, merged: Merged) -> None:
        self._merged = merged

    def pairs(self, pairs: Iterable[tuple[uuid.UUID, T]]) -> defaultdict[PersonId, tuple[T, ...]]:
        found: defaultdict[PersonId, list[T]] = defaultdict(list)
        for key, row in pairs:
            found[self._merged.end(key)].append(row)
        return defaultdict(tuple, {key: tuple(rows) for key, rows in found.items()})


def _living(session: Session, model: Any, keys: Sequence[PersonId]) -> Iterator[Any]:
    for part in chunks(keys):
        yield from session.scalars(
            select(model).where(model.deleted.is_(False), model.person_id.in_(part))
        )


def filing_rows(
    session: Session, merged: Merged, keys: Sequence[PersonId] | None
) -> list[FilingRow]:
    """Filings of these people, of everybody with None, the latest proposal first."""
    found = list(_filings(session, keys))
    names = person_names(session, {merged.end(row.person_id) for row in found})
    files = counted_by_subject(session, [row.id for row in found])
    return [
        filing_row(row, merged.end(row.person_id), names, files.get(row.id, 0))
        for row in sorted(found, key=_latest_first, reverse=True)
    ]


def bare_filings(session: Session, merged: Merged) -> defaultdict[PersonId, list[FilingRow]]:
    """Everybody's filings by person, the latest proposal first, without names and papers."""
    found: defaultdict[PersonId, list[FilingRow]] = defaultdict(list)
    rows = sorted(_filings(session, None), key=_latest_first, reverse=True)
    for row in rows:
        end = merged.end(row.person_id)
        found[end].append(filing_row(row, end, {}))
    return found


def _latest_first(row: Any) -> tuple[date, int]:
    return row.proposed_on, row.id.int


def _filings(session: Session, keys: Sequence[PersonId] | None) -> Iterator[Any]:
    """Columns alone: a third of the time that whole rows take."""
    statement = select(*SecretaryFiling.__table__.columns).where(
        SecretaryFiling.deleted.is_(False)
    )
    if keys is None:
        yield from session.execute(statement)
        return
    for part in chunks(keys):
        yield from session.execute(statement.where(SecretaryFiling.person_id.in_(part)))


def filing_row(
    row: Any,
    person: PersonId,
    names: Mapping[PersonId, tuple[str, str, str]],
    files: int = 0,
) -> FilingRow:
    """A row of the table as lists see it; `names` are name, station and readings by person."""
    name, township, search = names.get(person, ("", "", ""))
    return FilingRow(
        id=FilingId(row.id),
        person_id=person,
        name=name,
        proposal=Proposal(
            kind=FilingKind(row.kind),
            organisation=row.organisation,
            post=row.post,
            proposed_on=row.proposed_on,
            proposed_by=row.proposed_by,
            reason=row.reason,
        ),
        steps=Steps(
            filed_on=row.filed_on,
            filing_number=row.filing_number,
            decision=FilingDecision(row.decision),
            decided_on=row.decided_on,
            decision_number=row.decision_number,
            decision_note=row.decision_note,
        ),
        township=township,
        search=search,
        files=files,
        version=row.sync_v,
    )


def person_names(session: Session, people: set[PersonId]) -> dict[PersonId, tuple[str, str, str]]:
    """Name, station and readings of each of these people, those taken off the list among them."""
    found: dict[PersonId, tuple[str, str, str]] = {}
    for part in chunks(sorted(people)):
        rows = session.execute(
            select(Person.id, Person.name, Station.name, Person.search)
            .outerjoin(Station, Station.id == Person.station_id)
            .where(Person.id.in_(part))
        )
        for key, name, station, search in rows:
            found[PersonId(key)] = (name, station or "", search)
    return found


def _entries(session: Session, merged: Merged, keys: Sequence[PersonId]) -> list[EntryRow]:
    found = list(_living(session, DossierEntry, keys))
    files = counted_by_subject(session, [row.id for row in found])
    return [entry_row(row, merged.end(row.person_id), files.get(row.id, 0)) for row in found]


def entry_row(row: DossierEntry, person: PersonId, files: int = 0) -> EntryRow:
    """A row of the table as the time line sees it."""
    facts = EntryFacts(DossierKind(row.kind), row.happened_on, row.title, row.detail, row.document)
    return EntryRow(row.id, person, facts, files, row.sync_v)


def _measures(
    session: Session, keys: Sequence[PersonId]
) -> Iterator[tuple[uuid.UUID, MeasureSeen]]:
    for row in _living(session, SecretaryMeasure, keys):
        yield (
            row.person_id,
            MeasureSeen(
                row.id,
                row.problem,
                row.measure,
                row.owner,
                row.found_on,
                row.due_on,
                row.done_on,
                row.confirmed_on,
            ),
        )


def _talks(session: Session, keys: Sequence[PersonId]) -> Iterator[tuple[uuid.UUID, TalkSeen]]:
    for row in _living(session, SecretaryTalk, keys):
        kind = TalkKind(row.kind)
        yield row.person_id, TalkSeen(row.id, kind, row.talked_on, row.talker, row.topics)


def _adjustments(
    session: Session, keys: Sequence[PersonId]
) -> Iterator[tuple[uuid.UUID, AdjustmentSeen]]:
    for row in _living(session, SecretaryAdjustment, keys):
        seen = AdjustmentSeen(
            row.id,
            AdjustmentKind(row.kind),
            row.decided_on,
            row.organisation,
            row.post,
            row.reason,
            row.document,
        )
        yield row.person_id, seen


def _pairs(session: Session, keys: Sequence[PersonId]) -> Iterator[tuple[uuid.UUID, PairSeen]]:
    """Pairs somebody is in, as pupil and as mentor."""
    pupils = list(_living(session, MentorPair, keys))
    mentors: list[MentorPair] = []
    for part in chunks(keys):
        mentors += session.scalars(
            select(MentorPair).where(
                MentorPair.deleted.is_(False), MentorPair.mentor_key.in_(part)
            )
        )
    met = _meetings(session, [row.id for row in (*pupils, *mentors)])
    names = person_names(session, {PersonId(row.person_id) for row in mentors})
    for row in pupils:
        yield row.person_id, _pair(row, row.mentor, met, as_mentor=False)
    for row in mentors:
        if row.mentor_key is not None:
            other = names.get(PersonId(row.person_id), ("",))[0]
            yield row.mentor_key, _pair(row, other, met, as_mentor=True)


def _pair(
    row: MentorPair, other: str, met: Mapping[uuid.UUID, int], *, as_mentor: bool
) -> PairSeen:
    outcome = PairOutcome(row.outcome)
    return PairSeen(
        row.id,
        as_mentor,
        other,
        row.began_on,
        row.ends_on,
        row.ended_on,
        outcome,
        met.get(row.id, 0),
    )


def _meetings(session: Session, pairs: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    found: dict[uuid.UUID, int] = {}
    for part in chunks(pairs):
        counts = session.execute(
            select(MentorMeeting.pair_id, func.count())
            .where(MentorMeeting.deleted.is_(False), MentorMeeting.pair_id.in_(part))
            .group_by(MentorMeeting.pair_id)
        )
        found |= {key: count for key, count in counts}  # noqa: C416 - rows of the database
    return found
