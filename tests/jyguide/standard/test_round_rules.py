"""Phases by the day, and what an overview counts."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.standard.branch_line import SeenInspection, counting_ones
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.phases import may_not_score, open_before, shut_because
from jyguide.standard.round import (
    PhasePlan,
    RoundFacts,
    RoundRow,
    Scorers,
    phase_state,
)
from jyguide.standard.round_due import rounds_due
from jyguide.standard.round_rule import LONGEST_NAME, checked_round

SELF, RECTIFY, CROSS, SPOT = Phase
TODAY = date(2026, 11, 20)
days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, days, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans())
def test_a_phase_takes_scores_from_its_first_day_until_closed(opens, closes, day, closed):
    plan = PhasePlan(opens, closes)
    state = phase_state(plan, day, closed=closed)
    shut = bool(shut_because(plan, state, CROSS)[0])
    assert shut == (closed or (opens is not None and day < opens))


def test_who_may_score():
    named = PhasePlan(scorers=Scorers.NAMED, named=("王 芳", "阿卜杜拉·买买提"))
    for who in ("王芳", "王　芳 ", "阿卜杜拉·买买提"):
        assert not may_not_score(named, CROSS, who, assigned=False)[0]
    assert "“李明”不在其中" in may_not_score(named, CROSS, "李明", assigned=True)[0]
    assert "还没有填检查员" in may_not_score(named, CROSS, "", assigned=True)[0]
    assigned = PhasePlan(scorers=Scorers.ASSIGNED)
    assert "不是分配的任务" in may_not_score(assigned, CROSS, "王芳", assigned=False)[0]
    assert not may_not_score(assigned, CROSS, "王芳", assigned=True)[0]


def test_phases_are_closed_in_their_order():
    assert open_before(SELF, {}) is None
    assert open_before(CROSS, {SELF: TODAY}) is RECTIFY
    assert open_before(SPOT, dict.fromkeys((SELF, RECTIFY, CROSS), TODAY)) is None


def a_round(closes, closed=()):
    facts = RoundFacts("建设", 2026, {}, {phase: PhasePlan(closes_on=closes) for phase in Phase})
    return RoundRow(RoundId(uuid.UUID(int=1)), None, "", facts, dict.fromkeys(closed, TODAY), 3)


@pytest.mark.parametrize("name", ["", "　", "建" * (LONGEST_NAME + 1)])
def test_a_round_is_known_by_a_name_that_is_not_endless(name):
    lists = {BranchKind.VILLAGE: ChecklistId(uuid.UUID(int=1))}
    longest = RoundFacts("建" * LONGEST_NAME, 2026, lists, {})
    assert checked_round(longest).name == longest.name
    with pytest.raises(RuleError, match="没有保存"):
        checked_round(replace(longest, name=name))


def test_a_day_that_comes_near_is_called_to_mind():
    def said(left, closed=()):
        return rounds_due([a_round(TODAY + timedelta(days=left), closed)], TODAY)

    assert said(8) == ""
    assert said(7) == "“建设”的摸底自查还有 7 天到期。"
    assert said(0, [SELF]) == "“建设”的对标整改今天到期。"
    assert said(-1) == "“建设”的摸底自查已于2026年11月19日到期，收齐后可以关闭。"
    assert said(-1, Phase) == rounds_due([a_round(None)], TODAY) == ""


BRANCH = RoundBranchId(uuid.UUID(int=5))


def seen(number, when="2026-05-01", **more):
    key = InspectionId(uuid.UUID(int=number))
    return SeenInspection(key, BRANCH, SELF, "王芳", when=when, total=number, **more)


def test_the_inspection_that_counts():
    first = seen(1)
    correction = seen(2, "2026-04-01", replaces=first.id)
    copy = seen(3, copy_of=first.id)
    visit = seen(4, "2026-06-01", follow_up_of=first.id)
    begun = seen(5, "")
    unfinished = replace(begun, replaces=correction.id)  # a correction only begun
    scored, open_, again = counting_ones([visit, first, copy, correction, unfinished])
    assert again == {}
    other = seen(6, "2026-05-02")  # of the station's other PC
    assert counting_ones([other, first])[::2] == ({BRANCH: {SELF: other}}, {BRANCH: {SELF}})
    assert scored[BRANCH] == {SELF: correction}
    assert open_[BRANCH] == {SELF: unfinished}
    assert counting_ones([first, copy])[0][BRANCH] == {SELF: first}
    assert counting_ones([copy])[0][BRANCH] == {SELF: copy}
    assert counting_ones([copy, correction])[0][BRANCH] == {SELF: correction}
