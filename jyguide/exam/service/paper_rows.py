"""Papers as lists show them: with their variants, and how often each was put before people."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from db.models import Exam, PaperItem
from db.models import Paper as PaperTable
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import DrawnItem
from jyguide.exam.paper import PaperRow
from jyguide.ids import PaperId

_ITEMS = select(func.count()).where(PaperItem.paper_id == PaperTable.id).scalar_subquery()
_COLUMNS = (
    *(PaperTable.id, PaperTable.title, PaperTable.seed, PaperTable.total_points),
    *(PaperTable.pass_points, PaperTable.minutes, _ITEMS.label("items")),
    *(PaperTable.variant, PaperTable.variant_of_id, PaperTable.seal_id, PaperTable.drawing),
    PaperTable.deleted,
)
_Found = Row[*tuple[object, ...]]


def paper_rows(session: Session) -> list[PaperRow]:
    """Every paper, the newest first; B, C and D stand behind their A and are not listed."""
    found = _find(session)
    gone = {one.id for one in found if one.deleted}
    # one that another PC took off the list while an exam here uses it is needed again
    return [
        row
        for row in _as_rows(session, found)
        if row.variant_of is None and (row.id not in gone or row.exams)
    ]


def family_rows(session: Session, paper_id: uuid.UUID) -> list[PaperRow]:
    """A paper and its variants in the order of their letters, whichever of them is given."""
    head = session.scalar(select(PaperTable.variant_of_id).where(PaperTable.id == paper_id))
    root = head or paper_id
    found = _find(session, or_(PaperTable.id == root, PaperTable.variant_of_id == root))
    return sorted(_as_rows(session, found), key=lambda row: row.variant)


def exams_of(session: Session, papers: Iterable[uuid.UUID] | None = None) -> Counter[uuid.UUID]:
    """How many exams use each paper."""
    statement = select(Exam.paper_id, func.count()).where(Exam.deleted.is_(False))
    if papers is not None:
        statement = statement.where(Exam.paper_id.in_(list(papers)))
    found = session.execute(statement.group_by(Exam.paper_id))
    return Counter({row[0]: int(row[1]) for row in found})


def found_paper(row: PaperTable | None) -> PaperTable:
    """The paper that was asked for.

    Raises:
        RuleError: there is no such paper.
    """
    if row is None:
        raise RuleError("没有找到这份试卷，没有改动。", hint="请刷新列表后重新选择。")
    return row


def places_of(session: Session, paper_id: uuid.UUID) -> Sequence[PaperItem]:
    """What stands on a paper, in its order."""
    return session.scalars(
        select(PaperItem).where(PaperItem.paper_id == paper_id).order_by(PaperItem.position)
    ).all()


def add_places(session: Session, paper_id: uuid.UUID, items: Sequence[DrawnItem]) -> None:
    """Put items on a new paper, in this order."""
    for position, one in enumerate(items, start=1):
        session.add(
            PaperItem(
                paper_id=paper_id,
                position=position,
                revision_id=one.revision_id,
                points=one.points,
                option_order=list(one.order),
            )
        )


def _find(session: Session, *which: ColumnElement[bool]) -> list[_Found]:
    statement = select(*_COLUMNS).where(*which).order_by(PaperTable.id.desc())
    return list(session.execute(statement).all())


def _as_rows(session: Session, found: list[_Found]) -> list[PaperRow]:
    letters: dict[uuid.UUID, list[str]] = defaultdict(list)
    for one in found:
        if one.variant:
            letters[one.variant_of_id or one.id].append(one.variant)
    exams: Counter[uuid.UUID] = Counter()
    used = exams_of(session)
    for one in found:
        exams[one.variant_of_id or one.id] += used[one.id]
    return [
        PaperRow(
            id=PaperId(one.id),
            title=one.title,
            seed=one.seed,
            total_points=one.total_points,
            pass_points=one.pass_points,
            minutes=one.minutes,
            items=one.items,
            variant=one.variant,
            variant_of=PaperId(one.variant_of_id) if one.variant_of_id else None,
            seal_id=one.seal_id,
            variants=tuple(sorted(letters[one.variant_of_id or one.id])),
            exams=exams[one.variant_of_id or one.id],
            origin=(one.drawing or {}).get("origin", "drawn"),
        )
        for one in found
    ]
