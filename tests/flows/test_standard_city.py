"""A round of the city over two stations' branches, by the files they send each other.

华士's branch loses 15 of a hundred to an inspector from 周庄, makes them good, and is told why it
stands where it does; no station ever hears what is the other's alone.
"""

from datetime import timedelta

import pytest

from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import BranchKind, Phase, Rating
from jyguide.standard.lot import AssignmentTerms, LotRules
from jyguide.standard.lot_text import read_inspectors
from jyguide.standard.measure_steps import Check, Finish, Plan
from jyguide.standard.participants import of_known_kind
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import PhasePlan, RoundFacts
from tests.flows.round_figures import CRITERIA, FULL, THRICE

pytestmark = pytest.mark.flow

VILLAGES = {"a": ("山泉村", "华宏村"), "c": ("红星村", "曙光村")}
FAULTY = "红星村"
WHY = (
    "互查 100 分 × 100% = 100 分（已计整改复评，互查原 85 分）。",
    "达到示范线 90 分。",
    "示范名额 75%（3 个），按得分排第 1（3 个支部同分），在名额内。",
    "一票否决：无。",
    "互查失分 1 项、15 分：B01“每月开一次支委会”扣 15 分（缺三次记录）。",
    "互查后整改复评：B01“每月开一次支委会”由 5 分改为 20 分。",
)


def test_a_branch_reads_why_after_another_station_inspected_it(offices):
    found = lay_down(offices)
    draw(offices, found)
    inspect(offices, found)
    offices.round(["a", "c"])
    rectify(offices, found)
    offices.round(["a", "c"])
    publish(offices, found)


def lay_down(offices):
    """The stations' trees go up; the city's checklist, round and lines come down."""
    city = offices.city
    for name, villages in VILLAGES.items():
        app = offices[name]
        town = next(r for r in app.organisations.rows() if r.name == app.place.station_name)
        for village in villages:
            app.organisations.add(OrganisationFacts(village, OrganisationKind.VILLAGE, town.id))
        offices.send(name, "city")
    draft = city.checklists.create(ChecklistFacts("全市村表", BranchKind.VILLAGE, CRITERIA))
    checklist = city.checklists.issue(draft).id
    facts = RoundFacts(
        "全市标准化建设",
        2026,
        {BranchKind.VILLAGE: checklist},
        {phase: PhasePlan() for phase in Phase},
        RatingRule({Phase.CROSS_INSPECTION: 100}, quotas={Rating.MODEL: 75}),
    )
    names = {*VILLAGES["a"], *VILLAGES["c"]}
    asked = of_known_kind(one for one in city.rounds.candidates() if one.name in names)
    assert len(asked) == len(names)
    return city.rounds.create(facts, asked)


def draw(offices, found):
    """One inspector a station: each can only be given the other's branches."""
    city = offices.city
    pool = city.lots.pool(found)
    people = read_inspectors("陈明　周庄镇\n李四　华士镇", pool)
    terms = AssignmentTerms(people, LotRules(never_mutual=False))
    assert city.lots.keep(city.lots.assign(found, terms, "2026-1")).made == 4
    offices.round(["a", "c"])


def inspect(offices, found):
    """Each enters what it found at the other's; one branch lost 15 points, one 15 for good."""
    for name, other in (("a", "c"), ("c", "a")):
        app = offices[name]
        tasks = app.inspections.tasks(found)
        assert {one.row.branch for one in tasks} == set(VILLAGES[other])
        for one in tasks:
            lost = one.row.branch in (FAULTY, VILLAGES["a"][1])
            app.inspections.keep(one.row.id, THRICE if lost else FULL)
            app.inspections.complete(one.row.id)


def rectify(offices, found):
    """The branch's own station works on what the other one found, from its copy."""
    c, today = offices.c, offices.c.clock().date()
    (point,) = c.measures.lost_points(found)
    assert (point.branch, point.finding) == (FAULTY, "缺三次记录")
    (key,) = c.measures.raise_measures(found).ids
    c.measures.plan({key: None}, Plan("补开会议", "王伟", today + timedelta(days=15)))
    c.measures.finish({key: None}, Finish(today, "王伟"))
    c.measures.verify({key: None}, Check(today, "赵六", passed=True))
    c.measures.rescore({key: None}, today, "赵六", {})
    (row,) = c.inspections.of_branch(point.branch_id)
    assert (row.inspector, row.tally.total, c.inspections.sheet(row.id).mine) == (
        "陈明",
        850,
        False,
    )


def publish(offices, found):
    """Both scores count where they should, and go down with the lists."""
    city, a, c = offices.city, offices.a, offices.c
    assert [one.row.branch for one in city.measures.ledger(found)] == [FAULTY]
    assert a.measures.ledger(found) == []
    key = city.ratings.publish(found, "澄组〔2026〕12号", city.clock().date())
    offices.round(["a", "c"])
    told = {one.name: one for one in c.ratings.published(key).branches}
    assert set(told) == set(VILLAGES["c"])
    assert (told[FAULTY].points, told[FAULTY].rating) == (1000, Rating.MODEL)
    assert told[FAULTY].explanation == WHY
    assert {one.name for one in a.ratings.published(key).branches} == set(VILLAGES["a"])
    for name in ("city", "a", "c"):
        status = offices[name].sync.status()
        assert (status.waiting, status.refused, status.notice) == (0, 0, ""), name
