"""How hours become days, and what the light of a year says; all of it without a database."""

import random
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.people.person import PersonRole
from jyguide.training import pace
from jyguide.training.credit import (
    CreditEntry,
    CreditSource,
    Gained,
    RecordFacts,
    alike,
    check_record,
    each_once,
    gained_by,
    total,
)
from jyguide.training.credit_rule import (
    CreditRule,
    RuleInForce,
    check_rule,
    days_of,
    rule_in_force,
    value_of,
)
from jyguide.training.credit_year import (
    AheadSession,
    Candidate,
    CreditLine,
    CreditYear,
    Offers,
    offer,
)
from jyguide.training.due import training_due
from jyguide.training.forum import forum_quarters, forum_reminder
from jyguide.training.pace import Light, Offer, YearSoFar, year_so_far
from jyguide.training.person_times import Attended, Attendee, Dimension, HeldSession, line, tally
from jyguide.training.pre_post import NewInPost, PrePostState, half_a_year_after, training_for
from jyguide.training.reserve import ReserveFacts, ReserveOutcome, ReserveRow, reserve_problems
from jyguide.training.session import SessionKind, SessionLevel

RULE = CreditRule()
DAY = date(2026, 6, 1)
HALF = YearSoFar(182, 365)
tenths = st.integers(0, 400)
gains = st.builds(
    lambda hours, city, township: Gained(hours, city, township, bool(city), bool(township)),
    tenths,
    st.integers(0, 90),
    st.integers(0, 90),
)
offers = st.builds(
    lambda city, township: Offer(city, township, -(-city // 10), -(-township // 10)),
    st.integers(0, 90),
    st.integers(0, 90),
)


def entry(days=10, level=SessionLevel.TOWNSHIP, key=None, on=DAY, **changes):
    facts = {
        "title": "专题",
        "kind": SessionKind.TOPIC_LECTURE,
        "level": level,
        "starts_on": on,
        "ends_on": on,
        "hours": days * 8,
        "days": days,
        "source": CreditSource.SESSION,
        "session_key": key or uuid.uuid4(),
    }
    return CreditEntry(**(facts | changes))


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 240), st.integers(1, 40))
def test_more_hours_are_never_fewer_days_nor_more_than_the_calendar_has(less, more, a_day, span):
    less, more = sorted((less, more))
    few, many = days_of(less, a_day, span * 10), days_of(more, a_day, span * 10)
    assert 0 <= few <= many <= span * 10
    assert few % 5 == 0
    assert few * a_day <= less * 10  # rounded down: a half day is there only when it was taught


def test_what_is_not_stated_follows_from_what_is():
    day = (DAY, DAY)
    assert value_of(80, 0, *day, RULE) == (80, 10)
    assert value_of(75, 0, *day, RULE) == (75, 5)
    assert value_of(160, 0, *day, RULE) == (160, 10)
    assert value_of(160, 0, DAY, DAY + timedelta(1), RULE) == (160, 20)
    assert value_of(0, 15, DAY, DAY + timedelta(1), RULE) == (120, 15)
    assert value_of(20, 10, *day, RULE) == (20, 10)


def test_the_citys_rule_goes_before_the_stations_and_years_keep_theirs():
    own = RuleInForce(CreditRule(year=2025, required_days=50), own=True)
    early = RuleInForce(CreditRule(year=2024), by_city=True)
    late = RuleInForce(CreditRule(year=2027, required_days=80), by_city=True)
    assert rule_in_force(2023, [early, late], [own]).source.startswith("程序默认")
    assert rule_in_force(2026, [early, late], [own]) is early
    assert rule_in_force(2030, [early, late], [own]) is late
    assert rule_in_force(2026, [late], [own]) is own
    rule = CreditRule(2026, 60, 50, both_levels=False, roles=frozenset({PersonRole.OTHER}))
    assert CreditRule.from_json(2026, rule.to_json()) == rule
    later = rule.to_json() | {"roles": ["other", "a_role_of_tomorrow"]}
    assert CreditRule.from_json(2026, later) == rule


@pytest.mark.parametrize(
    "changes", [{"hours_a_day": 0}, {"required_days": -1}, {"roles": frozenset()}]
)
def test_a_rule_that_cannot_be_applied_is_refused(changes):
    with pytest.raises(RuleError, match="没有保存"):
        check_rule(CreditRule(**changes))


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.integers(0, 5)), max_size=12))
def test_the_sum_is_the_same_in_any_order_and_no_session_counts_twice(given_):
    keys = [uuid.UUID(int=number) for number in range(6)]
    levels = (SessionLevel.CITY, SessionLevel.TOWNSHIP)
    entries = [entry(days, levels[city], keys[at]) for days, city, at in given_]
    shuffled = entries[:]
    random.Random(3).shuffle(shuffled)
    assert total(entries) == total(shuffled)
    assert total(entries + entries) == total(entries)
    assert total(entries).times == len({one.session_key for one in entries})


def test_what_was_signed_in_here_goes_before_what_the_city_handed_down():
    key = uuid.uuid4()
    signed, handed = entry(5, key=key), entry(10, key=key, source=CreditSource.HANDED_DOWN)
    assert each_once([handed, signed]) == [signed]
    uncounted = entry(10, counts=False)
    assert gained_by(uncounted) == Gained()
    record = entry(10, session_key=None, source=CreditSource.RECORD)
    assert alike([signed, record]) == [record]


@given(gains, offers, st.integers(0, 90), st.booleans(), st.integers(1, 364))
def test_attending_what_is_offered_never_worsens_the_light(gained, open_, days, city, elapsed):
    days = min(days, open_.city_days if city else open_.township_days)
    more = Gained(0, days * city, days * (not city), city, not city)
    left = Offer(
        open_.city_days - days * city,
        open_.township_days - days * (not city),
        max(0, open_.city_times - city),
        max(0, open_.township_times - (not city)),
    )
    if (left.city_days and not left.city_times) or (
        left.township_days and not left.township_times
    ):
        return
    so_far = YearSoFar(elapsed, 365)
    before = pace.light(gained, open_, RULE, so_far)
    after = pace.light(gained + more, left, RULE, so_far)
    assert pace.ORDER.index(after) <= pace.ORDER.index(before)
    beside = pace.light(gained + more, open_, RULE, so_far)  # held elsewhere: all is still open
    assert pace.ORDER.index(beside) <= pace.ORDER.index(before)


@given(gains, offers, st.integers(0, 364))
def test_out_of_reach_is_said_exactly_when_what_is_offered_is_not_enough(gained, open_, elapsed):
    said = pace.light(gained, open_, RULE, YearSoFar(elapsed, 365)) is Light.OUT_OF_REACH
    no_city = not gained.city_times and not open_.city_times
    no_township = not gained.township_times and not open_.township_times
    short = RULE.required_days - gained.days > open_.days
    assert said == (short or no_city or no_township)
    sentence = pace.sentence(gained, open_, RULE, YearSoFar(elapsed, 365))
    assert sentence.endswith("。")
    assert ("需要增加安排" in sentence) == said


@pytest.mark.parametrize(
    ("gained", "open_", "light", "words"),
    [
        (Gained(0, 30, 40, 2, 3), Offer(), Light.REACHED, "达到要求的 7 天"),
        (Gained(0, 20, 20, 2, 2), Offer(0, 40, 0, 4), Light.ON_PACE, "年底约有 8 天"),
        (Gained(0, 0, 50, 0, 5), Offer(10, 30, 1, 2), Light.WITHIN_REACH, "还需参加市级培训"),
        (Gained(0, 10, 10, 1, 1), Offer(0, 40, 0, 3), Light.OUT_OF_REACH, "只有 6 天"),
        (Gained(0, 0, 70, 0, 7), Offer(0, 40, 0, 3), Light.OUT_OF_REACH, "没有市级培训"),
        (Gained(0, 0, 70, 0, 7), Offer(city_known=False), Light.PENDING, "没有收到市级"),
        (Gained(), Offer(city_known=False), Light.OUT_OF_REACH, "需要增加安排"),
    ],
)
def test_each_light_says_why(gained, open_, light, words):
    assert pace.light(gained, open_, RULE, HALF) is light
    assert words in pace.sentence(gained, open_, RULE, HALF)


def test_a_year_that_is_over_was_reached_or_not():
    over, last = year_so_far(2025, date(2026, 1, 1)), year_so_far(2025, date(2025, 12, 31))
    assert over.ended
    assert not last.ended  # a session may still be held today
    assert year_so_far(2027, date(2026, 5, 1)).elapsed == 0
    assert pace.light_text(Light.OUT_OF_REACH, over) == "未达标"
    some = Gained(0, 10, 10, 1, 1)
    assert "全年未达到" in pace.sentence(some, Offer(), RULE, over)
    assert "这一年还有 1 期" in pace.sentence(some, Offer(60, 0, 1), RULE, over)  # over New Year


def test_while_a_year_is_planned_its_plan_is_short_and_nobody_late():
    january, april = year_so_far(2026, date(2026, 1, 1)), year_so_far(2026, date(2026, 4, 1))
    coming = year_so_far(2027, date(2026, 12, 31))
    words = [pace.light_text(Light.OUT_OF_REACH, one) for one in (january, april, coming)]
    assert words == ["计划不足", "赶不上", "计划不足"]
    assert "今年还没有安排" in pace.sentence(Gained(), Offer(), RULE, january)
    assert "这一年还没有安排" in pace.sentence(Gained(), Offer(), RULE, coming)


def test_sessions_are_offered_to_whose_station_holds_them_and_who_has_not_come_yet():
    here, there, person = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    rows = [
        AheadSession(uuid.UUID(int=at), station, "班", level, DAY, days)
        for at, (station, level, days) in enumerate(
            [
                (None, SessionLevel.CITY, 10),
                (here, SessionLevel.TOWNSHIP, 20),
                (there, SessionLevel.TOWNSHIP, 40),
                (here, SessionLevel.TOWNSHIP, 0),
            ]
        )
    ]
    who = Candidate(person, "甲", here, "", "", "", PersonRole.VILLAGE_SECRETARY, "", "")
    open_ = Offers(rows, {}, city_known=True).of(who)
    assert open_ == Offer(10, 20, 1, 2, unstated=1)
    came = Offers(rows, {person: {rows[0].key}}, city_known=True).of(who)
    assert came == Offer(0, 20, 0, 2, unstated=1)
    assert offer([]) == Offer()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=30, unique=True))
def test_person_times_of_all_lines_are_the_rows_themselves(pairs):
    people = [Attendee(uuid.UUID(int=at), f"{at}", "站" * (at % 3), "村") for at in range(5)]
    sessions = [
        HeldSession(
            uuid.UUID(int=at),
            f"第 {at} 期",
            list(SessionKind)[at],
            list(SessionLevel)[at % 2],
            DAY + timedelta(days=20 * at),
            DAY + timedelta(days=20 * at),
        )
        for at in range(6)
    ]
    rows = [Attended(people[person], sessions[at]) for person, at in pairs]
    whole = line("合计", rows)
    assert whole.times == len(pairs)
    for by in Dimension:
        lines = tally(rows, by)
        assert sorted(map(id, (row for one in lines for row in one.rows))) == sorted(map(id, rows))
        assert sum(one.times for one in lines) == whole.times
        assert all(one.people <= min(one.times, whole.people) for one in lines)
    assert sum(one.people for one in tally(rows, Dimension.ORGANISATION)) == whole.people


def test_the_forum_is_asked_for_from_the_second_month_until_its_day_is_fixed():
    none = forum_quarters(2026, [])
    assert forum_reminder(none, date(2026, 4, 30)) == ""
    assert "还没有安排" in forum_reminder(none, date(2026, 5, 1))
    open_ = forum_quarters(2026, [(date(2026, 6, 1), False)])
    assert "还没有定日期" in forum_reminder(open_, date(2026, 5, 1))
    fixed = forum_quarters(2026, [(date(2026, 6, 20), True), (date(2025, 1, 1), True)])
    assert forum_reminder(fixed, date(2026, 5, 1)) == ""
    assert [one.text(date(2026, 7, 1)) for one in fixed] == [
        "没有举办",
        "2026年6月20日已举办",
        "还没有安排",
        "还没有安排",
    ]


def test_pre_post_training_counts_before_the_post_and_half_a_year_after():
    began = date(2026, 8, 31)
    assert half_a_year_after(began) == date(2027, 2, 28)
    before, late = (date(2026, 8, 1), "早"), (date(2027, 3, 1), "晚")
    assert training_for(began, [late, before]) == before
    assert training_for(began, [late]) == late
    assert training_for(began, []) is None
    row = NewInPost(uuid.uuid4(), "甲", "", "", "", PersonRole.VILLAGE_SECRETARY, began)
    assert row.state(date(2027, 2, 28)) is PrePostState.OPEN
    assert row.state(date(2027, 3, 1)) is PrePostState.OVERDUE
    assert row.text(date(2026, 9, 1)) == "尚未完成，参考期限 2027年2月28日"
    assert row.text(date(2027, 3, 1)).endswith("2027年2月28日 已过")


def test_a_reserve_talents_training_is_complete_by_days_or_by_one_session():
    def row(times, days, required):
        facts = ReserveFacts(DAY)
        return ReserveRow(None, None, "甲", "", "", "", facts, times, days, required)

    assert not row(0, 0, 0).complete
    assert row(1, 5, 0).complete
    assert row(1, 5, 20).progress == "1 期 0.5 天，还需 1.5 天"
    assert row(2, 20, 20).progress.startswith("已完成")
    ended = ReserveFacts(DAY, ended_on=DAY - timedelta(1), outcome=ReserveOutcome.TOOK_POST)
    assert "ended_on" in reserve_problems(ended, DAY)
    assert "outcome" in reserve_problems(ReserveFacts(DAY, ended_on=DAY), DAY)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"title": " "}, "名称"),
        ({"ends_on": DAY - timedelta(1)}, "早于"),
        ({"days": 20}, "多于"),
        ({"hours": 0, "days": 0}, "学时或天数"),
        ({"starts_on": DAY + timedelta(9), "ends_on": DAY + timedelta(9)}, "还没有结束"),
    ],
)
def test_a_record_that_cannot_be_so_is_refused(changes, word):
    facts = {"starts_on": DAY, "ends_on": DAY, "hours": 80, "days": 10, "title": "轮训"} | changes
    record = RecordFacts(kind=SessionKind.TOPIC_LECTURE, level=SessionLevel.CITY, **facts)
    with pytest.raises(RuleError, match=word):
        check_record(record, DAY)


def test_the_first_page_is_told_what_waits_and_nothing_while_the_year_is_planned():
    person = Candidate(None, "甲", None, "", "", "", PersonRole.VILLAGE_SECRETARY, "", "")
    line_ = CreditLine(person, Gained(), Offer(), Light.OUT_OF_REACH)
    so_far, may = year_so_far(2026, date(2026, 5, 6)), date(2026, 5, 6)
    year = CreditYear(2026, may, RuleInForce(RULE), so_far, (line_,))
    quarters = forum_quarters(2026, [])
    due = training_due(year, quarters, 2, may)
    assert due.sentence == (
        "第二季度的领头雁工作讲坛还没有安排；"
        "按现有安排有 1 人今年达不到 7 天（含市级、镇级），可以增加安排；"
        "新任书记中有 2 人还没有参加任前培训。"
    )
    fixed = forum_quarters(2026, [(date(2026, 1, 30), True)])
    early = date(2026, 2, 3)
    planned = replace(year, today=early, so_far=year_so_far(2026, early))
    assert training_due(planned, fixed, 0, early).sentence == ""
