"""Queries: which papers asked what rested on changed clauses, and who was certified by them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Attempt,
    Certificate,
    Exam,
    Item,
    ItemRevision,
    Paper,
    PaperItem,
    Person,
    Station,
    TrainingSession,
)
from jyguide.bank.regulation import CertifiedPerson, UsedPaper
from jyguide.bank.row import UNIFIED, item_name, name_of_source
from jyguide.bank.service.rows import CHUNK
from jyguide.ids import CertificateId, ItemId, PaperId

Touched = Mapping[uuid.UUID, ItemId]
"""Revisions that rest on a changed clause, each with its item."""


LivesOnAs = Callable[[uuid.UUID], uuid.UUID]
"""The person somebody lives on as, once two were found to be one."""

Concerns = Callable[[str, str, str], bool]
"""Whether a citation, of a regulation, an edition and an article, rests on a changed clause."""


def touched_items(session: Session, concerns: Concerns) -> dict[uuid.UUID, ItemId]:
    """Every revision that rests on one of the clauses, whether it is said today or was once."""
    citation = (ItemRevision.regulation, ItemRevision.edition, ItemRevision.article)
    hit = {
        tuple(cited) for cited in session.execute(select(*citation).distinct()) if concerns(*cited)
    }
    found: dict[uuid.UUID, ItemId] = {}
    for regulation in {cited[0] for cited in hit}:
        rows = session.execute(
            select(ItemRevision.id, ItemRevision.item_id, *citation).where(
                ItemRevision.regulation == regulation, ItemRevision.deleted.is_(False)
            )
        )
        found.update((row[0], ItemId(row[1])) for row in rows if tuple(row[2:]) in hit)
    return found


def used_papers(session: Session, touched: Touched) -> list[UsedPaper]:
    """Papers that asked one of the revisions, the newest first."""
    asked = _asked(session, touched)
    names = _names(session, touched)
    held = _first_days(session)
    found = [
        UsedPaper(
            paper_id=PaperId(paper),
            title=title,
            exam=exam_title or "",
            session=session_title or "",
            held_on=held.get(exam) if exam else None,
            items=tuple(names[key] for key in asked[paper]),
        )
        for paper, title, exam, exam_title, session_title in _set_papers(session, list(asked))
    ]
    return sorted(found, key=lambda one: (one.held_on or date.min, one.paper_id), reverse=True)


def certified_people(session: Session, touched: Touched, end: LivesOnAs) -> list[CertifiedPerson]:
    """People who hold a certificate of an exam that asked one of the revisions."""
    asked = _asked(session, touched)
    names = _names(session, touched)
    exams = {
        row[2]: (row[3], row[0]) for row in _set_papers(session, list(asked)) if row[2] is not None
    }
    sat = {(exam, end(person)): day for (exam, person), day in _days(session).items()}
    held = [row for row in _certificates(session) if row.exam_id in exams]
    stations = _stations(session, {end(row.person_id) for row in held})
    people = [
        CertifiedPerson(
            certificate_id=CertificateId(row.id),
            name=str(row.wording.get("name", "")),
            station=stations.get(end(row.person_id), ""),
            number=str(row.wording.get("number", "")),
            exam=exams[row.exam_id][0],
            sat_on=sat.get((row.exam_id, end(row.person_id))) if row.exam_id else None,
            items=tuple(names[key] for key in asked[exams[row.exam_id][1]]),
        )
        for row in held
    ]
    return sorted(people, key=lambda one: (one.station, one.name, one.number))


def _asked(session: Session, touched: Touched) -> dict[uuid.UUID, list[ItemId]]:
    """Papers, each with the items it asked, in the order of its places."""
    found: dict[uuid.UUID, list[ItemId]] = defaultdict(list)
    keys = list(touched)
    for start in range(0, len(keys), CHUNK):
        rows = session.execute(
            select(PaperItem.paper_id, PaperItem.revision_id)
            .join(Paper, Paper.id == PaperItem.paper_id)
            .where(
                PaperItem.revision_id.in_(keys[start : start + CHUNK]), Paper.deleted.is_(False)
            )
            .order_by(PaperItem.paper_id, PaperItem.position)
        )
        for paper, revision in rows:
            found[paper].append(touched[revision])
    return dict(found)


def _set_papers(session: Session, papers: Sequence[uuid.UUID]) -> Iterator[tuple[Any, ...]]:
    """Paper, its title, and each exam it was set in with the title of its session."""
    for start in range(0, len(papers), CHUNK):
        yield from session.execute(
            select(Paper.id, Paper.title, Exam.id, Exam.title, TrainingSession.title)
            .outerjoin(Exam, (Exam.paper_id == Paper.id) & Exam.deleted.is_(False))
            .outerjoin(TrainingSession, TrainingSession.id == Exam.session_id)
            .where(Paper.id.in_(papers[start : start + CHUNK]))
        )


def _names(session: Session, touched: Touched) -> dict[ItemId, str]:
    wanted = set(touched.values())
    rows = session.execute(select(Item.id, Item.source, Item.number))
    return {
        ItemId(key): number if source == UNIFIED else item_name(name_of_source(source), number)
        for key, source, number in rows
        if key in wanted
    }


def _days(session: Session) -> dict[tuple[uuid.UUID, uuid.UUID], date]:
    """The day each person sat each exam; where he sat it twice, the last."""
    attempts = session.execute(
        select(Attempt.exam_id, Attempt.person_id, Attempt.started_at)
        .where(Attempt.deleted.is_(False))
        .order_by(Attempt.id)
    )
    return {(exam, person): at.date() for exam, person, at in attempts}


def _first_days(session: Session) -> dict[uuid.UUID, date]:
    first: dict[uuid.UUID, date] = {}
    for (exam, _person), day in _days(session).items():
        first[exam] = min(day, first.get(exam, day))
    return first


def _certificates(session: Session) -> list[Certificate]:
    """Certificates of exams that stand; a replaced one is left out."""
    living = session.scalars(select(Certificate).where(Certificate.deleted.is_(False))).all()
    replaced = {row.replaces_id for row in living if row.replaces_id}
    return [row for row in living if row.exam_id is not None and row.id not in replaced]


def _stations(session: Session, people: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The name of each person's station."""
    found: dict[uuid.UUID, str] = {}
    keys = list(people)
    for start in range(0, len(keys), CHUNK):
        statement = select(Person.id, Station.name).join(Station, Station.id == Person.station_id)
        rows = session.execute(statement.where(Person.id.in_(keys[start : start + CHUNK])))
        found.update((key, name) for key, name in rows)
    return found
