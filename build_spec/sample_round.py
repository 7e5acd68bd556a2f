"""Makes rounds of standardisation that are worth a picture; places and people are made up."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.clock import system_clock
from jyguide.demo.township_year import VILLAGES
from jyguide.folder import NewFolder, create_folder
from jyguide.ids import InspectionId, MeasureId, RoundBranchId, RoundId
from jyguide.people.organisation import TOWNSHIPS, OrganisationFacts, OrganisationKind
from jyguide.standard.checklist import Criteria, Criterion, Method
from jyguide.standard.kinds import Aspect, Phase, Rating
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.lot import AssignmentTerms, SampleTerms
from jyguide.standard.lot_text import read_inspectors
from jyguide.standard.measure_steps import Check, Finish, Plan
from jyguide.standard.participants import of_known_kind
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import PhasePlan, RoundFacts
from jyguide.standard.sampling import SampleSize
from jyguide.standard.scoring import Score, Scores, points_for
from jyguide.standard.visit import VisitHead

NAME = "党支部标准化规范化建设"
K = OrganisationKind
OTHERS = (
    (K.COMMUNITY, "新苑社区"),
    (K.COMMUNITY, "滨江社区"),
    (K.TWO_NEW, "样例纺织有限公司"),
    (K.TWO_NEW, "样例机械有限公司"),
    (K.TWO_NEW, "样例物流有限公司"),
    (K.OFFICE, "镇机关"),
    (K.OFFICE, "中心小学"),
    (K.OFFICE, "卫生院"),
)
OF_A_TOWN = ((K.VILLAGE, "东村"), (K.VILLAGE, "西村"), (K.COMMUNITY, "街社区"), (K.OFFICE, "小学"))
INSPECTORS = (
    "陈明",
    "李秀英",
    "阿卜杜拉·买买提",
    "周国平",
    "许建华",
    "徐海燕",
    "吴晓岚",
    "顾志远",
)
USER = "样例指导员"
OWNERS = ("王伟", "钱慧敏", "单小虎", "仇国梁", "邢秋月")
DAYS = {
    Phase.SELF_INSPECTION: (-150, -120),
    Phase.RECTIFICATION: (-119, -75),
    Phase.CROSS_INSPECTION: (-74, -40),
    Phase.SPOT_ACCEPTANCE: (-39, 14),
}
"""First and last day of each phase, counted from the day of the pictures."""
HARD = {
    Aspect.ORGANISATION_SETUP: 0.12,
    Aspect.LEADERSHIP: 0.20,
    Aspect.ORGANISATION_LIFE: 0.32,
    Aspect.MEMBERS: 0.22,
    Aspect.ACTIVITIES: 0.28,
    Aspect.SUPPORT: 0.16,
}
"""How often a criterion of an aspect loses points with an ordinary branch."""
BETTER = {Phase.SELF_INSPECTION: 0.8, Phase.CROSS_INSPECTION: 1.0, Phase.SPOT_ACCEPTANCE: 0.7}
"""A branch sees less of itself than others do, and has mended things by the last visit."""
WEAK = "石桥村第二党支部"
"""The branch that does not meet a veto criterion."""
LOOKED_AT = 5
"""Of the branches drawn for the spot check how many have been visited."""


class Clock:
    """Stands at nine in the morning of the day it was last set to."""

    def __init__(self) -> None:
        self.today = system_clock().date()
        self.now = system_clock()

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def go_to(self, days: int) -> date:
        """So many days from the day of the pictures."""
        day = self.today + timedelta(days=days)
        self.now = datetime.combine(day, time(9), self.now.tzinfo)
        return day


@dataclass(frozen=True, slots=True)
class Making:
    """A folder in which a round is made."""

    app: Application
    clock: Clock
    chance: random.Random
    skill: dict[RoundBranchId, float]

    def scores(self, criteria: Criteria, key: RoundBranchId, phase: Phase) -> dict[str, Score]:
        """As a branch of its skill is scored in a phase."""
        ease = self.skill.setdefault(key, self.chance.choice((0.1, 0.2, 0.3, 0.5, 0.6, 0.8, 1.6)))
        ease *= BETTER[phase]
        return {one.code: self._score(one, HARD[one.aspect] * ease) for one in criteria}

    def _score(self, one: Criterion, risk: float) -> Score:
        if one.veto or self.chance.random() >= risk:
            return Score(one.points)
        value = {
            Method.YES_NO: (0,),
            Method.GRADED: (1,),
            Method.DEDUCTION: (self.chance.choice((1, 1, 2)),),
            Method.RATIO: (self.chance.randrange(9, 14), 24),
        }[one.method]
        points = points_for(one, value)
        found = self.chance.choice(one.findings or ("缺少记录。",))
        return Score(points, value, finding=found if points < one.points else "")


def fill_station(folder: Path, station: str) -> None:
    """A station's own round, of which the last phase has begun."""
    making, round_id = _begun(folder, NewFolder(station, "A", USER), _town)
    app, clock = making.app, making.clock
    clock.go_to(-130)
    for branch in app.rounds.branches(round_id):
        key = app.inspections.begin(round_id, branch.id, Phase.SELF_INSPECTION, "支部自查")
        _complete(making, key)
    _close(making, round_id, Phase.SELF_INSPECTION)
    _rectify(making, round_id)
    _close(making, round_id, Phase.RECTIFICATION)
    _cross_inspect(making, round_id)
    _close(making, round_id, Phase.CROSS_INSPECTION)
    _raise_again(making, round_id)
    _spot_check(making, round_id)
    app.close()


def fill_city(folder: Path) -> None:
    """The city's rounds of this year and the two before, inspected once."""
    making, round_id = _begun(folder, NewFolder(""), _city)
    rounds = [(0, round_id)]
    for ago in (1, 2):
        making.clock.go_to(-365 * ago - 160)
        rounds.append((ago, _create(making.app, making.clock.today, ago)))
    for ago, one in reversed(rounds):
        making.clock.go_to(-365 * ago - 60)
        making.skill.clear()
        harder = 1 + ago * 0.35
        for branch in making.app.rounds.branches(one):
            town = sum(map(ord, branch.township)) % 7 / 5
            making.skill[branch.id] = harder * (0.4 + town) * making.chance.uniform(0.7, 1.3)
            who = INSPECTORS[branch.position % len(INSPECTORS)]
            _complete(
                making, making.app.inspections.begin(one, branch.id, Phase.CROSS_INSPECTION, who)
            )
    making.app.rounds.choose(round_id)
    making.app.close()


def _begun(
    folder: Path, new: NewFolder, grow: Callable[[Application], None]
) -> tuple[Making, RoundId]:
    clock = Clock()
    clock.go_to(-160)
    create_folder(folder, new, clock)
    app = open_application(folder, clock)
    grow(app)
    return Making(app, clock, random.Random(7), {}), _create(app, clock.today)  # noqa: S311 - a sample


def _town(app: Application) -> None:
    town = next(row for row in app.organisations.rows() if row.name == app.place.station_name)
    for village in VILLAGES:
        key = app.organisations.add(OrganisationFacts(village, K.VILLAGE, town.id))
        for name in ("第一党支部", "第二党支部"):
            app.organisations.add(OrganisationFacts(name, K.BRANCH, key))
    for kind, name in OTHERS:
        key = app.organisations.add(OrganisationFacts(name, kind, town.id))
        app.organisations.add(OrganisationFacts(f"{name}党支部", K.BRANCH, key))


def _city(app: Application) -> None:
    for town in [row for row in app.organisations.rows() if row.kind in TOWNSHIPS]:
        for kind, end in OF_A_TOWN:
            name = f"{town.name[:2]}{end}"
            app.organisations.add(OrganisationFacts(name, kind, town.id))


def _create(app: Application, today: date, ago: int = 0) -> RoundId:
    newest = {row.kind: row.id for row in reversed(app.checklists.rows()) if row.issued_on}
    back = timedelta(days=365 * ago)
    schedule = {
        phase: PhasePlan(today + timedelta(days=first) - back, today + timedelta(days=last) - back)
        for phase, (first, last) in DAYS.items()
    }
    facts = RoundFacts(NAME, today.year - ago, newest, schedule, _rule(app))
    return app.rounds.create(facts, of_known_kind(app.rounds.candidates()))


def _rule(app: Application) -> RatingRule:
    if app.place.is_city:
        return RatingRule({Phase.CROSS_INSPECTION: 100})
    return RatingRule(quotas={Rating.MODEL: 25})


def _complete(
    making: Making, key: InspectionId, changed: Mapping[str, Score] | None = None
) -> None:
    app = making.app
    sheet = app.inspections.sheet(key)
    scores: Scores = making.scores(sheet.criteria, sheet.row.branch_id, sheet.row.phase)
    scores = {**scores, **(changed or {})}
    head = VisitHead(visited_on=making.clock().date())
    app.inspections.complete(key, head, scores=scores)


def _close(making: Making, round_id: RoundId, phase: Phase) -> None:
    making.clock.go_to(DAYS[phase][1])
    making.app.rounds.close(round_id, phase)


def _rectify(making: Making, round_id: RoundId) -> None:
    """What was found is planned, done and verified; two thirds are scored again."""
    measures, clock = making.app.measures, making.clock
    raised = clock.go_to(-115)
    keys = list(measures.raise_measures(round_id).ids)
    for at, owner in zip(range(0, len(keys), 9), cycle(OWNERS), strict=False):
        plan = Plan("对照检查内容逐项补齐，并形成书面记录。", owner, raised + timedelta(days=30))
        measures.plan(dict.fromkeys(keys[at : at + 9]), plan)
    done = Finish(clock.go_to(-90), "支部书记", "已补齐，记录、签到齐全")
    measures.finish(dict.fromkeys(keys), done)
    day = clock.go_to(-80)
    measures.verify(dict.fromkeys(keys), Check(day, USER, passed=True))
    measures.rescore(dict.fromkeys(keys[: len(keys) * 2 // 3]), day, USER, {})


def _cross_inspect(making: Making, round_id: RoundId) -> None:
    app = making.app
    making.clock.go_to(-70)
    pool = app.lots.pool(round_id)
    listed = "\n".join(f"{name}　{home}" for name, home in zip(INSPECTORS, VILLAGES, strict=True))
    drawn = app.lots.assign(round_id, AssignmentTerms(read_inspectors(listed, pool)), "6-3-5")
    app.lots.keep(drawn, making.clock().date() + timedelta(days=20))
    making.clock.go_to(-55)
    for task in app.inspections.tasks(round_id):
        _complete(
            making, task.row.id, _vetoed(app, task.row.id) if task.row.branch == WEAK else None
        )


def _vetoed(app: Application, key: InspectionId) -> dict[str, Score]:
    one = next(one for one in app.inspections.sheet(key).criteria if one.veto)
    return {one.code: Score(0, (0,), finding="届满未换届，也没有延期批复。")}


def _raise_again(making: Making, round_id: RoundId) -> None:
    """What others found, in every state: listed, in hand, late, done, come back."""
    app, clock = making.app, making.clock
    day = clock.go_to(-30)
    app.measures.raise_measures(round_id)
    phase = Phase.CROSS_INSPECTION
    branches = _by_branch(one for one in app.measures.ledger(round_id) if one.row.phase is phase)
    dues = cycle((day + timedelta(days=25), day + timedelta(days=34), day + timedelta(days=45)))
    for branch, due, owner in zip(branches[2:], dues, cycle(OWNERS), strict=False):
        plan = Plan("按检查意见补齐资料，支委会研究一次。", owner, due)
        app.measures.plan(_seen(branch), plan)
    for branch in branches[4:8]:
        app.notices.issue(_seen(branch), app.notices.suggestion(), day)
    done = Finish(clock.go_to(-9), "支部书记", "已补齐，照片附后")
    visited = [branch[:4] for branch in branches[4::3]]
    app.measures.finish(_seen(one for branch in visited for one in branch), done)
    day = clock.go_to(-5)
    passed = (one for branch in visited for one in branch[:1])
    app.measures.verify(_seen(passed), Check(day, USER, passed=True))
    back = Check(day, USER, passed=False, note="补开的会议缺参会人员签字")
    app.measures.verify(_seen(one for branch in visited for one in branch[1:2]), back)


def _seen(rows: Iterable[LedgerRow]) -> dict[MeasureId, str | None]:
    return {one.row.id: None for one in rows}


def _by_branch(rows: Iterable[LedgerRow]) -> list[list[LedgerRow]]:
    found: dict[RoundBranchId, list[LedgerRow]] = {}
    for one in rows:
        found.setdefault(one.row.branch_id, []).append(one)
    return list(found.values())


def _spot_check(making: Making, round_id: RoundId) -> None:
    app = making.app
    making.clock.go_to(-20)
    weak = frozenset(str(one.id) for one in app.rounds.branches(round_id) if one.name == WEAK)
    terms = SampleTerms(SampleSize(percent=30), left_out=weak)
    drawn = app.lots.sample(round_id, terms, "20261120")
    app.lots.keep_sample(drawn, (USER,), making.clock.today + timedelta(days=10))
    making.clock.go_to(-6)
    for task in app.inspections.tasks(round_id)[:LOOKED_AT]:
        _complete(making, task.row.id)
