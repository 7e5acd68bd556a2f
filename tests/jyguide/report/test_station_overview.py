"""The stations side by side: every number through the report centre, and none of them ranked."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import Enrolment, Person, Station, TrainingSession
from jyguide.report.light import LIGHT_SIGNS, ReportLight, days_words, report_light
from jyguide.report.overview import rate, rate_text
from jyguide.report.overview_charts import lights_chart, months_chart, reports_chart
from jyguide.report.service.light_days import days_since
from tests.jyguide.builders import a_bundle
from tests.postgres import only_sqlite

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("days", "light", "words"),
    [
        (0, ReportLight.FRESH, "今天"),
        (7, ReportLight.FRESH, "7 天前"),
        (8, ReportLight.AGEING, "8 天前"),
        (14, ReportLight.AGEING, "14 天前"),
        (15, ReportLight.SILENT, "15 天前"),
        (None, ReportLight.NEVER, "还没有报过"),
    ],
)
def test_the_light_of_a_report(days, light, words):
    assert report_light(days) is light
    assert days_words(days) == words
    assert len(set(LIGHT_SIGNS.values())) == len(ReportLight)


@pytest.mark.parametrize(
    ("ago", "days"), [(timedelta(hours=8), 0), (timedelta(hours=10), 1), (-timedelta(days=2), 0)]
)
def test_a_file_of_yesterday_evening_is_not_of_today(ago, days):
    assert days_since(int((NOW - ago).timestamp() * 1000), NOW) == days


def test_a_rate_is_whole_tenths_of_a_per_cent():
    assert [rate_text(rate(*pair)) for pair in ((1, 3), (2, 3), (0, 5), (5, 5), (0, 0))] == [
        "33.3%",
        "66.7%",
        "0.0%",
        "100.0%",
        "—",
    ]


def fill(app):
    """Two sessions at two stations this year, one of last year, and files of three stations."""
    with app._store.begin("样例") as uow:
        session = uow.session
        keys = {row.code: row.id for row in session.scalars(select(Station))}
        people = [
            Person(name=f"样例{at}", reading="", sex="女", role="village_secretary")
            for at in range(3)
        ]
        for one, code in zip(people, ("S13", "S13", "S07"), strict=True):
            one.station_id = keys[code]
        session.add_all(people)
        session.flush()
        days = (date(2026, 3, 4), date(2026, 11, 20), date(2025, 12, 31))
        for code, day, came in zip(("S13", "S07", "S13"), days, (2, 3, 1), strict=True):
            held = TrainingSession(
                station_id=keys[code],
                title=f"讲座{day}",
                kind="topic_lecture",
                level="township",
                starts_on=day,
                ends_on=day,
            )
            session.add(held)
            session.flush()
            session.add_all(
                Enrolment(session_id=held.id, person_id=one.id, attendance="present")
                for one in people[:came]
            )
        for code, ago in (("S13", 3), ("S07", 9), ("S01", 20)):
            session.add(a_bundle(code, NOW - timedelta(days=ago), "in"))
        uow.commit()


@only_sqlite
def test_every_number_of_the_overview_is_the_sum_of_its_rows(city, tmp_path):
    fill(city)
    found = city.station_overview.overview()
    assert len(found.lines) == 18
    codes = [line.code for line in found.lines]
    assert codes == sorted(codes), "in the order of official lists"
    lines = {line.code: line for line in found.lines}
    assert [lines[code].figures["person_times"].value for code in ("S13", "S07", "S01")] == [
        2,
        3,
        0,
    ]
    assert found.whole.figures["person_times"].value == 5
    for line in (lines["S13"], lines["S07"], found.whole):
        for figure in line.figures.values():
            key, scope = figure.what.key, figure.scope
            assert city.report_figures.sources(key, scope).value == figure.value
    assert [lines[code].reported for code in ("S13", "S07", "S01", "S02")] == [
        "✓ 3 天前",
        "! 9 天前",
        "✕ 20 天前",
        "— 还没有报过",
    ]
    assert (
        found.sentence
        == "1 个站 7 天内报过数据，2 个站超过 7 天没有报来数据，15 个站还没有报过数据。"
    )
    assert sum(sum(line.lights.values()) for line in found.lines) == 3
    silent = next(one for one in city.day.due().lines if one.key == "silent")
    assert "超过 14 天没有报来数据" in silent.sentence
    charts_agree(found)
    papers_agree(city, found, tmp_path)


def charts_agree(found):
    months = months_chart(found.months)
    assert months.lines[0].values == (0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, None)
    assert months.lines[1].values == (*[0] * 11, 1)
    assert "2026 年：1月 0，2月 0，3月 2" in months.words
    lights = lights_chart("七天", found.whole.lights)
    assert sum(lights.lines[0].values) == 3
    reports = reports_chart(found)
    assert reports.cells[0] == ["指导站", "天数", "状态"]
    assert ["周庄镇", "3", "3 天前"] in reports.cells
    assert "周庄镇：3 天前" in reports.words


def papers_agree(city, found, tmp_path):
    target = tmp_path / "全市总览.xlsx"
    city.station_overview.write_workbook(found, target)
    sheet = load_workbook(target).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(cells) if row[0] == "指导站")
    rows = cells[head + 1 : head + 20]
    assert [row[0] for row in rows] == [*(line.name for line in found.lines), "合计"]
    assert rows[-1][cells[head].index("培训人次")] == 5
    document = city.station_overview.document(found)
    assert (document.setup.width, document.setup.height) == (297, 210)


@only_sqlite
def test_a_station_sees_itself_alone_and_an_empty_one_says_so(app):
    found = app.station_overview.overview()
    assert [line.name for line in found.lines] == ["周庄镇"]
    assert months_chart(found.months) is None
    assert lights_chart("七天", found.whole.lights) is None
    assert found.sentence == "1 个站还没有报过数据。"
