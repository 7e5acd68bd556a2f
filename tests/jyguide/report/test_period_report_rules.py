"""Pure rules of reports of a period, the matrix and the schedule."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId
from jyguide.report.city_report import city_sentences, stations_section
from jyguide.report.figure import TENTHS, Figure, FigureName, Scope, SourceRow, Sources
from jyguide.report.kinds import ReportKind
from jyguide.report.layout import FigureLine, numbers_section, opening_of, parts_of, words
from jyguide.report.listing import inspection_rounds, listing
from jyguide.report.matrix import (
    Mark,
    MatrixFilter,
    all_sources,
    column_sources,
    make_matrix,
    matrix_report,
    narrowed,
    row_sources,
)
from jyguide.report.months import months_chart
from jyguide.report.period import Period, PeriodKind
from jyguide.report.period_text import period_text, read_period
from jyguide.report.printing.matrix import MatrixPaper, matrix_document
from jyguide.report.reminder import Schedule, due_reports, period_kind
from jyguide.report.station_report import station_sentences
from jyguide.training.person_times import Attendee, HeldSession
from jyguide.training.session import SessionKind, SessionLevel

NOVEMBER = Period(date(2026, 11, 1), PeriodKind.MONTH)
SCOPE = Scope(NOVEMBER.begins_on, NOVEMBER.ends_on)
UNITS = {"sessions": "期", "hours": "学时", "stations": "个"}


def figures(**values):
    return [
        Figure(
            FigureName(
                key,
                key,
                UNITS.get(key, "人"),
                "队伍" if key == "stations" else "培训",
                f"{key}怎样计。",
                "training",
                parts=TENTHS if key == "hours" else 1,
            ),
            SCOPE,
            value,
        )
        for key, value in values.items()
    ]


periods = st.builds(
    Period.of, st.sampled_from(PeriodKind), st.dates(date(2000, 1, 1), date(2099, 12, 31))
)


@given(periods)
def test_a_period_is_read_as_it_is_written(period):
    assert read_period(period_text(period)) == period
    assert read_period(period.name) == period


@pytest.mark.parametrize("said", ["2026-13", "2026-Q5", "11月", "", "2026-00", "前年"])
def test_what_is_no_period_is_refused_with_an_example(said):
    with pytest.raises(RuleError, match="没有生成报表") as refused:
        read_period(said)
    assert "2026-Q4" in refused.value.hint


def test_what_is_nothing_is_left_out_and_named():
    now = figures(stations=18, sessions=0, person_times=28, hours=2240, talks=0)
    before = figures(stations=18, sessions=2, person_times=3, hours=120, talks=0)
    parts, left_out = parts_of(now, before)
    assert [part.name for part in parts] == ["队伍", "培训"]
    assert [(line.what.key, line.change) for line in parts[1].lines] == [
        ("sessions", "减 2"),
        ("person_times", "增 25"),
        ("hours", "增 212.0"),
    ]
    assert parts[0].lines[0].change == "持平"
    assert [one.key for one in left_out] == ["talks"]
    assert parts[1].counting == "".join(
        f"{key}：{key}怎样计。" for key in ("sessions", "person_times", "hours")
    )


def test_what_is_known_of_today_alone_claims_nothing_of_an_earlier_day():
    (line,) = parts_of(figures(people=33), figures(people=30))[0][0].lines
    known = replace(line.what, standing=True)
    dated, now = (
        FigureLine(replace(line.now, what=what), replace(line.before, what=what))
        for what in (known, replace(known, present=True))
    )
    assert (dated.name, dated.before_text, dated.change) == ("people（期末）", "30", "增 3")
    assert (now.name, now.before_text, now.change) == ("people（现有）", "—", "—")


def test_the_city_s_own_words_are_filled_and_never_invented():
    now = figures(
        stations=18, instructors_full_time=85, instructors_part_time=232, person_times=0,
        measures=496, talks=230, adjustments=9, grid_townships=17, grid_villages=271,
        grid_branches=1558, grid_cells=5453, centres=1027, vanguards=1355, members=13886,
        households=27960, cooperatives=238, deals=7142,
    )  # fmt: skip
    total = figures(sessions=40, person_times=5123)
    said = words(opening_of(city_sentences(NOVEMBER), now, total))
    assert said == (
        "全市建成18个指导站，配备专职指导员85名，兼职指导员232名。"
        "今年以来共举办培训40期，累计培训5,123人次。"
        "村党组织书记管理方面，列出整改措施496条，谈话230人次，调整9人次。"
        "四级网格建成17个镇街网格，271个村级网格，1,558个支部网格，5,453个党员中心户微网格，"
        "有党员中心户1,027户，先锋党员1,355名，联系党员13,886名，联系农户27,960户。"
        "集体资产和三务公开方面，在办合作社238家，产权交易7,142笔。"
    )
    january = Period(date(2026, 1, 1), PeriodKind.MONTH)
    said = words(opening_of(station_sentences("周庄镇", january), figures(), total))
    assert said == ""  # nothing was kept, and since January is January


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8))
def test_every_number_of_an_opening_is_one_that_was_counted(values):
    keys = ["sessions", "person_times", "exams", "passes", "talks", "brands", "stars", "deals"]
    now = figures(**dict(zip(keys, (value for value, _ in values), strict=False)))
    total = figures(**dict(zip(keys, (value for _, value in values), strict=False)))
    opening = opening_of(city_sentences(NOVEMBER), now, total)
    shown = [one for one in opening if isinstance(one, Figure)]
    assert all(one.value and (one in now or one in total) for one in shown)
    texts = [one for one in opening if isinstance(one, str)]
    assert not any(one.startswith(("，", "。")) for one in texts[:1])
    assert words(opening).count("。。") == 0


def test_numbers_of_a_sheet_are_numbers():
    parts, _ = parts_of(figures(hours=125), figures(hours=0))
    report = type("Report", (), {"period": NOVEMBER, "parts": parts})()
    section = numbers_section(report)
    assert section.rows == (("培训", "hours", "学时", 12.5, 0.0, 12.5),)
    assert section.heads == ("类别", "项目", "单位", "本月", "上月", "增减")


def test_stations_stand_in_the_order_of_their_list():
    section = stations_section(["乙站", "甲站"], [figures(sessions=1), figures(sessions=9)])
    assert section.rows == (("乙站", 1), ("甲站", 9))
    assert "不是排名" in section.note
    assert stations_section([], []).rows == ()


@pytest.mark.parametrize(
    ("whole", "under"),
    [
        (10, [("合计", 10)]),
        (12, [("市级", 2), ("合计", 12)]),
        (9, []),  # one was counted at two stations: a sum would not be one
    ],
)
def test_under_the_stations_stands_the_number_of_the_city(whole, under):
    its = [figures(sessions=1), figures(sessions=9)]
    section = stations_section(["乙站", "甲站"], its, figures(hours=3, sessions=whole))
    assert list(section.rows[2:]) == under


def test_lists_leave_out_columns_that_say_nothing():
    rows = tuple(
        SourceRow("t", UUID(int=at), "", 1, cells)
        for at, cells in enumerate(
            [("2026-11-20", "乙", "周庄镇", ""), ("2026-11-02", "甲", "周庄镇", "")]
        )
    )
    what = figures(sessions=2)[0].what
    heads = ("开始日期", "培训班", "指导站", "备注")
    own = listing("培训", Sources(what, Scope(*SCOPE_DAYS, "S07"), heads, rows))
    assert (own.heads, own.rows) == (heads[:2], (("2026-11-02", "甲"), ("2026-11-20", "乙")))
    assert listing("培训", Sources(what, SCOPE, heads, rows)).heads == heads[:3]


def test_inspections_are_told_by_phase_and_township():
    heads = ("检查日期", "镇街园区", "党支部", "阶段")
    cells = [
        ("2026-11-09", "周庄镇", "乙", "交叉互查"),
        ("2026-11-02", "周庄镇", "甲", "交叉互查"),
    ]
    rows = tuple(SourceRow("t", UUID(int=at), "", 1, one) for at, one in enumerate(cells))
    what = figures(inspections=2)[0].what
    told = inspection_rounds(Sources(what, SCOPE, heads, rows))
    assert told.rows == (("交叉互查", "周庄镇", "2026-11-02", "2026-11-09", 2),)
    assert inspection_rounds(Sources(what, SCOPE, heads[1:], rows)).rows == ()


SCOPE_DAYS = (SCOPE.begins_on, SCOPE.ends_on)


def test_months_are_drawn_beside_the_year_before_where_it_has_any():
    months = list(NOVEMBER.last(24))
    assert months_chart(months, [0] * 24) is None
    alone = months_chart(months, [0] * 12 + [5] * 12)
    assert len(alone.lines) == 1
    assert alone.heads[0] == "12月"
    assert alone.heads[-1] == "11月"
    assert len(months_chart(months, [1] * 24).lines) == 2


# The matrix


def a_session(number, kind=SessionKind.TOPIC_LECTURE):
    day = date(2026, 1 + number, 5)
    return HeldSession(
        SessionId(UUID(int=number)), f"第{number}期", kind, SessionLevel.TOWNSHIP, day, day
    )


def a_person(number, unit="甲支部"):
    return Attendee(PersonId(UUID(int=100 + number)), f"人{number}", "", unit, "", f"{number:03}")


marks_drawn = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 4)),
    st.tuples(st.booleans(), st.integers(0, 90)),
    max_size=20,
)


def made(marks):
    kinds = list(SessionKind)
    sessions = [a_session(at, kinds[at % 2]) for at in range(5)]
    people = [a_person(at, "甲支部" if at % 2 else "乙支部") for at in range(6)]
    found = {
        (people[row].id, sessions[column].id): Mark(
            UUID(int=1000 + 10 * row + column), "1", came, hours if came else 0
        )
        for (row, column), (came, hours) in marks.items()
    }
    on_list = {people[row].id for row, _ in marks}
    return make_matrix(2026, sessions, [one for one in people if one.id in on_list], found)


@given(marks_drawn)
def test_totals_agree_both_ways_and_with_the_rows_behind_them(marks):
    matrix = made(marks)
    assert matrix.times == sum(one.times for one in matrix.columns)
    assert matrix.hours == sum(one.hours for one in matrix.columns)
    assert all_sources(matrix).value == matrix.times
    assert [row_sources(matrix, at).value for at in range(len(matrix.rows))] == [
        row.times for row in matrix.rows
    ]
    assert [column_sources(matrix, at).value for at in range(5)] == [
        one.times for one in matrix.columns
    ]
    halves = [narrowed(matrix, MatrixFilter(kind)) for kind in SessionKind]
    assert sum(half.times for half in halves) == matrix.times
    units = [narrowed(matrix, MatrixFilter(organisation=one)) for one in ("甲支部", "乙支部")]
    assert sum(len(one.rows) for one in units) == len(matrix.rows)


def test_the_matrix_as_a_sheet_and_on_paper():
    matrix = made({(0, 0): (True, 40), (0, 1): (False, 0), (1, 1): (True, 5)})
    section = matrix_report(matrix)
    assert section.rows[-1] == ("合计", "", 1, 1, 0, 0, 0, 2, 4.5)
    assert section.rows[0] == ("人0", "乙支部", "√", None, None, None, None, 1, 4.0)
    assert section.names == 2
    hours = matrix_report(matrix, hours=True)
    assert hours.rows[1] == ("人1", "甲支部", None, 0.5, None, None, None, 1, 0.5)
    many = make_matrix(2026, [a_session(at % 11) for at in range(60)], [a_person(0)], {})
    for large in (False, True):
        paper = matrix_document(many, "某站", date(2026, 11, 20), MatrixPaper(large))
        tables = [one for one in paper.blocks if hasattr(one, "header_rows")]
        assert sum(len(one.rows[0].cells) - 3 for one in tables) == 60 + 2  # and two totals, once
        inner = paper.setup.inner_width
        assert all(sum(one.columns) <= inner and one.header_rows == 1 for one in tables)
        assert paper.setup.landscape
    empty = matrix_document(made({}), "某站", date(2026, 11, 20), MatrixPaper())
    assert "还没有培训名单" in empty.blocks[2].text


# The schedule


def test_a_report_waits_until_it_is_printed():
    schedule = Schedule({ReportKind.STATION_MONTH: 5, ReportKind.STATION_YEAR: 15})
    first = date(2026, 12, 1)
    november, year = due_reports(schedule, first, set())[::-1]
    assert november.text(first) == "11月月报还没有打印，12月5日前打印"
    assert november.text(date(2026, 12, 6)) == "11月月报还没有打印，原定12月5日前打印"
    assert year.name == "2025年年报"
    assert year.until == date(2026, 1, 15)
    printed = {(ReportKind.STATION_MONTH, date(2026, 11, 1))}
    assert [one.kind for one in due_reports(schedule, first, printed)] == [ReportKind.STATION_YEAR]
    quarter = due_reports(Schedule({ReportKind.CITY_QUARTER: 10}), date(2026, 11, 20), set())[0]
    assert quarter.text(first) == "全市第三季度季报还没有打印，原定10月10日前打印"


schedules = st.builds(
    Schedule, st.dictionaries(st.sampled_from(ReportKind), st.integers(1, 28), max_size=6)
)


@given(schedules, schedules, st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_schedules_are_kept_and_the_city_s_days_hold(city, own, today):
    assert Schedule.from_json(city.to_json()) == city
    both = city.over(own)
    for kind, day in city.days.items():
        assert kind.value.startswith("city") or both.days[kind] == day
    for one in due_reports(both, today, set()):
        assert one.period.ends_on < today
        assert one.period.kind is period_kind(one.kind)
        assert (one.until - one.period.ends_on).days == both.days[one.kind]


@pytest.mark.parametrize("terms", [{}, {"reports": 3}, {"reports": {"later": 5, "city_year": 99}}])
def test_what_a_later_release_wrote_is_passed_over(terms):
    assert Schedule.from_json(terms) == Schedule()
    assert Schedule().text == "不提醒"
