from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from sqlalchemy import select

from db.models import ItemReport
from jyguide.bank.report import ReportedFault
from jyguide.changes import Changed
from jyguide.people.person import PersonFacts
from jyguide.report.day_due import NOTHING, DayList, Due, When
from jyguide.secretary.mentor import PairFacts
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan
from tests.jyguide.secretary.test_mentors import two_secretaries
from tests.ui.exam.exam_room import open_room
from tests.ui.shown import put_up
from ui.home.day_card import DayCard
from ui.home.page import HomePage

TODAY = date(2026, 11, 20)
CLICK = Qt.MouseButton.LeftButton


def open_page(qtbot, application, desk):
    return put_up(qtbot, desk, HomePage(desk, application), size=QSize(1180, 640))


@pytest.fixture
def page(qtbot, app, desk):
    yield open_page(qtbot, app, desk)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def said(page, name, part=""):
    found = page.findChild(object, name)
    return (found.findChild(object, part) if part else found).text()


def plan(title, day):
    return SessionPlan(title, SessionKind.PRE_POST, SessionLevel.TOWNSHIP, day, day, "会议室")


def tell(qtbot, desk, what):
    desk.changes.tell(what)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def lines(page):
    """What the list says, with its groups."""
    labels = page.day.findChildren(QLabel)
    return [one.text() for one in labels if one.objectName().startswith(("due_", "when_"))]


def goes(qtbot, page, button):
    """Where a button leads."""
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.mouseClick(page.findChild(QPushButton, button), CLICK)
    return caught.args[0]


def test_an_empty_station_says_what_to_do_first_and_names_the_day(qtbot, page):
    assert said(page, "office") == "周庄镇基层党建工作指导站"
    assert said(page, "today") == "2026年11月20日　星期五"
    assert "先导入花名册" in said(page, "flow_session")
    assert said(page, "step_standing_1").startswith("还没有人员")
    first = page.findChild(QPushButton, "step_1")
    assert first.property("kind") == "primary"
    assert page.focusWidget() is first
    with qtbot.waitSignal(page.wanted) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert caught.args == ["people"]
    went = [goes(qtbot, page, f"step_{at}") for at in range(1, 6)]
    assert went == ["people", "training", "exam:exams", "exam:results", "certificate"]
    assert said(page, "tile_people", "note") == "专职 0 人，兼职 0 人"
    assert said(page, "tile_exams", "value") == "0 人次"
    assert said(page, "home_months_none").startswith("办过第一期培训")
    assert lines(page) == ["近期", "第四季度的领头雁工作讲坛还没有安排"]
    assert goes(qtbot, page, "open_forum") == "training:year_plan"


def test_city_has_its_own_name_and_every_kind_of_change_is_followed(qtbot, city, desk):
    page = open_page(qtbot, city, desk)
    assert said(page, "office") == "中共江阴市委组织部"
    assert page.cares_about == Changed.EVERYTHING


def test_follows_what_other_pages_do_and_opens_what_is_behind_a_figure(qtbot, page, app, desk):
    person = app.people.add(PersonFacts("张样例", "男", None, ""))
    session_id = app.training.plan(plan("今天的培训", TODAY))
    app.training.plan(plan("明天的培训", TODAY + timedelta(days=1)))
    app.training.enrol(session_id, [person])
    app.training.sign_in(session_id, person)
    tell(qtbot, desk, Changed.SESSIONS)
    assert said(page, "tile_people", "value") == "1 人"
    assert said(page, "step_standing_2") == "报名 1 人，签到 1 人"
    assert said(page, "flow_session") == "今天的培训（2026年11月20日）"
    assert page.findChild(QPushButton, "step_3").property("kind") == "primary"
    assert lines(page)[:4] == [
        "今天",
        "今天培训“今天的培训”，会议室，报名 1 人",
        "本周",
        "明天培训“明天的培训”，会议室，还没有报名",
    ]
    assert said(page, "day_sentence") == "今天 1 项，本周 1 项，近期 2 项"
    place = f"training:session:{session_id}"
    assert goes(qtbot, page, f"open_session_{session_id.hex}") == place
    assert goes(qtbot, page, "step_2") == place
    assert "11月 1" in page.findChild(QWidget, "home_months").accessibleDescription()
    tile = page.findChild(QWidget, "tile_sessions").findChild(QPushButton, "value")
    assert tile.accessibleName() == "本年培训 1 人次，看依据"
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    dialog = page.window().findChild(QWidget, "sources_dialog")
    assert dialog.isVisible()
    dialog.reject()


def test_what_waits_in_exams_the_bank_and_with_mentors_is_one_list(qtbot, app, desk):
    room = open_room(app)
    app.training.change(room.session_id, plan("上周的培训", TODAY - timedelta(days=7)))
    two = two_secretaries(app)
    began = TODAY - timedelta(days=80)
    app.mentors.add(PairFacts(*two, "尉迟恭", "村书记", began, TODAY + timedelta(days=200)))
    page = open_page(qtbot, app, desk)
    page.resize(1180, 900)  # in a low window only the first lines are shown
    assert not page.findChild(QLabel, "due_exams_due"), "nobody has sat it"
    assert not page.findChild(QLabel, "due_attention")
    room.sit("仇小雨", {})
    item = next(row for row in app.bank.items() if row.unified)
    app.reports.report(item.id, ReportedFault.ANSWER, "应当是B")
    with app._store.begin("样例：市级答复") as uow:
        row = uow.session.scalars(select(ItemReport)).one()
        row.state, row.answer, row.answered_on = "declined", "没错", TODAY
        uow.commit()
    tell(qtbot, desk, Changed.EXAMS)
    assert "考试还没有结束" in said(page, "due_exams_due")
    assert said(page, "due_attention") == "题目报错：市级已答复 1 份"
    assert "1 对超过 45 天没有活动记录" in said(page, "due_secretary_mentors")
    assert goes(qtbot, page, "open_exams_due") == "exam:exams"
    assert goes(qtbot, page, "open_secretary_mentors") == "secretary:secretary_mentors"
    assert not [one for one in lines(page) if "网格" in one or "品牌" in one]


def test_a_long_list_is_short_at_first_and_an_empty_one_is_friendly(qtbot):
    card = DayCard()
    qtbot.addWidget(card)
    dues = tuple(
        Due(f"k{at}", When.LATER, "培训", f"有一项 {at}", "training", "打开") for at in range(14)
    )
    card.show_day(DayList(TODAY, dues))
    card.show()
    more = card.findChild(QPushButton, "day_more")
    assert more.text() == "另有 5 项"
    held = card.findChild(QPushButton, "open_k3")
    held.setFocus()
    card.show_day(DayList(TODAY, dues))
    assert card.findChild(QPushButton, "open_k3") is held, "what says the same stays"
    qtbot.mouseClick(more, CLICK)
    assert not more.isVisible()
    assert len([one for one in card.findChildren(QPushButton) if one.text() == "打开"]) == 14
    card.show_day(DayList(TODAY, ()))
    assert card.findChild(QLabel, "day_nothing").isVisible()
    assert card.findChild(QLabel, "day_nothing").text() == NOTHING
