"""Papers that ask the same: variants of one another, and those opened from one sealed exam."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.exam.row import ExamRow
from jyguide.ids import PaperId


@dataclass(frozen=True, slots=True)
class Kin:
    """What tells to which others a paper belongs; see ``PaperRow``."""

    id: PaperId
    variant: str = ""
    variant_of: PaperId | None = None
    seal_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class PaperFamily:
    """Papers that ask the same, and the exams at which they were sat.

    Attributes:
        papers: The one the others are variants of first; its letters and order count.
        exams: The newest first.
    """

    papers: tuple[PaperId, ...]
    exams: tuple[ExamRow, ...] = ()

    @property
    def head(self) -> PaperId:
        return self.papers[0]


def families(papers: Iterable[Kin]) -> dict[PaperId, tuple[PaperId, ...]]:
    """Of each paper the whole family, its head first, then by variant."""
    rows = list(papers)
    by_id = {row.id: row for row in rows}
    found: dict[uuid.UUID, list[Kin]] = {}
    for row in rows:
        found.setdefault(_name(row, by_id), []).append(row)
    named = [tuple(row.id for row in sorted(members, key=_order)) for members in found.values()]
    return {key: family for family in named for key in family}


def _name(row: Kin, by_id: dict[PaperId, Kin]) -> uuid.UUID:
    """What all of a family share: the sealed exam, else the paper they are variants of."""
    root = by_id.get(row.variant_of, row) if row.variant_of else row
    return row.seal_id or root.seal_id or row.variant_of or row.id


def _order(row: Kin) -> tuple[bool, str, uuid.UUID]:
    return row.variant_of is not None, row.variant, row.id
