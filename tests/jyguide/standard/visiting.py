"""A small checklist of every method, and a round over made-up branches, in one line of a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.keys import new_key
from db.models import Checklist, RoundBranch, StandardRound
from jyguide.app import Application
from jyguide.ids import InspectionId, RoundBranchId, RoundId, StationId
from jyguide.standard.checklist import Basis, Criteria, Criterion, Grade, Method
from jyguide.standard.kinds import Aspect, BranchKind, Phase
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import PhasePlan
from jyguide.standard.scoring import Score
from jyguide.standard.stored import criteria_to_json, rule_to_json, schedule_to_json

CROSS = Phase.CROSS_INSPECTION
_LETTERS = dict(zip("ABCDEF", Aspect, strict=True))

CRITERIA: Criteria = (
    Criterion("A01", Aspect.ORGANISATION_SETUP, "按期换届，届满前有请示和批复。", 200, veto=True,
              guide="查换届请示、批复和选举结果报告。", evidence=("换届请示", "上级批复"),
              findings=("届满未换届，也没有延期批复。",),
              basis=(Basis("基层组织选举条例 第四条", "党的村和社区基层组织每届任期五年。"),)),
    Criterion("B01", Aspect.LEADERSHIP, "支部委员会每月至少开一次会，议题与记录相符。", 200,
              Method.DEDUCTION, each=50, cap=150, unit="次", findings=("缺少会议记录。",)),
    Criterion("C01", Aspect.ORGANISATION_LIFE, "党员参加党员大会的比例。", 200, Method.RATIO,
              unit="参加党员/应到党员", target=80),
    Criterion("D01", Aspect.MEMBERS, "对流动党员有登记、有联系。", 200, Method.GRADED,
              grades=(Grade("有登记，联系有记录", 200), Grade("有登记，无联系记录", 100),
                      Grade("没有登记", 0))),
    Criterion("E01", Aspect.ACTIVITIES, "每月有主题党日。", 100),
    Criterion("F01", Aspect.SUPPORT, "有固定的活动场所。", 100),
)  # fmt: skip


def many(count: int) -> Criteria:
    """As many criteria of all methods, spread over the aspects, a hundred points together."""
    each, rest = divmod(1000, count)
    made = []
    for at in range(count):
        letter = "ABCDEF"[at * 6 // count]
        like = CRITERIA["ABCDEF".index(letter)]
        points = each + (rest if at == count - 1 else 0)
        steps = (Grade("有登记，联系有记录", points), Grade("没有登记", 0))
        made.append(
            replace(
                like,
                code=f"{letter}{at + 1:02}",
                points=points,
                veto=at == 0,
                each=5,
                cap=0,
                grades=steps if like.grades else (),
            )
        )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Laid:
    """A round and its branches."""

    round_id: RoundId
    branches: Sequence[RoundBranchId]


def lay_round(
    app: Application,
    names: Sequence[str] = ("山泉村党支部", "华宏村党支部", "稷山村党支部"),
    *,
    criteria: Criteria = CRITERIA,
    schedule: Mapping[Phase, PhasePlan] | None = None,
    stations: Sequence[StationId | None] = (),
) -> Laid:
    """Rows of a round, its checklist and its branches; `stations` are those of the branches."""
    homes = stations or [app.place.station_id] * len(names)
    with app._store.begin("新建轮次") as uow:
        checklist = Checklist(
            id=new_key(),
            station_id=app.place.station_id,
            line_key=new_key(),
            version=1,
            kind=BranchKind.VILLAGE.value,
            name="村党支部检查表",
            criteria=criteria_to_json(criteria),
            issued_on=date(2026, 1, 5),
        )
        row = StandardRound(
            id=new_key(),
            station_id=app.place.station_id,
            name="标准化建设",
            year=2026,
            checklists={BranchKind.VILLAGE.value: str(checklist.id)},
            schedule=schedule_to_json(schedule or {}),
            rule=rule_to_json(RatingRule()),
        )
        uow.session.add_all((checklist, row))
        uow.session.flush()
        branches = [
            RoundBranch(
                id=new_key(),
                station_id=home,
                round_id=row.id,
                organisation_key=new_key(),
                checklist_id=checklist.id,
                name=name,
                township="周庄镇",
                kind=BranchKind.VILLAGE.value,
                position=at,
            )
            for at, (name, home) in enumerate(zip(names, homes, strict=True))
        ]
        uow.session.add_all(branches)
        uow.commit()
        return Laid(RoundId(row.id), [RoundBranchId(one.id) for one in branches])


def all_well(criteria: Criteria = CRITERIA) -> dict[str, Score]:
    return {one.code: Score(one.points) for one in criteria}


def inspected(
    app: Application, laid: Laid, at: int = 0, scores: Mapping[str, Score] | None = None
) -> InspectionId:
    """A branch looked at and closed."""
    key = app.inspections.begin(laid.round_id, laid.branches[at], CROSS, "陈明")
    app.inspections.keep(key, scores or all_well())
    app.inspections.complete(key)
    return key
