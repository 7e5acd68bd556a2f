"""A made-up session with an exam to sit, and the right answers to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.app import Application
from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan, Paper
from jyguide.exam.row import EndedBy, ExamRow
from jyguide.ids import PersonId, SessionId
from jyguide.people.person import PersonFacts
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan

NAMES = ("仇小雨", "单大山", "王样例")
LINES = (
    BlueprintLine(ItemKind.SINGLE, 2, 100),
    BlueprintLine(ItemKind.MULTIPLE, 1, 100),
    BlueprintLine(ItemKind.TRUE_FALSE, 1, 100),
    BlueprintLine(ItemKind.FILL_IN, 1, 100),
    BlueprintLine(ItemKind.ORDERING, 1, 100),
    BlueprintLine(ItemKind.SHORT_ANSWER, 1, 400),
)
PLAN = BlueprintPlan("小测验", Blueprint(LINES, 600, 10, shuffle_options=True), MarkingRule())


def id_number(sequence: int) -> str:
    """A made-up ID number with its GB 11643 check character."""
    body = f"32028119800101{sequence:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


@dataclass(frozen=True)
class ExamRoom:
    """Everything a test needs to sit the exam."""

    app: Application
    exam: ExamRow
    paper: Paper
    session_id: SessionId
    people: dict[str, PersonId]

    def tail(self, name: str) -> str:
        return self.app.people.person(self.people[name]).id_number[-4:]

    def begin(self, name: str):
        return self.app.sittings.begin(self.exam.id, self.people[name], self.tail(name))

    def sit(self, name: str, answers: dict[int, object], seconds: int = 120):
        """Sit the exam without a window; returns the attempt."""
        sitting = self.begin(name)
        for place in sitting.places:
            if place.position in answers:
                self.app.sittings.answer(
                    sitting.attempt_id,
                    place.id,
                    answers[place.position],
                    later=False,
                    seconds_used=seconds,
                )
        self.app.sittings.hand_in(sitting.attempt_id, seconds, EndedBy.CANDIDATE)
        return sitting.attempt_id

    def right_answers(self) -> dict[int, object]:
        """By position, what earns all points."""
        return {place.position: right_answer(place.content) for place in self.paper.places}

    def stored(self, name: str):
        """What the database holds of a person's attempt, by position."""
        return dict(self.peek(name).responses)

    def candidate(self, name: str):
        rows = self.app.sittings.candidates(self.exam.id)
        return next(row for row in rows if row.name == name)

    def peek(self, name: str):
        """How far a person's attempt has come, without taking it over from its window."""
        attempt_id = self.candidate(name).attempt_id
        return self.app.sittings._sitting(self.exam, attempt_id, resumed=True)

    def events(self):
        """What happened in the room beside answers: kinds and seconds."""
        lines = self.app.proctoring.events(self.exam.id)
        return [(line.kind, line.seconds) for line in lines if line.kind]


def right_answer(content):
    if isinstance(content.answer, tuple):
        return tuple(variants[0] for variants in content.answer)
    return content.answer


def open_room(app: Application, plan: BlueprintPlan = PLAN) -> ExamRoom:
    """Enrol three people, sign them in, draw a paper with seed 7, open the exam."""
    people = {}
    for at, name in enumerate(NAMES):
        facts = PersonFacts(
            name, "女男"[at % 2], date(1980, 1, 1), id_number(996 + at), "13800000000"
        )
        people[name] = app.people.add(facts)
    day = date(2026, 11, 20)
    session_id = app.training.plan(
        SessionPlan("样例培训", SessionKind.PRE_POST, SessionLevel.TOWNSHIP, day, day)
    )
    app.training.enrol(session_id, list(people.values()))
    for person_id in people.values():
        app.training.sign_in(session_id, person_id)
    paper_id = app.papers.draw(plan, "样例试卷", 7)
    exam_id = app.sittings.open_exam(paper_id, "样例考试", session_id)
    return ExamRoom(
        app, app.sittings.exam(exam_id), app.papers.paper(paper_id), session_id, people
    )
