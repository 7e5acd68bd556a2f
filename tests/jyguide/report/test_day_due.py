"""The day's list: in order, each thing once, in words that press nobody."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.models import Appointment, DutyChange, Exam, Paper, Station, TrainingSession
from jyguide.exam.due import ExamsDue
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.report.day_due import (
    NOTHING,
    Due,
    When,
    calm,
    day_list,
    day_word,
    exam_work_dues,
    exchange_due,
    expiring_due,
    marking_due,
    rectification_dues,
    session_dues,
    silent_due,
    training_dues,
    when_of,
)
from jyguide.report.figure import Scope
from jyguide.report.service.day import LedgerDue
from jyguide.training.due import TrainingDue
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan, SessionRow
from tests.jyguide.builders import a_bundle
from tests.postgres import only_sqlite

TODAY = date(2026, 11, 20)


def session(days, *, last=0, own=True, at=None):
    start = TODAY + timedelta(days=days)
    plan = SessionPlan(
        f"第{days}天",
        SessionKind.PRE_POST,
        SessionLevel.TOWNSHIP,
        start,
        start + timedelta(days=last),
        starts_at=at,
    )
    return SessionRow(uuid.uuid4(), plan, 3, 0, own=own)


DUES = st.builds(
    Due,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(When),
    st.sampled_from(["培训", "考试"]),
    st.sampled_from(["", "有一项", "有两项"]),
    st.just("home"),
    st.just("打开"),
    st.none() | st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)),
)


@given(st.lists(DUES, max_size=12))
def test_the_list_is_in_order_and_says_nothing_twice(dues):
    found = day_list(TODAY, dues)
    assert [one.when for one in found.lines] == sorted(one.when for one in found.lines)
    said = [(one.area, one.sentence) for one in found.lines]
    assert len(set(said)) == len(said)
    assert set(said) == {(one.area, one.sentence) for one in dues if one.sentence}
    for when in When:
        told = [one.day or date.max for one in found.of(when)]
        days = [day if day >= TODAY else date.max for day in told]
        assert days == sorted(days)
    assert (found.sentence == NOTHING) == (not said)


@given(st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40)))
def test_a_day_is_in_one_group_and_has_one_word(day):
    when, word = when_of(day, TODAY), day_word(day, TODAY)
    assert (when is When.TODAY) == (day <= TODAY)
    assert (when is When.WEEK) == (0 < (day - TODAY).days < 7)
    assert word == "今天" if day == TODAY else f"{day.day}日" in word or word == "明天"


def test_sessions_of_the_week_are_told_and_else_only_the_next_one():
    rows = [
        session(30),
        session(1, at=570),
        session(0),
        session(-1, last=3),
        session(2, own=False),
    ]
    said = [(one.when, one.sentence) for one in session_dues(rows, TODAY)]
    assert said == [
        (When.TODAY, "今天培训“第-1天”，报名 3 人"),
        (When.TODAY, "今天培训“第0天”，报名 3 人"),
        (When.WEEK, "明天 9:30 培训“第1天”，报名 3 人"),
    ]
    (one,) = session_dues([session(60), session(30), session(-9)], TODAY)
    assert one.sentence == "12月20日培训“第30天”，报名 3 人"
    assert one.place.startswith("training:session:")


def test_each_area_leads_to_the_tab_where_it_is_dealt_with():
    dues = [
        *rectification_dues(3, 2, 1),
        *exam_work_dues(ExamsDue(2, ("上周的考试",), ("统考",))),
        marking_due(3),
        *training_dues(TrainingDue("第四季度的领头雁工作讲坛还没有安排", 4, "7 天", 1)),
        exchange_due(9),
        expiring_due([-3, 12]),
        silent_due(["周庄镇", "华士镇", "新桥镇"], 14),
    ]
    assert [(one.place, one.sentence) for one in dues] == [
        ("standard:round_rectification", "3 项整改已过期限"),
        ("standard:round_rectification", "1 项整改已经做完，等待核验"),
        ("standard:round_rectification", "2 项整改 7 天内到期"),
        ("exam:seals", "今天有统考待启封：“统考”"),
        ("exam:results", "2 道题的答案已经更正，成绩还没有重新评分"),
        ("exam:exams", "培训已过，考试还没有结束：“上周的考试”"),
        ("exam:results", "3 份答卷等待评阅"),
        ("training:year_plan", "第四季度的领头雁工作讲坛还没有安排"),
        ("training:credit", "按现有安排有 4 人今年达不到 7 天，可以增加安排"),
        ("training:credit", "新任书记中有 1 人还没有参加任前培训"),
        ("sync", "已 9 天没有与市级交换数据"),
        ("approval", "1 名指导员的任期已满，1 名的任期 60 天内到期，可以准备续聘"),
        ("report:report_city", "周庄镇、华士镇等 3 个站超过 14 天没有报来数据，可以问一问"),
    ]
    words = "".join(one.sentence + one.button for one in dues) + NOTHING
    assert not re.search("考核|排名|落后|扣分|逾期", words)
    assert len({one.key for one in dues}) == len(dues)


def test_what_a_ledger_says_stands_under_today_and_the_week_apart():
    said = {When.TODAY: "2 件已过答复期限。", When.WEEK: "3 件一周内要答复。", When.LATER: ""}
    found = day_list(TODAY, LedgerDue("grid", "matters", "grid_matters", lambda: said).lines())
    assert [(one.key, one.when, one.sentence) for one in found.lines] == [
        ("grid_matters_late", When.TODAY, "2 件已过答复期限"),
        ("grid_matters", When.WEEK, "3 件一周内要答复"),
    ]
    assert {one.place for one in found.lines} == {"grid:grid_matters"}


def test_nothing_is_called_to_mind_before_its_time():
    assert exchange_due(7) is exchange_due(None) is marking_due(0) is None
    assert expiring_due([]) is silent_due([], 14) is None
    assert not [*rectification_dues(0, 0, 0), *exam_work_dues(ExamsDue())]
    assert calm("  本季还有 6 户未走访。") == "本季还有 6 户未走访"


@only_sqlite
def test_posts_that_end_and_days_without_exchange_are_called_to_mind(app):
    """A renewed post ends later, and whoever left is nobody's concern."""
    today = app.clock().date()
    facts = [
        PersonFacts(f"样例{at}", "女", None, "", kind=InstructorKind.PART_TIME) for at in "甲乙丙"
    ]
    soon, renewed, left = (app.people.add(one) for one in facts)
    with app._store.begin("样例") as uow:
        for key, days in ((soon, 10), (renewed, 10), (renewed, 900), (left, -5)):
            uow.session.add(
                Appointment(
                    person_id=key,
                    kind="first",
                    number="澄组〔2024〕1号",
                    approved_on=today - timedelta(days=500),
                    effective_on=today - timedelta(days=500),
                    valid_until=today + timedelta(days=days),
                )
            )
        uow.session.add(DutyChange(person_id=left, step="left", on_date=today, reason=""))
        uow.session.add(a_bundle("CITY", app.clock() - timedelta(days=9), "out"))
        uow.commit()
    said = {one.key: one.sentence for one in app.day.due().lines}
    assert said["expiring"] == "1 名指导员的任期 60 天内到期，可以准备续聘"
    assert said["exchange"] == "已 9 天没有与市级交换数据"
    year = Scope(date(today.year, 1, 1), date(today.year, 12, 31))
    (at_work,) = app.report_figures.figures(year, ["instructors_at_work"])
    assert at_work.value == sum(one.standing.at_work for one in app.approvals.standings()) == 2


@only_sqlite
def test_the_city_is_not_told_of_the_exams_that_stations_hold(city):
    today = city.clock().date()
    with city._store.begin("样例") as uow:
        session = uow.session
        there = session.scalar(select(Station.id).where(Station.code == "S13"))
        for title, station in (("市级考试", None), ("周庄考试", there)):
            held = TrainingSession(
                station_id=station, title=title, kind="topic_lecture", level="city",
                starts_on=today, ends_on=today,
            )  # fmt: skip
            paper = Paper(
                station_id=station, title=title, seed=1, lines=[], pass_points=600,
                total_points=1000, minutes=60, rule="{}", shuffle=False,
            )  # fmt: skip
            session.add_all([held, paper])
            session.flush()
            session.add(
                Exam(
                    station_id=station, session_id=held.id, paper_id=paper.id, title=title,
                    state="open",
                )
            )  # fmt: skip
        uow.commit()
    said = [one.sentence for one in city.day.due().lines if one.area == "考试"]
    assert said == ["今天考试“市级考试”，已交卷 0 人"]
