"""Fills the demonstration's station with a year that is worth a picture; everybody is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

from jyguide.app import Application, open_application
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.step import DutyStep
from jyguide.attachment.portrait import Crop
from jyguide.clock import system_clock
from jyguide.demo.township_year import head_villages, hold, township_plan
from jyguide.folder import NewFolder, create_folder
from jyguide.people.row import PersonRow
from jyguide.place import CITY_CODE
from jyguide.sync.enrolment import REPLY_ENDING, REQUEST_ENDING
from jyguide.training.session import (
    Attendance,
    SessionKind,
    SessionLevel,
    SessionStage,
)

_KINDS = SessionKind
HELD = (
    ("第一季度领头雁工作讲坛", _KINDS.QUARTERLY_FORUM, (3, 13), 1, 5),
    ("村级议事规则专题教学", _KINDS.TOPIC_LECTURE, (4, 17), 1, 10),
    ("华西片区外出考察", _KINDS.STUDY_VISIT, (5, 14), 2, 20),
    ("第二季度领头雁工作讲坛", _KINDS.QUARTERLY_FORUM, (6, 12), 1, 5),
    ("年轻后备人才培训班", _KINDS.RESERVE_TALENT, (7, 9), 2, 20),
    ("第三季度领头雁工作讲坛", _KINDS.QUARTERLY_FORUM, (9, 11), 1, 5),
)
"""Title, kind, month and day, days long, tenths of a day that count."""
WHO_COMES = (9, 10, 7, 9, 2, 8)
"""How many of the secretaries were at each."""


def fill(folder: Path, today: date) -> None:
    """Villages, a year of sessions, the city's plan, an approval; in the station's folder."""
    app = open_application(folder)
    chosen = head_villages(app)
    sessions(app, chosen, today.year)
    _approve(app, today)
    _portrait(app, chosen[0], folder.parent / "portrait.jpg")
    _hear_of_the_city(app, folder.parent, chosen, today)
    app.close()


def sessions(app: Application, chosen: Sequence[PersonRow], year: int) -> None:
    """A year of training, at which some of these were."""
    for (title, kind, (month, day), long, tenths), come in zip(HELD, WHO_COMES, strict=True):
        plan = township_plan(title, kind, date(year, month, day), long, tenths)
        hold(app, plan, chosen, come)
    gone = township_plan("防汛期间党建业务培训", _KINDS.TOPIC_LECTURE, date(year, 8, 7), 1, 10)
    app.training.plan(replace(gone, stage=SessionStage.CANCELLED))
    open_day = township_plan("镇村党务工作交流", _KINDS.EXCHANGE, date(year, 12, 1), 1, 10)
    app.training.plan(replace(open_day, stage=SessionStage.PLANNED))


def _approve(app: Application, today: date) -> None:
    """Most names of the list are approved; one in post takes leave, another's term ends soon."""
    (made,) = app.submissions.lists()
    names = [row.person.id for row in app.submissions.names(made.id)]
    keys = [NameKey(made.id, person) for person in names]
    end = date(today.year + 3, today.month, 1) - timedelta(days=1)
    app.outcomes.approve(keys[:15], Decree(f"澄组〔{today.year}〕12号", today, today, end))
    app.outcomes.refuse(keys[15:16], today, "已调离原单位")
    app.approvals.decide(DutyStep.SUSPENDED, names[2:3], today, "借调外单位半年")
    others = [row.id for row in app.approvals.standings() if row.id not in names][:3]
    began = date(today.year - 3, today.month, 1)
    old = Decree("澄组〔2023〕9号", began, began, today + timedelta(days=40))
    app.approvals.recognise(others, old, "使用本程序之前的批复")


def _portrait(app: Application, person: PersonRow, path: Path) -> None:
    """An outline on a light ground: nobody's face."""
    picture = Image.new("RGB", (500, 700), "#cfe0f2")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((150, 140, 350, 400), fill="#8798ad")
    draw.ellipse((40, 430, 460, 1000), fill="#5d7089")
    picture.save(path, quality=90)
    app.attachments.set_portrait(person.id, path, Crop(0, 0, 1, 1))


def _hear_of_the_city(
    app: Application, folder: Path, chosen: Sequence[PersonRow], today: date
) -> None:
    """Let in by a city that held one day for half of them and plans another."""
    create_folder(folder / "city", NewFolder(""), system_clock)
    city = open_application(folder / "city")
    request, reply = folder / f"1{REQUEST_ENDING}", folder / f"1{REPLY_ENDING}"
    code = app.devices.write_request(request)
    app.devices.join(reply, city.devices.accept(request, code, reply))
    _send(app, city, folder / app.sync.suggested_name(CITY_CODE), CITY_CODE)
    lecture = township_plan(
        "全市村党组织书记轮训", _KINDS.TOPIC_LECTURE, date(today.year, 10, 20), 2, 20
    )
    session = city.training.plan(replace(lecture, level=SessionLevel.CITY))
    there = [row.id for row in chosen[:5]]
    city.training.enrol(session, there)
    city.training.settle(session, there, Attendance.PRESENT)
    ahead = replace(lecture, title="全市冬训", level=SessionLevel.CITY, training_days=10)
    day = date(today.year, 12, 18)
    city.training.plan(replace(ahead, starts_on=day, ends_on=day, credit_hours=80))
    code = app.place.station_code
    _send(city, app, folder / city.sync.suggested_name(code), code)
    city.close()


def _send(sender: Application, receiver: Application, path: Path, to: str) -> None:
    sender.sync.export(to, path)
    receiver.sync.take_in(path)
