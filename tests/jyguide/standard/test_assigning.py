"""Assignment by lot keeps every rule, says rightly when none does, and leaves it to the lot."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from jyguide.standard.assigning.drawing import assign
from jyguide.standard.assigning.terms import (
    Assignment,
    Balance,
    Branch,
    ImpossibleAssignmentError,
    Inspector,
    NoAssignmentFoundError,
    Request,
    Rule,
    Rules,
)

UNITS = "甲乙丙丁"
GROUPS = ("", "东片")


def people(units, groups=""):
    return [
        Inspector(f"p{at}", f"检查员{at}", unit, group)
        for at, (unit, group) in enumerate(zip(units, groups or [""] * len(units), strict=True))
    ]


def branches(units, groups=""):
    return [
        Branch(f"b{at}", f"支部{at}", unit, group)
        for at, (unit, group) in enumerate(zip(units, groups or [""] * len(units), strict=True))
    ]


def villages(number, **rules):
    """As many villages, each with one inspector and one branch."""
    units = [f"村{at}" for at in range(number)]
    return Request(people(units), branches(units), Rules(**rules))


@st.composite
def requests(draw, most_people=4, most_branches=4, units=UNITS):
    def some(make, most):
        unit, group = st.sampled_from(units), st.sampled_from(GROUPS)
        drawn = draw(st.lists(st.tuples(unit, group), min_size=1, max_size=most))
        return make([one[0] for one in drawn], [one[1] for one in drawn])

    pair = st.tuples(st.sampled_from(units), st.sampled_from(units))
    rules = Rules(
        never_mutual=draw(st.booleans()),
        by_group=draw(st.booleans()),
        balance=draw(st.sampled_from(Balance)),
        avoid=draw(st.frozensets(pair, max_size=2)),
        per_branch=draw(st.sampled_from([1, 1, 2])),
    )
    return Request(some(people, most_people), some(branches, most_branches), rules)


def broken(request, pairs):
    """The rules that an assignment breaks, worked out anew from what they say."""
    rules = request.rules
    who = {one.key: one for one in request.inspectors}
    what = {one.key: one for one in request.branches}
    met = [(who[inspector], what[branch]) for inspector, branch in pairs]
    units = {(one.unit, branch.unit) for one, branch in met}
    if any(one == other for one, other in units):
        yield Rule.OWN_UNIT
    if units & rules.avoid:
        yield Rule.AVOID
    if rules.never_mutual and any((other, one) in units for one, other in units):
        yield Rule.NEVER_MUTUAL
    if rules.by_group and any(one.group != branch.group for one, branch in met):
        yield Rule.BY_GROUP
    if not all(visitors_fit(met, branch, rules.per_branch) for branch in request.branches):
        yield Rule.PER_BRANCH
    load = Counter(inspector for inspector, _ in pairs)
    loads = [[load[one.key] for one in scope] for scope in scopes(request)]
    if any(max(each) - min(each) > 1 for each in loads):
        yield Rule.BALANCE


def visitors_fit(met, branch, number):
    """As many as there should be, each of another unit."""
    units = [one.unit for one, other in met if other is branch]
    return len(units) == len(set(units)) == number


def scopes(request):
    """The people whose loads are to be even among themselves."""
    rules = request.rules
    if rules.balance is Balance.NONE:
        return []
    if rules.balance is Balance.ALL or not rules.by_group:
        return [request.inspectors]
    groups = {one.group for one in request.inspectors}
    return [[one for one in request.inspectors if one.group == group] for group in groups]


def every_way(request):
    """All assignments that keep the rules, by trying each."""
    keys = [one.key for one in request.inspectors]
    sets = list(combinations(keys, request.rules.per_branch))
    for chosen in product(sets, repeat=len(request.branches)):
        pairs = [
            (key, branch.key)
            for branch, sitting in zip(request.branches, chosen, strict=True)
            for key in sitting
        ]
        if not any(broken(request, pairs)):
            yield tuple(pairs)


def works(request, relaxed):
    rules = request.rules
    for rule in relaxed:
        rules = rules.without(rule)
    return any(every_way(replace(request, rules=rules)))


def outcome(request, seed):
    """The assignment, or the error there is instead."""
    try:
        return assign(request, seed)
    except (ImpossibleAssignmentError, NoAssignmentFoundError) as error:
        return error


@given(requests(), st.text(max_size=3))
def test_tiny_requests_are_met_if_and_only_if_they_can_be(request_, seed):
    """And a refusal names rules without which it works, none of them for nothing."""
    found = outcome(request_, seed)
    event(type(found).__name__)
    if isinstance(found, Assignment):
        assert not list(broken(request_, found.pairs))
        load = Counter(inspector for inspector, _ in found.pairs)
        assert found.loads == {one.key: load[one.key] for one in request_.inspectors}
        return
    assert not works(request_, ())
    if found.rules == (Rule.OWN_UNIT,):
        assert not works(request_, Rule)
        return
    assert all(request_.rules.holds(rule) for rule in found.rules)
    assert works(request_, found.rules)
    for rule in found.rules:
        assert not works(request_, [one for one in found.rules if one is not rule])


@given(requests(12, 30, units="甲乙丙丁戊己庚辛"), st.integers(0, 9), st.randoms())
def test_what_is_drawn_keeps_the_rules_and_comes_again(request_, seed, chance):
    """In whatever order people and branches are read."""
    mixed = replace(
        request_,
        inspectors=chance.sample(request_.inspectors, len(request_.inspectors)),
        branches=chance.sample(request_.branches, len(request_.branches)),
    )
    found, again = outcome(request_, str(seed)), outcome(mixed, str(seed))
    if isinstance(found, Assignment):
        assert not list(broken(request_, found.pairs))
        assert again == found
    else:
        assert (again.message, again.hint) == (found.message, found.hint)


@given(st.integers(3, 40), st.integers(1, 2), st.integers())
def test_villages_inspect_each_other_in_any_number(number, per_branch, seed):
    """One each from three villages on, two each from five: half of the others are open to all."""
    assume(number >= 2 * per_branch + 1)
    request = villages(number, per_branch=per_branch)
    found = assign(request, str(seed))
    assert not list(broken(request, found.pairs))
    assert set(found.loads.values()) == {per_branch}


def test_the_same_seed_gives_the_same_in_every_release():
    """A lot that was drawn is drawn again before whoever doubts it."""
    drawn = assign(villages(7), "2026-11-26 海角镇")
    assert " ".join(f"{inspector}>{branch}" for inspector, branch in drawn.pairs) == GOLDEN


GOLDEN = "p2>b0 p0>b1 p5>b2 p6>b3 p3>b4 p4>b5 p1>b6"


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(villages(4, never_mutual=False), id="four villages"),
        pytest.param(villages(5), id="five villages, never mutual"),
        pytest.param(
            Request(people("甲乙丙"), branches("丁丁丁丁"), Rules()), id="one of three has more"
        ),
    ],
)
def test_every_way_has_its_chance(request_):
    """Each comes up, and none more than about twice as often as it should."""
    ways = set(every_way(request_))
    draws = 12 * len(ways)
    drawn = Counter(assign(request_, str(seed)).pairs for seed in range(draws))
    assert set(drawn) == ways
    assert max(drawn.values()) <= 12 * 2.2


def test_a_big_draw_mixes_units():
    """A station's branches do not all go to the people of one other station."""
    units = [f"站{at % 9}" for at in range(45)]
    drawn = assign(Request(people(units), branches([f"站{at % 9}" for at in range(360)])), "1")
    coming = {}
    for inspector, branch in drawn.pairs:
        coming.setdefault(int(branch[1:]) % 9, set()).add(int(inspector[1:]) % 9)
    assert all(len(units) >= 3 for units in coming.values())
    assert set(drawn.loads.values()) == {8}


EAST = "东片"


@pytest.mark.parametrize(
    ("request_", "rules", "told", "hint"),
    [
        (
            Request(people("甲乙"), branches("甲乙" * 150)),
            (Rule.NEVER_MUTUAL,),
            "“乙”“甲”共有 300 个支部、2 名检查员，怎样排都会有两个单位对查，违反“两个单位不互查”",
            "允许两个单位互查",
        ),
        (
            Request(
                people("甲乙", ["西片"] * 2),
                branches("丙丁" * 12, ["西片", EAST] * 12),
                Rules(by_group=True, balance=Balance.GROUP),
            ),
            (Rule.BY_GROUP,),
            "片区“东片”有 12 个支部、0 名检查员，违反“按片区检查”；没有这一条就能排成",
            "不按片区检查",
        ),
        (
            Request(
                people("甲乙", ["西片", EAST]),
                branches("丙丁丁丁", ["西片", EAST, EAST, EAST]),
                Rules(by_group=True),
            ),
            (Rule.BALANCE_OVERALL,),
            "片区“东片”的“丁”有 3 个支部，可以去的检查员只有 1 名（来自 1 个单位，均衡起来每人",
            "把均衡的范围改为各片区之内",
        ),
        (
            Request(
                people("甲乙乙"), branches("丁丁丁丁"), Rules(avoid=frozenset({("甲", "丁")}))
            ),
            (Rule.AVOID,),
            "“甲”有 1 名检查员，均衡起来每人至少要查 1 个支部，他们可以去的支部只有 0 个",
            "去掉“不查去年查过的单位”",
        ),
        (
            Request(people("甲甲"), branches("甲甲乙")),
            (Rule.OWN_UNIT,),
            "“甲”有 2 个支部，而 2 名检查员都是这个单位的，违反“不查本单位”",
            "其他单位派人",
        ),
        (
            Request(people("甲"), branches("乙"), Rules(per_branch=2, by_group=True)),
            (Rule.PER_BRANCH,),
            "“乙”有 1 个支部，每个要去两人，可以去的检查员只有 1 名（来自 1 个单位",
            "每个支部改派一人",
        ),
        (
            Request(
                people("甲甲乙"),
                branches("乙丙", ["", EAST]),
                Rules(by_group=True, avoid=frozenset({("甲", "乙")}), balance=Balance.NONE),
            ),
            (Rule.AVOID, Rule.BY_GROUP),
            "同时违反“不查去年查过的单位”“按片区检查”；这几条都放宽才能排成",
            "，并且",
        ),
        (
            Request(people("甲甲甲乙"), branches("丙甲甲甲")),
            (Rule.BALANCE,),
            "“甲”有 3 个支部，可以去的检查员只有 1 名（来自 1 个单位，均衡起来每人最多查 1 个）",
            "不要求任务均衡",
        ),
        (Request(people(""), branches("甲乙")), (), "2 个支部、0 名检查员", "检查员名单"),
        (Request(people("甲"), branches("")), (), "没有要检查的支部", "列入本轮"),
    ],
    ids=str,
)
def test_the_rule_that_makes_it_impossible_is_named(request_, rules, told, hint):
    with pytest.raises(ImpossibleAssignmentError) as refused:
        assign(request_, "1")
    assert refused.value.rules == rules
    assert told in refused.value.message
    assert hint in refused.value.hint


def test_not_found_is_not_called_impossible():
    """Ten fours of villages that may go nowhere else: too many ways for a proof."""
    request = villages(40, per_branch=2)
    units = [one.unit for one in request.branches]
    apart = frozenset(
        (one, other)
        for (at, one), (beside, other) in product(enumerate(units), repeat=2)
        if at // 4 != beside // 4
    )
    with pytest.raises(NoAssignmentFoundError) as refused:
        assign(replace(request, rules=replace(request.rules, avoid=apart)), "1")
    assert re.match("试了 [0-9]+ 种查法，都没有排成", refused.value.message)
    assert "这不等于一定排不成" in refused.value.message
    assert "换一个随机种子" in refused.value.hint
    assert "允许两个单位互查" in refused.value.hint


def test_units_have_names_where_their_texts_are_keys():
    request = replace(villages(2), unit_names={"村0": "乌山村", "村1": "南岸村"})
    with pytest.raises(ImpossibleAssignmentError, match="“乌山村”“南岸村”共有 2 个支部"):
        assign(request, "1")


def test_a_key_must_not_stand_twice():
    with pytest.raises(ValueError, match="twice"):
        assign(Request(people("甲"), branches("乙") * 2), "1")
