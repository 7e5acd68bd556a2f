"""Papers that ask the same: variants of one another, and those opened from one sealed exam."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.exam.paper import PaperRow
from jyguide.exam.row import ExamRow
from jyguide.ids import PaperId


@dataclass(frozen=True, slots=True)
class PaperFamily:
    """Papers that ask the same, and the exams at which they were sat.

    Attributes:
        papers: The one the others are variants of first; its letters and order count.
        exams: The newest first.
    """

    papers: tuple[PaperRow, ...]
    exams: tuple[ExamRow, ...] = ()

    @property
    def head(self) -> PaperRow:
        return self.papers[0]

    @property
    def paper_ids(self) -> tuple[PaperId, ...]:
        return tuple(row.id for row in self.papers)


def families(papers: Iterable[PaperRow]) -> dict[PaperId, tuple[PaperRow, ...]]:
    """Of each paper the whole family, its head first, then by variant."""
    rows = list(papers)
    by_id = {row.id: row for row in rows}
    found: dict[uuid.UUID, list[PaperRow]] = {}
    for row in rows:
        found.setdefault(_name(row, by_id), []).append(row)
    return {
        row.id: tuple(sorted(members, key=_order)) for members in found.values() for row in members
    }


def _name(row: PaperRow, by_id: dict[PaperId, PaperRow]) -> uuid.UUID:
    """What all of a family share: the sealed exam, else the paper they are variants of."""
    root = by_id.get(row.variant_of, row) if row.variant_of else row
    return row.seal_id or root.seal_id or row.variant_of or row.id


def _order(row: PaperRow) -> tuple[bool, str, uuid.UUID]:
    return row.variant_of is not None, row.variant, row.id
