"""Exams at the end of sessions: answers as people give them, marked by the program's own rule."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from db.keys import fixed_key, new_key
from db.models import Answer, Attempt, Exam, Marking
from jyguide.bank.item import ItemKind
from jyguide.demo.simulation import Trainee
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import Mark, MarkingRule, Response
from jyguide.exam.paper import BlueprintPlan, Paper
from jyguide.exam.row import EndedBy, ExamState, Origin, Reveal
from jyguide.generate.keys import at
from jyguide.generate.station import Station
from jyguide.generate.training import Held
from jyguide.generate.writing import Deed, Row, row

PLAN = BlueprintPlan(
    "党建指导员统一考试",
    Blueprint(
        (
            BlueprintLine(ItemKind.SINGLE, 20, 20),
            BlueprintLine(ItemKind.MULTIPLE, 10, 30),
            BlueprintLine(ItemKind.TRUE_FALSE, 10, 10),
            BlueprintLine(ItemKind.FILL_IN, 5, 20),
            BlueprintLine(ItemKind.SHORT_ANSWER, 2, 50),
        ),
        pass_points=700,
        minutes=60,
    ),
    MarkingRule(),
)
"""47 places, a hundred points; one paper a year for the whole city."""
_SEATED, _CUT_OFF, _RUN_OUT = 14, 0.02, 0.06


@dataclass(frozen=True, slots=True)
class Sat:
    """Somebody's result: points in tenths."""

    person: Row
    points: int
    passed: bool


@dataclass
class Examiner:
    """Holds the exams of one station, and remembers what each response is worth.

    Attributes:
        papers: By year; the city's.
    """

    station: Station
    papers: dict[int, Paper]
    _marks: dict[tuple[uuid.UUID, Response], Mark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = self.station.chance("exams")
        self._knowledge: dict[uuid.UUID, float] = {}

    def examine(self, held: Held) -> tuple[uuid.UUID, list[Sat], Deed]:
        """Everybody who came sits the exam on the afternoon of the first day."""
        paper, key = self.papers[held.day.year], new_key()
        exam = row(
            Exam,
            id=key,
            station_id=self.station.key,
            session_id=held.key,
            paper_id=paper.row.id,
            title=f"{held.title}结业考试",
            state=ExamState.CLOSED.value,
            reveal=Reveal.LATER.value,
        )
        results: list[Sat] = []
        rows: dict[type, list[Row]] = {Exam: [exam], Attempt: [], Answer: [], Marking: []}
        for seat, person in enumerate(held.attended):
            began = at(held.day, 14) + timedelta(seconds=seat % _SEATED * 7)
            attempt = self._attempt(key, person, paper, began)
            given = list(self._answers(attempt, person, paper))
            rows[Attempt].append(attempt)
            rows[Answer] += [one for one, _ in given]
            markings = _markings(attempt, paper, [mark for _, mark in given])
            rows[Marking] += markings
            results.append(Sat(person, markings[-1]["points"], markings[-1]["passed"]))
        return key, results, Deed(f"考试“{exam['title']}”", at(held.day, 16, 30), rows)

    def _attempt(self, exam: uuid.UUID, person: Row, paper: Paper, began: datetime) -> Row:
        """Few run out of time; now and then the power fails for some minutes."""
        allowed = paper.row.minutes * 60
        run_out = self._chance.random() < _RUN_OUT
        used = allowed if run_out else self._chance.randrange(allowed // 2, allowed)
        stops: list[list[str]] = []
        away = timedelta()
        if self._chance.random() < _CUT_OFF:
            stopped, away = began + timedelta(seconds=600), timedelta(seconds=240)
            stops = [[_text(stopped), _text(stopped + away)]]
        return row(
            Attempt,
            id=new_key(),
            exam_id=exam,
            person_id=person["id"],
            started_at=began,
            seconds_allowed=allowed,
            interruptions=stops,
            handed_in_at=began + timedelta(seconds=used) + away,
            seconds_used=used,
            ended_by=(EndedBy.TIME_UP if run_out else EndedBy.CANDIDATE).value,
            origin=Origin.SCREEN.value,
        )

    def _answers(self, attempt: Row, person: Row, paper: Paper) -> Iterator[tuple[Row, Mark]]:
        """One row a place, in the order of the paper; what is left blank has none."""
        trainee = Trainee(self._known(person["id"]))
        pace = attempt["seconds_used"] / len(paper.places)
        for number, place in enumerate(paper.places, start=1):
            response = trainee.answer(place.content, self._chance)
            yield (
                row(
                    Answer,
                    id=fixed_key("answer", attempt["id"], place.id),
                    attempt_id=attempt["id"],
                    paper_item_id=place.id,
                    response=list(response) if isinstance(response, tuple) else response,
                    at=attempt["started_at"] + timedelta(seconds=int(number * pace)),
                ),
                self._worth(place.id, response, paper, number - 1),
            )

    def _worth(self, place: uuid.UUID, response: Response, paper: Paper, index: int) -> Mark:
        found = self._marks.get((place, response))
        if found is None:
            found = paper.places[index].mark(response, paper.rule)
            self._marks[place, response] = found
        return found

    def _known(self, person: uuid.UUID) -> float:
        """How much somebody knows stays much the same over the years; most know enough."""
        if person not in self._knowledge:
            self._knowledge[person] = min(0.99, max(0.3, self._chance.gauss(0.86, 0.09)))
        return self._knowledge[person]


def _markings(attempt: Row, paper: Paper, marks: Sequence[Mark]) -> list[Row]:
    """By the rule at once; short answers by a person, by way of a second marking."""
    handed_in: datetime = attempt["handed_in_at"]
    given = {place.position: mark for place, mark in zip(paper.places, marks, strict=True)}
    waiting = [position for position, one in given.items() if one.needs_person]
    points = sum(one.points for one in marks)
    first = row(
        Marking,
        id=new_key(),
        attempt_id=attempt["id"],
        at=handed_in,
        marks={str(position): one.points for position, one in given.items()},
        points=points,
        passed=points >= paper.row.pass_points,
        waiting=waiting,
        key_changes=[],
    )
    if not waiting:
        return [first]
    second = {**first, "id": new_key(), "replaces_id": first["id"], "waiting": []}
    return [first, {**second, "at": handed_in + timedelta(minutes=30)}]


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
