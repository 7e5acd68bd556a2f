from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from sqlalchemy import select

from db.models import ItemReport
from jyguide.bank.report import ReportedFault
from jyguide.bank.row import ItemStatus
from jyguide.changes import Changed
from jyguide.people.person import PersonFacts
from jyguide.secretary.mentor import PairFacts
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan
from tests.jyguide.secretary.test_mentors import two_secretaries
from tests.ui.exam.exam_room import open_room
from ui.home.page import HomePage

TODAY = date(2026, 11, 20)
CLICK = Qt.MouseButton.LeftButton


def open_page(qtbot, application, desk):
    page = HomePage(desk, application)
    desk.changes.changed.connect(page.note_change)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: bool(said(page, "today")))
    return page


@pytest.fixture
def page(qtbot, app, desk):
    yield open_page(qtbot, app, desk)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def said(page, name, part=""):
    found = page.findChild(object, name)
    return (found.findChild(QLabel, part) if part else found).text()


def plan(title, day):
    return SessionPlan(title, SessionKind.PRE_POST, SessionLevel.TOWNSHIP, day, day, "会议室")


def tell(qtbot, desk, what):
    desk.changes.tell(what)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_names_the_station_and_the_day(page):
    assert said(page, "office") == "周庄镇基层党建工作指导站"
    assert said(page, "today") == "2026年11月20日　星期五"


def test_tells_of_an_exam_left_open_and_leads_there(qtbot, app, desk):
    room = open_room(app)
    past = TODAY - timedelta(days=7)
    app.training.change(room.session_id, plan("上周的培训", past))
    page = open_page(qtbot, app, desk)
    bar = page.findChild(QWidget, "exams_due")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert bar.isHidden(), "nobody has sat it"
    room.sit("仇小雨", {})
    tell(qtbot, desk, Changed.EXAMS)
    qtbot.waitUntil(bar.isVisible)
    assert "考试还没有结束" in said(page, "exams_due", "sentence")
    with qtbot.waitSignal(page.wanted) as wanted:
        qtbot.mouseClick(page.findChild(QPushButton, "open_exam"), CLICK)
    assert wanted.args == ["exam"]


def test_city_has_its_own_name(qtbot, city, desk):
    page = open_page(qtbot, city, desk)
    assert said(page, "office") == "中共江阴市委组织部"


def test_tiles_show_what_there_is(page, app):
    assert said(page, "tile_people", "value") == "0 人"
    assert said(page, "tile_people", "note") == "专职 0 人，兼职 0 人"
    assert said(page, "tile_items", "value") == f"{app.bank.count()[ItemStatus.IN_FORCE]} 道"
    assert said(page, "tile_sessions", "note") == "到场 0 人次"
    assert said(page, "tile_exams", "value") == "0 人次"
    assert said(page, "tile_certificates", "value") == "0 张"


def test_empty_station_says_what_to_do_first(qtbot, page):
    assert "先导入花名册" in said(page, "flow_session")
    assert said(page, "step_standing_1").startswith("还没有人员")
    first = page.findChild(QPushButton, "step_1")
    assert first.property("kind") == "primary"
    assert page.focusWidget() is first
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert caught.args == ["people"]


@pytest.mark.parametrize(
    ("button", "target"),
    [
        ("step_1", "people"),
        ("step_2", "training"),
        ("step_3", "exam"),
        ("step_4", "exam"),
        ("step_5", "certificate"),
    ],
)
def test_step_leads_to_its_page(qtbot, page, button, target):
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(page.findChild(QPushButton, button), CLICK)
    assert caught.args == [target]


@pytest.mark.parametrize("card", ["coming", "latest"])
def test_session_cards_lead_to_the_trainings(qtbot, page, card):
    button = page.findChild(object, card).findChild(QPushButton, "open_training")
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(button, CLICK)
    assert caught.args == ["training"]


def test_every_kind_of_change_is_followed():
    assert HomePage.cares_about == ~Changed(0)


def test_follows_what_other_pages_do(qtbot, page, app, desk):
    person = app.people.add(PersonFacts("张样例", "男", None, ""))
    tell(qtbot, desk, Changed.PEOPLE)
    assert said(page, "tile_people", "value") == "1 人"
    assert page.findChild(QPushButton, "step_2").property("kind") == "primary"
    session_id = app.training.plan(plan("今天的培训", TODAY))
    app.training.enrol(session_id, [person])
    app.training.sign_in(session_id, person)
    tell(qtbot, desk, Changed.SESSIONS)
    assert said(page, "step_standing_2") == "报名 1 人，签到 1 人"
    assert said(page, "flow_session") == "今天的培训（2026年11月20日）"
    assert said(page, "tile_sessions", "value") == "1 期"
    assert page.findChild(QPushButton, "step_3").property("kind") == "primary"


def test_next_and_latest_session_with_how_long_it_is(qtbot, page, app, desk):
    assert said(page, "coming", "session_nothing") == "还没有安排以后的培训。"
    app.training.plan(plan("上月培训", TODAY - timedelta(days=30)))
    app.training.plan(plan("明年培训", TODAY + timedelta(days=60)))
    app.training.plan(plan("下周培训", TODAY + timedelta(days=7)))
    tell(qtbot, desk, Changed.SESSIONS)
    assert said(page, "coming", "session_title") == "下周培训"
    assert said(page, "coming", "session_state") == "还有 7 天"
    assert said(page, "latest", "session_title") == "上月培训"
    app.training.plan(plan("明天培训", TODAY + timedelta(days=1)))
    tell(qtbot, desk, Changed.SESSIONS)
    assert said(page, "coming", "session_state") == "明天"
    app.training.plan(plan("今天培训", TODAY))
    tell(qtbot, desk, Changed.SESSIONS)
    assert said(page, "coming", "session_state") == "今天"


def waits(page):
    return page.findChild(QWidget, "attention")


def test_nothing_is_said_of_the_bank_while_nothing_waits(qtbot, page, desk):
    tell(qtbot, desk, Changed.BANK)
    assert waits(page).isHidden()


def test_an_answer_of_the_city_is_not_missed(qtbot, page, app, desk):
    item = next(row for row in app.bank.items() if row.unified)
    app.reports.report(item.id, ReportedFault.ANSWER, "应当是B")
    tell(qtbot, desk, Changed.BANK)
    assert waits(page).isHidden()
    with app._store.begin("样例：市级答复") as uow:
        row = uow.session.scalars(select(ItemReport)).one()
        row.state, row.answer, row.answered_on = "declined", "没错", TODAY
        uow.commit()
    tell(qtbot, desk, Changed.BANK)
    assert said(page, "attention", "sentence") == "题目报错：市级已答复 1 份。"
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(page.findChild(QPushButton, "open_bank"), CLICK)
    assert caught.args == ["bank"]


def test_tells_of_a_mentor_pair_gone_silent_and_leads_to_the_secretaries(qtbot, app, desk):
    two = two_secretaries(app)
    began = TODAY - timedelta(days=80)
    app.mentors.add(PairFacts(*two, "尉迟恭", "村书记", began, TODAY + timedelta(days=200)))
    page = open_page(qtbot, app, desk)
    bar = page.findChild(QWidget, "secretary_due")
    qtbot.waitUntil(bar.isVisible)
    assert "1 对超过 45 天没有活动记录。" in "".join(
        one.text() for one in bar.findChildren(QLabel)
    )
    assert all(page.findChild(QWidget, f"{one}_due").isHidden() for one in ("grid", "brand"))
    with qtbot.waitSignal(page.wanted) as asked:
        qtbot.mouseClick(bar.findChild(QPushButton, "open_secretary"), CLICK)
    assert asked.args == ["secretary"]
    qtbot.waitUntil(lambda: not desk.jobs.busy)
