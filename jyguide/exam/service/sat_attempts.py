"""Attempts that were handed in, with all that marking them anew takes; inside a transaction."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Answer, Attempt, Exam, Marking, PaperItem
from jyguide.bank.service.rows import CHUNK
from jyguide.exam.marking.correction import Marks, given_by_hand, marked_anew
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import Paper, PaperPlace
from jyguide.exam.service.attempts import response_of
from jyguide.exam.service.markings import latest_markings
from jyguide.ids import KeyChangeId, PaperId, RevisionId


@dataclass(frozen=True, slots=True)
class SatAttempt:
    """One attempt that a correction may concern.

    Attributes:
        places: Those of its paper whose key is in question, as they count now.
        by_hand: Positions whose mark a person gave.
    """

    attempt: Attempt
    marking: Marking
    exam: Exam
    paper: Paper
    places: tuple[PaperPlace, ...]
    responses: dict[uuid.UUID, Response]
    by_hand: frozenset[int]

    @property
    def marks(self) -> Marks:
        return marks_of(self.marking)

    @property
    def kept_by_hand(self) -> bool:
        return any(place.position in self.by_hand for place in self.places)

    def anew(self, retired: Collection[KeyChangeId]) -> Marks:
        """Its marks by the keys that count now, without the corrections they take the place of."""
        fresh = marked_anew(self.paper, self.responses, self.marks, self.places, self.by_hand)
        now = {place.change.id for place in self.places if place.change is not None}
        return replace(fresh, changes=(fresh.changes - frozenset(retired)) | now)


def marks_of(marking: Marking) -> Marks:
    """A marking as rules take it."""
    return Marks(
        {int(place): points for place, points in marking.marks.items()},
        frozenset(marking.waiting),
        frozenset(KeyChangeId(uuid.UUID(key)) for key in marking.key_changes),
    )


def sat_attempts(
    session: Session, revisions: Collection[RevisionId], paper_of: Callable[[PaperId], Paper]
) -> list[SatAttempt]:
    """Attempts that count, were handed in, and on whose paper one of the revisions was asked.

    Args:
        session: Where to read.
        revisions: Those whose key is in question.
        paper_of: A paper with the keys that count now; asked once for each.
    """
    answered = func.coalesce(Attempt.paper_id, Exam.paper_id)
    asking = set(
        session.scalars(
            select(PaperItem.paper_id).where(PaperItem.revision_id.in_(list(revisions))).distinct()
        )
    )
    statement = (
        latest_markings()
        .join(Exam, Exam.id == Attempt.exam_id)
        .add_columns(Exam, answered)
        .where(Exam.deleted.is_(False))
        .order_by(Exam.id, Attempt.id)
    )
    found = [row for row in session.execute(statement) if row[3] in asking]
    papers = {key: paper_of(PaperId(key)) for key in {row[3] for row in found}}
    places = {
        key: tuple(place for place in paper.places if place.revision_id in revisions)
        for key, paper in papers.items()
    }
    said = _responses(session, [row[0].id for row in found], revisions)
    hands = _by_hand(session, [row[1] for row in found])
    return [
        SatAttempt(
            attempt,
            marking,
            exam,
            papers[paper],
            places[paper],
            said[attempt.id],
            hands.get(attempt.id, frozenset()),
        )
        for attempt, marking, exam, paper in found
    ]


def _responses(
    session: Session, attempts: list[uuid.UUID], revisions: Collection[RevisionId]
) -> defaultdict[uuid.UUID, dict[uuid.UUID, Response]]:
    """What was answered where one of the revisions was asked, by attempt and place."""
    found: defaultdict[uuid.UUID, dict[uuid.UUID, Response]] = defaultdict(dict)
    for chunk in chunks(attempts):
        rows = session.execute(
            select(Answer.attempt_id, Answer.paper_item_id, Answer.response)
            .join(PaperItem, PaperItem.id == Answer.paper_item_id)
            .where(
                Answer.attempt_id.in_(chunk),
                Answer.deleted.is_(False),
                PaperItem.revision_id.in_(list(revisions)),
            )
        )
        for attempt, place, response in rows:
            found[attempt][place] = response_of(response)
    return found


def _by_hand(session: Session, latest: list[Marking]) -> dict[uuid.UUID, frozenset[int]]:
    """For the attempts that were marked more than once, what a person gave."""
    again = [marking for marking in latest if marking.replaces_id is not None]
    former: dict[uuid.UUID, Marking] = {}
    for chunk in chunks([marking.attempt_id for marking in again]):
        rows = session.scalars(select(Marking).where(Marking.attempt_id.in_(chunk)))
        former.update((row.id, row) for row in rows)
    return {
        marking.attempt_id: given_by_hand([marks_of(one) for one in _chain(marking, former)])
        for marking in again
    }


def _chain(marking: Marking, former: dict[uuid.UUID, Marking]) -> list[Marking]:
    """From the first marking to this one."""
    found = [marking]
    while (key := found[-1].replaces_id) in former and len(found) <= len(former):
        found.append(former[key])
    return found[::-1]


def chunks(keys: list[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    """The keys in pieces that a statement takes as parameters."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
