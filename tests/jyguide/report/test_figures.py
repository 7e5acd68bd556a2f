"""Numbers of reports over a database: the rows opened add up to them, and they are those of the
reports that each area has of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from db.models import (
    Cooperative,
    DutyChange,
    Enrolment,
    Instructor,
    PropertyDeal,
    TrainingSession,
)
from db.models.report import ReportPrint
from jyguide.app import Application
from jyguide.approval.gate import State
from jyguide.cli import session as command_session
from jyguide.cli.root import cli
from jyguide.documents.qr import qr_png
from jyguide.documents.section import ReportSection
from jyguide.errors import FileError, RuleError
from jyguide.grid.visit_entry import VisitEntry
from jyguide.openness.kinds import CooperativeKind, DealKind, PartyCategory
from jyguide.people.merging import LEFT, chosen_facts, facts_of
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.place import CITY_CODE
from jyguide.report.comparison import RowState
from jyguide.report.figure import Scope
from jyguide.report.kinds import ReportKind
from jyguide.report.report_code import short_key
from jyguide.report.service.counting.asked import told
from jyguide.report.service.figures import FigureService
from jyguide.secretary.kinds import MeasureOrigin, TalkKind
from jyguide.secretary.measure import MeasureFacts
from jyguide.secretary.talk import TalkFacts
from jyguide.training.session import Attendance, SessionKind, SessionStage
from tests.jyguide.builders import a_person, a_plan, run_sql
from tests.jyguide.grid.visiting import lay_grid
from tests.jyguide.secretary.test_ledger_service import publish
from tests.jyguide.standard.visiting import inspected, lay_round
from tests.postgres import on_both_databases, only_sqlite

NOW = date(2026, 11, 20)
YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31))
MARCH = Scope(date(2026, 3, 1), date(2026, 3, 31))
FORUM = SessionKind.QUARTERLY_FORUM
PRESENT, LATE, ABSENT = Attendance.PRESENT, Attendance.LATE, Attendance.ABSENT


def a_year(app):
    """Four people, two of them one; trainings held, called off and only planned; ledgers."""
    people = [
        app.people.add(a_person(name, at, organisation="红豆村", role=role, kind=kind))
        for at, (name, role, kind) in enumerate(
            (
                ("陈明", PersonRole.VILLAGE_SECRETARY, None),
                ("阿卜杜拉·买买提", PersonRole.OTHER, InstructorKind.FULL_TIME),
                ("𠮷田", PersonRole.OTHER, InstructorKind.PART_TIME),
                ("王芳", PersonRole.VILLAGE_SECRETARY, InstructorKind.PART_TIME),
            )
        )
    ]
    _train(app, people)
    _write_ledgers(app, people)
    _lay_down(app)
    left, right = (app.people.person(key) for key in people[2:])
    app.doubles.merge(people[2], people[3], chosen_facts(left, right, {"name": LEFT}))
    return people


def _train(app, people):
    for day, came, stage in (
        (date(2026, 3, 5), people, SessionStage.FIXED),
        (date(2026, 5, 6), people[1:3], SessionStage.FIXED),
        (date(2026, 6, 1), people[:1], SessionStage.CANCELLED),
        (date(2026, 9, 9), (), SessionStage.PLANNED),
        (date(2025, 12, 30), people[:2], SessionStage.FIXED),
    ):
        plan = a_plan(title=f"{day.month}月讲坛", kind=FORUM, starts_on=day, ends_on=day)
        session = app.training.plan(plan)
        if came:
            app.training.enrol(session, list(came))
            app.training.settle(session, list(came), PRESENT)
        if stage is not SessionStage.FIXED:
            with app._store.begin("改") as uow:
                uow.session.get(TrainingSession, session).stage = stage.value
                uow.commit()


def _write_ledgers(app, people):
    day = date(2026, 3, 31)
    app.secretary_measures.add(
        [MeasureFacts(people[0], 2026, MeasureOrigin.INSPECTION, "公开不及时", day)]
    )
    app.talks.add(TalkFacts(people[0], 2026, TalkKind.REMINDER, day, "李书记", "提醒"))
    publish(app, 2026, {people[0]: "qualified", people[3]: "excellent"})


def _lay_down(app):
    made = lay_grid(app)
    app.visits.log(
        [VisitEntry(made.households[0], date(2026, 3, 3)), VisitEntry(made.members[0], NOW)]
    )
    laid = lay_round(app)
    inspected(app, laid)
    inspected(app, laid, 1)
    home = {"station_id": app.place.station_id, "organisation": "红豆村", "note": ""}
    with app._store.begin("导入") as uow:
        for name, founded, ended in (
            ("红豆合作社", date(2020, 1, 1), None),
            ("江南合作社", None, date(2026, 2, 1)),
            ("旧合作社", None, date(2025, 2, 1)),
        ):
            uow.session.add(
                Cooperative(
                    **home, name=name, kind=CooperativeKind.LAND_SHARES.value, code="", head="",
                    founded_on=founded, ended_on=ended,
                )
            )  # fmt: skip
        for at, day in enumerate((date(2026, 3, 1), date(2026, 8, 1), date(2025, 8, 1)), 1):
            uow.session.add(
                PropertyDeal(
                    **home, number=f"{at}", dealt_on=day, kind=DealKind.LEASE.value,
                    subject="厂房", area_unit="", price=1_234_500_00 * at,
                    seller_category=PartyCategory.COLLECTIVE.value,
                    buyer_category=PartyCategory.COLLECTIVE.value,
                )
            )  # fmt: skip
        uow.commit()


@pytest.fixture
def dialect():
    """What is said in SQL is tested on both databases by the first test."""
    return "sqlite"


def cell(sections, section, row, column):
    (found,) = (one for one in sections if one.name == section)
    assert isinstance(found, ReportSection)
    (line,) = (one for one in found.rows if one[0] == row)
    return line[found.heads.index(column)]


@on_both_databases
def test_numbers_are_those_of_the_rows_opened_and_of_every_report(new_folder, open_at, dialect):
    app = open_at(new_folder())
    a_year(app)
    found, march = ({} for _ in range(2))
    for scope, kept in ((YEAR, found), (MARCH, march)):
        kept.update((one.what.key, one.value) for one in app.report_figures.figures(scope))
    for key, value in found.items():
        sources = app.report_figures.sources(key, YEAR)
        assert sources.value == value, key
        assert all(len(row.cells) == len(sources.heads) for row in sources.rows)
    whole = app.credit.report(2026, app.reserve)
    assert found["person_times"] == len(whole.attended) == 5  # the two who are one: three rows
    assert found["people_trained"] == len({one.person.id for one in whole.attended}) == 3
    assert found["sessions"] == len({one.session.id for one in whole.attended}) == 2
    assert found["hours"] == sum(one.gained.hours for one in whole.credit.lines) == 5 * 80
    _grid_agrees(app, found)
    ledgers = app.secretary_ledgers.year_sections(2026)
    assert found["measures"] == cell(ledgers, "整改措施", "合计", "提出") == 1
    assert found["talks"] == cell(ledgers, "谈话", "合计", "谈话次数") == 1
    assert found["appraised_qualified"] == cell(ledgers, "年度考核名单", "合计", "合格") == 1
    lines = app.approvals.establishment(app.approvals.standings(NOW)).lines
    assert found["instructors_full_time"] == sum(one.full_time.listed for one in lines) == 1
    assert found["instructors_part_time"] == sum(one.part_time.listed for one in lines) == 1
    deals = app.property_deals.totals(2026).whole
    assert (found["deals"], found["deal_sum"]) == (deals.count, deals.price)
    assert found["cooperatives"] == 2
    assert (found["branches_inspected"], found["inspections"]) == (2, 2)
    keys = ("person_times", "people_trained", "measures", "talks", "deals", "visits_members")
    assert [march[key] for key in keys] == [3, 3, 1, 1, 1, 0]


def _grid_agrees(app, found):
    whole = app.grid_gaps.overview().whole
    keys = ("centres", "vanguards", "members", "households")
    assert [found[key] for key in keys] == [getattr(whole, key) for key in keys]
    visits = app.visits.year_sections(2026)
    assert found["visits_members"] == cell(visits, "月联季访", "合计", "联系党员人次") == 1
    assert found["visits_households"] == cell(visits, "月联季访", "合计", "联系农户户次") == 1


def test_moments_of_a_list_are_in_their_order_as_text():
    early, late = datetime(2026, 2, 3, 9, 30, tzinfo=UTC), datetime(2026, 11, 3, 8, tzinfo=UTC)
    assert sorted(map(told, (late, early))) == ["2026-02-03 09:30", "2026-11-03 08:00"]


@only_sqlite
def test_a_printed_report_is_told_from_one_that_the_data_has_left(open_prepared, monkeypatch):
    app, people = open_prepared(a_year)
    figures = app.report_figures.figures(YEAR)
    mark = app.report_prints.record(ReportKind.STATION_YEAR, "年报", YEAR, figures)
    assert app.history.name(app.history.latest()) == "打印报表"
    assert app.history.name(app.history.latest_in_force()) != "打印报表"  # it is not undone
    assert app.report_prints.record(ReportKind.STATION_YEAR, "年报", YEAR, figures) == mark
    same = app.report_prints.check(mark.code)
    assert same.agrees
    assert same.verdict == "纸面与数据一致。"
    assert len(same.figures) == len(figures)
    for old, new in ((":S13:S13:", ":S07:S13:"), ("20261231", "20261230"), (":SY:", ":SM:")):
        altered = app.report_prints.check(mark.qr_text.replace(old, new))
        assert "单位、时间或报表种类" in altered.verdict
    _change(app, people)
    with pytest.raises(RuleError, match="又有改动"):
        app.report_prints.record(ReportKind.STATION_YEAR, "年报", YEAR, figures)
    told = {one.key: one for one in app.report_prints.check(mark.qr_text).figures}
    times = told["person_times"]
    assert (times.before, times.after, times.words) == (
        "5 人次",
        "4 人次",
        "不一致，不再计入 1 条",
    )
    (gone,) = times.rows
    assert (gone.state, gone.table) == (RowState.GONE, "enrolment")
    assert "阿卜杜拉·买买提" in gone.text
    assert told["people"].words == "数字一致，改动过 1 条"
    assert "13900000000" not in str(told)
    assert {row.state for row in told["talks"].rows} == {RowState.CAME}
    assert [row.text for row in told["deals"].rows if row.state is RowState.GONE]
    assert told["sessions"].same
    _ask_by_command(app, mark, monkeypatch)
    _ask_where_nobody_knows_of_it(app, mark, len(figures))


def _ask_where_nobody_knows_of_it(app, mark, count):
    run_sql(app, "DELETE FROM report_print")
    left = app.report_prints.check(mark.qr_text)
    assert left.printed_at is None
    assert "本机没有这次打印的登记" in left.note
    assert 14 <= len(left.figures) < count
    assert "培训人次" in left.verdict
    with pytest.raises(RuleError, match="没有校验码为"):
        app.report_prints.check(mark.code)


def _change(app, people):
    facts = facts_of(app.people.person(people[0]))
    app.people.change(people[0], replace(facts, phone="13900000009"))
    app.talks.add(TalkFacts(people[0], 2026, TalkKind.REMINDER, NOW, "李书记", "再提醒"))
    with app._store.begin("改") as uow:
        (came, *_) = uow.session.query(Enrolment).where(Enrolment.person_id == people[1])
        came.attendance = ABSENT.value
        uow.session.query(PropertyDeal).first().deleted = True
        uow.commit()


def _ask_by_command(app, mark, monkeypatch):
    line = ["--data", str(app.place.folder), "report", "check", mark.code]
    with monkeypatch.context() as patch:
        patch.setattr(command_session, "open_application", lambda *_, **__: app)
        patch.setattr(Application, "close", lambda _self: None)
        said, told = (CliRunner().invoke(cli, [*line, *more]) for more in ((), ("--json",)))
    assert (said.exit_code, told.exit_code) == (1, 1)
    assert "培训人次\t5 人次\t4 人次\t不一致，不再计入 1 条" in said.output
    found = json.loads(told.output)
    assert (found["agrees"], found["code"]) == (False, mark.code)


@only_sqlite
def test_the_city_s_number_is_the_sum_of_the_stations_or_the_rule_says_not(open_prepared):
    app, _ = open_prepared(a_year)
    _deal_out(app)
    of_city = replace(app.place, station_id=None, station_code="")
    counted = FigureService(app._store, of_city, app.clock, app.approvals.standings)
    keys = [one.key for one in counted.names() if not one.standing]
    offices = [replace(YEAR, station=code) for code in ("S01", "S02", "S03", CITY_CODE)]
    whole, *parts = counted.of_all([YEAR, *offices], keys)
    assert sum(one.value > 0 for one in whole) > 12
    seen = set()
    for one, *its in zip(whole, *parts, strict=True):
        more = sum(part.value for part in its) - one.value
        assert more == 0 or (more > 0 and "大于全市" in one.what.home), one.what.key
        seen |= {one.what.key} if more else set()
    assert seen == {"people_trained"}  # two of them came at two stations


def _deal_out(app):
    """One after another to three stations and, where there is no fourth, to the city."""
    for table in (
        "person",
        "training_session",
        "grid_unit",
        "contact_target",
        "cooperative",
        "property_deal",
        "inspection",
        "rectification_measure",
        "appraisal_result",
    ):
        run_sql(
            app,
            f"UPDATE {table} SET station_id = (SELECT id FROM station"
            f" WHERE code = printf('S%02d', nullif(at % 4, 0)))"
            f" FROM (SELECT id AS dealt, row_number() OVER (ORDER BY id) AS at FROM {table})"
            f" WHERE dealt = {table}.id",
        )


def test_the_city_holds_a_station_s_paper_against_what_has_come_to_it(offices):
    station, city = offices.a, offices.city
    keys = [station.people.add(a_person(name, at)) for at, name in enumerate(("陈明", "𠮷田"))]
    wanted = ["people", "instructors_part_time", "items_in_force", "person_times", "stations"]
    figures = station.report_figures.figures(YEAR, wanted)
    mark = station.report_prints.record(ReportKind.STATION_YEAR, "年报", YEAR, figures)
    with pytest.raises(RuleError, match="没有校验码为"):
        city.report_prints.check(mark.code)
    assert not city.report_prints.check(mark.qr_text).agrees  # nothing of it has come yet
    offices.send("a", "city")
    told = city.report_prints.check_picture(qr_png(mark.qr_text), "照片.png")
    assert (told.verdict, told.about) == ("纸面与数据一致。", station.place.station_name)
    assert [one.before for one in told.figures if one.key == "people"] == ["2 人"]
    _print_again_beside(offices, mark, wanted)
    station.people.remove([keys[0]])
    offices.send("a", "city")
    told = city.report_prints.check(mark.code)
    assert told.verdict == "有 2 个数字与纸面不一致：兼职指导员、人员名单。"
    altered = mark.qr_text.replace(f"{short_key('people')}", "000")
    assert "纸面不可信" in city.report_prints.check(altered).verdict
    with pytest.raises(FileError, match="不是报表上的"):
        city.report_prints.check_picture(qr_png("JYC1"), "证书.png")
    with pytest.raises(RuleError, match="没有它的数据"):
        offices.c.report_prints.check(mark.qr_text)


def _print_again_beside(offices, mark, wanted):
    """The station's other PC prints the same report: it knows of the first print, or does not."""
    beside = offices.b
    for known in (False, True):
        if known:
            offices.send("city", "b")
        figures = beside.report_figures.figures(YEAR, wanted)
        again = beside.report_prints.record(ReportKind.STATION_YEAR, "年报", YEAR, figures)
        assert (again == mark) is known  # nothing of the people has come to it before
    with beside._store.read() as session:
        prints = select(ReportPrint.code).where(ReportPrint.code == mark.code.replace("-", ""))
        assert len(session.scalars(prints).all()) == 1


@only_sqlite
def test_rosters_are_counted_as_the_rules_of_approval_see_them(open_prepared):
    app, people = open_prepared(a_year)
    with app._store.begin("改") as uow:
        began = date(2026, 2, 1)
        second = {"station_id": app.place.station_id, "began_on": began, "state": "candidate"}
        uow.session.add(Instructor(person_id=people[1], kind="part_time", **second))
        uow.session.add(Instructor(person_id=people[0], kind="part_time", **second))
        left = {"step": "left", "on_date": date(2026, 3, 1), "reason": "调离"}
        uow.session.add(DutyChange(person_id=people[0], **left))
        uow.commit()
    rows = app.approvals.standings(NOW)
    keys = ("instructors_full_time", "instructors_part_time", "instructors_at_work")
    found = {one.what.key: one.value for one in app.report_figures.figures(YEAR, keys)}
    for kind in InstructorKind:
        listed = [
            row for row in rows if row.kind == kind.value and row.standing.state is not State.LEFT
        ]
        assert found[f"instructors_{kind.value}"] == len(listed), kind
    assert found["instructors_part_time"] == 2, "one by his later place, one merged of two"
    assert found["instructors_at_work"] == sum(row.standing.at_work for row in rows)
