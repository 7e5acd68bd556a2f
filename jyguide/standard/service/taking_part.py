"""Branches of a round in the database: taken in, brought up to date, left."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Inspection, RectificationMeasure, RoundBranch, StandardRound, Station
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.ids import ChecklistId, OrganisationId, RoundBranchId, RoundId
from jyguide.people.organisation_tree import OrganisationTree
from jyguide.people.service.organisation_rows import read_tree
from jyguide.place import Place
from jyguide.standard.comparing_tree import TreeDifference, tree_differences
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.participants import Candidate, candidates, kinds_missing
from jyguide.standard.round import RoundRow
from jyguide.standard.round_rule import refuse_kinds
from jyguide.standard.service.reading import branch_rows, round_facts

Chosen = Mapping[OrganisationId, BranchKind]
"""Who is to take part, and as what kind of branch."""

_CHUNK = 500
_NOT_SAVED = "没有保存。"


def here(place: Place, tree: OrganisationTree) -> list[Candidate]:
    """What may take part in a round of the office at work: its own, or everybody's in the city."""
    found = candidates(tree)
    if place.is_city:
        return found
    return [one for one in found if one.station_id == place.station_id]


def branch_key(round_id: RoundId, organisation_id: OrganisationId) -> RoundBranchId:
    """The same on every PC, so that one branch never takes part twice."""
    return RoundBranchId(fixed_key("round_branch", round_id, organisation_id))


def take_in(uow: UnitOfWork, place: Place, row: StandardRound, chosen: Chosen) -> int:
    """Let organisations take part, those that left among them anew; returns how many.

    Raises:
        RuleError: one may not take part any more, or the round has no checklist for its kind.
    """
    checklists = round_facts(row).checklists
    refuse_kinds(kinds_missing(chosen.values(), checklists))
    found = {one.organisation_id: one for one in here(place, read_tree(uow.session))}
    _refuse_unknown(chosen, found)
    round_id = RoundId(row.id)
    wanted = {branch_key(round_id, key): found[key] for key in chosen}
    known = _rows(uow.session, wanted)
    new = [
        _columns(round_id, wanted[key], chosen[wanted[key].organisation_id], checklists)
        | {"id": key}
        for key in wanted
        if key not in known
    ]
    with_work = inspected(uow.session, known)
    for key, kept in known.items():
        one = wanted[key]
        _bring_over(uow.session, kept, one, chosen[one.organisation_id], checklists, with_work)
        kept.deleted = False
    uow.add_many(RoundBranch, new)
    return len(wanted)


def _refuse_unknown(chosen: Chosen, found: Mapping[OrganisationId, Candidate]) -> None:
    lost = [key for key in chosen if key not in found]
    if lost:
        raise RuleError(
            f"选中的支部里有 {len(lost)} 个已不在组织树里，或不归本单位，{_NOT_SAVED}",
            hint="组织树刚刚有改动。请重新打开这个窗口，再选一次。",
        )


def _columns(
    round_id: RoundId,
    one: Candidate,
    kind: BranchKind,
    checklists: Mapping[BranchKind, ChecklistId],
) -> dict[str, Any]:
    return {
        "station_id": one.station_id,
        "round_id": round_id,
        "organisation_key": one.organisation_id,
        "checklist_id": checklists[kind],
        "name": one.name,
        "township": one.township,
        "kind": kind.value,
        "position": one.position,
        "left_on": None,
        "left_reason": "",
    }


def _write(row: RoundBranch, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _rows(session: Session, keys: Iterable[uuid.UUID]) -> dict[RoundBranchId, RoundBranch]:
    listed = list(keys)
    found: dict[RoundBranchId, RoundBranch] = {}
    for start in range(0, len(listed), _CHUNK):
        part = listed[start : start + _CHUNK]
        for row in session.scalars(select(RoundBranch).where(RoundBranch.id.in_(part))):
            found[RoundBranchId(row.id)] = row
    return found


def living_branches(session: Session, keys: Collection[RoundBranchId]) -> list[RoundBranch]:
    """Branches of a round to be changed.

    Raises:
        RuleError: one was taken out meanwhile.
    """
    found = [row for row in _rows(session, keys).values() if not row.deleted]
    if len(found) < len(set(keys)):
        raise RuleError(f"选中的支部里有的已被移出本轮次，{_NOT_SAVED}", hint="请刷新后重新选择。")
    return found


def inspected(session: Session, keys: Collection[RoundBranchId]) -> set[uuid.UUID]:
    """Those of the branches that have an inspection or a measure, begun or done."""
    listed, found = list(keys), set[uuid.UUID]()
    for table in (Inspection, RectificationMeasure):
        for start in range(0, len(listed), _CHUNK):
            part = listed[start : start + _CHUNK]
            found.update(
                session.scalars(
                    select(table.branch_key).where(
                        table.branch_key.in_(part), table.deleted.is_(False)
                    )
                )
            )
    return found


def inspected_kinds(session: Session, round_id: RoundId) -> set[BranchKind]:
    """Kinds of which a branch of the round has an inspection, even one just begun."""
    kinds = session.scalars(
        select(Inspection.kind)
        .where(Inspection.round_id == round_id, Inspection.deleted.is_(False))
        .distinct()
    )
    return {BranchKind(kind) for kind in kinds}


def take_out(
    session: Session, keys: Collection[RoundBranchId], day: date, reason: str
) -> tuple[int, int]:
    """Let branches leave; those never inspected are taken out whole.

    What was inspected stays with its inspections, marked with the day and the reason. Returns how
    many were taken out and how many left.

    Raises:
        RuleError: no reason for one that was inspected, or one is gone.
    """
    rows = living_branches(session, keys)
    with_work = inspected(session, keys)
    if not reason.strip() and with_work:
        raise RuleError(
            f"有 {len(with_work)} 个支部已经检查过，退出要写明原因，{_NOT_SAVED}",
            hint="例如：撤销；并入某某党支部。已有的检查记录会保留。",
        )
    for row in rows:
        if row.id in with_work:
            row.left_on, row.left_reason = day, reason.strip()
        else:
            row.deleted = True
    return len(rows) - len(with_work), len(with_work)


def bring_up_to_date(
    session: Session, place: Place, row: StandardRound, keys: Collection[RoundBranchId]
) -> int:
    """Take over name, township, kind and station as the tree has them now; returns how many.

    A branch that goes to another station takes its measures along, so that the new one can work
    on them; the inspections stay what they are.

    Raises:
        RuleError: one is gone from the tree, or changed its kind after it was inspected.
    """
    checklists = round_facts(row).checklists
    found = {one.organisation_id: one for one in here(place, read_tree(session))}
    with_work = inspected(session, keys)
    for branch in living_branches(session, keys):
        one = found.get(OrganisationId(branch.organisation_key))
        if one is None:
            raise RuleError(
                f"“{branch.name}”已不在组织树里，不能更新，{_NOT_SAVED}",
                hint="请让它退出本轮，并写明原因。",
            )
        kind = one.kind or BranchKind(branch.kind)
        refuse_kinds(kinds_missing([kind], checklists))
        _bring_over(session, branch, one, kind, checklists, with_work)
    return len(keys)


def _bring_over(
    session: Session,
    branch: RoundBranch,
    one: Candidate,
    kind: BranchKind,
    checklists: Mapping[BranchKind, ChecklistId],
    with_work: Collection[uuid.UUID],
) -> None:
    """Write what the tree says now; the measures go where the branch goes."""
    _refuse_new_kind(branch, kind, with_work)
    if branch.station_id != one.station_id:
        _take_measures_along(session, branch, one)
    _write(branch, _columns(RoundId(branch.round_id), one, kind, checklists))


def _refuse_new_kind(
    branch: RoundBranch, kind: BranchKind, with_work: Collection[uuid.UUID]
) -> None:
    if branch.kind != kind.value and branch.id in with_work:
        before = BRANCH_KIND_NAMES[BranchKind(branch.kind)]
        raise RuleError(
            f"“{branch.name}”已按{before}的检查表检查过，本轮次不能再改成"
            f"{BRANCH_KIND_NAMES[kind]}，{_NOT_SAVED}",
            hint="本轮次仍按原来的类型进行；下一轮次会按新的类型。",
        )


def _take_measures_along(session: Session, branch: RoundBranch, one: Candidate) -> None:
    for measure in session.scalars(
        select(RectificationMeasure).where(
            RectificationMeasure.branch_key == branch.id, RectificationMeasure.deleted.is_(False)
        )
    ):
        measure.station_id = one.station_id


def differences(session: Session, place: Place, row: RoundRow) -> list[TreeDifference]:
    """Where the round and the tree of organisations have come apart; three statements."""
    tree = read_tree(session)
    stations: dict[object, str] = dict(session.execute(select(Station.id, Station.name)).all())
    return tree_differences(
        branch_rows(session, RoundBranch.round_id == row.id),
        here(place, tree),
        {key: node.name for key, node in tree.nodes.items()},
        stations,
        row.facts.checklists,
    )
