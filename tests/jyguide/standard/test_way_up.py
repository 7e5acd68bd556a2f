"""The nearest way up, and the sentences that say why a branch stands where it does."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import RoundBranchId
from jyguide.standard.checklist import Criterion
from jyguide.standard.explaining import explain, way_text
from jyguide.standard.kinds import Aspect, BranchKind, Phase, Rating
from jyguide.standard.rating import Override, PhaseFound, RatedBranch, rank, rate
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score, tally
from jyguide.standard.way_up import Offer, PhaseSheet, fewest, made_up, way_up

SELF, CROSS, SPOT = Phase.SELF_INSPECTION, Phase.CROSS_INSPECTION, Phase.SPOT_ACCEPTANCE
LINES = {Rating.MODEL: 880, Rating.EXCELLENT: 720, Rating.QUALIFIED: 300}
ASPECTS = list(Aspect)
CRITERIA = tuple(
    Criterion(
        f"{'ABCDEF'[at % 6]}{at // 6:02}",
        ASPECTS[at % 6],
        f"第{at}项做得怎样",
        50 + 100 * (at % 4) + (50 if at in (0, 5) else 0),
        veto=at == 0,
    )
    for at in range(8)
)


def scored(points, on=date(2026, 5, 1)):
    """One phase: what each criterion lacks in tenths; None where it does not apply."""
    scores = {
        one.code: Score(applies=False)
        if lack is None
        else Score(max(0, one.points - lack), finding="没有记录" if lack else "")
        for one, lack in zip(CRITERIA, points, strict=True)
    }
    found = tally(CRITERIA, scores)
    return PhaseFound(found, found, on), PhaseSheet(CRITERIA, scores, scores)


def one_branch(by_phase):
    """A branch and its sheets from what each phase lacks."""
    both = {
        phase: scored(points, date(2026, 4 + at, 1))
        for at, (phase, points) in enumerate(by_phase.items())
    }
    key = RoundBranchId(uuid.UUID(int=7))
    phases = {phase: found for phase, (found, _) in both.items()}
    branch = RatedBranch(key, "周庄村党支部", "周庄镇", BranchKind.VILLAGE, phases)
    return branch, {phase: sheet for phase, (_, sheet) in both.items()}


lacking = st.lists(
    st.sampled_from([0, 0, 5, 25, 50, 120, 400, None]), min_size=8, max_size=8
).filter(lambda points: any(each is not None for each in points))
rules = st.builds(
    RatingRule,
    weights=st.sampled_from([{SELF: 20, CROSS: 50, SPOT: 30}, {CROSS: 100}]),
    lines=st.sampled_from(
        [
            {Rating.MODEL: 900, Rating.EXCELLENT: 800, Rating.QUALIFIED: 600},
            {Rating.MODEL: 1000, Rating.EXCELLENT: 973, Rating.QUALIFIED: 951},
        ]
    ),
    aspect_floor=st.sampled_from([0, 70]),
    rescored=st.booleans(),
)


@given(st.dictionaries(st.sampled_from([SELF, CROSS, SPOT]), lacking, min_size=1), rules)
def test_following_the_advice_reaches_the_list_and_nothing_smaller_does(by_phase, rule):
    branch, sheets = one_branch(by_phase)
    rated = rate([branch], rule)
    (standing,) = rated.standings
    way = way_up(standing, rated, sheets)
    if way.target is None:
        assert standing.computed in (None, Rating.MODEL)
        return

    def reaches(codes):
        (after,) = rate([made_up(branch, sheets, codes)], rule).standings
        return rank(after.computed) <= rank(way.target)

    assert reaches(way.codes)
    assert not reaches(())
    codes = [one.code for one in CRITERIA]
    assert not any(map(reaches, combinations(codes, len(way.codes) - 1)))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=7), st.integers(1, 40))
def test_as_few_as_possible_and_of_these_the_least_effort(offers, need):
    """Against every subset there is."""
    named = [Offer(str(at), effort, gain) for at, (effort, gain) in enumerate(offers)]
    every = [some for size in range(8) for some in combinations(named, size)]
    enough = [some for some in every if sum(one.gain for one in some) >= need]
    chosen = fewest(named, Fraction(need))
    if not enough:
        assert len(chosen) == len(named)
        return
    size = min(map(len, enough))
    assert len(chosen) == size
    if size <= 4:
        effort = sum(one.effort for one in named if one.code in chosen)
        assert effort == min(sum(one.effort for one in x) for x in enough if len(x) == size)


def test_one_criterion_and_of_those_that_suffice_the_least():
    branch, sheets = one_branch({CROSS: [0, 0, 120, 300, 0, 200, 0, 0]})
    rated = rate([branch], RatingRule({CROSS: 100}, LINES))
    way = way_up(rated.standings[0], rated, sheets)

    assert (rated.standings[0].points, way.codes, way.target) == (635, ("F00",), Rating.EXCELLENT)
    said = way_text(way, rated.rule, sheets)
    assert said == "差 8.5 分，补齐F00“第5项做得怎样”即可优秀（75.3 分）。"


def test_where_a_veto_stands_in_the_way_it_is_said_first():
    branch, sheets = one_branch({CROSS: [100, 0, 0, 0, 0, 0, 0, 0]})
    rule = RatingRule({CROSS: 100})
    rated = rate([branch], rule)
    (standing,) = rated.standings
    way = way_up(standing, rated, sheets)

    assert way.codes == standing.vetoes == ("A00",)
    assert way_text(way, rule, sheets).startswith("先解决一票否决项并经核验复评，补齐A00“第0项")
    said = explain(standing, rated, sheets)
    assert "一票否决：A00“第0项做得怎样”未做到（交叉互查），列入不合格。" in said

    strict = rate([branch], replace(rule, veto_lifted=False))
    barred = way_up(strict.standings[0], strict, sheets)
    assert barred.barred
    assert "本轮不能列入合格" in way_text(barred, strict.rule, sheets)


def test_where_a_floor_or_a_quota_stands_in_the_way_that_is_said():
    branch, sheets = one_branch({CROSS: [0, 0, 0, 0, 0, 0, 0, 200]})
    rule = RatingRule({CROSS: 100}, LINES, aspect_floor=70)
    rated = rate([branch], rule)
    way = way_up(rated.standings[0], rated, sheets)
    assert way.codes == ("B01",)
    assert "“班子建设”未达到单项底线 70%" in way_text(way, rule, sheets)
    assert any("班子建设”得分率低于" in one for one in explain(rated.standings[0], rated, sheets))

    # made up for the floor, it counts for the line as well: one that gives more does for both
    both, its = one_branch({CROSS: [0, 150, 0, 0, 0, 0, 0, 100]})
    higher = rate([both], replace(rule, lines={**LINES, Rating.MODEL: 930}))
    assert way_up(higher.standings[0], higher, its).codes == ("B00",)

    twin = replace(branch, id=RoundBranchId(uuid.UUID(int=8)))
    short = replace(rule, aspect_floor=0, quotas={Rating.MODEL: 50})
    full = rate([branch, twin], short)
    way = way_up(full.standings[0], full, sheets)
    assert way.full
    assert "1 个示范名额已满" in way_text(way, short, sheets)
    said = explain(full.standings[0], full, sheets)
    assert (
        "示范名额 50%（1 个），按得分排第 1（2 个支部同分），"
        "名额不够同分的全部列入，按规则一并列入下一档。" in said
    )


def test_the_explanation_adds_up_as_a_pocket_calculator_does():
    branch, sheets = one_branch(
        {SELF: [0] * 8, CROSS: [0, 0, 100, 0, 0, 0, None, 0], SPOT: [0, 0, 100, 0, 0, 0, 0, 0]}
    )
    final = dict(sheets[SPOT].given) | {"C00": Score(200)}
    better = replace(branch.phases[SPOT], final=tally(CRITERIA, final))
    branch = replace(branch, phases={**branch.phases, SPOT: better})
    sheets = {**sheets, SPOT: replace(sheets[SPOT], final=final)}
    decided = replace(branch, override=Override(Rating.QUALIFIED, "另案处理。", "评定小组"))
    rated = rate([decided], RatingRule({SELF: 20, CROSS: 50, SPOT: 30}))

    sentences = explain(rated.standings[0], rated, sheets)
    assert sentences[0] == (
        "自查 100 分 × 20% + 互查 94.1 分 × 50% + 抽查 97.1 分 × 30% = 96.2 分"
        "（已计整改复评，抽查原 94.1 分）。"
    )
    assert sentences[1] == "达到示范线 90 分。"
    assert "按规则为示范，经评定小组决定列入合格，原因：另案处理。" in sentences
    assert "互查失分 1 项、10 分：C00“第2项做得怎样”扣 10 分（没有记录）。" in sentences
    assert "抽查后整改复评：C00“第2项做得怎样”由 15 分改为 20 分。" in sentences

    missing = replace(branch, phases={SELF: branch.phases[SELF]})
    alone = rate([missing], rated.rule)
    said = explain(alone.standings[0], alone, {SELF: sheets[SELF]})[0]
    assert said == (
        "（自查 100 分 × 20%）÷ 20% = 100 分；交叉互查、抽查验收没有得分，按其余阶段的权重折算。"
    )
