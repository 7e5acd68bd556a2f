"""Rounds of branch standardisation: who took part, what was found, what was put right."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from db.keys import fixed_key, new_key
from db.models import Inspection, RectificationMeasure, RoundBranch, StandardRound
from jyguide.generate.keys import at
from jyguide.generate.tree import Branch
from jyguide.generate.writing import Row, row
from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.kinds import BranchKind, Phase, Verification
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score, allowed_points, tally
from jyguide.standard.shipped import read_checklists
from jyguide.standard.stored import rule_to_json, schedule_to_json, scores_to_json, tally_to_json

_SHEETS = 100
"""So many different sets of scores a checklist; branches share them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The checklist of one kind of branch."""

    key: uuid.UUID
    criteria: Criteria


@dataclass(frozen=True, slots=True)
class Round:
    """A round of the city.

    Attributes:
        begins: The first day of the self-inspection; the phases follow a month apart.
        last: What happened after this day has not happened yet.
    """

    key: uuid.UUID
    year: int
    asked: Mapping[BranchKind, Asked]
    begins: date
    last: date

    def row(self) -> Row:
        return row(
            StandardRound,
            id=self.key,
            station_id=None,
            name=f"{self.year}年支部标准化规范化建设",
            year=self.year,
            checklists={kind.value: str(one.key) for kind, one in self.asked.items()},
            schedule=schedule_to_json({}),
            rule=rule_to_json(RatingRule()),
        )

    def taken(
        self, station: uuid.UUID | None, township: str, branches: Sequence[Branch]
    ) -> list[Row]:
        """Everybody takes part."""
        return [
            row(
                RoundBranch,
                id=fixed_key("round_branch", self.key, one.key),
                station_id=station,
                round_id=self.key,
                organisation_key=one.key,
                checklist_id=self.asked[one.kind].key,
                name=one.label,
                township=township,
                kind=one.kind.value,
                position=place,
            )
            for place, one in enumerate(branches, start=1)
        ]


def shipped_lists() -> Mapping[BranchKind, Asked]:
    """The four checklists that ship."""
    return {
        one.kind: Asked(fixed_key("checklist", one.kind.value, one.version), one.criteria)
        for one in read_checklists()
    }


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A set of scores, as it is kept, with what it comes to."""

    scores: Mapping[str, Score]
    kept: Any
    result: dict[str, Any]


class Inspectors:
    """Look at branches; how good one is shows in each of its phases."""

    def __init__(self, round_: Round, chance: random.Random) -> None:
        self._round = round_
        self._chance = chance
        self._sheets = {kind: _sheets(one.criteria) for kind, one in round_.asked.items()}
        self._texts = {
            kind: {one.code: one for one in asked.criteria} for kind, asked in round_.asked.items()
        }

    def look(
        self, phase: Phase, taken: Sequence[Row], names: Sequence[str]
    ) -> tuple[list[Row], list[Row]]:
        """Inspections of a phase, and measures for every point lost in the self-inspection.

        Args:
            phase: Which; those that would lie after the last day were not made.
            taken: Branches, as they take part.
            names: Of those who look.

        Returns:
            Rows of both, the inspections first.
        """
        inspections: list[Row] = []
        measures: list[Row] = []
        month = list(Phase).index(phase)
        for number, branch in enumerate(taken):
            day = self._round.begins + timedelta(days=30 * month + number % 25)
            if day > self._round.last:
                continue
            sheet = self._sheet(branch)
            made = self._inspection(branch, phase, day, sheet, names[number % len(names)])
            inspections.append(made)
            if phase is Phase.SELF_INSPECTION:
                asked = self._texts[BranchKind(branch["kind"])]
                measures += [
                    self._measure(made, asked[code], sheet.scores[code])
                    for code in sheet.result.get("lost", ())
                ]
        return inspections, measures

    def _sheet(self, branch: Row) -> _Sheet:
        """A branch's sheets lie near each other, the better ones first."""
        sheets = self._sheets[BranchKind(branch["kind"])]
        worth: int = branch["id"].int % len(sheets)
        near = worth + round(self._chance.gauss(0, 8))
        return sheets[min(len(sheets) - 1, max(0, near))]

    def _inspection(
        self, branch: Row, phase: Phase, day: date, sheet: _Sheet, inspector: str
    ) -> Row:
        by_city = phase is Phase.SPOT_ACCEPTANCE
        return row(
            Inspection,
            id=new_key(),
            station_id=None if by_city else branch["station_id"],
            round_id=branch["round_id"],
            phase=phase.value,
            branch_key=branch["id"],
            branch=branch["name"],
            township=branch["township"],
            kind=branch["kind"],
            checklist_id=branch["checklist_id"],
            inspector=inspector,
            visited_on=day,
            completed_at=at(day, 15, self._chance.randrange(60)),
            scores=sheet.kept,
            result=sheet.result,
            received_by="支部书记",
        )

    def _measure(self, inspection: Row, criterion: Criterion, score: Score) -> Row:
        """Few are still open, some are overdue, most were done and verified."""
        found: date = inspection["visited_on"]
        step = self._chance.choices((0, 1, 2, 3), (6, 14, 12, 68))[0]
        due = found + timedelta(days=self._chance.randrange(15, 75))
        done = min(found + timedelta(days=self._chance.randrange(5, 60)), self._round.last)
        verified = min(done + timedelta(days=self._chance.randrange(1, 12)), self._round.last)
        planned = {"measure": "补齐会议记录，由支部书记审签", "owner": "支部书记", "due_on": due}
        finished = {"done_on": done, "done_by": "组织委员"}
        passed = {
            "verification": Verification.PASSED.value,
            "verified_on": verified,
            "verified_by": inspection["inspector"],
        }
        return row(
            RectificationMeasure,
            id=fixed_key("measure", inspection["id"], criterion.code),
            station_id=inspection["station_id"],
            round_id=inspection["round_id"],
            branch_key=inspection["branch_key"],
            branch=inspection["branch"],
            township=inspection["township"],
            inspection_key=inspection["id"],
            found_on=found,
            phase=inspection["phase"],
            criterion=criterion.code,
            asked=criterion.text,
            points=score.points or 0,
            full_points=criterion.points,
            finding=score.finding,
            **(planned if step else {}),
            **(finished if step > 1 else {}),
            **(passed if step > 2 else {}),  # noqa: PLR2004 - the third step
        )


@lru_cache(maxsize=16)
def _sheets(criteria: Criteria) -> tuple[_Sheet, ...]:
    """From good to bad: nearly everything is done in the first, a third is missing in the last.

    The same for every round and station: each takes what it draws.
    """
    chance = random.Random(len(criteria))  # noqa: S311 - made-up data, not a secret
    found = []
    for number in range(_SHEETS):
        share = 0.03 + 0.32 * (number / _SHEETS) ** 1.5
        scores = {one.code: _score(one, share, chance) for one in criteria}
        result = tally_to_json(tally(criteria, scores))
        found.append(_Sheet(scores, scores_to_json(scores), result))
    return tuple(found)


def _score(criterion: Criterion, share: float, chance: random.Random) -> Score:
    draw = chance.random()
    if draw > 0.98 and not criterion.veto:  # noqa: PLR2004 - seldom
        return Score(applies=False)
    if draw < (share / 20 if criterion.veto else share):
        least = min(allowed_points(criterion))
        return Score(points=least, finding=f"{criterion.code}：抽查的记录不完整，缺 2 次会议记录")
    return Score(points=criterion.points)
