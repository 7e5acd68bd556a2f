"""What lots are drawn from and what they came to, read in a few statements."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import (
    Inspection,
    InspectionDraft,
    Instructor,
    Person,
    RoundBranch,
    StandardLot,
    StandardRound,
    Station,
)
from jyguide.errors import RuleError
from jyguide.ids import InspectionId, LotId, OrganisationId, RoundBranchId, RoundId
from jyguide.people.organisation_tree import OrganisationTree
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.people.service.organisation_rows import read_tree
from jyguide.place import Place
from jyguide.standard.kinds import BRANCH_KIND_OF, BranchKind, LotPurpose, Phase
from jyguide.standard.lot import (
    Drawn,
    DrawnAssignment,
    LotPool,
    OfferedInspector,
    PoolBranch,
    PoolInspector,
)
from jyguide.standard.lot_record import LotRow, LotTask, how_assigned, how_sampled
from jyguide.standard.lot_stored import StoredLot, lot_from_json
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service.phases import living_round
from jyguide.standard.service.reading import branch_rows

INSTRUCTOR = "指导员"


def taking_part(session: Session, round_id: RoundId) -> list[RoundBranchRow]:
    """Branches of a round, those that left aside."""
    return branch_rows(session, RoundBranch.round_id == round_id, RoundBranch.left_on.is_(None))


def pool_of(session: Session, round_id: RoundId) -> LotPool:
    """What a lot can be drawn from now."""
    row = living_round(session, round_id)
    by_station = row.station_id is None
    branches = taking_part(session, round_id)
    tree = read_tree(session)
    units = _stations(session) if by_station else {}
    made = []
    for one in branches:
        unit = str(one.station_id or "") if by_station else _body(tree, one.organisation_id)
        unit = unit or str(one.organisation_id)
        if unit not in units:
            units[unit] = _name_of(tree, unit) or one.name
        made.append(PoolBranch(str(one.id), one.name, unit, one.township, one.kind))
    offered = _offered(session, tree, units, by_station=by_station)
    return LotPool(tuple(made), units, offered, _last_year(session, row), by_station)


def _stations(session: Session) -> dict[str, str]:
    found = session.execute(select(Station.id, Station.name).order_by(Station.position))
    return {str(key): name for key, name in found}


def _body(tree: OrganisationTree, key: OrganisationId | None) -> str:
    """The nearest village, community, office or two-new organisation at or over it, or itself."""
    if key is None or key not in tree.nodes:
        return ""
    above = reversed(tree.above(key))
    return str(next((one.id for one in above if one.kind in BRANCH_KIND_OF), key))


def _name_of(tree: OrganisationTree, unit: str) -> str:
    node = tree.nodes.get(OrganisationId(uuid.UUID(unit)))
    return "" if node is None else node.name


def _offered(
    session: Session, tree: OrganisationTree, units: dict[str, str], *, by_station: bool
) -> tuple[OfferedInspector, ...]:
    """Instructors on duty first, then whoever has a duty in a branch; units get their names."""
    found = session.execute(
        select(
            Person.id,
            Person.name,
            Person.station_id,
            Person.organisation_id,
            Person.role,
            Person.search,
            Instructor.kind,
        )
        .outerjoin(
            Instructor,
            (Instructor.person_id == Person.id)
            & Instructor.deleted.is_(False)
            & Instructor.ended_on.is_(None),
        )
        .where(Person.deleted.is_(False), or_(Instructor.id.is_not(None), Person.role != ""))
        .order_by(Person.pinyin_key, Person.id)
    )
    offered: dict[uuid.UUID, OfferedInspector] = {}
    for row in found:
        unit = str(row.station_id or "") if by_station else _body(tree, row.organisation_id)
        if unit and unit not in units:
            units[unit] = _name_of(tree, unit)
        one = PoolInspector(str(row.id), row.name, unit, str(row.id), str(row.station_id or ""))
        duty = INSTRUCTOR if row.kind else PERSON_ROLE_NAMES[PersonRole(row.role)]
        offered[row.id] = OfferedInspector(one, duty, row.search)
    return tuple(sorted(offered.values(), key=lambda each: each.duty != INSTRUCTOR))


def _last_year(session: Session, row: StandardRound) -> frozenset[tuple[str, str]]:
    """Units of inspectors and branches of the latest assignment in an earlier year's round."""
    found = session.execute(
        select(*StandardLot.__table__.columns)
        .join(StandardRound, StandardRound.id == StandardLot.round_id)
        .where(
            StandardLot.purpose == LotPurpose.ASSIGNMENT.value,
            StandardLot.deleted.is_(False),
            StandardRound.deleted.is_(False),
            StandardRound.year < row.year,
            StandardRound.station_id == row.station_id
            if row.station_id
            else StandardRound.station_id.is_(None),
        )
        .order_by(StandardRound.year.desc(), StandardLot.drawn_at.desc())
        .limit(1)
    ).first()
    if found is None:
        return frozenset()
    drawn = drawn_of(found)
    if not isinstance(drawn, DrawnAssignment):
        return frozenset()
    inspectors = {one.key: one.unit for one in drawn.terms.inspectors}
    branches = {one.key: one.unit for one in drawn.pool.branches}
    return frozenset((inspectors[one], branches[other]) for one, other in drawn.pairs)


def drawn_of(row: Any) -> Drawn:
    """A kept lot as it was drawn."""
    return lot_from_json(
        StoredLot(
            RoundId(row.round_id),
            LotPurpose(row.purpose),
            row.seed,
            row.terms,
            row.pool,
            row.drawn,
        )
    )


def living_lot(session: Session, lot_id: LotId) -> StandardLot:
    """The row of a lot.

    Raises:
        RuleError: there is none.
    """
    row = session.get(StandardLot, lot_id)
    if row is None or row.deleted:
        raise RuleError("没有找到这次抽签的记录。", hint="请刷新后重新选择。")
    return row


def lot_rows(session: Session, round_id: RoundId) -> list[LotRow]:
    """Lots kept of a round, the latest first."""
    standing: Counter[uuid.UUID | None] = Counter()
    done: Counter[uuid.UUID | None] = Counter()
    for key, completed in session.execute(
        select(Inspection.lot_key, Inspection.completed_at).where(
            Inspection.round_id == round_id,
            Inspection.lot_key.is_not(None),
            Inspection.deleted.is_(False),
            Inspection.copy_of_key.is_(None),
            Inspection.replaces_key.is_(None),
        )
    ):
        standing[key] += 1
        done[key] += completed is not None
    found = session.scalars(
        select(StandardLot)
        .where(StandardLot.round_id == round_id, StandardLot.deleted.is_(False))
        .order_by(StandardLot.drawn_at.desc(), StandardLot.id.desc())
    )
    return [lot_row(row, standing[row.id], done[row.id]) for row in found]


def lot_row(row: StandardLot, standing: int = 0, done: int = 0) -> LotRow:
    """A kept lot as lists show it."""
    drawn = drawn_of(row)
    if isinstance(drawn, DrawnAssignment):
        how = how_assigned(drawn.terms)
    else:
        how = how_sampled(drawn.terms)
    return LotRow(
        LotId(row.id),
        LotPurpose(row.purpose),
        row.drawn_at,
        row.seed,
        drawn.sentence,
        how,
        standing,
        done,
    )


def begun_here(session: Session, keys: list[uuid.UUID]) -> set[uuid.UUID]:
    """Inspections of which something was entered on this PC."""
    found = session.execute(
        select(InspectionDraft.inspection_id, InspectionDraft.scores, InspectionDraft.head)
    )
    wanted = set(keys)
    return {key for key, scores, head in found if key in wanted and (scores or any(head.values()))}


def lot_tasks(session: Session, place: Place, round_id: RoundId) -> list[LotTask]:
    """Inspections that lots gave out, by township and branch."""
    found = session.execute(
        select(
            Inspection.id,
            Inspection.station_id,
            Inspection.lot_key,
            Inspection.phase,
            Inspection.branch_key,
            Inspection.branch,
            Inspection.township,
            Inspection.kind,
            Inspection.inspector,
            Inspection.inspector_key,
            Inspection.due_on,
            Inspection.completed_at,
            Inspection.result,
        )
        .where(
            Inspection.round_id == round_id,
            Inspection.lot_key.is_not(None),
            Inspection.deleted.is_(False),
            Inspection.copy_of_key.is_(None),
            Inspection.replaces_key.is_(None),
            Inspection.follow_up_of_key.is_(None),
        )
        .order_by(Inspection.township, Inspection.branch, Inspection.id)
    ).all()
    begun = begun_here(session, [row.id for row in found])
    units = _units_of(session, {row.lot_key for row in found})
    return [_task(row, place, begun, units) for row in found]


Units = Mapping[tuple[uuid.UUID, str, str], str]


def _units_of(session: Session, lots: set[uuid.UUID]) -> Units:
    """The unit of an inspector, by lot, branch and his key, or his name where he has none."""
    units: dict[tuple[uuid.UUID, str, str], str] = {}
    for row in session.scalars(select(StandardLot).where(StandardLot.id.in_(lots))):
        drawn = drawn_of(row)
        if isinstance(drawn, DrawnAssignment):
            people = {one.key: one for one in drawn.terms.inspectors}
            for key, branch in drawn.pairs:
                one = people[key]
                units[row.id, branch, one.person or one.name] = drawn.pool.units.get(
                    one.unit, one.unit
                )
    return units


def _task(
    row: Any,
    place: Place,
    begun: set[uuid.UUID],
    units: Units,
) -> LotTask:
    completed = row.completed_at
    who = str(row.inspector_key) if row.inspector_key else row.inspector
    return LotTask(
        inspection_id=InspectionId(row.id),
        lot_id=LotId(row.lot_key),
        phase=Phase(row.phase),
        branch_id=RoundBranchId(row.branch_key),
        branch=row.branch,
        township=row.township,
        kind=BranchKind(row.kind),
        inspector=row.inspector,
        unit=units.get((row.lot_key, str(row.branch_key), who), ""),
        due_on=row.due_on,
        completed_on=None if completed is None else completed.date(),
        points=None if completed is None else row.result.get("total"),
        begun=row.id in begun,
        mine=row.station_id == place.station_id,
    )
