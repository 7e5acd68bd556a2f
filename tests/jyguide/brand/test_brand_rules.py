"""Stages never skip one, A's come one by one; what is missing is said in words."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import (
    STAGES,
    Reached,
    Step,
    check_next,
    check_step,
    step_problems,
    way,
)
from jyguide.brand.row import LONGEST_NAME, BrandFacts, brand_problems
from jyguide.brand.stars import (
    STARS,
    Award,
    AwardFacts,
    StarNames,
    Withdrawal,
    award_problems,
    check_names,
    star_names,
    star_state,
    withdrawal_problems,
)
from jyguide.brand.vote import VoteFacts, vote_problems
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId

DAY = date(2026, 11, 20)
days = st.dates(date(2024, 1, 1), DAY)


def reached(stage, on=DAY):
    return Reached(stage, Step(on, "现场查看"))


@given(st.dictionaries(st.sampled_from(STAGES), days))
def test_a_stage_counts_while_all_before_it_are_there(kept):
    known = way([reached(stage, on) for stage, on in kept.items()])
    first_gap = next((at for at, stage in enumerate(STAGES) if stage not in kept), 6)
    assert [one.stage for one in known.held] == list(STAGES[:first_gap])
    assert {one.stage for one in known.waiting} == set(kept) - set(STAGES[:first_gap])
    assert known.next is (STAGES[first_gap] if first_gap < 6 else None)
    assert any("暂不计" in one for one in known.faults) == bool(known.waiting)
    for stage in STAGES:
        if stage is not known.next:
            with pytest.raises(RuleError):
                check_next(known, stage, "品牌")


@given(st.lists(st.tuples(st.sampled_from(STAGES), days), max_size=12))
def test_no_way_of_advancing_skips_a_stage(tries):
    """Whatever is tried in whatever order, what is kept is a path without gap, its days rising."""
    kept = []
    for stage, on in tries:
        known = way(kept)
        try:
            check_next(known, stage, "品牌")
            check_step(known, stage, Step(on, "材料"), DAY)
        except RuleError:
            continue
        kept.append(reached(stage, on))
    known = way(kept)
    assert not known.faults
    assert [one.stage for one in known.held] == list(STAGES[: len(kept)])


def test_what_a_step_asks_for():
    known = way([reached(Stage.PRACTICE, date(2026, 3, 1))])
    late, early = Step(DAY + timedelta(1), "材料"), Step(date(2026, 2, 1), " ")
    assert step_problems(known, Stage.SUMMARY, late, DAY) == {"on": "日期在今天之后。"}
    assert set(step_problems(known, Stage.SUMMARY, early, DAY)) == {"on", "evidence"}
    with pytest.raises(RuleError, match="还没有经过“总结、规范”，不能直接到“提高”"):
        check_next(known, Stage.IMPROVEMENT, "红色驿站")
    gap = way([*known.held, reached(Stage.STANDARD, date(2026, 5, 1))])
    assert gap.faults == ("缺少“总结”阶段，已登记的“规范”暂不计。",)
    after = Step(date(2026, 6, 1), "材料")
    assert "晚于“规范”" in step_problems(gap, Stage.SUMMARY, after, DAY)["on"]
    back = way([reached(Stage.PRACTICE), reached(Stage.SUMMARY, date(2026, 1, 1))])
    assert "早于“实践”的 2026年11月20日" in back.faults[0]
    assert back.as_of(date(2026, 1, 1)).stage is None


@pytest.mark.parametrize(
    ("length", "told"),
    [(0, "请填写"), (1, ""), (LONGEST_NAME, ""), (LONGEST_NAME + 1, "最多 60 个字")],
)
def test_names_of_brands_and_votes_have_an_end(length, told):
    name, place = " " + "红" * length, OrganisationId(uuid4())
    for found in (
        brand_problems(BrandFacts(name, place)),
        vote_problems(VoteFacts(name, 2026)),
    ):
        assert told in found.get("name", "")
        assert bool(found) is bool(told)


def award(star, on, withdrawn=None):
    gone = Withdrawal(withdrawn, "不再符合", "组〔2026〕1号") if withdrawn else None
    return Award((star, on), AwardFacts(star, on, "现场", "组发〔2026〕1号"), gone)


moves = st.lists(st.tuples(st.booleans(), st.integers(0, 6), days), max_size=25)


@given(moves)
def test_stars_come_one_by_one_and_go_from_the_top(tried):
    """Against the plainest model there is: a number that goes up and down by one."""
    kept, number = [], 0
    for gives, star, on in tried:
        state = star_state(kept)
        assert state.stars == number
        facts, gone = AwardFacts(star, on, "现场", "文"), Withdrawal(on, "原因", "文")
        if gives and not award_problems(state, facts, DAY):
            assert star == number + 1
            kept.append(Award(len(kept), facts))
            number += 1
        elif not gives and not withdrawal_problems(state, star, gone, DAY):
            assert star == number
            top = state.highest
            kept = [Award(one.key, one.facts, gone) if one is top else one for one in kept]
            number -= 1
    state = star_state(kept)
    assert not state.faults
    assert len(state.all) == len(kept)
    assert state.as_of(DAY).stars == number


def test_what_an_award_and_a_withdrawal_ask_for():
    two = star_state([award(1, date(2025, 3, 1)), award(2, date(2026, 3, 1))])
    bare = AwardFacts(4, DAY + timedelta(1), " ")
    assert set(award_problems(two, bare, DAY)) == {"star", "on", "evidence", "document"}
    assert "还没有 3A" in award_problems(two, bare, DAY)["star"]
    assert "先撤销上面的 2A" in withdrawal_problems(two, 1, Withdrawal(DAY, "x", "y"), DAY)["star"]
    assert set(withdrawal_problems(two, 2, Withdrawal(date(2026, 1, 1), "", ""), DAY)) == {
        "on",
        "reason",
        "document",
    }
    gap = star_state([award(1, DAY), award(3, DAY)])
    assert (gap.stars, gap.highest.facts.star) == (1, 3)
    assert gap.faults == ("缺少 2A，已授予的 3A 暂不计。",)
    late = AwardFacts(2, DAY, "现场", "文")
    hole = star_state([award(1, date(2026, 1, 1)), award(3, date(2026, 3, 1))])
    assert "晚于 3A" in award_problems(hole, late, DAY)["on"]
    twice = star_state([award(1, date(2026, 1, 1)), award(1, date(2026, 2, 1))])
    assert (twice.stars, len(twice.all)) == (1, 2)
    assert twice.faults[0].startswith("1A 有两条有效的授予")
    again = star_state([award(1, date(2025, 1, 1), date(2026, 6, 1))])
    early = AwardFacts(1, date(2026, 5, 1), "现场", "文")
    assert "早于上次撤销" in award_problems(again, early, DAY)["on"]


def test_names_are_the_citys_or_say_that_they_are_ours():
    assert StarNames().of(3) == "3A 三星"
    assert "暂用" in StarNames().note
    names = star_names({"names": [f"第{star}项" for star in STARS]})
    assert (names.of(5), names.note) == ("5A 第5项", "")
    assert star_names({"names": ["一"]}) == StarNames()
    for wrong in (
        ["一"] * 5,
        ["一", "二", "三", "四"],
        ["一", "二", "三", "四", ""],
        ["长" * 21, *"二三四五"],
    ):
        with pytest.raises(RuleError):
            check_names(wrong)
