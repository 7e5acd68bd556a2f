"""The four lists of a year: their definition tried against the plainest reading of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.appraisal.explaining import explain, way_text
from jyguide.appraisal.kinds import Grade, Missing, Source, rank
from jyguide.appraisal.rating import Found, Override, Rater, Trial, rate
from jyguide.appraisal.scheme import LINE_GRADES, Scheme, Veto, scheme_faults
from jyguide.quota import Ties
from tests.jyguide.appraisal.cases import VETO, count, schemes, secretaries, secretary

ALL = dict.fromkeys(Source, 900)


def rounded(value):
    """Half up, the way one learns it at school."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def plain_source(found, worth):
    means = []
    if found.raters:
        means.append(Fraction(sum(one.points for one in found.raters), len(found.raters)))
    if found.ballots is not None:
        papers = [worth[grade] for grade, n in found.ballots.counts.items() for _ in range(n)]
        if papers:
            means.append(Fraction(sum(papers), len(papers)))
    return rounded(sum(means) / len(means)) if means else None


def plain_points(one, scheme):
    got, weight, missing = Fraction(0), 0, False
    for source, share in scheme.weights.items():
        points = plain_source(one.found.get(source, Found()), scheme.ballot_points)
        if share and points is None:
            missing = True
        elif share:
            got, weight = got + share * points, weight + share
    if not weight or (missing and scheme.missing is Missing.WAIT):
        return None
    return rounded(got / weight)


def plain_lists(everybody, scheme):
    """By brute force: who would have a place is asked of each against all others."""
    points = [plain_points(one, scheme) for one in everybody]
    lists = []
    for one, each in zip(everybody, points, strict=True):
        if one.vetoes:
            lists.append(Grade.UNQUALIFIED)
        elif each is None:
            lists.append(None)
        else:
            open_to = [grade for grade in LINE_GRADES if each >= scheme.lines[grade]]
            lists.append(open_to[0] if open_to else Grade.UNQUALIFIED)
    if scheme.excellent_quota is None:
        return points, lists
    places = sum(one is not None for one in lists) * scheme.excellent_quota // 100
    wanting = [at for at, one in enumerate(lists) if one is Grade.EXCELLENT]
    final = list(lists)
    for at in wanting:
        others = [points[other] for other in wanting if other != at]
        ahead = sum(other > points[at] for other in others)
        beside = sum(other == points[at] for other in others)
        has_place = ahead < places if scheme.ties is Ties.IN else ahead + beside < places
        final[at] = Grade.EXCELLENT if has_place else Grade.QUALIFIED
    return points, final


@given(secretaries(), schemes(), st.randoms(use_true_random=False))
def test_lists_are_those_of_the_plain_reading(everybody, scheme, random):
    rated = rate(everybody, scheme)
    points, lists = plain_lists(everybody, scheme)
    assert [one.points for one in rated.standings] == points
    assert [one.computed for one in rated.standings] == lists
    if rated.quota is not None and scheme.ties is Ties.OUT:
        assert rated.counts[Grade.EXCELLENT] <= rated.quota.places
    shuffled = random.sample(everybody, len(everybody))
    mixed = [
        replace(
            one,
            found={
                source: replace(each, raters=tuple(random.sample(each.raters, len(each.raters))))
                for source, each in one.found.items()
            },
        )
        for one in shuffled
    ]
    again = rate(mixed, scheme)
    assert {one.subject.id: (one.points, one.grade) for one in again.standings} == {
        one.subject.id: (one.points, one.grade) for one in rated.standings
    }, "neither the order of people nor that of raters matters"
    trial = Trial(everybody)
    trial.rate(Scheme())
    assert trial.rate(scheme) == rated
    for one in rated.standings:
        assert explain(one, rated)[0].startswith(("（", "缺", *"内上基村"))
        assert (way_text(one, rated) == "") == (one.computed is Grade.EXCELLENT)


@given(secretaries(most=5), schemes(), st.integers(0, 4), st.sampled_from(Source))
def test_more_points_are_never_worse(everybody, scheme, at, source):
    if at >= len(everybody):
        return
    one = everybody[at]
    found = one.found.get(source, Found())
    better = replace(
        one,
        found=one.found
        | {source: Found(tuple(Rater(r.name, 1000) for r in found.raters), found.ballots)},
    )
    scheme = replace(scheme, ties=Ties.IN)
    before = rate(everybody, scheme).standings[at]
    after = rate([*everybody[:at], better, *everybody[at + 1 :]], scheme).standings[at]
    assert (after.points or 0) >= (before.points or 0)
    assert rank(after.computed) <= rank(before.computed)


@given(secretaries(), schemes(), st.sampled_from(Source))
def test_rescaling_is_weighing_by_the_rest(everybody, scheme, gone):
    """Who lacks a source has the points of a scheme that does not know it, and never a zero."""
    scheme = replace(scheme, missing=Missing.RESCALE)
    without = [
        replace(one, found={key: each for key, each in one.found.items() if key is not gone})
        for one in everybody
    ]
    rest = replace(scheme, weights={**scheme.weights, gone: 0})
    rescaled = [one.points for one in rate(without, scheme).standings]
    assert rescaled == [one.points for one in rate(everybody, rest).standings]
    for one in rate(without, scheme).standings:
        if one.parts:
            assert min(one.parts.values()) <= one.points <= max(one.parts.values())
        else:
            assert one.points is None
    waited = rate(without, replace(scheme, missing=Missing.WAIT))
    if scheme.weights[gone]:
        assert all(one.points is None and gone in one.missing for one in waited.standings)


def test_a_source_is_a_mean_that_is_rounded_once():
    """90, 90.1 and 90.1 are 90.0667; ballots of 92.5 count half beside them: 91.2833."""
    ballots = {Source.GRASSROOTS: count(8, 5, 3)}
    points = ALL | {Source.GRASSROOTS: [900, 901, 901]}
    rated = rate([secretary(1, points, ballots=ballots)], Scheme())
    one = rated.standings[0]
    assert one.parts[Source.GRASSROOTS] == 913
    assert one.points == 903, "90 × 80% + 91.3 × 20% = 90.26"
    assert explain(one, rated) == (
        (
            "内部评价 90 分 × 20% + 上级评价 90 分 × 30% + 基层评价 91.3 分 × 20% + "
            "村级综合考核 90 分 × 30% = 90.3 分。"
        ),
        (
            "基层评价：3 位评价人（90、90.1、90.1）平均 90.07 分；测评票优秀 5 票、合格 3 票、"
            "基本合格 0 票、不合格 0 票，无效 0 票，平均 92.5 分；评价人和测评票各占一半。"
        ),
        "达到优秀线 90 分。",
        "优秀名额 30%（0 人），按得分排第 1，名额已满，列入合格。",
    )
    assert way_text(one, rated) == "得分已达到优秀线，但优秀没有名额。"


def test_what_is_missing_what_vetoes_and_who_decides_is_said():
    scheme = Scheme(missing=Missing.RESCALE, excellent_quota=None, vetoes=(VETO,))
    lacking = secretary(1, {Source.INTERNAL: 700, Source.COMPOSITE: 800})
    vetoed = secretary(2, ALL, ("V1",))
    decided = replace(
        secretary(3, ALL), override=Override(Grade.QUALIFIED, "年中才任职。", "考核小组")
    )
    rated = rate([lacking, vetoed, decided, secretary(4, {}, ("V1",))], scheme)
    assert explain(rated.standings[0], rated)[0] == (
        "（内部评价 70 分 × 20% + 村级综合考核 80 分 × 30%）÷ 50% = 76 分；"
        "缺上级评价、基层评价，不当作零分，按其余来源的权重折算。"
    )
    assert way_text(rated.standings[0], rated) == ("距优秀线差 14 分（单靠一项不够）。")
    assert "一票否决：受到党纪处分（已查实），列入不合格。" in explain(rated.standings[1], rated)
    assert explain(rated.standings[2], rated)[-1] == (
        "按办法为优秀，经考核小组决定列入合格，原因：年中才任职。"
    )
    assert [one.grade for one in rated.standings] == [
        Grade.QUALIFIED,
        Grade.UNQUALIFIED,
        Grade.QUALIFIED,
        Grade.UNQUALIFIED,
    ]
    waited = rate([lacking], replace(scheme, missing=Missing.WAIT))
    assert explain(waited.standings[0], waited)[0] == (
        "缺上级评价、基层评价，缺的来源不当作零分，"
        "暂不出得分（已有内部评价 70 分、村级综合考核 80 分）。"
    )
    assert waited.standings[0].computed is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("weights", {Source.INTERNAL: 60, Source.SUPERIOR: 30}, "合计 90%，应为 100%"),
        ("weights", {Source.INTERNAL: 120, Source.SUPERIOR: -20}, "0% 到 100% 之间"),
        ("lines", {**Scheme().lines, Grade.QUALIFIED: 950}, "优秀线不能低于合格线"),
        ("lines", {**Scheme().lines, Grade.EXCELLENT: 1001}, "0 到 100 分之间"),
        ("excellent_quota", 101, "优秀名额须在"),
        ("ballot_points", {**Scheme().ballot_points, Grade.BASIC: 800}, "依次降低"),
        ("ballot_points", {Grade.EXCELLENT: 1000}, "没有写明“合格、基本合格、不合格”"),
        ("ballot_points", {**Scheme().ballot_points, Grade.UNQUALIFIED: -1}, "0 到 100 分之间"),
        ("smallest_group", 4, "猜得出谁投了什么票"),
        ("vetoes", (VETO, Veto("V1", "发生安全事故")), "代码“V1”重复"),
        ("vetoes", (Veto("V2", " "),), "都要填写"),
    ],
)
def test_unsound_schemes_are_told(field, value, said):
    assert scheme_faults(Scheme()) == {}
    faults = scheme_faults(replace(Scheme(), **{field: value}))
    assert list(faults) == [field]
    assert said in faults[field]
