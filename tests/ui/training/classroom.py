"""Made-up people and a session for them, written through the services."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from jyguide.ids import PersonId, SessionId
from jyguide.people.person import PersonFacts
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionPlan

NAMES = ("张三", "赵帅", "李小明", "单晓红", "王伟", "王伟", "欧阳海")


def a_person(app, number: int, name: str, organisation: str = "样板村党支部") -> PersonId:
    return app.people.add(
        PersonFacts(
            name=name,
            sex="男",
            birth=date(1980, 1, 1),
            id_number="",
            phone=f"138{number:04}0000",
            station="周庄镇",
            organisation=organisation,
            post="党支部书记",
        )
    )


def people(app, names=NAMES) -> list[PersonId]:
    """Two organisations by turns; the phone of the third ends in 20000."""
    places = ("样板村党支部", "示例村党支部")
    return [a_person(app, at, name, places[at % 2]) for at, name in enumerate(names)]


def a_plan(title: str = "任前培训", **changes) -> SessionPlan:
    facts = {
        "title": title,
        "kind": SessionKind.PRE_POST,
        "level": SessionLevel.TOWNSHIP,
        "starts_on": date(2026, 11, 20),
        "ends_on": date(2026, 11, 20),
        "place": "二楼会议室",
        "lecturer": "样例讲师",
        "credit_hours": 80,
        "training_days": 10,
    }
    return SessionPlan(**facts | changes)


def a_session(app, enrolled=(), title: str = "任前培训") -> SessionId:
    session_id = app.training.plan(a_plan(title))
    app.training.enrol(session_id, list(enrolled))
    return session_id


def attendance(app, session_id) -> dict[str, list[Attendance]]:
    """How everybody attended, by name; two of one name in the order of their keys."""
    found: dict[str, list[Attendance]] = {}
    for row in sorted(app.training.enrolments(session_id), key=lambda row: row.person_id):
        found.setdefault(row.name, []).append(row.attendance)
    return found


def type_text(qtbot, widget, text: str) -> None:
    """Letters as keys; Chinese as an input method hands it over."""
    for character in text:
        if character.isascii():
            qtbot.keyClicks(widget, character)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(character)
            QApplication.sendEvent(widget, event)
