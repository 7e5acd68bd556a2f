"""Reports of a period, the matrix and reminders over a real station folder."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from jyguide.documents.page import PageBreak, Table
from jyguide.errors import RuleError
from jyguide.people.person import PersonRole
from jyguide.report.figure import Scope
from jyguide.report.kinds import ReportKind
from jyguide.report.layout import words
from jyguide.report.matrix import mark_text
from jyguide.report.period import Period, PeriodKind
from jyguide.report.reminder import Schedule
from jyguide.report.service.reports import Wanted
from jyguide.training.session import Attendance, SessionKind
from tests.jyguide.builders import NAMES, a_person, a_plan
from tests.postgres import only_sqlite

OCTOBER = Period(date(2026, 10, 1), PeriodKind.MONTH)
WANTED = Wanted(ReportKind.STATION_MONTH, OCTOBER)


def a_year(app):
    """Three people; October and September saw a training, one more was cancelled."""
    people = [
        app.people.add(a_person(NAMES[at], at, role=PersonRole.PARTY_AFFAIRS)) for at in range(3)
    ]
    for month, came in ((9, people[:1]), (10, people)):
        day = date(2026, month, 12)
        plan = a_plan(title=f"{month}月班", kind=SessionKind.TOPIC_LECTURE, starts_on=day,
                      ends_on=day, credit_hours=40, training_days=0)  # fmt: skip
        session = app.training.plan(plan)
        app.training.enrol(session, people)
        app.training.settle(session, came, Attendance.PRESENT)
    return people


@only_sqlite
def test_a_report_tells_what_was_counted(open_prepared, tmp_path):
    app, _ = open_prepared(a_year)
    report = app.period_reports.report(WANTED)
    assert report.title == "周庄镇基层党建工作指导站2026年10月工作月报"
    assert "本月举办培训1期，培训3人次，参训3人。今年以来共举办培训2期，累计培训4人次" in words(
        report.opening[0]
    )
    lines = {line.what.key: line for part in report.parts for line in part.lines}
    assert (lines["person_times"].now.value, lines["person_times"].change) == (3, "增 2")
    shown = lines["hours"].now
    assert app.report_figures.sources(shown.what.key, shown.scope).value == shown.value == 120
    assert report.lists[0].rows[0][:2] == ("2026-10-12", "10月班")
    assert report.charts[0].lines[0].values[-2:] == (1, 3)
    app.period_reports.write_workbook(report, tmp_path / "十月.xlsx")
    book = load_workbook(tmp_path / "十月.xlsx")
    rows = list(book["主要数字"].iter_rows(values_only=True))
    assert ("培训", "培训人次", "人次", 3, 1, 2) in rows
    assert book.sheetnames[-1] == "统计口径"


@only_sqlite  # what it is summed with runs on both in the tests of credit
def test_the_matrix_agrees_with_the_person_times(open_prepared):
    app, people = open_prepared(a_year)
    matrix = app.training_matrix.read(2026)
    scope = Scope(date(2026, 1, 1), date(2026, 12, 31), "")
    (times,) = app.report_figures.figures(scope, ["person_times"])
    assert (matrix.times, [one.times for one in matrix.columns]) == (times.value, [1, 3])
    first = next(row for row in matrix.rows if row.person.id == people[0])
    assert (first.times, first.hours) == (2, 80)
    absent = next(row for row in matrix.rows if row.person.id == people[1])
    assert [mark_text(mark, hours=True) for mark in absent.marks] == ["", "4"]


def _is_official(document, code):
    """GB/T 9704: margins, day and code on one page, rules of counting attached behind them."""
    setup, blocks = document.setup, document.blocks
    assert (setup.top, setup.left, setup.right, setup.bottom) == (37, 28, 26, 35)
    assert (document.footer.text, document.footer_even.align) == ("— {page} —", "left")
    assert [one.text for one in blocks[:2]] == ["周庄镇基层党建工作指导站", blocks[1].text]
    foot = next(at for at, one in enumerate(blocks) if isinstance(one, Table) and not one.border)
    assert any(code in one.text for one in blocks[foot].rows[0].cells[1].blocks)
    office, day, gap = blocks[foot - 3 : foot]
    assert all(one.shape.keep_next for one in (office, day, gap))
    assert day.text == "2026年11月20日"
    assert isinstance(blocks[foot + 1], PageBreak)
    assert [one.text for one in blocks[foot + 2 : foot + 4]] == ["附件", "统计口径"]
    tables = [one for one in blocks[:foot] if isinstance(one, Table)]
    assert tables
    assert all(sum(one.columns) == pytest.approx(156) for one in tables)


@only_sqlite
def test_what_is_printed_is_remembered_and_reminds_no_more(open_prepared, clock):
    app, _ = open_prepared(a_year)
    reminders, reports = app.report_reminders, app.period_reports
    assert reminders.due() == ""  # nobody has said that anything is due
    reminders.set_schedule(
        Schedule({ReportKind.STATION_MONTH: 5, ReportKind.STATION_YEAR: 15}), ""
    )
    october = "10月月报还没有打印，原定11月5日前打印"
    assert reminders.due() == october  # of 2025 nobody kept anything
    november = Wanted(ReportKind.STATION_MONTH, Period(date(2026, 11, 1), PeriodKind.MONTH))
    for wanted in (WANTED, november):
        paper = reports.paper(wanted, reports.report(wanted))
        assert reports.printed(wanted) is None  # so far it was but looked at
        reports.keep(paper)
        printed = reports.printed(wanted)
        assert printed.text.startswith("已打印：11月20日 ")
        assert printed.text.endswith("（当时本期还没有结束）") is (wanted is november)
        _is_official(paper.document, printed.code)
    assert reminders.due() == ""
    clock.now = datetime(2026, 12, 2, 9, 0, tzinfo=clock.now.tzinfo)
    assert (
        "11月月报还没有打印，12月5日前打印" in reminders.due()
    )  # printed before its end: a draft

    kept = reminders.schedule()
    with pytest.raises(RuleError, match="改动过"):
        reminders.set_schedule(Schedule(), "")
    with pytest.raises(RuleError, match="市级制作"):
        reminders.set_schedule(Schedule({ReportKind.CITY_MONTH: 5}))
    with pytest.raises(RuleError, match="超出范围"):
        reminders.set_schedule(Schedule({ReportKind.STATION_MONTH: 31}))
    reminders.set_schedule(Schedule(), kept.version)
    assert reminders.due() == ""
    app.history.undo(app.history.actions(limit=1)[0].id)
    assert reminders.schedule().holds == kept.holds


@only_sqlite
def test_what_no_report_can_be_made_of_is_refused(open_prepared):
    app, _ = open_prepared(a_year)
    later = Period(date(2027, 1, 1), PeriodKind.MONTH)
    for wanted, said in (
        (Wanted(ReportKind.CITY_MONTH, OCTOBER), "由市级制作"),
        (Wanted(ReportKind.STATION_YEAR, OCTOBER), "不是指导站年报的时间"),
        (Wanted(ReportKind.STATION_MONTH, later), "还没有开始"),
        (Wanted(ReportKind.STATION_MONTH, OCTOBER, "S01"), "只有周庄镇的数据"),
    ):
        with pytest.raises(RuleError, match=said):
            app.period_reports.report(wanted)


@only_sqlite
def test_the_city_reports_of_all_and_of_one(city):
    assert city.period_reports.kinds()[0] is ReportKind.CITY_MONTH
    report = city.period_reports.report(Wanted(ReportKind.CITY_MONTH, OCTOBER))
    assert words(report.opening[0]) == "全市建成18个指导站。"
    stations = [name for _, name in city.period_reports.stations()]
    assert [row[0] for row in report.lists[0].rows] == [*stations, "合计"]
    one = city.period_reports.report(Wanted(ReportKind.STATION_MONTH, OCTOBER, "S07"))
    assert one.title.startswith(dict(city.period_reports.stations())["S07"])
    with pytest.raises(RuleError, match="没有选定指导站"):
        city.period_reports.report(WANTED)
