"""The count against brute force, and what must hold of it whatever the sheets say."""

import uuid
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jyguide.brand.explaining import TieDecision, explained, ranking, tie_sentence
from jyguide.brand.scheme import Candidate, JuryGroup, VoteScheme, usual_scheme
from jyguide.brand.sheet import Sheet, Word, read_mark
from jyguide.brand.sheet_check import check_sheets, closing_problems
from jyguide.brand.stored import (
    candidates_from_json,
    list_to_json,
    ranking_from_json,
    scheme_from_json,
    to_json,
)
from jyguide.brand.voting import count, scheme_problems
from jyguide.errors import RuleError

FOUR = tuple(
    Candidate(uuid.UUID(int=at), f"品牌{at}", f"{at}号村", "周庄镇" if at < 3 else "祝塘镇")
    for at in range(1, 5)
)
GROUPS = (JuryGroup("a", "专家", 60), JuryGroup("b", "代表", 40))
SCHEME = VoteScheme(GROUPS, top=2)


def sheet(juror, points, group="a", unit="", conflicts=()):
    given_ = {one.key: value for one, value in zip(FOUR, points, strict=False) if value != "gap"}
    keys = frozenset(FOUR[at].key for at in conflicts)
    return Sheet(juror, group, unit, given_, keys)


marks = st.one_of(st.integers(0, 1000), st.sampled_from([None, 500, 1000]))
units = st.sampled_from(
    ["", "1号村", "周庄镇 1号村", "周庄镇", "祝塘镇基层党建工作指导站", "别处"]
)
one_sheet = st.builds(
    lambda points, group, unit, conflicts: sheet("", points, group, unit, conflicts),
    st.lists(marks, min_size=4, max_size=4),
    st.sampled_from("ab"),
    units,
    st.sets(st.integers(0, 3), max_size=2),
)
juries = st.lists(one_sheet, max_size=9).map(
    lambda made: [replace(one, juror=f"评委{at}") for at, one in enumerate(made)]
)


def brute(scheme, sheets, candidate):
    """The definition written down once more, the long way round."""
    top = bottom = Fraction(0)
    for group in scheme.groups:
        had = []
        for one in sheets:
            unit = one.unit.replace("基层党建工作指导站", "")
            place = (candidate.organisation, candidate.station)
            unit = unit.replace(" ", "")
            own = unit and (unit in place or unit == candidate.station + candidate.organisation)
            if one.group != group.code or own or candidate.key in one.conflicts:
                continue
            if one.points[candidate.key] is not None:
                had.append(one.points[candidate.key])
        if scheme.trimmed and len(had) > 4:
            had.remove(max(had))
            had.remove(min(had))
        if had:
            top += Fraction(group.weight * sum(had), len(had))
            bottom += group.weight
    if not bottom:
        return None
    exact = top / bottom * 1000 / scheme.full_points
    return int(exact + Fraction(1, 2))


def points_of(counted):
    return {one.candidate.key: one.points for one in counted.standings}


@given(juries, st.booleans(), st.randoms(use_true_random=False))
def test_the_count_is_the_definition_in_any_order(sheets, trimmed, random):
    scheme = replace(SCHEME, trimmed=trimmed)
    counted = count(scheme, FOUR, sheets)
    assert points_of(counted) == {one.key: brute(scheme, sheets, one) for one in FOUR}
    random.shuffle(mixed := list(sheets))
    assert count(scheme, FOUR[::-1], mixed).standings == counted.standings
    rated = [one for one in counted.standings if one.points is not None]
    decided = len(counted.winners) + counted.open_places
    assert decided == min(scheme.top, len(rated))
    won = {one.points for one in rated if one.candidate.key in counted.winners}
    lost = [one for one in rated if one.candidate.key not in counted.winners]
    assert all(points > one.points for points in won for one in lost if one not in counted.tied)
    assert len({one.points for one in counted.tied}) <= 1
    for one in counted.standings:
        assert list(explained(one, scheme))


@given(juries, st.booleans(), st.integers(0, 8), st.integers(0, 3), st.integers(1, 1000))
def test_more_points_never_harm(sheets, trimmed, juror, at, more):
    assume(sheets)
    scheme = replace(SCHEME, trimmed=trimmed)
    one, brand = sheets[juror % len(sheets)], FOUR[at]
    had = one.points[brand.key]
    assume(had is not None)
    raised = replace(one, points={**one.points, brand.key: min(1000, had + more)})
    before = count(scheme, FOUR, sheets)
    after = count(scheme, FOUR, [raised if each is one else each for each in sheets])
    old, new = ({s.candidate.key: s for s in c.standings}[brand.key] for c in (before, after))
    assert (new.points or 0) >= (old.points or 0)
    assert new.place <= old.place


@given(juries, st.integers(0, 3), st.integers(0, 1000))
def test_who_has_an_interest_has_no_influence(sheets, at, points):
    brand = FOUR[at]
    kept = [one for one in sheets if brand.key not in one.conflicts]
    told = [
        replace(one, points={**one.points, brand.key: points}) if one not in kept else one
        for one in sheets
    ]
    without = points_of(count(SCHEME, FOUR, kept))[brand.key]
    assert points_of(count(SCHEME, FOUR, told))[brand.key] == without


def test_a_group_with_nobody_left_is_rescaled_and_no_zero():
    sheets = [sheet("甲", (800, 500, 500, 500)), sheet("乙", (100,) * 4, "b", "1号村")]
    counted = count(SCHEME, FOUR, sheets)
    assert points_of(counted)[FOUR[0].key] == 800
    assert points_of(counted)[FOUR[1].key] == 340
    said = list(explained(counted.standings[0], SCHEME))
    assert any("不作零分" in one for one in said)
    assert any("回避：乙（是“1号村”的人）" in one for one in said)
    nobody = count(SCHEME, FOUR, [sheet("甲", (1,) * 4, unit="1号村")]).standings[-1]
    assert (nobody.candidate, nobody.points) == (FOUR[0], None)


def test_a_sheet_with_gaps_or_a_double_is_not_counted():
    gap = sheet("甲", (900, "gap", 900, 900))
    twice = [sheet("乙", (0,) * 4), sheet("乙 ", (0,) * 4, "b")]
    whole = sheet("丙", (700,) * 4)
    counted = count(SCHEME, FOUR, [gap, *twice, whole])
    assert set(counted.uncounted) == {0, 1, 2}
    assert "还没有评“品牌2”" in counted.uncounted[0]
    assert "两张评分表" in counted.uncounted[1]
    assert set(points_of(counted).values()) == {700}
    filled = replace(gap, points={**gap.points, FOUR[1].key: None})
    assert count(SCHEME, FOUR, [filled]).uncounted == {}


def test_a_tie_at_the_line_is_a_persons():
    counted = count(SCHEME, FOUR, [sheet("甲", (900, 800, 800, 100))])
    assert counted.winners == (FOUR[0].key,)
    assert "“品牌2”、“品牌3”同为 80 分，只剩 1 个名额" in tie_sentence(counted)
    chosen = TieDecision(frozenset([FOUR[2].key]), "群众受益面更广", "部务会")
    for wrong in (
        TieDecision(),
        replace(chosen, reason=" "),
        replace(chosen, chosen=frozenset([FOUR[3].key])),
        replace(chosen, chosen=frozenset([FOUR[1].key, FOUR[2].key])),
    ):
        with pytest.raises(RuleError):
            ranking(counted, wrong)
    rows = ranking(counted, chosen)
    assert [(row.name, row.place, row.won) for row in rows] == [
        ("品牌1", 1, True),
        ("品牌3", 2, True),
        ("品牌2", 2, False),
        ("品牌4", 4, False),
    ]
    assert "部务会决定，选定当选。理由：群众受益面更广" in rows[1].explanation[-1]
    clear = count(replace(SCHEME, top=1), FOUR, [sheet("甲", (900, 800, 800, 100))])
    with pytest.raises(RuleError, match="没有同分"):
        ranking(clear, chosen)
    assert ranking_from_json(list_to_json(rows)) == rows
    assert scheme_from_json(to_json(SCHEME)) == SCHEME
    assert candidates_from_json(list_to_json(FOUR)) == FOUR


def test_what_a_scheme_and_a_vote_cannot_be():
    assert scheme_problems(usual_scheme()) == {}
    off = VoteScheme((JuryGroup("a", "专家", 60), JuryGroup("b", "代表", 30)), 10)
    assert scheme_problems(off)["groups"] == "各组权重合计 90%，应为 100%。"
    same = VoteScheme((JuryGroup("a", "专家", 60), JuryGroup("b", "专 家", 40)), 10)
    assert "相同" in scheme_problems(same)["groups"]
    twice = (*FOUR, FOUR[0])
    counted = count(SCHEME, twice, [])
    said = "；".join(closing_problems(replace(SCHEME, top=9), twice, counted, 0))
    assert "列了两次" in said
    assert "名额 9 个，多于参评的 5 个品牌" in said
    assert "还没有录入评分表" in said


def test_what_a_juror_may_give():
    assert [read_mark(text, 1000) for text in ("９５.5", "100分", "回避", "弃", " ", "-")] == [
        955,
        1000,
        Word.INTEREST,
        Word.LEFT_OUT,
        Word.GAP,
        Word.LEFT_OUT,
    ]
    for wrong in ("101", "-1", "8.55", "NaN", "inf", "优秀"):
        with pytest.raises(RuleError):
            read_mark(wrong, 1000)
    own = sheet("甲", (), unit="1号村")
    with pytest.raises(RuleError, match="是“1号村”的人，应当回避“品牌1”"):
        own.marked(FOUR[0], 900)
    assert own.marked(FOUR[1], 900).mark(FOUR[1]) == 900
    assert own.mark(FOUR[0]) is Word.INTEREST
    for bad in (
        [sheet("甲", (900,), unit="周庄镇")],
        [sheet("甲", (1001,))],
        [sheet("甲", (900,), conflicts=(0,))],
        [sheet("甲", ()), sheet("甲", (), "b")],
        [sheet("", ())],
        [sheet("甲", (), "c")],
    ):
        with pytest.raises(RuleError):
            check_sheets(SCHEME, FOUR, bad)
    with pytest.raises(RuleError, match="已经有一张"):
        check_sheets(SCHEME, FOUR, [sheet("甲", ())], [sheet("甲", ())])


def test_every_order_of_a_small_jury_counts_alike():
    sheets = [sheet("甲", (9, 8, 7, 6)), sheet("乙", (1, 2, 3, 4), "b"), sheet("丙", (5, 5, 5, 5))]
    found = {count(SCHEME, FOUR, list(each)).standings for each in permutations(sheets)}
    assert len(found) == 1
