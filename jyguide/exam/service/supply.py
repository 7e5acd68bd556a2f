"""Reading what papers are drawn from: enough to draw, and no more of ten thousand items.

To read whole contents took two thirds of a second for ten thousand items, to make keys of their
text a tenth: so keys stay text until something is drawn, and only what is drawn is read whole.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from db.models import DistinctItems, Item, ItemRevision, PaperItem
from db.models import Paper as PaperTable
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.bank.service.rows import CHUNK, known_recalls
from jyguide.exam.composing.blueprint import BlueprintLine, Candidate
from jyguide.exam.composing.cells import Cell
from jyguide.exam.composing.drawing import Pool


def _as_text(column: Any) -> Any:
    """A key as text: 32 hexadecimal signs, on a server with dashes between them."""
    return cast(column, String)


_TRAITS = (
    _as_text(Item.id),
    _as_text(Item.revision_id),
    _as_text(Item.question_id),
    ItemRevision.kind,
    ItemRevision.category,
    ItemRevision.difficulty,
    ItemRevision.stem,
    Item.station_id.is_(None),
)
_CITATION = (ItemRevision.regulation, ItemRevision.edition, ItemRevision.article)


class _Row(NamedTuple):
    """What `_TRAITS` asks for."""

    item: str
    revision: str
    question: str | None
    kind: str
    category: str
    difficulty: int
    stem: str
    unified: bool


class Entry(NamedTuple):
    """An item that may be drawn; keys as text."""

    item: str
    revision: str
    question: str | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Supply:
    """What the bank offers, in the order of the items' keys.

    Attributes:
        entries: What may be drawn.
        avoided: What may not because one of the avoided papers asked it.
    """

    entries: tuple[Entry, ...]
    avoided: tuple[Entry, ...] = ()

    def pool(self) -> Pool:
        return Pool([one.cell for one in self.entries], [one.question for one in self.entries])

    def avoided_counts(self) -> Mapping[Cell, int]:
        return Counter(one.cell for one in self.avoided)

    def digest(self) -> str:
        """Tells whether a pool is the same as another one was."""
        text = "".join(f"{one.item}{one.revision}{one.question}" for one in self.entries)
        return hashlib.sha256(text.replace("-", "").encode()).hexdigest()[:32]

    def without(self, items: Collection[str]) -> Supply:
        """Avoid these items."""
        return Supply(
            tuple(one for one in self.entries if one.item not in items),
            tuple(one for one in self.entries if one.item in items),
        )

    def among(self, items: Collection[uuid.UUID]) -> Supply:
        """Only these items."""
        return Supply(tuple(one for one in self.entries if uuid.UUID(one.item) in items))

    def accepted_by(self, lines: Sequence[BlueprintLine]) -> Supply:
        """Only what some line asks for: what nobody asked for changes no paper."""
        every = {one.cell for one in self.entries}
        wanted = {cell for cell in every if any(line.takes(cell) for line in lines)}
        if wanted == every:
            return self
        return Supply(tuple(one for one in self.entries if one.cell in wanted))


def read_supply(session: Session) -> Supply:
    """Items in force and not recalled that have a key, each question only once.

    One stem may be many questions (“下列说法正确的是”): the options tell them apart, in whatever
    order they stand. Of two that ask the same, that of the unified bank is offered.
    """
    recalls = known_recalls(session)
    cited = _CITATION if recalls.any_marked else ()
    found = (
        session.connection()
        .execute(  # not by the ORM, which looks at each row once more
            select(*_TRAITS, *cited)
            .join(ItemRevision, ItemRevision.id == Item.revision_id)
            .where(
                Item.deleted.is_(False),
                Item.status == ItemStatus.IN_FORCE.value,
                ItemRevision.kind != ItemKind.ORAL.value,
                ItemRevision.answer.is_not(None),
            )
        )
        .all()
    )
    width = len(_TRAITS)
    rows: list[_Row] = [
        _Row(*row[:width])
        for row in found
        if not cited or recalls.of_citation(*row[width:]) is None
    ]
    rows.sort()  # by the item's key
    double = _doubles(session, rows)
    return Supply(
        tuple(
            Entry(item, revision, question, (kind, category, difficulty))
            for item, revision, question, kind, category, difficulty, _stem, _unified in rows
            if item not in double
        )
    )


def candidates_of(supply: Supply) -> list[Candidate]:
    """The same with keys as the rest of the program has them."""
    return [
        Candidate(
            revision_id=uuid.UUID(one.revision),
            item_id=uuid.UUID(one.item),
            kind=ItemKind(one.cell[0]),
            category=one.cell[1],
            difficulty=one.cell[2],
            question=uuid.UUID(one.question) if one.question else None,
        )
        for one in supply.entries
    ]


def asked_by(session: Session, papers: Iterable[uuid.UUID]) -> set[str]:
    """The items these papers asked, whatever revision of them."""
    asked = (
        select(_as_text(ItemRevision.item_id))
        .join(PaperItem, PaperItem.revision_id == ItemRevision.id)
        .where(PaperItem.paper_id.in_(list(papers)))
    )
    return set(session.scalars(asked))


def asked_by_each(
    session: Session, papers: Sequence[uuid.UUID]
) -> tuple[frozenset[uuid.UUID], ...]:
    """The items each of these papers asked."""
    asked: dict[uuid.UUID, set[uuid.UUID]] = {paper: set() for paper in papers}
    found = session.execute(
        select(PaperItem.paper_id, ItemRevision.item_id)
        .join(PaperItem, PaperItem.revision_id == ItemRevision.id)
        .where(PaperItem.paper_id.in_(list(papers)))
    )
    for paper, item in found:
        asked[paper].add(item)
    return tuple(frozenset(asked[paper]) for paper in papers)


def last_papers(session: Session, station: uuid.UUID | None, count: int) -> list[uuid.UUID]:
    """The last so many papers of an office, the newest first; variants of one are one."""
    if count <= 0:
        return []
    return list(
        session.scalars(
            select(PaperTable.id)
            .where(
                PaperTable.station_id == station,
                PaperTable.variant_of_id.is_(None),
                PaperTable.deleted.is_(False),
            )
            .order_by(PaperTable.id.desc())
            .limit(count)
        )
    )


def found_distinct(session: Session) -> frozenset[frozenset[str]]:
    """Pairs of items that look alike and that a person has found to be two."""
    pairs = session.execute(
        select(_as_text(DistinctItems.item_id), _as_text(DistinctItems.other_id)).where(
            DistinctItems.deleted.is_(False)
        )
    )
    return frozenset(frozenset(pair) for pair in pairs)


def _doubles(session: Session, rows: Sequence[_Row]) -> set[str]:
    """Items that ask the same as one that is offered."""
    asked = Counter([(row.kind, row.stem) for row in rows])
    if len(asked) == len(rows):
        return set()
    again = [row for row in rows if asked[row.kind, row.stem] > 1]
    options = _options(session, [row.revision for row in again])
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    double: set[str] = set()
    for row in sorted(again, key=lambda row: (not row.unified, row.item)):
        mark = row.kind, row.stem, options[row.revision]
        if mark in seen:
            double.add(row.item)
        seen.add(mark)
    return double


def _options(session: Session, revisions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(revisions), CHUNK):
        keys = [uuid.UUID(one) for one in revisions[start : start + CHUNK]]
        said = select(_as_text(ItemRevision.id), ItemRevision.options).where(
            ItemRevision.id.in_(keys)
        )
        found |= {key: tuple(sorted(texts)) for key, texts in session.execute(said)}
    return found
