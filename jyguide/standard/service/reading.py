"""How standardisation is read, a few statements whatever the number of branches."""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable
from datetime import date
from sys import intern
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session, aliased

from db.models import (
    Checklist,
    Inspection,
    PhaseClosing,
    RectificationMeasure,
    RoundBranch,
    StandardRound,
    Station,
)
from jyguide.errors import RuleError
from jyguide.ids import (
    ChecklistId,
    InspectionId,
    LotId,
    MeasureId,
    RoundBranchId,
    RoundId,
    StationId,
)
from jyguide.standard.kinds import BranchKind, Phase, Verification
from jyguide.standard.round import RoundFacts, RoundRow
from jyguide.standard.rows import InspectionRow, MeasureRow, RoundBranchRow
from jyguide.standard.stored import rule_from_json, schedule_from_json, tally_from_text

_AT_ONCE = 2_000
"""Rows of a ledger that are in memory at a time while they are read."""


def round_rows(session: Session, *wanted: ColumnElement[bool]) -> list[RoundRow]:
    """Living rounds, the newest year first."""
    taking_part = (
        select(func.count())
        .select_from(RoundBranch)
        .where(RoundBranch.round_id == StandardRound.id, RoundBranch.deleted.is_(False))
        .where(RoundBranch.left_on.is_(None))
        .scalar_subquery()
    )
    found = session.execute(
        select(StandardRound, Station.name, taking_part)
        .outerjoin(Station, Station.id == StandardRound.station_id)
        .where(StandardRound.deleted.is_(False), *wanted)
        .order_by(StandardRound.year.desc(), StandardRound.id.desc())
    ).all()
    closed = closings(session, [row.id for row, _, _ in found])
    return [
        RoundRow(
            id=RoundId(row.id),
            station_id=_station(row.station_id),
            station=name or "",
            facts=round_facts(row),
            closed=closed.get(row.id, {}),
            branches=count,
            version=row.sync_v,
        )
        for row, name, count in found
    ]


def round_row(session: Session, round_id: RoundId) -> RoundRow:
    """One round.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    found = round_rows(session, StandardRound.id == round_id)
    if not found:
        raise RuleError("这个轮次已被删除。", hint="请刷新后重新选择轮次。")
    return found[0]


def round_facts(row: StandardRound) -> RoundFacts:
    """What was laid down of a round."""
    return RoundFacts(
        name=row.name,
        year=row.year,
        checklists={
            BranchKind(kind): ChecklistId(uuid.UUID(key)) for kind, key in row.checklists.items()
        },
        schedule=schedule_from_json(row.schedule),
        rule=rule_from_json(row.rule),
        note=row.note,
    )


def closings(session: Session, rounds: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[Phase, date]]:
    """The days on which phases were closed, by round."""
    closed: dict[uuid.UUID, dict[Phase, date]] = {}
    for row in session.scalars(
        select(PhaseClosing)
        .where(PhaseClosing.round_id.in_(list(rounds)), PhaseClosing.deleted.is_(False))
        .order_by(PhaseClosing.closed_at.desc())
    ):
        closed.setdefault(row.round_id, {})[Phase(row.phase)] = row.closed_at.date()
    return closed


def branch_rows(session: Session, *wanted: ColumnElement[bool]) -> list[RoundBranchRow]:
    """Living branches of rounds, those that left too, in their order."""
    found = session.execute(
        select(*_OF_BRANCH)
        .outerjoin(Station, Station.id == RoundBranch.station_id)
        .where(RoundBranch.deleted.is_(False), *wanted)
        .order_by(RoundBranch.position, RoundBranch.name, RoundBranch.id)
    )
    return [_branch(*row) for row in found]


_OF_BRANCH = (
    RoundBranch.id,
    RoundBranch.round_id,
    RoundBranch.station_id,
    Station.name,
    RoundBranch.organisation_key,
    RoundBranch.checklist_id,
    RoundBranch.name,
    RoundBranch.township,
    RoundBranch.kind,
    RoundBranch.position,
    RoundBranch.left_on,
    RoundBranch.left_reason,
)
"""In the order of `RoundBranchRow`: a city has thousands, and names would be looked up in each."""


def _branch(*values: Any) -> RoundBranchRow:
    key, round_id, station_id, station, organisation, checklist, name, township, kind, *rest = (
        values
    )
    return RoundBranchRow(
        key, round_id, station_id, intern(station or ""), organisation, checklist, intern(name),
        intern(township), BranchKind(kind), *rest,
    )  # fmt: skip


def inspection_rows(session: Session, *wanted: ColumnElement[bool]) -> list[InspectionRow]:
    """Living inspections without their scores; a copy is left out where its original is here."""
    original = aliased(Inspection)
    here = select(original.id).where(original.id == Inspection.copy_of_key).exists()
    columns = [
        each for each in Inspection.__table__.columns if each.name not in ("scores", "result")
    ]
    found = session.execute(
        select(*columns, cast(Inspection.result, Text).label("result"))
        .where(Inspection.deleted.is_(False), ~here, *wanted)
        .order_by(Inspection.id)
    )
    replaced = replaced_keys(session)
    return [_inspection(row, replaced) for row in found]


def replaced_keys(session: Session) -> frozenset[uuid.UUID | None]:
    """Inspections that a later one corrects: few, and a scan for each row would be many."""
    found = session.scalars(
        select(Inspection.replaces_key).where(
            Inspection.replaces_key.is_not(None),
            Inspection.completed_at.is_not(None),
            Inspection.deleted.is_(False),
        )
    )
    return frozenset(found)


def _inspection(row: Any, replaced: Container[uuid.UUID | None]) -> InspectionRow:
    """A correction names the original, also where only a copy of it is here."""
    return InspectionRow(
        id=InspectionId(row.id),
        station_id=_station(row.station_id),
        round_id=RoundId(row.round_id),
        phase=Phase(row.phase),
        branch_id=RoundBranchId(row.branch_key),
        branch=row.branch,
        township=row.township,
        kind=BranchKind(row.kind),
        checklist_id=ChecklistId(row.checklist_id),
        inspector=row.inspector,
        due_on=row.due_on,
        visited_on=row.visited_on,
        completed_at=row.completed_at,
        tally=tally_from_text(row.result) if row.completed_at is not None else None,
        conclusion=row.conclusion,
        received_by=row.received_by,
        lot_id=LotId(row.lot_key) if row.lot_key else None,
        replaces=_inspection_id(row.replaces_key),
        follow_up_of=_inspection_id(row.follow_up_of_key),
        copy_of=_inspection_id(row.copy_of_key),
        replaced=row.id in replaced
        or (row.copy_of_key is not None and row.copy_of_key in replaced),
        version=row.sync_v,
    )


def measure_rows(session: Session, *wanted: ColumnElement[bool]) -> list[MeasureRow]:
    """Living rectification measures, by branch and criterion."""
    found = session.execute(
        select(*RectificationMeasure.__table__.columns)
        .where(RectificationMeasure.deleted.is_(False), *wanted)
        .order_by(
            RectificationMeasure.township,
            RectificationMeasure.branch,
            RectificationMeasure.criterion,
            RectificationMeasure.id,
        )
        .execution_options(yield_per=_AT_ONCE)
    )
    known: dict[Any, Any] = {}
    return [measure_row(row, known) for row in found]


def measure_row(row: Any, known: dict[Any, Any] | None = None) -> MeasureRow:
    """A measure as a value, from its columns or from its row.

    Args:
        row: A row of the table, or its columns.
        known: Values of other rows that this one shares; those it has are added.
    """
    shared: dict[Any, Any] = {} if known is None else known

    def one(value: Any) -> Any:
        """The same object for equal values: a round has thousands of measures."""
        return shared.setdefault(value, value)

    return MeasureRow(
        id=MeasureId(row.id),
        station_id=_station(one(row.station_id)),
        round_id=RoundId(one(row.round_id)),
        branch_id=RoundBranchId(one(row.branch_key)),
        branch=one(row.branch),
        township=one(row.township),
        inspection_id=InspectionId(one(row.inspection_key)),
        phase=Phase(row.phase),
        criterion=one(row.criterion),
        asked=one(row.asked),
        points=row.points,
        full_points=row.full_points,
        finding=one(row.finding),
        measure=one(row.measure),
        owner=one(row.owner),
        due_on=row.due_on,
        done_on=row.done_on,
        done_by=one(row.done_by),
        done_note=one(row.done_note),
        verification=Verification(row.verification),
        verified_on=row.verified_on,
        verified_by=one(row.verified_by),
        verified_note=one(row.verified_note),
        rescored_points=row.rescored_points,
        rescored_on=row.rescored_on,
        rescored_by=one(row.rescored_by),
        notice_number=one(row.notice_number),
        notified_on=row.notified_on,
        reply_by=row.reply_by,
        receipt_on=row.receipt_on,
        found_on=row.found_on,
        version=one(row.sync_v),
    )


def living_checklist(session: Session, checklist_id: ChecklistId) -> Checklist:
    """One version of a checklist.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    row = session.get(Checklist, checklist_id)
    if row is None or row.deleted:
        raise RuleError(
            "这份检查表已被删除，或者草稿已经在别处启用。", hint="请刷新后重新选择检查表。"
        )
    return row


def _station(key: uuid.UUID | None) -> StationId | None:
    return None if key is None else StationId(key)


def _inspection_id(key: uuid.UUID | None) -> InspectionId | None:
    return None if key is None else InspectionId(key)
