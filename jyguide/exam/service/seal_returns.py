"""What has come back of a sealed exam, read from the city's database and checked."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Answer,
    Attempt,
    Exam,
    ItemRevision,
    Marking,
    PaperItem,
    Person,
    SealedExam,
    SealTry,
    Station,
)
from db.models import Paper as PaperTable
from jyguide.bank.stored import content_of
from jyguide.exam.marking.key_change import KeyChange
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import printed_answer
from jyguide.exam.seal import checking, payload
from jyguide.exam.seal.checking import ReturnedAttempt, ReturnedMarks
from jyguide.exam.seal.payload import SealedPaper
from jyguide.exam.seal.row import Doubt, ReturnRow, ReturnState
from jyguide.exam.service.attempts import response_of
from jyguide.exam.service.key_changes import counting_changes
from jyguide.exam.service.markings import latest_markings
from jyguide.ids import RevisionId
from jyguide.people.merging import Merged
from jyguide.people.service.merged import read_merged

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a station's PCs told of taking a sealed exam in and opening it."""

    rows: Sequence[SealedExam]
    tries: Sequence[SealTry]

    @property
    def taken_in_at(self) -> datetime | None:
        return min((row.taken_in_at for row in self.rows), default=None)

    @property
    def opened_at(self) -> datetime | None:
        return min((row.opened_at for row in self.rows if row.opened_at), default=None)

    @property
    def early_seconds(self) -> int:
        return max((one.early_seconds for one in self.tries if one.opened), default=0)

    @property
    def wrong(self) -> int:
        return sum(not one.opened for one in self.tries)


@dataclass(frozen=True, slots=True)
class _Sat:
    """A handed-in attempt, on which paper, and the marking that counts."""

    attempt: Attempt
    paper_id: uuid.UUID
    marking: Marking


@dataclass(frozen=True, slots=True)
class _Due:
    """What was issued, by which keys it is marked now, and who lives on as whom.

    See ``checking.doubts``.
    """

    issued: SealedPaper
    digest: str
    changes: Mapping[int, KeyChange]
    merged: Merged


def board(session: Session, issued: SealedPaper, digest: str) -> tuple[ReturnRow, ...]:
    """A line for every station, in the order of official lists."""
    seal_id = uuid.UUID(issued.seal)
    papers: defaultdict[uuid.UUID | None, list[PaperTable]] = defaultdict(list)
    for paper in _papers(session, seal_id):
        papers[paper.station_id].append(paper)
    openings = _openings(session, seal_id)
    stations = session.scalars(select(Station).order_by(Station.position))
    due = _Due(issued, digest, _city_changes(session, issued), read_merged(session))
    return tuple(
        _row(session, due, station, openings[station.id], papers[station.id])
        for station in stations
    )


def _row(
    session: Session,
    due: _Due,
    station: Station,
    opening: _Opening,
    papers: Sequence[PaperTable],
) -> ReturnRow:
    sat = _sat(session, [paper.id for paper in papers])
    strange = {paper.id: _strange(session, due.issued, paper) for paper in papers}
    doubts = list(_doubts_of_opening(opening, due.digest))
    faulty = set()
    for one, found in zip(sat, _checked(session, due, sat, strange, opening), strict=True):
        doubts += found
        if any(doubt.grave for doubt in found):
            faulty.add(one.attempt.id)
    return ReturnRow(
        code=station.code,
        name=station.name,
        state=_state(opening, len(sat)),
        taken_in_at=opening.taken_in_at,
        opened_at=opening.opened_at,
        early_seconds=opening.early_seconds,
        wrong=opening.wrong,
        returned=len(sat),
        sound=len(sat) - len(faulty),
        doubts=tuple(doubts),
    )


def _city_changes(session: Session, issued: SealedPaper) -> Mapping[int, KeyChange]:
    """Only what the city itself corrected: what a station did by itself is for it to look at."""
    changes = counting_changes(session, (), [RevisionId(item.key) for item in issued.items])
    return {
        position: replace(
            change,
            answers=tuple(printed_answer(kind, answer, item.order) for answer in change.answers),
            former=item.printed.answer,
        )
        for position, item in enumerate(issued.items, start=1)
        if (change := changes.get(RevisionId(item.key)))
        for kind in (item.content.kind,)
    }


def _state(opening: _Opening, returned: int) -> ReturnState:
    if returned:
        return ReturnState.RETURNED
    if opening.opened_at:
        return ReturnState.OPENED
    return ReturnState.RECEIVED if opening.rows else ReturnState.NOTHING


def _doubts_of_opening(opening: _Opening, digest: str) -> Iterable[Doubt]:
    if any(row.digest != digest for row in opening.rows):
        yield Doubt("", "站里的文件和下发的不是同一份")
    if opening.early_seconds:
        early = opening.early_seconds
        said = f"{early // _MINUTE} 分钟" if early >= _MINUTE else f"{early} 秒"
        yield Doubt("", f"比开考时间提前 {said}启封", grave=False)
    if opening.wrong:
        yield Doubt("", f"口令输错 {opening.wrong} 次", grave=False)


def _openings(session: Session, seal_id: uuid.UUID) -> Mapping[uuid.UUID, _Opening]:
    of_station: defaultdict[uuid.UUID, _Opening] = defaultdict(lambda: _Opening([], []))
    rows: defaultdict[uuid.UUID, list[SealedExam]] = defaultdict(list)
    for row in session.scalars(
        select(SealedExam).where(
            SealedExam.seal_id == seal_id,
            SealedExam.station_id.is_not(None),
            SealedExam.deleted.is_(False),
        )
    ):
        assert row.station_id is not None  # noqa: S101 - asked for above
        rows[row.station_id].append(row)
    for station, found in rows.items():
        keys = [row.id for row in found]
        tries = session.scalars(select(SealTry).where(SealTry.sealed_exam_id.in_(keys))).all()
        of_station[station] = _Opening(found, tries)
    return of_station


def _papers(session: Session, seal_id: uuid.UUID) -> Sequence[PaperTable]:
    """The papers it was opened to, and what was made of them."""
    opened = select(PaperTable.id).where(PaperTable.seal_id == seal_id)
    return session.scalars(
        select(PaperTable)
        .where((PaperTable.seal_id == seal_id) | PaperTable.variant_of_id.in_(opened))
        .order_by(PaperTable.id)
    ).all()


def _sat(session: Session, papers: Sequence[uuid.UUID]) -> list[_Sat]:
    """Attempts handed in on these papers, each by the paper it was really sat on."""
    if not papers:
        return []
    statement = (
        latest_markings()
        .join(Exam, Exam.id == Attempt.exam_id)
        .add_columns(Exam.paper_id)
        .where(Exam.paper_id.in_(papers), Attempt.handed_in_at.is_not(None))
        .order_by(Attempt.id)
    )
    return [
        _Sat(attempt, attempt.paper_id or paper_id, marking)
        for attempt, marking, paper_id in session.execute(statement)
    ]


def _strange(session: Session, issued: SealedPaper, paper: PaperTable) -> tuple[str, ...]:
    """What of a station's paper is not as issued."""
    found = session.execute(
        select(PaperItem, ItemRevision)
        .join(ItemRevision, ItemRevision.id == PaperItem.revision_id)
        .where(PaperItem.paper_id == paper.id, PaperItem.deleted.is_(False))
        .order_by(PaperItem.position, PaperItem.id)
    )
    held = payload.SealedPaper(
        v=payload.VERSION,
        seal=issued.seal,
        title=paper.title,
        minutes=paper.minutes,
        pass_points=paper.pass_points,
        rule=paper.rule,
        shuffle=paper.shuffle,
        seed=paper.seed,
        lines=[],
        items=[
            payload.sealed_item(said.id, place.points, place.option_order, content_of(said))
            for place, said in found
        ],
    )
    return payload.differences(issued, held)


def _checked(
    session: Session,
    due: _Due,
    sat: Sequence[_Sat],
    strange: Mapping[uuid.UUID, tuple[str, ...]],
    opening: _Opening,
) -> list[tuple[Doubt, ...]]:
    whose = [due.merged.end(one.attempt.person_id) for one in sat]
    people, times = _names(session, set(whose)), Counter(whose)
    responses = _responses(session, [one.attempt.id for one in sat])
    return [
        checking.doubts(
            due.issued,
            ReturnedAttempt(
                name=people.get(person, "（名单上没有）"),
                responses=responses[one.attempt.id],
                marked=_marked(one.marking),
                strange=strange.get(one.paper_id, ("不是统考试卷",)),
                started_at=one.attempt.started_at,
                opened_at=opening.opened_at,
            ),
            due.changes,
        )
        + _sat_again(people.get(person, ""), times[person])
        for person, one in zip(whose, sat, strict=True)
    ]


def _sat_again(name: str, times: int) -> tuple[Doubt, ...]:
    return (Doubt(name, f"交了 {times} 份答卷", grave=False),) if times > 1 else ()


def _marked(marking: Marking) -> ReturnedMarks:
    explained = f"改分理由：{marking.reason}" if marking.replaces_id else ""
    if marking.key_changes and not explained:
        explained = "按更正后的答案评分"
    return ReturnedMarks(
        marks={int(position): points for position, points in marking.marks.items()},
        waiting=frozenset(marking.waiting),
        points=marking.points,
        passed=marking.passed,
        explained=explained,
    )


def _names(session: Session, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    found = session.execute(select(Person.id, Person.name).where(Person.id.in_(list(people))))
    return {row.id: row.name for row in found}


def _responses(
    session: Session, attempts: Sequence[uuid.UUID]
) -> Mapping[uuid.UUID, dict[int, Response]]:
    """By attempt and position; no more than a station's at once."""
    found: defaultdict[uuid.UUID, dict[int, Response]] = defaultdict(dict)
    rows = session.execute(
        select(Answer.attempt_id, PaperItem.position, Answer.response)
        .join(PaperItem, PaperItem.id == Answer.paper_item_id)
        .where(Answer.attempt_id.in_(attempts), Answer.deleted.is_(False))
    )
    for attempt, position, response in rows:
        found[attempt][position] = response_of(response)
    return found
