"""What has been entered of inspections so far; stays on this PC and is not journalled."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import InspectionDraft
from jyguide.errors import RuleError
from jyguide.ids import InspectionId
from jyguide.standard.scoring import Score, Scores
from jyguide.standard.stored import scores_from_json, scores_to_json
from jyguide.standard.visit import VisitHead

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it lies there.

    Attributes:
        place: Code of the criterion last looked at.
        at: When it was last kept; no two keepings of a draft have the same.
    """

    scores: Scores = field(default_factory=dict)
    head: VisitHead = field(default_factory=VisitHead)
    place: str = ""
    at: datetime | None = None


class OvertakenError(RuleError):
    """Another window has kept something of the same draft since this one read it."""

    def __init__(self) -> None:
        super().__init__(
            "这次检查在另一个窗口里又录入过，这里刚改的内容还没有保存。",
            hint="点“读取最新内容”看另一个窗口录入了什么；这里没有保存的几条会保留在上面。",
        )


def read_draft(session: Session, key: InspectionId) -> Draft:
    """What has been entered; an empty draft where nothing was."""
    row = session.get(InspectionDraft, key)
    return Draft() if row is None else _told(row)


def read_drafts(session: Session, keys: Iterable[InspectionId]) -> dict[InspectionId, Draft]:
    """Those of many; who has none is left out."""
    wanted = list(keys)
    found: dict[InspectionId, Draft] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        rows = session.scalars(
            select(InspectionDraft).where(InspectionDraft.inspection_id.in_(part))
        )
        found |= {InspectionId(row.inspection_id): _told(row) for row in rows}
    return found


def _told(row: InspectionDraft) -> Draft:
    head = row.head
    day = head.get("visited_on")
    return Draft(
        scores=scores_from_json(row.scores),
        head=VisitHead(
            date.fromisoformat(day) if day else None,
            head.get("conclusion", ""),
            head.get("received_by", ""),
        ),
        place=row.place,
        at=row.at,
    )


def keep_draft(session: Session, key: InspectionId, draft: Draft, now: datetime) -> datetime:
    """Write what has been entered over what was there; returns when, which tells it apart."""
    row = session.get(InspectionDraft, key)
    if row is None:
        row = InspectionDraft(inspection_id=key, scores={}, head={}, place="", at=now)
        session.add(row)
    elif now <= row.at:
        now = row.at + timedelta(milliseconds=1)
    row.scores = scores_to_json(draft.scores)
    row.head = _kept(draft.head)
    row.place = draft.place
    row.at = now
    return now


def _kept(head: VisitHead) -> dict[str, Any]:
    day = head.visited_on.isoformat() if head.visited_on else None
    kept = {"visited_on": day, "conclusion": head.conclusion, "received_by": head.received_by}
    return {name: value for name, value in kept.items() if value}


def drop_draft(session: Session, key: uuid.UUID) -> None:
    """Throw away what has been entered."""
    row = session.get(InspectionDraft, key)
    if row is not None:
        session.delete(row)


def changed(scores: Scores, entered: Mapping[str, Score]) -> dict[str, Score]:
    """Scores with what was entered last; a criterion said nothing of any more is taken out."""
    found = {**scores, **entered}
    return {code: said for code, said in found.items() if said != Score()}
