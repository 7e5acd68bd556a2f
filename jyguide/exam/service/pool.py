"""Handed-in attempts as tables of marks: one query for the marks, one for all answers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from db.models import Answer, Attempt, Exam, Item, ItemRevision, Marking, PaperItem
from jyguide.exam.analysis import ABSENT, CategoryResult, Marked, ScoreTable, score_table
from jyguide.exam.analysis.asked import Column, asked_items, columns
from jyguide.exam.analysis.category import CategoryPoints, category_results
from jyguide.exam.analysis.matrix import category_points
from jyguide.exam.paper import Paper, PaperPlace
from jyguide.exam.points import Points
from jyguide.exam.service.markings import latest_markings
from jyguide.ids import AttemptId, ExamId, PaperId, PersonId, RevisionId, StationId
from jyguide.people.service.merged import read_merged

_SAT = func.coalesce(Attempt.paper_id, Exam.paper_id)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An attempt that counts, by its newest marking.

    Attributes:
        station_id: Whose exam it was; None is the city's.
        paper_id: The variant sat.
        marks: Tenths of a point by position.
        waiting: Positions a person has yet to mark.
    """

    attempt_id: AttemptId
    exam_id: ExamId
    person_id: PersonId
    station_id: StationId | None
    paper_id: PaperId
    marks: Mapping[str, Points]
    points: Points
    passed: bool
    waiting: frozenset[int]


def handed_in(
    session: Session,
    *,
    exams: Collection[ExamId] | None = None,
    papers: Collection[PaperId] | None = None,
    people: Collection[PersonId] | None = None,
) -> list[HandedIn]:
    """Attempts that count; of these exams, papers and people, None being all."""
    statement = (
        latest_markings()
        .with_only_columns(
            *(Attempt.id, Attempt.exam_id, Attempt.person_id, Exam.station_id),
            *(_SAT, Marking.marks, Marking.points, Marking.passed, Marking.waiting),
        )
        .join(Exam, Exam.id == Attempt.exam_id)
        .where(Exam.deleted.is_(False))
        .order_by(Attempt.id)
    )
    for column, wanted in ((Attempt.exam_id, exams), (_SAT, papers), (Attempt.person_id, people)):
        if wanted is not None:
            statement = statement.where(column.in_(wanted))
    return [
        HandedIn(
            AttemptId(attempt),
            ExamId(exam),
            PersonId(person),
            StationId(station) if station else None,
            PaperId(uuid.UUID(str(paper))),
            *(marks, points, passed, frozenset(waiting)),
        )
        for attempt, exam, person, station, paper, marks, points, passed, waiting in (
            session.execute(statement)
        )
    ]


Asked = tuple[tuple[str, Points, str], ...]
"""Position as marks name it, tenths, category: of each place of a paper."""


def asked_on(session: Session, papers: Collection[PaperId]) -> dict[PaperId, Asked]:
    """What was asked on these papers, in one query."""
    statement = (
        select(PaperItem.paper_id, PaperItem.position, PaperItem.points, ItemRevision.category)
        .join(ItemRevision, ItemRevision.id == PaperItem.revision_id)
        .where(PaperItem.paper_id.in_(papers), PaperItem.deleted.is_(False))
        .order_by(PaperItem.paper_id, PaperItem.position)
    )
    found: dict[PaperId, list[tuple[str, Points, str]]] = {}
    for paper, position, points, category in session.execute(statement):
        found.setdefault(PaperId(paper), []).append((str(position), points, category))
    return {paper: tuple(places) for paper, places in found.items()}


def won(one: HandedIn, asked: Asked) -> tuple[CategoryPoints, ...]:
    """What an attempt won in each category; what waits counts nowhere."""
    return category_points(
        (category, one.marks[position], points)
        for position, points, category in asked
        if int(position) not in one.waiting
    )


def over_all_exams(
    session: Session, people: Collection[PersonId]
) -> dict[PersonId, tuple[int, tuple[CategoryResult, ...]]]:
    """Of each person how many exams of his count, and what he won by category in all of them."""
    merged = read_merged(session)
    attempts = handed_in(session, people=merged.keys_of_all(people))
    asked = asked_on(session, {one.paper_id for one in attempts})
    found: dict[PersonId, list[HandedIn]] = {}
    for one in attempts:
        found.setdefault(merged.end(one.person_id), []).append(one)
    return {
        person: (
            len(his),
            category_results(
                points for one in his for points in won(one, asked.get(one.paper_id, ()))
            ),
        )
        for person, his in found.items()
    }


def table_of(
    session: Session,
    attempts: Sequence[HandedIn],
    papers: Mapping[PaperId, Paper],
    reference: Sequence[PaperPlace],
) -> ScoreTable:
    """The marks of attempts at one paper or its variants.

    Args:
        session: Reads their answers.
        attempts: Rows, in this order.
        papers: Everything they sat.
        reference: Columns: places whose order and letters the table has.
    """
    by_paper = {key: columns(paper, reference) for key, paper in papers.items()}
    choices = _choices(session, attempts, by_paper, len(reference))
    rows = [
        Marked(
            _points(one, by_paper[one.paper_id].values(), len(reference)),
            chosen,
            one.points,
            one.passed,
            bool(one.waiting),
        )
        for one, chosen in zip(attempts, choices, strict=True)
    ]
    total = max((paper.row.total_points for paper in papers.values()), default=0)
    return score_table(asked_items(reference), total, rows)


def edited_since(session: Session, paper: Paper) -> dict[RevisionId, str]:
    """Items of a paper that say something else today: number by the revision that was asked."""
    asked = [place.revision_id for place in paper.places]
    statement = (
        select(ItemRevision.id, Item.number)
        .join(Item, Item.id == ItemRevision.item_id)
        .where(ItemRevision.id.in_(asked), Item.revision_id != ItemRevision.id)
    )
    return {RevisionId(revision): number for revision, number in session.execute(statement)}


def letters_text(paper: Paper, *, variants: bool) -> str:
    """By whose letters options are called."""
    if not variants:
        return "按本卷的选项顺序"
    return f"按{paper.row.variant or 'A'}卷的选项顺序，题号也按这份卷，各卷已换算"


def _points(one: HandedIn, places: Iterable[Column], width: int) -> list[Points]:
    points = [ABSENT] * width
    for column in places:
        if column.position not in one.waiting:
            points[column.at] = one.marks[str(column.position)]
    return points


def _choices(
    session: Session,
    attempts: Sequence[HandedIn],
    by_paper: Mapping[PaperId, Mapping[Any, Column]],
    width: int,
) -> list[list[int]]:
    """Bits chosen, a list an attempt; each text of an answer is read once a place."""
    choices = [[0] * width for _ in attempts]
    rows = {key: row for row, one in enumerate(attempts) for key in _written(one.attempt_id)}
    places = {
        key: column
        for found in by_paper.values()
        for place, column in found.items()
        if column.bits
        for key in _written(place)
    }
    read: dict[tuple[str, str], int] = {}
    for attempt, place, response in session.execute(_answers(attempts, by_paper)):
        if attempt not in rows or place not in places or response is None:
            continue
        known = read.get((place, response))
        if known is None:
            known = read[place, response] = places[place].choice(json.loads(response))
        choices[rows[attempt]][places[place].at] = known
    return choices


def _answers(
    attempts: Sequence[HandedIn], by_paper: Mapping[PaperId, Mapping[Any, Column]]
) -> Any:
    """Answers as bare texts: half a million keys made objects would take longer than the rest."""
    one_item = {place for found in by_paper.values() for place in found}
    statement = (
        select(
            cast(Answer.attempt_id, Text),
            cast(Answer.paper_item_id, Text),
            cast(Answer.response, Text),
        )
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(
            Attempt.exam_id.in_({one.exam_id for one in attempts}),
            Answer.deleted.is_(False),
            Answer.response.is_not(None),
        )
    )
    if len(one_item) <= _FEW:
        statement = statement.where(Answer.paper_item_id.in_(one_item))
    return statement


_FEW = 20
"""Places that are asked for by name rather than picked out of everything."""


def _written(key: uuid.UUID) -> tuple[str, str]:
    """A key as the two databases write it."""
    return key.hex, str(key)
