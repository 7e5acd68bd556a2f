"""What has to hang till when, and how it stands: the rules alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.openness.board import BoardText, Paper
from jyguide.openness.calendar import (
    OPEN,
    Asking,
    Posting,
    PostPlace,
    SlotState,
    asked,
    due_sentences,
    pending,
    state_of,
    week_end,
    year_slots,
)
from jyguide.openness.calendar_period import (
    fits,
    period_of,
    period_text,
    read_period,
    span_of,
    spans,
)
from jyguide.openness.item import ItemFacts, ItemRow, Law, Origin, item_problems, rule_sentence
from jyguide.openness.kinds import Affairs, Period, PlaceKind
from jyguide.openness.notice import NoticeFacts, NoticeRow, notice_problems
from jyguide.openness.notice_year import sums, year_sections
from jyguide.openness.printing.board import SIZES, board_document, board_size
from jyguide.openness.rhythm import Rhythms

REGULAR = [one for one in Period if one is not Period.AT_ONCE]
DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
YEARS = st.integers(2000, 2099)
KEY, ITEM = uuid.UUID(int=1), uuid.UUID(int=2)


def an_item(period=Period.QUARTERLY, **changes):
    facts = {"began_on": date(2026, 1, 1), "days_after": 15} | changes
    law = facts.pop("law", None)
    station = facts.pop("station_id", None)
    verified = facts.pop("verified", False)
    kept = ItemFacts(Affairs.FINANCE, "财务收支情况", PlaceKind.VILLAGE, period, **facts)
    return ItemRow(ITEM, station, "", kept, law=law, verified=verified, days_verified=verified)


def a_place(begun=None, kind=PlaceKind.VILLAGE, station=None):
    return PostPlace(KEY, "红豆村", kind, "周庄镇", station, begun)


def a_posting(period="2026-Q1", number=3, **days):
    return Posting(uuid.UUID(int=number), ITEM, KEY, period, **days)


@given(YEARS, st.sampled_from(REGULAR))
def test_periods_fill_a_year_without_gap(year, period):
    found = spans(period, year)
    assert found[0].first == date(year, 1, 1)
    assert found[-1].last == date(year, 12, 31)
    for one, after in pairwise(found):
        assert after.first - one.last == timedelta(days=1)
    for one in found:
        assert span_of(one.key) == one
        assert period_of(one.key) is period
        assert fits(one.key, period)
        assert read_period(period_text(one.key)) == read_period(one.key) == one.key
    assert spans(Period.AT_ONCE, year) == []


@pytest.mark.parametrize(
    ("written", "key"),
    [
        *(("2026年第一季度", "2026-Q1"), ("2026-q4", "2026-Q4"), ("2026年1季度", "2026-Q1")),
        *(("2026上半年", "2026-H1"), ("2026年下半年", "2026-H2"), ("2026年度", "2026")),
        *(("2026.3", "2026-03"), ("2026年12月份", "2026-12"), ("2026-13", ""), ("五月", "")),
        *(("2026年第五季度", ""), ("", ""), ("26年3月", ""), ("2026-00", "")),
    ],
)
def test_periods_are_read_as_offices_write_them(written, key):
    assert read_period(written) == key


def test_the_due_day_crosses_years_and_leap_days():
    february = spans(Period.MONTHLY, 2028)[1]
    assert february.last == date(2028, 2, 29)
    assert february.due_on(1) == date(2028, 3, 1)
    assert spans(Period.QUARTERLY, 2026)[3].due_on(15) == date(2027, 1, 15)
    assert not any(span_of(key) for key in ("2026-Q5", "2026-H3", "2026-00", "0000", "", "二"))


@given(DAYS, st.integers(0, 60), st.integers(0, 60), st.integers(1, 30))
def test_a_state_follows_from_its_days(due, late, hung, least):
    posted = due - timedelta(days=20) + timedelta(days=late)
    down = posted + timedelta(days=hung)
    whole = a_posting(posted_on=posted, taken_down_on=down)
    found = state_of(whole, due, least, date(2099, 1, 1))
    assert (found is SlotState.TOO_SHORT) is (hung < least)
    if hung >= least:
        assert found is (SlotState.LATE if posted > due else SlotState.POSTED)
    waiting = replace(whole, objected_on=posted)
    assert state_of(waiting, due, least, due) is SlotState.OBJECTION
    assert state_of(replace(waiting, replied_on=posted), due, least, due) is found


@given(DAYS, DAYS)
def test_what_does_not_hang_is_due_by_the_week(due, today):
    draft = a_posting()
    for told in (None, draft):
        found = state_of(told, due, 15, today)
        if today > due:
            assert found is SlotState.OVERDUE
        else:
            assert (found is SlotState.THIS_WEEK) is (due <= week_end(today))
    assert week_end(today).weekday() == 6
    assert 0 <= (week_end(today) - today).days <= 6


@given(DAYS, st.none() | DAYS, st.none() | DAYS, YEARS, st.sampled_from(REGULAR))
def test_nothing_is_asked_of_what_was_not_there(began, ended, begun, year, period):
    item = an_item(period, began_on=began, ended_on=ended)
    for span in spans(period, year):
        wanted = (
            span.last >= began
            and (ended is None or span.last <= ended)
            and (begun is None or span.last >= begun)
        )
        assert asked(item, a_place(begun), span) is wanted
        assert not asked(item, a_place(kind=PlaceKind.COMMUNITY), span)
        assert not asked(replace(item, station_id=ITEM), a_place(station=KEY), span)


def test_a_year_lists_what_is_asked_and_what_was_posted():
    quarterly = an_item(began_on=date(2026, 5, 1))
    posted = a_posting("2026-Q1", posted_on=date(2026, 4, 20))
    at_once = replace(an_item(Period.AT_ONCE, days_after=5), id=uuid.UUID(int=9))
    event = replace(
        a_posting("", 4, subject="拓宽村道", happened_on=date(2026, 11, 14)), item_id=at_once.id
    )
    other = replace(event, id=uuid.UUID(int=5), happened_on=date(2025, 12, 31))
    today = date(2026, 11, 20)
    asking = Asking([quarterly, at_once], [a_place()], today)
    slots = year_slots(asking, [posted, event, other], [2026])
    both = year_slots(asking, [posted, event, other], [2025, 2026], OPEN)
    assert {one.due_on for one in both} == {
        date(2026, 1, 5),
        *(one.due_on for one in pending(slots)),
    }
    told = {(one.span.key if one.span else one.when): one.state for one in slots}
    assert told == {
        "2026-Q1": SlotState.LATE,  # nobody asked for it
        "2026-Q2": SlotState.OVERDUE,
        "2026-Q3": SlotState.OVERDUE,
        "2026-Q4": SlotState.NOT_DUE,
        "11-14 拓宽村道": SlotState.OVERDUE,
    }
    assert [one.due_on for one in pending(slots)] == sorted(one.due_on for one in pending(slots))
    assert due_sentences(slots) == ("3 项公开到期还没有公布，可以补公布。", "")
    assert due_sentences([]) == ("", "")
    counted = sums(slots)
    assert (counted.asked, counted.posted, counted.late) == (4, 1, 1)
    assert (counted.overdue, counted.not_due) == (3, 1)
    for section in year_sections(slots):
        *lines, whole = section.rows
        assert whole[0] == "合计"
        for at in range(section.heads.index("应公布"), len(section.heads)):
            assert sum(line[at] for line in lines) == whole[at]


def test_a_village_may_choose_the_longer_period_of_the_law_and_no_other():
    facts = an_item(Period.MONTHLY).facts
    law = Law(facts, Period.QUARTERLY, 15, "财务往来较多的村")
    monthly = an_item(Period.MONTHLY, law=law, verified=True)
    rare = Rhythms({(ITEM, KEY): Period.QUARTERLY})
    quarterly = rare.item_of(monthly, KEY)
    assert "每月公布（财务往来较多的村法定）" in rule_sentence(monthly)
    assert "每季度公布（法定）" in rule_sentence(quarterly)
    assert rare.choice(monthly, KEY) == "改回每月公布"
    assert rare.choice(monthly, uuid.UUID(int=8)) == "改为每季度公布"
    plain = an_item(Period.MONTHLY)
    for item, kept in ((plain, rare), (monthly, Rhythms({(ITEM, KEY): Period.YEARLY})),
                       (monthly.every(Period.QUARTERLY), rare)):  # fmt: skip
        assert kept.item_of(item, KEY) is item
    assert rare.choice(plain, KEY) == ""
    posted = [
        a_posting(f"2026-{at:02}", at, posted_on=date(2026, at + 1, 1)) for at in (1, 2, 3, 4)
    ]
    asking = Asking([monthly], [a_place()], date(2026, 11, 20), rare)
    told = [one.span.key for one in year_slots(asking, posted, [2026])]
    # the months that hang stay to be seen, and the quarter they fill is asked for no second time
    assert told == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-Q2", "2026-Q3", "2026-Q4"]


OK = NoticeFacts("2026-Q1", posted_on=date(2026, 4, 10), text="收支")
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"period": "2026-03"}, "period", "不符"),
        ({"posted_on": date(2026, 11, 21)}, "posted_on", "今天之后"),
        ({"posted_on": date(2025, 12, 31)}, "posted_on", "早于2026年第1季度"),
        ({"taken_down_on": date(2026, 4, 9)}, "taken_down_on", "早于公布日期"),
        ({"posted_on": None, "taken_down_on": TODAY}, "taken_down_on", "先有公布日期"),
        ({"objected_on": date(2026, 4, 9), "objection": "不清楚"}, "objected_on", "早于公布日期"),
        ({"objected_on": date(2026, 4, 12)}, "objection", "一起填写"),
        ({"objection": "不清楚"}, "objection", "一起填写"),
        ({"replied_on": TODAY, "reply": "已说明"}, "replied_on", "先有异议日期"),
    ],
)
def test_no_day_is_before_the_one_before_it(changes, field, words):
    assert notice_problems(OK, Period.QUARTERLY, TODAY) == {}
    assert words in notice_problems(replace(OK, **changes), Period.QUARTERLY, TODAY)[field]


def test_what_is_posted_at_once_says_what_and_when():
    bare = NoticeFacts(posted_on=TODAY)
    assert set(notice_problems(bare, Period.AT_ONCE, TODAY)) == {"subject", "happened_on"}
    early = NoticeFacts(subject="路灯", happened_on=TODAY, posted_on=date(2026, 11, 19))
    assert "发生日期" in notice_problems(early, Period.AT_ONCE, TODAY)["posted_on"]


def test_law_can_be_made_stricter_and_no_looser():
    monthly = an_item(Period.MONTHLY).facts
    law = Law(monthly, Period.QUARTERLY, 15)
    told = {
        period: ItemRow(ITEM, None, "", replace(monthly, period=period), 0, True, True, law)
        for period in Period
    }
    assert told[Period.MONTHLY].period_origin is told[Period.QUARTERLY].period_origin is Origin.LAW
    assert told[Period.AT_ONCE].period_origin is Origin.STRICTER
    assert set(item_problems(told[Period.YEARLY].facts, law)) == {"period"}
    assert set(item_problems(replace(monthly, posted_days=14), law)) == {"posted_days"}
    assert set(item_problems(replace(monthly, name="别的"), law)) == {"name"}
    assert item_problems(replace(monthly, posted_days=30), law) == {}
    assert an_item(Period.YEARLY).period_origin is Origin.OWN
    ended = replace(monthly, ended_on=date(2025, 1, 1), days_after=-1, name=" ")
    assert set(item_problems(ended)) == {"ended_on", "days_after", "name"}


def a_board(text, **changes):
    facts = replace(OK, text=text, **changes)
    row = NoticeRow(ITEM, ITEM, "财务收支情况", None, KEY, "红豆村", facts)
    return BoardText(row, an_item(), "周庄镇")


@given(st.text(alphabet="收支 1,.\n", min_size=1, max_size=900), st.sampled_from(Paper))
def test_more_text_is_never_larger(text, paper):
    some, more = (board_size(a_board(one), paper) for one in ("支" + text, "支" + text + text))
    assert more.points <= some.points
    assert some.points in SIZES
    assert some.fits or some.points == SIZES[-1]


def test_a_board_says_what_is_law_and_hides_numbers():
    board = a_board("联系张三 13912345678，身份证 320281198001019998")
    document = board_document(board, Paper.A3, TODAY)
    said = "\n".join(getattr(one, "text", "") for one in document.blocks)
    assert "139****5678" in said
    assert "19800101" not in said
    assert "张贴不少于 15 天，至 2026年4月25日" in said
    assert "每季度公布为本地规定，张贴天数为本地规定" in said
    assert "周庄镇人民政府反映" in said
    contact = replace(board, contact="便民服务中心 13912345678")
    assert contact.objecting == "有异议的，请联系：便民服务中心 139****5678"
    assert "＿＿＿年" in a_board("支", posted_on=None).hanging
