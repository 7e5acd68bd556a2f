"""Batches of paper ballots as they are kept: found, and put together."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import AppraisalSubject, BallotBatch
from jyguide.appraisal.ballots import Batch, Count, standing_pools
from jyguide.appraisal.kinds import Source
from jyguide.appraisal.rows import BatchRow
from jyguide.appraisal.stored import counts_from_json
from jyguide.ids import AppraisalId, AppraisalSubjectId


def _taking_part(appraisal_id: AppraisalId) -> tuple[ColumnElement[bool], ...]:
    """Of whom there are batches: what was keyed in of people who left lies still."""
    return (
        AppraisalSubject.appraisal_id == appraisal_id,
        AppraisalSubject.deleted.is_(False),
        AppraisalSubject.left_on.is_(None),
    )


def living_batches(session: Session, appraisal_id: AppraisalId) -> list[BallotBatch]:
    """Every batch there is of whoever takes part."""
    return list(
        session.scalars(
            select(BallotBatch)
            .join(AppraisalSubject, AppraisalSubject.id == BallotBatch.subject_id)
            .where(
                *_taking_part(appraisal_id),
                BallotBatch.deleted.is_(False),
            )
        )
    )


def batches_named(
    session: Session, appraisal_id: AppraisalId, source: Source, name: str
) -> dict[AppraisalSubjectId, BallotBatch]:
    """One batch by whom it is about, what was removed of it included."""
    rows = session.scalars(
        select(BallotBatch)
        .join(AppraisalSubject, AppraisalSubject.id == BallotBatch.subject_id)
        .where(
            *_taking_part(appraisal_id),
            BallotBatch.source == source.value,
            BallotBatch.batch == name,
        )
    )
    return {AppraisalSubjectId(row.subject_id): row for row in rows}


def by_subject(rows: Sequence[BallotBatch]) -> list[list[BallotBatch]]:
    """What belongs to one secretary and one source, together."""
    by: defaultdict[tuple[Any, str], list[BallotBatch]] = defaultdict(list)
    for row in rows:
        by[row.subject_id, row.source].append(row)
    return list(by.values())


def waiting_rows(rows: Sequence[BallotBatch]) -> list[BallotBatch]:
    """Of one secretary and one source, those that are not counted in."""
    pools = standing_pools((row.pool, row.voters) for row in rows)
    return [row for row in rows if row.pool not in pools]


def merged_with(
    session: Session, appraisal_id: AppraisalId, living: Sequence[BallotBatch]
) -> list[BallotBatch]:
    """What was counted in together with these."""
    pools = {(row.subject_id, row.source, row.pool) for row in living if row.pool}
    if not pools:
        return []
    mine = {row.id for row in living}
    return [
        row
        for row in living_batches(session, appraisal_id)
        if row.id not in mine and (row.subject_id, row.source, row.pool) in pools
    ]


def batch_of(row: BallotBatch) -> Batch:
    """A row as the rules read it."""
    numbers = (row.voters, row.issued, row.returned, row.invalid)
    return Batch(Count(*numbers, counts_from_json(row.counts)), row.pool)


def batch_row(
    source: Source, name: str, rows: Sequence[BallotBatch], held: Collection[uuid.UUID]
) -> BatchRow:
    """A batch as it is shown; `held` are the keys of rows that are not counted in."""
    days: list[date] = [row.counted_on for row in rows]
    return BatchRow(
        source=source,
        name=name,
        people=len(rows),
        waiting=sum(row.id in held for row in rows),
        voters=max(row.voters for row in rows),
        issued=max(row.issued for row in rows),
        returned=max(row.returned for row in rows),
        counted_on=max(days),
        counted_by=rows[0].counted_by,
        subjects=frozenset(AppraisalSubjectId(row.subject_id) for row in rows),
        versions={AppraisalSubjectId(row.subject_id): row.sync_v for row in rows},
    )
