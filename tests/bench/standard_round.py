"""A round of standardisation as the city has it, with as many criteria as a measurement asks.

1,558 branches of all four kinds; everybody inspected himself and was cross-inspected, one in ten
was spot-checked; every point lost in the self-inspection has a measure, in whatever state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from db.base import SyncedRow
from db.keys import new_key
from db.models import (
    Checklist,
    Inspection,
    Organisation,
    RectificationMeasure,
    RoundBranch,
    StandardRound,
)
from jyguide.app import Application
from jyguide.generate.figures import Figures
from jyguide.generate.rounds import Asked, Inspectors, Round
from jyguide.generate.run import LAST_DAY
from jyguide.generate.station import stations
from jyguide.generate.tree import made_tree
from jyguide.generate.writing import Row, row
from jyguide.ids import ChecklistId, RoundBranchId, RoundId
from jyguide.standard.checklist import FULL, Criteria, Criterion, Grade, Method
from jyguide.standard.kinds import Aspect, BranchKind, Phase
from jyguide.standard.stored import criteria_to_json
from tests.bench.offices import make, opened, state_in, store

BRANCHES = Figures().branches
CRITERIA = 60
SPOT_PERCENT = 10
_STEP = 20_000
_BEGAN = date(2026, 3, 3)
_NAMES = [f"检查员{number:03d}" for number in range(85)]


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
    lists = {kind: Asked(new_key(), asked) for kind in BranchKind}
    round_ = Round(new_key(), LAST_DAY.year, lists, _BEGAN, LAST_DAY)
    organisations, taken = _taken(round_, branches / BRANCHES)
    assert len(taken) == branches
    inspections, measures = _inspected(round_, taken)
    with store(app).begin("样例轮次") as uow:
        _add(uow, Organisation, organisations)
        _add(uow, Checklist, [_checklist(kind, one) for kind, one in lists.items()])
        _add(uow, StandardRound, [round_.row()])
        _add(uow, RoundBranch, taken)
        _add(uow, Inspection, inspections)
        _add(uow, RectificationMeasure, measures)
        uow.commit()
    keys = {kind: ChecklistId(one.key) for kind, one in lists.items()}
    return MadeRound(RoundId(round_.key), [one["id"] for one in taken], keys, asked)


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


def _taken(round_: Round, scale: float) -> tuple[list[Row], list[Row]]:
    """The trees of all stations, and their branches as they take part."""
    organisations: list[Row] = []
    taken: list[Row] = []
    for station in stations(scale, "round", LAST_DAY):
        tree = made_tree(station)
        organisations += tree.rows
        taken += round_.taken(station.key, station.name, tree.branches)
    for place, one in enumerate(taken, start=1):
        one["position"] = place
    return organisations, taken


def _inspected(round_: Round, taken: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    chance = random.Random(7)
    spot = [one for one in taken if chance.randrange(100) < SPOT_PERCENT]
    inspectors = Inspectors(round_, chance)
    inspections: list[Row] = []
    measures: list[Row] = []
    for phase, looked_at in (
        (Phase.SELF_INSPECTION, taken),
        (Phase.CROSS_INSPECTION, taken),
        (Phase.SPOT_ACCEPTANCE, spot),
    ):
        found, raised = inspectors.look(phase, looked_at, _NAMES)
        inspections += found
        measures += raised
    return inspections, measures


def _checklist(kind: BranchKind, asked: Asked) -> Row:
    return row(
        Checklist,
        id=asked.key,
        station_id=None,
        line_key=new_key(),
        version=1,
        kind=kind.value,
        name="样例检查表",
        criteria=criteria_to_json(asked.criteria),
        issued_on=_BEGAN,
    )


def _add(uow: Any, row_type: type[SyncedRow], rows: Sequence[Row]) -> None:
    for start in range(0, len(rows), _STEP):
        uow.add_many(row_type, rows[start : start + _STEP])
