"""The four lists: the definition, read twice."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.quota import Ties
from jyguide.standard.kinds import Phase, Rating
from jyguide.standard.list_moves import moves
from jyguide.standard.rating import Override, rank, rate
from jyguide.standard.rating_rule import RatingRule, rule_faults
from jyguide.standard.trying import Trial
from tests.jyguide.standard.rating_cases import (
    branch,
    branches,
    found,
    plain_lists,
    plain_points,
    rules,
)

SELF, CROSS, SPOT = Phase.SELF_INSPECTION, Phase.CROSS_INSPECTION, Phase.SPOT_ACCEPTANCE
ONE_PHASE = {CROSS: 100, SELF: 0, SPOT: 0}


@given(branches(), rules(), rules())
def test_the_lists_are_what_a_slow_reading_of_the_definition_gives(given_, rule, tried_before):
    rated = rate(given_, rule)

    trial = Trial(given_)
    trial.rate(tried_before)
    assert trial.rate(rule) == rated, "whatever was tried before"
    assert {one.branch.id: one.points for one in rated.standings} == {
        one.id: plain_points(one, rule) for one in given_
    }
    lists = {one.branch.id: one.computed for one in rated.standings if one.computed}
    assert lists == plain_lists(given_, rule)


@given(branches(), rules(), st.integers(0, 9))
def test_the_order_in_which_branches_come_changes_nothing(given_, rule, seed):
    shuffled = random.Random(seed).sample(given_, len(given_))

    there = {one.branch.id: one for one in rate(shuffled, rule).standings}

    assert all(one == there[one.branch.id] for one in rate(given_, rule).standings)


@given(branches(), rules())
def test_lines_vetoes_and_quotas_hold(given_, rule):
    rated = rate(given_, rule)

    for one in rated.standings:
        if one.points is None:
            assert one.computed is None
        elif one.vetoes:
            assert one.computed is Rating.UNQUALIFIED
        elif one.computed is not Rating.UNQUALIFIED:
            assert one.points >= rule.lines[one.computed]
    if rule.ties is Ties.OUT:
        assert all(rated.counts[one] <= quota.places for one, quota in rated.quotas.items())


@given(branches(), rules())
def test_equal_branches_stand_on_one_list(given_, rule):
    rule = replace(rule, aspect_floor=0)
    lists = {}

    for one in rate(given_, rule).standings:
        assert lists.setdefault((one.points, one.vetoes), one.computed) is one.computed


@given(branches(), rules(), st.data())
def test_more_points_never_give_a_worse_list(given_, rule, data):
    """Where ties go out, not to come level with another is a condition: see the module."""
    scored = [one for one in given_ if one.phases]
    if not scored:
        return
    chosen = data.draw(st.sampled_from(scored))
    gain = data.draw(st.integers(1, 100))
    better = replace(
        chosen,
        phases={
            phase: found(
                min(1000, each.final.total + gain),
                [each.final.aspects[one].got for one in each.final.aspects],
                each.final.vetoes,
                each.on,
            )
            for phase, each in chosen.phases.items()
        },
    )
    after = rate([better if one is chosen else one for one in given_], rule)
    now = after.of(chosen.id)
    level = sum(one.points == now.points for one in after.standings) > 1

    if rule.ties is Ties.IN or not level:
        assert rank(now.computed) <= rank(rate(given_, rule).of(chosen.id).computed)


def test_coming_level_where_ties_go_out_may_cost_both_their_place():
    """The one exception, told so that nobody takes it for a fault."""
    rule = RatingRule(ONE_PHASE, quotas={Rating.MODEL: 50, Rating.EXCELLENT: 50})
    behind = rate([branch(1, {CROSS: 950}), branch(2, {CROSS: 940})], rule)
    level = rate([branch(1, {CROSS: 950}), branch(2, {CROSS: 950})], rule)

    assert behind.counts[Rating.EXCELLENT] == 1
    assert level.counts[Rating.QUALIFIED] == 2


def test_a_phase_without_a_score_never_counts_as_nothing():
    rule = RatingRule({SELF: 20, CROSS: 50, SPOT: 30})
    rated = rate([branch(1, {SELF: 925, CROSS: 880}), branch(2, {})], rule)

    assert rated.standings[0].points == 893  # (925 × 20 + 880 × 50) ÷ 70 = 892.86
    assert rated.standings[1].computed is None
    assert rated.unrated == [rated.standings[1]]


def test_points_given_after_rectification_count_if_the_rule_says_so():
    given_, final = found(700, vetoes=("A01",)), found(850)
    one = branch(1, {CROSS: 700})
    one = replace(one, phases={CROSS: replace(given_, final=final.final)})

    def standing(**switches):
        return rate([one], RatingRule(ONE_PHASE, **switches)).standings[0]

    assert standing().computed is Rating.EXCELLENT
    assert (standing(rescored=False).points, standing(rescored=False).computed) == (
        700,
        Rating.QUALIFIED,
    )
    assert standing(veto_lifted=False).computed is Rating.UNQUALIFIED


def test_the_latest_inspection_decides_about_a_veto():
    first = found(900, vetoes=("A01",), on=found(0).on)
    later = branch(1, {CROSS: 900})
    one = replace(later, phases={SELF: first, **later.phases})

    assert rate([one], RatingRule()).standings[0].vetoes == ()


def test_a_weak_aspect_keeps_a_branch_off_the_model_list_only():
    weak = branch(1, {CROSS: 950}, aspects=(100, 200, 200, 200, 200, 200))
    standing = rate([weak], RatingRule(ONE_PHASE, aspect_floor=60)).standings[0]

    assert standing.computed is Rating.EXCELLENT
    assert [one.value for one in standing.weak] == ["organisation_setup"]


def test_a_decision_moves_one_branch_and_no_other():
    given_ = [branch(1, {CROSS: 950}), branch(2, {CROSS: 950})]
    rule = RatingRule(ONE_PHASE)
    put = replace(given_[0], override=Override(Rating.UNQUALIFIED, "弄虚作假", "评定小组"))
    before, after = rate(given_, rule), rate([put, given_[1]], rule)

    moved = moves({one.branch.id: one.rating for one in before.standings}, after.standings)
    assert [(one.after, one.up) for one in moved.values()] == [(Rating.UNQUALIFIED, False)]
    assert after.standings[0].computed is Rating.MODEL


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (RatingRule({SELF: 20, CROSS: 50}), "weights"),
        (RatingRule({Phase.RECTIFICATION: 100}), "weights"),
        (RatingRule(lines={Rating.MODEL: 700, Rating.EXCELLENT: 800}), "lines"),
        (RatingRule(lines=dict(zip(Rating, (700, 800, 600), strict=False))), "lines"),
        (RatingRule(quotas={Rating.QUALIFIED: 10}), "quotas"),
        (RatingRule(quotas={Rating.MODEL: 101}), "quotas"),
        (RatingRule(aspect_floor=-1), "aspect_floor"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_a_sentence(rule, field):
    assert list(rule_faults(rule)) == [field]
    assert rule_faults(RatingRule()) == {}
