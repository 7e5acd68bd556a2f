"""What is asked of whom in which stretch, whose a contact is, and what cannot be keyed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.grid.card import read_code, sheet_plans
from jyguide.grid.kinds import Acceptance, GridLevel, TargetKind, VisitWay
from jyguide.grid.matter import (
    MatterFacts,
    MatterState,
    Reply,
    checked_matter,
    checked_reply,
    matter_state,
)
from jyguide.grid.visit_due import (
    Contacted,
    Handed,
    Held,
    Standing,
    Watched,
    holder_on,
    holdings,
    standing,
)
from jyguide.grid.visit_entry import Visitable, VisitEntry, judged, whose
from jyguide.grid.visit_period import MONTHS, Period, period_of
from jyguide.grid.visit_place import NOWHERE, PlaceRow, address_order, places
from jyguide.grid.visit_rows import TargetLine, VisitSum
from jyguide.grid.visit_rule import ContactRule, RuleSource, checked_rule, read_contact_rule
from jyguide.grid.visit_words import due_sentence

A, B, C = (UUID(int=number) for number in (1, 2, 3))
RULE = ContactRule()
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
KINDS = st.sampled_from(TargetKind)
HANDED = st.lists(st.tuples(DAYS, st.sampled_from([None, A, B, C])), max_size=4)


def chain(first, moves):
    """Hand-overs of a target that `first` had, and who has it at their end."""
    handed, now = [], first
    for on, to in sorted(moves, key=lambda move: move[0]):
        if to != now:
            handed.append(Handed(on, now, "甲", to, "乙"))
            now = to
    return handed, now


@given(day=DAYS, months=st.sampled_from(MONTHS), by=st.integers(-30, 30))
def test_stretches_follow_one_another_and_part_no_day(day, months, by):
    period = period_of(day, months)
    assert period.holds(day)
    assert period.after.first == period.last + timedelta(days=1)
    assert period.after.before == period
    assert period.moved(by).moved(-by) == period
    assert [one.holds(day) for one in (period.before, period.after)] == [False, False]


def test_stretches_at_the_end_of_february_and_of_the_year():
    assert period_of(date(2028, 2, 29), 1) == Period(2028, 2, 1)
    assert Period(2028, 2, 1).last == date(2028, 2, 29)
    assert Period(2026, 2, 1).last == date(2026, 2, 28)
    assert period_of(date(2027, 1, 1), 3).before == Period(2026, 10, 3)
    assert [Period(2026, 10, 3).label, Period(2026, 1, 6).label] == [
        "2026年第四季度",
        "2026年1—6月",
    ]


@given(kind=KINDS, visits=st.lists(DAYS, max_size=4), day=DAYS, today=DAYS, moves=HANDED)
def test_one_contact_in_a_stretch_is_enough_whoever_made_it(kind, visits, day, today, moves):
    handed, now = chain(A, moves)
    held = holdings((now, "丙") if now else None, None, handed)
    period = RULE.period(kind, day)
    made = [Contacted(on, VisitWay.HOME) for on in visits]
    found = standing(Watched(kind, held), made, period, RULE, today)
    assert (found is Standing.DONE) == any(period.holds(on) for on in visits)
    if found is Standing.OVERDUE:
        assert today > period.last + timedelta(days=RULE.grace_days)
    if found is Standing.DUE:
        assert today <= period.last + timedelta(days=RULE.grace_days)
    if found is Standing.NOT_ASKED:
        assert holder_on(held, period.last) is None
    more = standing(
        Watched(kind, held), [*made, Contacted(day, VisitWay.HOME)], period, RULE, today
    )
    assert more is Standing.DONE


@given(moves=HANDED, day=DAYS)
def test_one_holder_a_day_and_the_new_one_from_the_day_of_handing_over(moves, day):
    handed, now = chain(A, moves)
    held = holdings((now, "丙") if now else None, None, handed)
    expected = A
    for one in handed:
        if one.on <= day:
            expected = one.to_key
    found = holder_on(held, day)
    assert (found.key if found else None) == expected


@pytest.mark.parametrize(
    ("kind", "held_since", "left_on", "today", "expected"),
    [
        (TargetKind.HOUSEHOLD, None, None, date(2026, 12, 31), Standing.DUE),
        (TargetKind.HOUSEHOLD, None, None, date(2027, 1, 5), Standing.DUE),
        (TargetKind.HOUSEHOLD, None, None, date(2027, 1, 6), Standing.OVERDUE),
        (TargetKind.HOUSEHOLD, date(2026, 12, 31), None, date(2027, 2, 1), Standing.OVERDUE),
        (TargetKind.HOUSEHOLD, date(2027, 1, 1), None, date(2027, 2, 1), Standing.NOT_ASKED),
        (TargetKind.HOUSEHOLD, None, date(2026, 12, 31), date(2027, 2, 1), Standing.NOT_ASKED),
        (TargetKind.HOUSEHOLD, None, date(2027, 1, 1), date(2027, 2, 1), Standing.OVERDUE),
        (TargetKind.MEMBER, None, None, date(2027, 1, 6), Standing.OVERDUE),
    ],
)
def test_borders_of_the_last_stretch_of_a_year(kind, held_since, left_on, today, expected):
    target = Watched(kind, (Held(A, "甲", held_since),), left_on)
    period = RULE.period(kind, date(2026, 12, 31))
    assert standing(target, (), period, RULE, today) is expected


def test_a_call_is_no_visit_of_a_household_unless_the_rule_says_so():
    target = Watched(TargetKind.HOUSEHOLD, (Held(A, "甲"),))
    call = [Contacted(date(2026, 11, 3), VisitWay.PHONE)]
    period = period_of(date(2026, 11, 3), 3)
    today = date(2026, 11, 20)
    assert standing(target, call, period, RULE, today) is Standing.DUE
    lax = replace(RULE, home_only=False)
    assert standing(target, call, period, lax, today) is Standing.DONE
    member = replace(target, kind=TargetKind.MEMBER)
    assert standing(member, call, period_of(today, 1), RULE, today) is Standing.DONE


def test_a_link_made_without_a_hand_over_begins_on_its_own_day():
    handed = [Handed(date(2026, 3, 1), A, "甲", None, "")]
    held = holdings((B, "乙"), date(2026, 5, 1), handed)
    assert [holder_on(held, day) and holder_on(held, day).key for day in days(2, 3, 5)] == [
        A,
        None,
        B,
    ]
    taken_away = holdings(None, None, [Handed(date(2026, 3, 1), None, "", A, "甲")])
    assert taken_away == ()


def days(*months):
    return [date(2026, month, 1) for month in months]


ONE = Visitable(TargetKind.HOUSEHOLD, "陈明", (Held(A, "甲", date(2026, 3, 1)),))
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("target", "on", "said"),
    [
        (ONE, date(2026, 11, 21), "在今天之后"),
        (ONE, date(2026, 2, 28), "从2026年3月1日起才有人联系"),
        (replace(ONE, left_on=date(2026, 6, 1)), date(2026, 6, 2), "已于2026年6月1日迁出"),
        (replace(ONE, held=()), date(2026, 6, 2), "没有先锋党员联系"),
        (None, date(2026, 6, 2), "已不在名单里"),
    ],
)
def test_what_cannot_have_been_is_a_sentence(target, on, said):
    targets = {C: target} if target else {}
    with pytest.raises(RuleError, match=said) as refused:
        judged([VisitEntry(C, on)], targets, (), TODAY)
    assert refused.value.hint


def test_the_day_of_a_hand_over_belongs_to_who_is_named_and_no_other_day_does():
    on = date(2026, 11, 10)
    target = replace(ONE, held=(Held(A, "甲", None, on), Held(B, "乙", on)))
    day = timedelta(days=1)
    made = [
        whose(VisitEntry(C, when, by=by), target, TODAY).key
        for when in (on - day, on, on + day)
        for by in (A, B, None)
    ]
    assert made == [A, A, A, A, B, B, B, B, B]


def test_twice_on_one_day_is_told_and_the_rest_is_kept():
    on = date(2026, 11, 3)
    entries = [VisitEntry(C, on), VisitEntry(B, on), VisitEntry(B, on)]
    found = judged(entries, {C: ONE, B: replace(ONE, name="王芳")}, {(C, on)}, TODAY)
    assert [one.entry.target_id for one in found.accepted] == [B]
    assert found.told == "陈明、王芳当天已经登记过，没有重复登记。"
    with pytest.raises(RuleError, match="陈明当天已经登记过"):
        judged([VisitEntry(C, on)], {C: ONE}, {(C, on)}, TODAY)
    with pytest.raises(RuleError, match="没有勾选"):
        judged([], {}, (), TODAY)


def test_rules_that_cannot_be_kept_to_are_sentences_and_broken_rows_are_as_usual():
    for wrong in ({"member_months": 5}, {"grace_days": -1}, {"matter_days": 0}):
        with pytest.raises(RuleError):
            checked_rule(replace(RULE, **wrong))
    told = replace(RULE, household_months=6, grace_days=0).to_json()
    kept = read_contact_rule(told, 2026, RuleSource.CITY)
    assert (kept.household_months, kept.grace_days) == (6, 0)
    assert "农户每半年入户走访一次" in kept.text
    assert "市级规定" in kept.text
    broken = read_contact_rule({"member_months": "每月", "grace_days": 99}, 2026, RuleSource.CITY)
    assert (broken.member_months, broken.grace_days) == (1, 5)


def test_the_last_ten_days_of_a_quarter_say_what_is_left():
    quarter = Period(2026, 10, 3)
    sums = [VisitSum(A, B, 9, 3), VisitSum(B, B, 2, 2)]
    assert due_sentence(quarter, date(2026, 12, 21), lambda: sums) == ""
    said = due_sentence(quarter, date(2026, 12, 22), lambda: sums)
    assert said == "本季还有 6 户未走访（到 12 月 31 日）。"
    assert due_sentence(quarter, date(2026, 12, 31), lambda: sums[1:]) == ""


def a_line(number, holder=A, address=""):
    return TargetLine(
        UUID(int=number),
        TargetKind.HOUSEHOLD,
        "户主",
        "",
        address,
        NOWHERE,
        A,
        None,
        holder,
        "甲",
        Standing.DUE,
        None,
    )


@given(st.lists(st.sampled_from([A, B, None]), max_size=40))
def test_sheets_hold_eight_cards_of_one_person_and_lose_nobody(holders):
    lines = [a_line(at + 10, holder) for at, holder in enumerate(holders)]
    plans = sheet_plans(lines)
    assert all(1 <= len(plan.targets) <= 8 for plan in plans)
    assert all(line.holder_key == plan.holder_key for plan in plans for line in plan.targets)
    printed = [line.id for plan in plans for line in plan.targets]
    assert sorted(printed) == sorted(line.id for line in lines if line.holder_key)
    for holder in (A, B):
        own = [line.id for plan in plans for line in plan.targets if line.holder_key == holder]
        assert own == [line.id for line in lines if line.holder_key == holder]


@pytest.mark.parametrize(
    "typed", ["A12-3", "a123", "12-3", " Ａ１２—３ ", "123", "a 12 3", "A012-3"]
)
def test_a_code_is_read_as_it_is_typed(typed):
    assert read_code(typed, "A").text == "A12-3"


@pytest.mark.parametrize("typed", ["", "A12-9", "A-3", "走访", "3"])
def test_what_is_no_code_is_a_sentence(typed):
    with pytest.raises(RuleError, match="卡号"):
        read_code(typed, "A")


def test_addresses_are_ordered_by_house_number():
    streets = ["二组9号", "三组2号", "三组2号1室", "三组12号", "十组1号", "十一组1号", "二十组1号"]
    assert sorted(sorted(streets), key=address_order) == streets


def test_a_tree_bent_into_a_ring_ends():
    ring = [
        PlaceRow(A, B, GridLevel.VILLAGE, "江南村"),
        PlaceRow(B, A, GridLevel.BRANCH, "第一支部"),
    ]
    found = places(ring)
    assert found[B].label == "江南村 第一支部"


def test_states_of_a_matter_follow_from_its_days():
    reply = Reply(date(2026, 11, 1), "已办")
    due = date(2026, 11, 19)
    assert matter_state(due, None, date(2026, 11, 19)) is MatterState.OPEN
    assert matter_state(due, None, date(2026, 11, 20)) is MatterState.OVERDUE
    assert matter_state(due, reply, date(2026, 12, 20)) is MatterState.REPLIED
    refused = replace(reply, accepted=Acceptance.NOT)
    assert matter_state(due, refused, TODAY) is MatterState.REFUSED


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"content": " "}, "没有写民情内容"),
        ({"raised_on": date(2026, 11, 21)}, "在今天之后"),
        ({"due_on": date(2026, 10, 1)}, "早于提出日期"),
        ({"due_on": date(9999, 1, 1)}, "5 年之后"),
        ({"raised_on": date(206, 11, 2)}, "太早"),
        ({"owner": "张" * 51}, "责任人超过 50 字"),
    ],
)
def test_a_matter_that_cannot_be_is_a_sentence(changes, said):
    facts = MatterFacts("路灯不亮", date(2026, 11, 2))
    assert checked_matter(facts, 15, TODAY).due_on == date(2026, 11, 17)
    with pytest.raises(RuleError, match=said):
        checked_matter(replace(facts, **changes), 15, TODAY)


def test_a_reply_that_cannot_be_is_a_sentence():
    for reply, said in (
        (Reply(date(2026, 11, 3), " "), "没有写答复内容"),
        (Reply(date(2026, 11, 3), "办" * 2001), "超过 2000 字"),
        (Reply(date(2026, 11, 1), "已办"), "早于提出日期"),
        (Reply(date(2026, 11, 21), "已办"), "在今天之后"),
    ):
        with pytest.raises(RuleError, match=said):
            checked_reply(reply, date(2026, 11, 2), TODAY)
