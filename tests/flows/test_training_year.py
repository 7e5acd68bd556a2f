"""The training year of a station and its city: from a tree in Excel and a roster to the answer.

Everything the year comes to was worked out by hand; see the table below.
"""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from jyguide.app import open_application
from jyguide.approval.gate import State
from jyguide.attachment.kind import AttachmentKind
from jyguide.bank.item import ItemKind
from jyguide.cli import session as command_line
from jyguide.cli.root import cli
from jyguide.documents.word import write_word
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.row import EndedBy
from jyguide.people.person_code import person_code
from jyguide.training.credit import Gained
from jyguide.training.feedback import Question, Slip, read_ratings
from jyguide.training.lecturer import TeachingLine
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    Attendance,
    SessionKind,
    SessionLevel,
    SessionStage,
)
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.builders import DATA, a_blueprint, a_plan, a_roster, right

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("qapp")]

TREE = (
    ("红豆村", "村", "周庄镇"),
    ("红豆村党总支", "党总支", "周庄镇/红豆村"),
    ("蓝天村", "村", "周庄镇"),
    ("蓝天村党总支", "党总支", "周庄镇/蓝天村"),
)
SECRETARIES = {
    "单涛": "蓝天村党总支",
    "贾珍佳": "蓝天村党总支",
    "秦洁晓": "红豆村党总支",
    "彭超": "红豆村党总支",
    "朴英文": "红豆村党总支",
}
"""Five of the fourteen of 周庄镇 in the roster."""
# What the year comes to, in days:
#
#             forum   lecture  visit   pre-post  city    sum   ahead: 1 in town, 1 in the city
#     单涛    1       0.5      2       3         1       7.5   reached: both levels, over 7
#     贾珍佳  1 late  0.5      2       3         leave   6.5   0.5 and the city's level: 1 + 1 do
#     秦洁晓  1       leave    absent  3         -       4     4 + 2 = 6 are not 7
#     彭超    1       -        1 of 2  3         -       5     5 + 2 = 7, if he misses nothing
#     朴英文  -       -        -       -         -       0     0 + 2 = 2 are not 7
#
# Hours: forum 8, lecture 4, visit 16 (8 for 彭超), pre-post 24, city 8.
# Person-times: forum 4, lecture 2, visit 3, pre-post 4, which makes 13 of 4 people; the city
# counts 1 more, its own session, which the station has as credit and not as a list.
# Exam: 单涛, 贾珍佳 and 秦洁晓 pass, 彭超 hands in a blank sheet. The first two are submitted and
# approved, and so 秦洁晓 is whom the city may approve next.
GAINED = {  # hours, days of the city, days of the town, sessions of each; all tenths but the last
    "单涛": Gained(600, 10, 65, 1, 4),
    "贾珍佳": Gained(520, 0, 65, 0, 4),
    "秦洁晓": Gained(320, 0, 40, 0, 2),
    "彭超": Gained(400, 0, 50, 0, 3),
    "朴英文": Gained(0, 0, 0, 0, 0),
}
TIMES = {  # sessions, person-times, people
    SessionKind.STUDY_VISIT: (1, 3, 3),
    SessionKind.QUARTERLY_FORUM: (1, 4, 4),
    SessionKind.PRE_POST: (1, 4, 4),
}
# 单涛 was at both lectures and is one.
LECTURES_AND_ALL = {"a": ((1, 2, 2), (4, 13, 4)), "city": ((2, 3, 2), (5, 14, 4))}
PASSED = ("单涛", "贾珍佳", "秦洁晓")
FEEDBACK = ("55555", "44545", "50444", "55334", "55555")
DOCUMENT = "澄组〔2027〕8号"


class Year:
    """The two folders, the day it is, and who is who."""

    def __init__(self, offices, tmp_path):
        self.offices = offices
        self.folder = tmp_path

    def day(self, month, day, hour=9, minute=0):
        zone = timezone(timedelta(hours=8))
        self.offices.clock.now = datetime(2027, month, day, hour, minute, tzinfo=zone)

    def command(self, office, *words):
        """One command on a folder no window has open; what it prints as JSON comes back read."""
        folder = self.offices.shut(office)
        result = CliRunner().invoke(cli, ["--data", str(folder), *map(str, words)])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout) if "--json" in words else result.stdout.strip()

    @property
    def app(self):
        return self.offices.a

    def people(self):
        return {row.name: row for row in self.app.people.people()}

    def ids(self, *names):
        people = self.people()
        return [people[name].id for name in names]

    def file(self, name, rows, heads):
        return a_roster(self.folder / name, rows, heads)

    def plan(self, title, month, first, last=None, **facts):
        begins, ends = date(2027, month, first), date(2027, month, last or first)
        return self.app.training.plan(a_plan(title=title, starts_on=begins, ends_on=ends, **facts))


@pytest.fixture
def year(offices, tmp_path, monkeypatch):
    """On 11 January 2027, the folders still empty."""
    monkeypatch.setattr(
        command_line,
        "open_application",
        lambda folder, login: open_application(folder, offices._tick, login),
    )
    made = Year(offices, tmp_path)
    made.day(1, 11)
    return made


def bring_in(year):
    """Who works where, from three tables."""
    tree = year.file("组织.xlsx", TREE, ("名称", "类型", "上级组织"))
    year.command("a", "organisation", "import", tree)
    roster = DATA / "people" / "roster-all-stations.xlsx"
    said = year.command(
        *("a", "people", "import", roster, "--errors", year.folder / "错误.xlsx", "--json")
    )
    # Of the 320 rows 263 are good, of which 14 are of 周庄镇: the others are not ours to write.
    assert (said["imported"], len(year.people())) == (14, 14)
    wrong = load_workbook(year.folder / "错误.xlsx").active
    assert wrong.max_row == 1 + 320 - 14
    people = year.people()
    posts = [
        (name, people[name].sex, people[name].id_number, village, "村党总支书记")
        for name, village in SECRETARIES.items()
    ]
    table = year.file("职务.xlsx", posts, ("姓名", "性别", "身份证号", "所在党组织", "职务"))
    said = year.command("a", "people", "import", table, "--suggest-roles", "--json")
    assert (said["imported"], said["updated"]) == (0, 5)


def plan_the_year(year):
    """Three sessions with a day and one with a month, which then gets one; one cancelled."""
    plan, kinds = year.plan, SessionKind
    hours = {"starts_at": 9 * 60, "ends_at": 16 * 60}
    short = {"credit_hours": 40, "training_days": 0}
    sometime = {"stage": SessionStage.PLANNED, "training_days": 0}
    whole = {"credit_hours": 240, "training_days": 30}
    sessions = {
        "forum": plan("领头雁工作讲坛", 3, 12, kind=kinds.QUARTERLY_FORUM, **hours),
        "lecture": plan("专题讲座", 4, 9, kind=kinds.TOPIC_LECTURE, **short),
        "visit": plan("外出考察", 6, 1, kind=kinds.STUDY_VISIT, **sometime),
        "pre-post": plan("任前培训", 6, 7, 9, kind=kinds.PRE_POST, **whole),
        "ahead": plan("冬季讲座", 12, 3, kind=kinds.TOPIC_LECTURE),
    }
    plan("取消的讲座", 12, 4, kind=kinds.TOPIC_LECTURE, stage=SessionStage.CANCELLED)
    row = year.app.year.move(sessions["visit"], 5)
    found = replace(
        row.plan,
        stage=SessionStage.FIXED,
        starts_on=date(2027, 5, 13),
        ends_on=date(2027, 5, 14),
        credit_hours=160,
        training_days=20,
    )
    year.app.training.change(row.id, found, seen=row.version)
    shown = year.app.year.plan(2027)
    totals = shown.totals
    assert (totals.planned, totals.held, totals.open, totals.cancelled) == (5, 0, 0, 1)
    assert [shown.forum(quarter) is not None for quarter in (1, 2, 3, 4)] == [1, 0, 0, 0]
    return sessions


def open_the_forum(year, forum):
    """At the door, by the code of a card and by name; the clock says who is late."""
    first, late, third, fourth, _ = SECRETARIES
    said = year.command("a", "training", "enrol", forum, "--role", "village_secretary")
    assert said == "新增报名 5 人。"
    year.app.training.withdraw(forum, year.ids("朴英文"))
    year.day(3, 12, 8, 50)
    code = person_code(year.ids(first)[0])
    assert year.command("a", "training", "sign-in", forum, code) == f"{first}　已签到"
    year.command("a", "training", "sign-in", forum, third, fourth)
    year.day(3, 12, 9, 20)
    year.command("a", "training", "sign-in", forum, late)
    states = {row.name: row.attendance for row in year.app.training.enrolments(forum)}
    assert states == dict.fromkeys(states, Attendance.PRESENT) | {late: Attendance.LATE}


def enter_the_others(year, sessions):
    """Enrolled by organisation and by name; leave, a sheet of paper, and a day less for one."""
    first, late, third, fourth, _ = SECRETARIES
    app, lecture, visit = year.app, sessions["lecture"], sessions["visit"]
    year.day(4, 9)
    village = next(row for row in app.organisations.rows() if row.name == "蓝天村")
    there = app.enrolling.at(village.id)
    assert {row.name for row in there} == {first, late}
    app.training.enrol(lecture, [*(row.id for row in there), *year.ids(third)])
    app.training.settle(lecture, year.ids(third), Attendance.LEAVE, "公务")
    app.training.settle_rest(lecture, Attendance.PRESENT)

    year.day(5, 14, 17)
    app.training.enrol(visit, year.ids(first, late, third, fourth))
    paper = year.folder / "考勤.txt"
    paper.write_text(f"{first}\t到\n{late}\t到\n{third}\t缺席\n{fourth}\t早退\n", "utf-8")
    said = year.command("a", "training", "marks", visit, paper)
    assert said == "已登记 4 人，其中有变动 4 人。"
    less = ("--hours", 8, "--days", 1, "--reason", "第二天请假")
    year.command("a", "training", "own-credit", visit, fourth, *less)

    year.day(6, 7)
    year.app.training.enrol(sessions["pre-post"], year.ids(first, late, third, fourth))
    year.app.training.settle_rest(sessions["pre-post"], Attendance.PRESENT)


def keep_the_record(year, session):
    """Who taught, what the slips say, a photo, all on one paper."""
    app = year.app
    app.teaching.assign(session, [TeachingLine(None, "样例讲师", "百问一口清", 240)])
    slips = [Slip(at, read_ratings(typed)) for at, typed in enumerate(FEEDBACK, 1)]
    app.feedback.put_all(session, slips)
    overall = app.feedback.report(session).figures[-1]
    # 5 + 5 + 4 + 4 + 5 = 23 over five slips is 4.60
    assert (overall.question, overall.answered, overall.mean) == (Question.OVERALL, 5, 460)
    photo = year.folder / "照片.jpg"
    photo.write_bytes(a_jpeg())
    assert len(app.attachments.add(session, AttachmentKind.PHOTO, [photo]).kept) == 1
    app.records.write_summary(session, "学习了百问一口清。")
    write_word(app.records.record(session), year.folder / "纪实.docx")
    paper = docx.Document(year.folder / "纪实.docx")
    text = words(paper)
    for said in ("应到 4 人", "样例讲师", "学习了百问一口清。", "4.60"):
        assert said in text
    assert len(paper.inline_shapes) == 1


def examine(year, session):
    """The exam that closes the session: three know everything, one nothing."""
    app = year.app
    year.day(6, 9, 15)
    paper = app.papers.draw(a_blueprint(BlueprintLine(ItemKind.TRUE_FALSE, 4, 50)), "结业考试", 7)
    exam = app.sittings.open_exam(paper, "结业考试", session)
    people = year.people()
    for name, knows in zip(SECRETARIES, (True, True, True, False), strict=False):
        sitting = app.sittings.begin(exam, people[name].id, people[name].id_number[-4:])
        for place in sitting.places if knows else ():
            app.sittings.answer(
                sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=60
            )
        app.sittings.hand_in(sitting.attempt_id, 600, EndedBy.CANDIDATE)
    assert {row.name for row in app.results.results(exam) if row.passed} == set(PASSED)


def approve(year):
    """Two are submitted; the list goes to the city, and the city's document comes back."""
    offices, approved = year.offices, PASSED[:2]
    year.day(9, 1)
    made = year.command("a", "approval", "submit", *approved, "--number", "周党〔2027〕3号")
    assert offices.send("a", "city")
    the_city_teaches(year)
    year.day(9, 20)
    said = year.command(
        "city", "approval", "approve", made, "--number", DOCUMENT, "--date", "2027-09-20"
    )
    assert said == f"已登记批复 {DOCUMENT}，2 人，任期至 2030-09-19。"
    assert state(offices.a, year.ids(approved[0])[0]) is State.SUBMITTED
    assert offices.send("city", "a")
    states = {
        name: state(offices.a, key) for name, key in zip(PASSED, year.ids(*PASSED), strict=True)
    }
    assert states == dict.fromkeys(approved, State.ON_DUTY) | {PASSED[2]: State.PASSED}
    for name in ("上岗证.docx", "上岗证.pdf"):
        year.command("a", "approval", "cards", year.folder / name, *approved)
    text = words(docx.Document(year.folder / "上岗证.docx"))
    assert [text.count(part) for part in (*approved, DOCUMENT)] == [1, 1, 2]
    assert (year.folder / "上岗证.pdf").read_bytes().startswith(b"%PDF-")


def the_city_teaches(year):
    """A day of the city's own: one was there, one is on leave; another day is to come."""
    city, level = year.offices.city, SessionLevel.CITY
    day = date(2027, 9, 16)
    year.day(9, 16)
    facts = {"kind": SessionKind.TOPIC_LECTURE, "level": level}
    session = city.training.plan(a_plan(title="市级轮训", starts_on=day, ends_on=day, **facts))
    later = date(2027, 12, 10)
    city.training.plan(a_plan(title="市级冬训", starts_on=later, ends_on=later, **facts))
    here, away = year.ids(*PASSED[:2])
    city.training.enrol(session, [here, away])
    city.training.settle(session, [here], Attendance.PRESENT)
    city.training.settle(session, [away], Attendance.LEAVE, "生病")


def words(paper):
    """All that stands on a Word document, without the gaps that set names off."""
    text = "".join(paper.element.xpath("//w:t/text()"))
    return text.replace("\u3000", "")


def state(app, person):
    return app.approvals.standing(person).standing.state


def answer(year, office):
    """The tables of `report training`, by name."""
    told = year.command(office, "report", "training", "--year", 2027, "--json")
    return {section["name"]: section["rows"] for section in told["sections"]}


def test_a_year_of_training_comes_to_its_answer(year):
    bring_in(year)
    sessions = plan_the_year(year)
    open_the_forum(year, sessions["forum"])
    enter_the_others(year, sessions)
    keep_the_record(year, sessions["pre-post"])
    examine(year, sessions["pre-post"])
    approve(year)

    year.day(11, 10)
    credit = year.app.credit.year(2027)
    gained = {line.person.name: line.gained for line in credit.lines}
    assert {name: gained[name] for name in SECRETARIES} == GAINED
    for office in ("a", "city"):
        told = answer(year, office)
        assert told["达标情况"] == [["已达标", 1], ["赶得上", 2], ["赶不上", 2], ["合计", 5]]
        missing = {row[0]: (row[4], row[5].rpartition("，全部")[2]) for row in told["赶不上名单"]}
        assert missing == {
            "秦洁晓": (4, "参加也只有 6 天，需要增加安排。"),
            "朴英文": (0, "参加也只有 2 天，需要增加安排。"),
        }
        assert [row[:4] for row in told["批复上岗"]] == [["秦洁晓", "周庄镇", "兼职", "可以上报"]]
        times = {row[0]: tuple(row[1:]) for row in told["人次·按培训类型"]}
        lectures, everything = LECTURES_AND_ALL[office]
        expected = TIMES | {SessionKind.TOPIC_LECTURE: lectures}
        named = {SESSION_KIND_NAMES[kind]: figures for kind, figures in expected.items()}
        assert times == named | {"合计": everything}
