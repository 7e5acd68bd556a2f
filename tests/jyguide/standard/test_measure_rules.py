"""What may happen to a rectification measure: walks of any steps, names, days, numbers."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import RectificationMeasure
from jyguide.documents.official_number import tidy_number
from jyguide.errors import RuleError
from jyguide.ids import InspectionId, MeasureId, RoundBranchId, RoundId
from jyguide.standard.checklist import Basis
from jyguide.standard.counting import after_rectification
from jyguide.standard.kinds import Phase, Verification
from jyguide.standard.ledger import (
    LedgerFilter,
    by_station_and_month,
    counts,
    ledger_row,
)
from jyguide.standard.measure import (
    PASSED,
    MeasureState,
    after_closing,
    days_over,
    due_text,
    events,
    names_in,
    state_on,
)
from jyguide.standard.measure_steps import (
    Check,
    Finish,
    Notice,
    Plan,
    Rescore,
    finished,
    notified,
    planned,
    rescored,
    verified,
    withdrawable,
)
from jyguide.standard.notice_number import counted_from, suggested
from jyguide.standard.printing.notice import short_day
from jyguide.standard.rows import MeasureRow
from jyguide.standard.scoring import Score

FOUND = date(2026, 3, 2)
TODAY = date(2026, 3, 20)
NAMES = ("王伟", "王　伟", "阿卜杜拉·买买提", "李娜、王伟", "𠮷田", "王伟（镇组织办）", "")


def a_measure(**changes):
    row = MeasureRow(
        MeasureId(uuid.UUID(int=1)), None, RoundId(uuid.UUID(int=2)),
        RoundBranchId(uuid.UUID(int=3)),
        "山泉村党支部", "周庄镇", InspectionId(uuid.UUID(int=4)), Phase.SELF_INSPECTION, "B01",
        "每月至少开一次支部委员会。", 10, 20, "缺三月记录。", found_on=FOUND,
    )  # fmt: skip
    return replace(row, **changes)


DAYS = st.integers(-2, 20).map(lambda n: FOUND + timedelta(days=n))
NAME = st.sampled_from(NAMES)
ROUND = st.tuples(
    st.builds(Plan, st.sampled_from(("", "补开会议")), NAME, st.none() | DAYS),
    st.builds(Finish, DAYS, NAME, st.sampled_from(("", "已补"))),
    st.builds(Check, DAYS, NAME, st.booleans(), st.sampled_from(("", "照片不清"))),
    st.builds(Rescore, st.integers(0, 5).map(lambda n: n * 5), DAYS, NAME),
)
"""In the order of the way, so that walks get far; each may be refused."""
STEPS = st.lists(ROUND | ROUND.flatmap(st.permutations), max_size=5).map(
    lambda rounds: [step for one in rounds for step in one]
)


def walked(row, step):
    if isinstance(step, Plan):
        return planned(row, step)
    if isinstance(step, Finish):
        return finished(row, step, TODAY)
    if isinstance(step, Check):
        return verified(row, step, TODAY)
    return rescored(row, step, (0, 10, 15, 20), TODAY)


@given(STEPS)
def test_no_walk_passes_what_was_not_done_or_is_looked_at_by_oneself(steps):
    row = a_measure()
    for step in steps:
        try:
            after = walked(row, step)
        except RuleError:
            continue
        before, state = state_on(row, TODAY), state_on(after, TODAY)
        if state is MeasureState.VERIFIED and before is not MeasureState.VERIFIED:
            assert before is MeasureState.DONE
        if state is MeasureState.RESCORED:
            assert before in PASSED
        row = after
        if state in PASSED:
            own = names_in(row.owner) | names_in(row.done_by)
            assert not names_in(row.verified_by) & own
            assert row.found_on <= row.done_on <= row.verified_on <= TODAY
        if row.rescored_points is not None:
            assert row.verification is Verification.PASSED
            assert row.points <= row.rescored_points <= row.full_points
            assert row.rescored_points in (0, 10, 15, 20)
            assert row.rescored_on >= row.verified_on
        assert (row.points, row.full_points) == (10, 20)  # what was lost stays beside it
        assert days_over(row, TODAY) == 0 or state not in (*PASSED, MeasureState.DONE)


def test_what_two_pcs_did_meanwhile_merges_into_what_one_could_have_done():
    done = finished(a_measure(), Finish(FOUND, "王伟", "已补"), TODAY)
    passed = verified(done, Check(TODAY, "张三", passed=True), TODAY)
    ways = (
        rescored(passed, Rescore(15, TODAY, "张三"), (15,), TODAY),
        verified(done, Check(TODAY, "李娜", passed=False, note="缺签字"), TODAY),
        replace(done, done_on=None, done_by="", done_note=""),  # taken back
    )
    for first, last in permutations(ways, 2):
        merged = first
        for names in RectificationMeasure.__sync__.groups.values():
            now = {name: getattr(last, name) for name in names if hasattr(last, name)}
            if any(value != getattr(done, name) for name, value in now.items()):
                merged = replace(merged, **now)
        assert merged == last


@pytest.mark.parametrize("name", ["王伟", "王 伟", "王　伟", "李娜、王伟"])
def test_the_same_name_is_told_how_to_say_that_it_is_another(name):
    row = finished(
        planned(a_measure(), Plan("补开会议", "王伟，李娜", TODAY)), Finish(FOUND, "张三"), TODAY
    )
    with pytest.raises(RuleError, match="就是“山泉村党支部 B01”的责任人") as refused:
        verified(row, Check(TODAY, name, passed=True), TODAY)
    assert "同名不同人请注明" in refused.value.hint
    other = verified(row, Check(TODAY, "王伟（镇组织办）", passed=True), TODAY)
    assert state_on(other, TODAY) is MeasureState.VERIFIED


@given(DAYS, st.integers(-30, 30))
def test_overdue_is_what_the_day_says(due, ahead):
    day = due + timedelta(days=ahead)
    row = a_measure(measure="补开", owner="王伟", due_on=due)
    late = state_on(row, day) is MeasureState.OVERDUE
    assert late == (day > due) == (days_over(row, day) > 0)
    assert due_text(row, day) == (
        f"超期 {ahead} 天" if ahead > 0
        else "今天到期" if ahead == 0
        else f"还有 {-ahead} 天" if ahead >= -7
        else ""
    )  # fmt: skip
    back = replace(
        row, done_on=due, done_by="王伟", verification=Verification.RETURNED, verified_on=due
    )
    assert state_on(back, day) is MeasureState.RETURNED
    assert days_over(back, day) == max(0, ahead)
    assert days_over(replace(row, done_on=due), day) == 0


def test_a_closed_phase_fixes_the_plan_and_not_what_is_done():
    row = a_measure(measure="补开", owner="王伟", due_on=TODAY)
    closed = date(2026, 3, 10)
    with pytest.raises(RuleError, match="2026-03-10 关闭") as refused:
        planned(row, Plan(owner="李娜"), closed)
    assert "阶段关闭后完成" in refused.value.hint
    crossed = replace(row, phase=Phase.CROSS_INSPECTION)
    assert planned(crossed, Plan(owner="李娜"), closed).owner == "李娜"
    done = finished(row, Finish(date(2026, 3, 11), "王伟"), TODAY)
    assert after_closing(done, closed)
    assert not after_closing(finished(row, Finish(closed, "王伟"), TODAY), closed)
    assert ledger_row(done, TODAY, closed).state_text == "待核验（阶段关闭后完成）"
    assert [one.what for one in events(done)] == ["发现问题", "整改完成"]


def test_what_is_verified_is_not_withdrawn_and_a_reason_is_asked():
    with pytest.raises(RuleError, match="理由"):
        withdrawable(a_measure(), " ", TODAY)
    passed = a_measure(done_on=FOUND, verified_on=FOUND, verification=Verification.PASSED)
    with pytest.raises(RuleError, match="不能撤回"):
        withdrawable(passed, "录错", TODAY)


def test_no_answer_is_wanted_before_the_notice():
    with pytest.raises(RuleError, match="早于通知日期"):
        notified(a_measure(), Notice("整改〔2026〕1号", TODAY, FOUND), TODAY)


def test_a_day_of_another_year_has_its_year():
    assert short_day(date(2026, 12, 31), date(2026, 12, 1)) == "12月31日"
    assert short_day(date(2027, 1, 5), date(2026, 12, 1)) == "2027年1月5日"


def test_what_was_first_found_is_told_without_what_came_after():
    row = a_measure(rescored_points=15, rescored_on=TODAY, rescored_by="张三")
    assert [(one.what, one.said) for one in events(row)] == [
        ("发现问题", "摸底自查，1/2 分"),
        ("复评", "张三：1.5 分"),
    ]


def test_points_given_again_never_take_any_away():
    row = a_measure(rescored_points=15)
    for said, after in (
        (Score(0), Score(15)),
        (Score(20), Score(20)),  # a correction, or a later visit, found it whole
        (Score(applies=False), Score(applies=False)),
    ):
        assert after_rectification({"B01": said}, (), [row]) == {"B01": after}


def test_articles_of_one_regulation_are_told_together():
    basis = tuple(Basis(said, "") for said in ("条例 第四条", "党章 第七条", "条例 第七条"))
    line = replace(ledger_row(a_measure(), TODAY), basis=basis)
    assert line.basis_text == "条例 第四条、第七条；党章 第七条"


def test_a_ledger_is_narrowed_and_added_up():
    rows = [
        a_measure(),
        a_measure(measure="补", owner="王伟、李娜", due_on=FOUND, township="华士镇"),
        a_measure(measure="补", owner="李娜", due_on=TODAY + timedelta(days=3)),
        a_measure(done_on=FOUND, done_by="王伟", found_on=date(2026, 4, 1)),
    ]
    lines = [replace(ledger_row(row, TODAY), station="周庄镇") for row in rows]
    found = counts(lines)
    assert (found.total, found.planned, found.done, found.overdue) == (4, 3, 1, 1)
    assert found.sentence == "涉及 1 个党支部、4 项：已完成 1 项，其中核验通过 0 项，超期 1 项。"
    months = by_station_and_month(lines)
    assert {key: one.total for key, one in months.items()} == {
        ("周庄镇", "2026-03"): 3,
        ("周庄镇", "2026-04"): 1,
    }
    for wanted, count in (
        (LedgerFilter(), 4),
        (LedgerFilter(township="华士镇"), 1),
        (LedgerFilter(owner="李 娜"), 2),
        (LedgerFilter(overdue=True), 1),
        (LedgerFilter(state=MeasureState.DONE), 1),
        (LedgerFilter(phase=Phase.SPOT_ACCEPTANCE), 0),
    ):
        assert sum(wanted.holds(one) for one in lines) == count


@given(st.sets(st.integers(1, 30)), st.integers(1, 30), st.integers(1, 8))
def test_numbers_are_free_and_rise(taken, first, count):
    used = {f"整改〔2026〕{n}号" for n in taken} | {"整改〔2025〕99号", "旧编号"}
    assert suggested("整改", 2026, used) == f"整改〔2026〕{max(taken, default=0) + 1}号"
    assert suggested("整改", 2027, used) == "整改〔2027〕1号"
    begin = f"整改 [2026] 第{first}号"
    if first in taken:
        with pytest.raises(RuleError, match="已经用过"):
            counted_from(begin, used, count)
        return
    numbers = counted_from(begin, used, count)
    assert numbers[0] == tidy_number(begin) == f"整改〔2026〕{first}号"
    assert len(set(numbers)) == count
    assert not used & set(numbers)


def test_a_number_of_ones_own_is_kept_but_not_counted_up():
    assert counted_from("周委督办 3", set(), 1) == ["周委督办3"]
    with pytest.raises(RuleError, match="不能为 2 个党支部依次编号"):
        counted_from("周委督办 3", set(), 2)
