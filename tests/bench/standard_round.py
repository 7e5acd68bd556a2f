"""A round of standardisation as the city has it, made up and written in bulk.

1,558 branches under 18 towns, of all four kinds; 60 criteria; everybody inspected himself and was
cross-inspected, one in ten was spot-checked; every point lost in the self-inspection has a
measure, in whatever state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from db.base import SyncedRow
from db.keys import fixed_key, new_key
from db.models import (
    Checklist,
    Inspection,
    Organisation,
    RectificationMeasure,
    RoundBranch,
    StandardRound,
)
from jyguide.app import Application
from jyguide.ids import ChecklistId, RoundBranchId, RoundId
from jyguide.standard.checklist import FULL, Criteria, Criterion, Grade, Method
from jyguide.standard.kinds import Aspect, BranchKind, Phase
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score, allowed_points, tally
from jyguide.standard.stored import (
    criteria_to_json,
    rule_to_json,
    schedule_to_json,
    scores_to_json,
    tally_to_json,
)
from tests.bench.offices import make, opened, state_in, store

BRANCHES = 1558
CRITERIA = 60
SPOT_PERCENT = 10
_SHEETS = 400
"""So many different sets of scores; branches share them."""
_IN_A_VILLAGE = 6
_STEP = 20_000
MORNING = datetime(2026, 9, 15, 9, tzinfo=timezone(timedelta(hours=8)))
KINDS = (
    ("village", BranchKind.VILLAGE, "村"),
    ("community", BranchKind.COMMUNITY, "社区"),
    ("two_new", BranchKind.TWO_NEW, "实业有限公司"),
    ("office", BranchKind.OFFICE, "中心小学"),
)


@dataclass(frozen=True, slots=True)
class MadeRound:
    """What was written.

    Attributes:
        branches: Keys, in the order of the tree.
    """

    round_id: RoundId
    branches: Sequence[RoundBranchId]
    checklists: dict[BranchKind, ChecklistId]
    criteria: Criteria


@contextmanager
def city_round(
    branches: int = BRANCHES, criteria: int = CRITERIA
) -> Iterator[tuple[Application, MadeRound]]:
    """A city's folder opened, with such a round in it."""
    with (
        TemporaryDirectory() as name,
        state_in(Path(name) / "state"),
        opened(make(Path(name) / "city")) as app,
    ):
        yield app, fill_round(app, branches, criteria)


def fill_round(app: Application, branches: int = BRANCHES, criteria: int = CRITERIA) -> MadeRound:
    """Write organisations, a round, its inspections and measures into an opened folder."""
    asked = made_criteria(criteria)
    checklists = {kind: ChecklistId(new_key()) for kind in BranchKind}
    round_id = RoundId(new_key())
    with store(app).begin("样例轮次") as uow:
        organisations, taken = _organisations(uow.session, round_id, branches, checklists)
        _add(uow, Organisation, organisations)
        _add(uow, Checklist, [_checklist(kind, key, asked) for kind, key in checklists.items()])
        _add(uow, StandardRound, [_round(round_id, checklists)])
        _add(uow, RoundBranch, taken)
        inspections, measures = _inspections(taken, asked)
        _add(uow, Inspection, inspections)
        _add(uow, RectificationMeasure, measures)
        uow.commit()
    return MadeRound(round_id, [one["id"] for one in taken], checklists, asked)


def made_criteria(count: int = CRITERIA) -> Criteria:
    """So many criteria of a hundred points, of every method, one of them a veto."""
    each, rest = divmod(FULL, count)
    return tuple(_criterion(at, count, each + (at < rest)) for at in range(count))


def _criterion(at: int, count: int, points: int) -> Criterion:
    aspects = list(Aspect)
    aspect = aspects[at * len(aspects) // count]
    code = f"{'ABCDEF'[aspects.index(aspect)]}{at + 1:02d}"
    text = f"第 {at + 1} 项：按期换届，支委会、党员大会和党小组会按规定召开，会议记录完整规范"
    method = list(Method)[at % len(Method)]
    more: dict[str, Any] = {}
    if method is Method.GRADED:
        more["grades"] = (Grade("做到", points), Grade("基本做到", points // 2), Grade("没有", 0))
    if method is Method.DEDUCTION:
        more |= {"each": max(1, points // 3), "unit": "次"}
    if method is Method.RATIO:
        more |= {"unit": "参加党员/应到党员", "target": 90}
    veto = at == 0
    evidence = ("会议记录", "签到表")
    return Criterion(code, aspect, text, points, method, veto=veto, evidence=evidence, **more)


def made_sheets(criteria: Criteria, count: int = _SHEETS) -> list[dict[str, Score]]:
    """Sets of scores; in each about one criterion of eight lost points, with a finding."""
    chance = random.Random(count)
    return [{one.code: _score(one, chance) for one in criteria} for _ in range(count)]


def _score(criterion: Criterion, chance: random.Random) -> Score:
    draw = chance.random()
    if draw < 0.02 and not criterion.veto:
        return Score(applies=False)
    if draw > (0.995 if criterion.veto else 0.88):
        least = min(allowed_points(criterion))
        return Score(points=least, finding=f"{criterion.code}：抽查的记录不完整，缺 2 次会议记录")
    return Score(points=criterion.points)


def _add(uow: Any, row_type: type[SyncedRow], rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _STEP):
        uow.add_many(row_type, rows[start : start + _STEP])


def _organisations(
    session: Any, round_id: RoundId, branches: int, checklists: dict[BranchKind, ChecklistId]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    towns = session.execute(
        select(Organisation.id, Organisation.name, Organisation.station_id)
        .where(Organisation.kind.in_(("town", "street", "park")))
        .order_by(Organisation.position)
    ).all()
    made: list[dict[str, Any]] = []
    taken: list[dict[str, Any]] = []
    for number in range(branches):
        first = number - number % _IN_A_VILLAGE  # a village lies in one town
        town = towns[first * len(towns) // branches]
        if number % _IN_A_VILLAGE == 0:
            kind = KINDS[number // _IN_A_VILLAGE % len(KINDS)]
            name = f"样例{number // _IN_A_VILLAGE:04d}{kind[2]}"
            body = _organisation(town, kind[0], name, town.id, len(made))
            made.append(body)
        row = _organisation(town, "branch", f"第{number % 6 + 1}党支部", body["id"], len(made))
        made.append(row)
        taken.append(
            {
                "id": fixed_key("round_branch", round_id, row["id"]),
                "station_id": town.station_id,
                "round_id": round_id,
                "organisation_key": row["id"],
                "checklist_id": checklists[kind[1]],
                "name": f"{body['name']}{row['name']}",
                "township": town.name,
                "kind": kind[1].value,
                "position": number + 1,
                "left_on": None,
                "left_reason": "",
            }
        )
    return made, taken


def _organisation(town: Any, kind: str, name: str, parent: Any, at: int) -> dict[str, Any]:
    return {
        "id": new_key(),
        "station_id": town.station_id,
        "name": name,
        "kind": kind,
        "code": "",
        "parent_id": parent,
        "position": at + 1,
        "note": "",
    }


def _checklist(kind: BranchKind, key: ChecklistId, criteria: Criteria) -> dict[str, Any]:
    return {
        "id": key,
        "station_id": None,
        "line_key": new_key(),
        "version": 1,
        "kind": kind.value,
        "name": "样例检查表",
        "note": "",
        "criteria": criteria_to_json(criteria),
        "issued_on": MORNING.date(),
    }


def _round(round_id: RoundId, checklists: dict[BranchKind, ChecklistId]) -> dict[str, Any]:
    return {
        "id": round_id,
        "station_id": None,
        "name": "样例轮次",
        "year": 2026,
        "note": "",
        "checklists": {kind.value: str(key) for kind, key in checklists.items()},
        "schedule": schedule_to_json({}),
        "rule": rule_to_json(RatingRule()),
    }


def _inspections(
    taken: Sequence[dict[str, Any]], criteria: Criteria
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    sheets = made_sheets(criteria)
    kept = [(scores_to_json(one), tally_to_json(tally(criteria, one)), one) for one in sheets]
    chance = random.Random(7)
    texts = {one.code: one for one in criteria}
    inspections, measures = [], []
    for number, branch in enumerate(taken):
        phases = [Phase.SELF_INSPECTION, Phase.CROSS_INSPECTION]
        if chance.randrange(100) < SPOT_PERCENT:
            phases.append(Phase.SPOT_ACCEPTANCE)
        for phase in phases:
            scores, result, said = kept[chance.randrange(len(kept))]
            row = _inspection(branch, phase, number, scores, result)
            inspections.append(row)
            if phase is Phase.SELF_INSPECTION:
                measures += [
                    _measure(row, texts[code], said[code], chance)
                    for code in result.get("lost", ())
                ]
    return inspections, measures


def _inspection(
    branch: dict[str, Any], phase: Phase, number: int, scores: Any, result: Any
) -> dict[str, Any]:
    station = None if phase is Phase.SPOT_ACCEPTANCE else branch["station_id"]
    day = MORNING.date() + timedelta(days=number % 20)
    return {
        "id": new_key(),
        "station_id": station,
        "round_id": branch["round_id"],
        "phase": phase.value,
        "branch_key": branch["id"],
        "branch": branch["name"],
        "township": branch["township"],
        "kind": branch["kind"],
        "checklist_id": branch["checklist_id"],
        "lot_key": None,
        "replaces_key": None,
        "follow_up_of_key": None,
        "copy_of_key": None,
        "inspector": f"检查员{number % 85:03d}",
        "inspector_key": None,
        "due_on": None,
        "visited_on": day,
        "completed_at": MORNING + timedelta(days=number % 20, minutes=number % 300),
        "scores": scores,
        "result": result,
        "conclusion": "",
        "received_by": "",
    }


def _measure(
    row: dict[str, Any], criterion: Criterion, score: Score, chance: random.Random
) -> dict[str, Any]:
    state = chance.randrange(4)  # open, planned, done, verified
    found: date = row["visited_on"]
    return {
        "id": fixed_key("measure", row["id"], criterion.code),
        "station_id": row["station_id"],
        "round_id": row["round_id"],
        "branch_key": row["branch_key"],
        "branch": row["branch"],
        "township": row["township"],
        "inspection_key": row["id"],
        "found_on": found,
        "phase": row["phase"],
        "criterion": criterion.code,
        "asked": criterion.text,
        "points": score.points or 0,
        "full_points": criterion.points,
        "finding": score.finding,
        "measure": "补齐会议记录，由支部书记审签" if state else "",
        "owner": "支部书记" if state else "",
        "due_on": found + timedelta(days=chance.randrange(10, 90)) if state else None,
        "done_on": found + timedelta(days=9) if state > 1 else None,
        "done_by": "组织委员" if state > 1 else "",
        "done_note": "",
        "verification": "passed" if state > 2 else "",
        "verified_on": found + timedelta(days=12) if state > 2 else None,
        "verified_by": "核验员" if state > 2 else "",
        "verified_note": "",
        "rescored_points": None,
        "rescored_on": None,
        "rescored_by": "",
        "notice_number": "",
        "notified_on": None,
        "reply_by": None,
        "receipt_on": None,
    }
