"""Pure rules of the training year: times, the board, last year again, the calendar."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import SessionId
from jyguide.training.calendar import CalendarEntry, calendar_file, month_weeks, on_day, week_bars
from jyguide.training.plan_board import copied_plans, moved, year_plan
from jyguide.training.plan_sheet import plan_sheet
from jyguide.training.session import (
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionRow,
    SessionStage,
    check_plan,
    placed,
    plan_problems,
)
from jyguide.training.session_time import is_late, read_time, time_text, when_text
from tests.jyguide.builders import a_plan

PLANNED, FIXED, CANCELLED = SessionStage.PLANNED, SessionStage.FIXED, SessionStage.CANCELLED
CHINA = timezone(timedelta(hours=8))


@st.composite
def plans(draw):
    start = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    return placed(
        SessionPlan(
            title=draw(st.sampled_from(["2026年讲坛", "12026号班", "参观"])),
            kind=draw(st.sampled_from(SessionKind)),
            level=draw(st.sampled_from(SessionLevel)),
            starts_on=start,
            ends_on=start + timedelta(days=draw(st.integers(0, 9))),
            training_days=draw(st.integers(0, 10)),
            stage=draw(st.sampled_from(SessionStage)),
        )
    )


def rows(plans_):
    return [SessionRow(SessionId(UUID(int=at)), plan, 0, 0) for at, plan in enumerate(plans_)]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9:00", 540),
        ("０９：３０", 570),
        ("0900", 540),
        ("9点半", 570),
        ("14", 840),
        ("24:00", None),
        ("9:60", None),
        ("九点", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(typed, minutes):
    assert read_time(typed) == minutes


@given(st.integers(0, 1439))
def test_every_time_reads_back(minutes):
    assert read_time(time_text(minutes)) == minutes


def test_when_a_session_is_says_no_more_than_is_known():
    two = a_plan(ends_on=date(2026, 11, 21), starts_at=540, ends_at=1020)
    assert when_text(two) == "2026年11月20日 9:00 至 11月21日 17:00"
    assert when_text(a_plan(starts_at=540, ends_at=690)) == "2026年11月20日 9:00–11:30"
    assert when_text(placed(a_plan(stage=PLANNED))) == "2026年11月（日期待定）"


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2026, 11, 20, 9, 10, tzinfo=CHINA), False),
        (datetime(2026, 11, 20, 9, 10, 1, tzinfo=CHINA), True),
        (datetime(2026, 11, 22, 9, 30, tzinfo=CHINA), False),
        (datetime(2026, 11, 19, 9, 30, tzinfo=CHINA), False),
    ],
)
def test_ten_minutes_after_the_beginning_somebody_is_late(moment, late):
    assert is_late(a_plan(starts_at=540), moment) is late
    assert not is_late(a_plan(), moment)


def test_what_cannot_be_is_said_by_its_field():
    assert plan_problems(a_plan(starts_at=600, ends_at=600)) == {
        "starts_at": "结束时间不晚于开始时间。"
    }
    assert plan_problems(a_plan(title="长" * 101)) == {"title": "培训名称太长，最多 100 字。"}
    over_night = a_plan(ends_on=date(2026, 11, 21), starts_at=600, ends_at=540)
    assert not plan_problems(over_night)
    with pytest.raises(RuleError, match="负数"):
        check_plan(a_plan(training_days=-1))


@given(st.lists(plans(), max_size=12), st.integers(1, 12))
def test_the_board_has_every_session_once_and_its_totals_agree(made, month):
    plan = year_plan(rows(made), 2026, date(2026, 7, 1))
    boarded = [row for at in range(1, 13) for row in plan.month(at)]
    assert sorted(row.id for row in boarded) == sorted(row.id for row in plan.rows)
    assert len(boarded) == len(made)
    sums = plan.totals
    assert sums.planned + sums.cancelled == len(made)
    assert sums.held + sums.open <= sums.planned
    on = [one for one in made if one.stage is not CANCELLED]
    assert sums.city_days + sums.township_days == sum(one.training_days for one in on)
    for quarter in range(1, 5):
        forum = plan.forum(quarter)
        there = [
            one
            for one in on
            if one.kind is SessionKind.QUARTERLY_FORUM
            and (one.starts_on.month - 1) // 3 == quarter - 1
        ]
        assert (forum is None) == (not there)
    for one in on:
        again = moved(one, month)
        kept = one.takes_place and again.starts_on.day == one.starts_on.day
        assert again.starts_on.month == month
        assert (again.stage is not PLANNED) == (kept and again.takes_place)
        if again.takes_place:
            assert again.ends_on - again.starts_on == one.ends_on - one.starts_on
            assert (again.starts_at, again.ends_at) == (one.starts_at, one.ends_at)
        assert again.training_days == one.training_days


@pytest.mark.parametrize(
    ("day", "month", "lands"),
    [
        (date(2026, 5, 20), 11, date(2026, 11, 20)),
        (date(2026, 1, 31), 3, date(2026, 3, 31)),
        (date(2026, 1, 31), 4, None),
        (date(2024, 1, 29), 2, date(2024, 2, 29)),
        (date(2026, 1, 29), 2, None),
    ],
)
def test_a_session_keeps_its_day_in_a_month_that_has_it(day, month, lands):
    again = moved(a_plan(starts_on=day, ends_on=day), month)
    assert (again.starts_on if again.takes_place else None) == lands


def test_a_cancelled_session_is_not_moved():
    with pytest.raises(RuleError, match="已取消"):
        moved(a_plan(stage=CANCELLED), 3)


@given(st.lists(plans(), max_size=12))
def test_last_years_plan_is_copied_once(made):
    copied = copied_plans(made, [])
    assert {(one.starts_on.year, one.stage) for one in copied} <= {(2027, PLANNED)}
    assert {"2026年讲坛"}.isdisjoint(one.title for one in copied)
    assert "12027号班" not in {one.title for one in copied}
    assert copied_plans(made, copied) == []
    wanted = {(one.title, one.starts_on.month) for one in made if one.stage is not CANCELLED}
    assert len(copied) == len(wanted)


@given(st.lists(plans(), max_size=10), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_bars_of_a_lane_never_meet_and_cover_every_day(made, day):
    (days,) = [week for week in month_weeks(day.year, day.month) if day in week]
    bars = week_bars(rows(made), days[0])
    taken = [(bar.lane, at) for bar in bars for at in range(bar.first, bar.last + 1)]
    assert len(taken) == len(set(taken))
    there = {bar.row.id for bar in bars if bar.first <= day.weekday() <= bar.last}
    assert there == {row.id for row in on_day(rows(made), day)}


def test_a_calendar_file_reads_back():
    long = "学习《中国共产党支部工作条例（试行）》；讨论，交流\\现场" * 3
    made = [
        a_plan(
            title=long, place="镇党校, 二楼; 东", starts_at=540, ends_at=690, note="带笔\n带纸"
        ),
        a_plan(title="整日", ends_on=date(2026, 11, 22)),
        a_plan(title="不办了", stage=CANCELLED),
        placed(a_plan(title="待定", stage=PLANNED)),
    ]
    changed = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
    entries = [CalendarEntry(UUID(int=at), one, at, changed) for at, one in enumerate(made)]
    text = calendar_file(entries, datetime(2026, 11, 20, 9, 0, tzinfo=CHINA))
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"" not in lines[:-1]
    assert text.endswith(b"END:VCALENDAR\r\n")
    found = {str(one["uid"]): one for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    assert sorted(found) == [f"{UUID(int=at)}@jyguide" for at in range(3)]
    timed, whole, off = (found[f"{UUID(int=at)}@jyguide"] for at in range(3))
    assert (str(timed["summary"]), str(timed["location"])) == (long, "镇党校, 二楼; 东")
    assert "带笔\n带纸" in str(timed["description"])
    assert timed["dtstart"].dt.isoformat() == "2026-11-20T09:00:00+08:00"
    assert timed["dtend"].dt.isoformat() == "2026-11-20T11:30:00+08:00"
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (date(2026, 11, 20), date(2026, 11, 23))
    assert [str(one["status"]) for one in (timed, whole, off)] == ["CONFIRMED"] * 2 + ["CANCELLED"]
    assert (off["sequence"], off["last-modified"].dt) == (2, changed)


def test_the_printed_plan_names_months_sums_and_empty_slots():
    forum = a_plan(title="讲坛", kind=SessionKind.QUARTERLY_FORUM)
    text = str(plan_sheet(year_plan(rows([forum]), 2026, date(2026, 7, 1)), "周庄镇"))
    assert "全年计划 1 期" in text
    assert "三季度未安排；四季度11月20日" in text
