"""Looking at a branch again: what a follow-up visit goes back to and what it asks."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Inspection, RectificationMeasure
from jyguide.errors import RuleError
from jyguide.ids import InspectionId
from jyguide.place import Place
from jyguide.standard.checklist import Criteria
from jyguide.standard.counting import after_rectification
from jyguide.standard.rows import MeasureRow
from jyguide.standard.scoring import Score, Scores, tally
from jyguide.standard.service.inspecting import (
    criteria_of,
    is_mine,
    living_inspection,
    original_of,
    scores_of,
)
from jyguide.standard.service.reading import measure_rows
from jyguide.standard.visit import asked_again


def root_of(session: Session, key: InspectionId) -> Inspection:
    """The completed inspection that a follow-up visit goes back to; itself where it is none.

    Raises:
        RuleError: it was deleted, is not completed, was corrected, or has not arrived here.
    """
    row = living_inspection(session, key)
    if row.follow_up_of_key is not None:
        row = _followed(session, row)
    if row.completed_at is None:
        raise RuleError("这次检查还没有完成，不能复查。", hint="请先完成检查，整改以后再复查。")
    later = select(Inspection.id).where(
        Inspection.branch_key == row.branch_key,  # by its index: no table is read through
        Inspection.replaces_key == original_of(row),
        Inspection.completed_at.is_not(None),
        Inspection.deleted.is_(False),
    )
    if session.scalar(later.limit(1)) is not None:
        raise RuleError(
            "这次检查已经更正，不再复查。", hint="请打开更正后的那次检查，再点“复查”。"
        )
    return row


def _followed(session: Session, row: Inspection) -> Inspection:
    found = session.scalar(
        select(Inspection).where(
            Inspection.branch_key == row.branch_key,
            (Inspection.id == row.follow_up_of_key)
            | (Inspection.copy_of_key == row.follow_up_of_key),
        )
    )
    if found is None:
        raise RuleError(
            "原来的那次检查不在这台电脑上，打不开复查。",
            hint="请先导入检查单位或市级的同步文件。",
        )
    return found


def asked_of(session: Session, row: Inspection) -> tuple[Criteria, Scores]:
    """What an inspection asks, and how the branch stood before; the latter of a follow-up only."""
    criteria = criteria_of(session, row)
    if row.follow_up_of_key is None:
        return criteria, {}
    earlier = _stood(session, _followed(session, row), row)
    codes = tuple(row.scores) if row.completed_at is not None else tally(criteria, earlier).lost
    return asked_again(criteria, codes), earlier


def open_items(session: Session, root: Inspection) -> tuple[str, ...]:
    """The criteria that have lost points and not got them back on a follow-up visit."""
    return tally(criteria_of(session, root), _stood(session, root, None)).lost


def _stood(session: Session, root: Inspection, before: Inspection | None) -> dict[str, Score]:
    """How a branch stood by an inspection and the visits that followed it, up to one of them."""
    visits = [scores_of(row) for row in _visits(session, root, before)]
    return after_rectification(scores_of(root), visits, ())


def _visits(session: Session, root: Inspection, before: Inspection | None) -> list[Inspection]:
    rows = session.scalars(
        select(Inspection)
        .where(
            Inspection.branch_key == root.branch_key,
            Inspection.follow_up_of_key == original_of(root),
            Inspection.deleted.is_(False),
            Inspection.completed_at.is_not(None),
        )
        .order_by(Inspection.completed_at, Inspection.id)
    ).all()
    aside = {row.replaces_key for row in rows}
    if before is not None:
        aside |= {before.id, before.replaces_key}
    until = before.completed_at if before is not None else None
    return [
        row
        for row in rows
        if row.id not in aside
        and row.copy_of_key not in aside - {None}
        and (until is None or (row.completed_at is not None and row.completed_at < until))
    ]


def of_origin(
    session: Session, place: Place, before: Inspection, *origin: ColumnElement[bool]
) -> Inspection | None:
    """This office's latest living inspection of such an origin, of the same branch."""
    rows = session.scalars(
        select(Inspection)
        .where(Inspection.branch_key == before.branch_key, Inspection.deleted.is_(False), *origin)
        .order_by(Inspection.id.desc())
    )
    return next((row for row in rows if is_mine(row, place)), None)


def refuse_looked_at_again(session: Session, row: Inspection) -> None:
    """Raise where a follow-up visit rests on an inspection that is to be corrected."""
    visit = select(Inspection.id).where(
        Inspection.branch_key == row.branch_key,
        Inspection.follow_up_of_key == row.id,
        Inspection.completed_at.is_not(None),
        Inspection.deleted.is_(False),
    )
    if session.scalar(visit.limit(1)) is not None:
        raise RuleError(
            "这次检查已经复查过，复查以它为底，不能再更正。",
            hint="请再做一次复查，在复查里写明实际情况。",
        )


def measures_of(session: Session, row: Inspection) -> dict[str, MeasureRow]:
    """What was undertaken about the inspection that a follow-up visit goes back to."""
    if row.follow_up_of_key is None:
        return {}
    wanted = RectificationMeasure.inspection_key == row.follow_up_of_key
    return {one.criterion: one for one in measure_rows(session, wanted)}
