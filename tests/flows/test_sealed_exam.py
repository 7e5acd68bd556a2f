"""A unified exam from the city's seal to what comes back, with a station that changed points."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jyguide.exam.row import EndedBy
from jyguide.exam.seal import file
from jyguide.exam.seal.code import spoken
from jyguide.exam.seal.file import Cost
from jyguide.exam.seal.row import ReturnState, SealPlan
from tests.jyguide.builders import a_blueprint, a_person, a_plan, right, tail
from tests.jyguide.sync.offices import doctor, ops


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """What a try costs is Argon2id's own; here it would only take time."""
    monkeypatch.setattr(file, "COST", Cost(1, 8192))


def invite(app, first):
    """A session at a station with two people signed in."""
    named = (("陈明", first), ("王芳", first + 1))
    people = [
        app.people.add(a_person(name, at, station=app.place.station_name)) for name, at in named
    ]
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    for person in people:
        app.training.sign_in(session, person)
    return session, people


def hold(app, paper, session, people, first):
    """All sit the paper at its station: the first knows everything, the other one thing less."""
    exam = app.sittings.open_exam(paper, "统考", session)
    for at, person in enumerate(people):
        sitting = app.sittings.begin(exam, person, tail(first + at))
        for place in sitting.places[at:]:
            app.sittings.answer(
                sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=60
            )
        app.sittings.hand_in(sitting.attempt_id, 90, EndedBy.CANDIDATE)


def row(offices, seal, code):
    return next(one for one in offices.city.seals.returns(seal).stations if one.code == code)


@pytest.mark.flow
def test_a_unified_exam(offices):  # noqa: PLR0915 - one story
    city, clock = offices.city, offices.clock
    path = offices.file(file.ENDING)
    plan = SealPlan("年度统考", 45, clock() + timedelta(hours=1))
    code = city.seals.seal(city.papers.draft(a_blueprint(), "卷", 7), plan, path)
    seal = city.seals.issued()[0].seal_id
    board = city.seals.returns(seal)
    assert len(board.stations) == 18
    assert {one.state for one in board.stations} == {ReturnState.NOTHING}
    seated = {}
    for name, first in (("a", 10), ("c", 20), ("d", 30)):
        app = offices[name]
        assert app.unsealing.take_in(path) == seal
        seated[name] = (*invite(app, first), first)
        offices.send(name, "city")
    offices.send("d", "city")
    assert row(offices, seal, offices.code("a")).state is ReturnState.RECEIVED
    early = offices.a.unsealing.open(seal, spoken(code))
    clock.advance(3600)
    papers = {"a": early, "c": offices.c.unsealing.open(seal, code)}
    papers["d"] = offices.d.unsealing.open(seal, code)
    offices.send("d", "city")
    assert row(offices, seal, offices.code("d")).state is ReturnState.OPENED
    for name in ("a", "c"):
        hold(offices[name], papers[name], *seated[name])
    offices.send("a", "city")
    sound = row(offices, seal, offices.code("a"))
    assert (sound.state, sound.returned, sound.sound) == (ReturnState.RETURNED, 2, 2)
    assert [(doubt.name, doubt.grave) for doubt in sound.doubts] == [("", False)]
    assert "提前" in sound.doubts[0].sentence

    def more_points(acts):
        """What somebody with the station's own keys could write: an item worth more than issued,
        and a mark that nobody earned."""
        place = next(op for op in ops(acts, "paper_item") if op[5]["position"] == 1)
        place[5]["points"] += 30
        marked = ops(acts, "marking")[-1][5]
        marked["marks"]["2"] += 5
        marked["points"] += 5

    city.sync.take_in(doctor(offices, offices.export("c", "city"), "c", "city", more_points))
    changed = row(offices, seal, offices.code("c"))
    assert (changed.returned, changed.sound) == (2, 0)
    assert {doubt.name for doubt in changed.doubts} == {"陈明", "王芳"}
    assert all("第 1 题是 5 分，下发的是 2 分" in doubt.sentence for doubt in changed.doubts)
    assert row(offices, seal, offices.code("a")) == sound, "and nobody else is concerned"


@pytest.mark.flow
def test_a_mark_nobody_earned_is_named(offices):
    city = offices.city
    path = offices.file(file.ENDING)
    code = city.seals.seal(
        city.papers.draft(a_blueprint(), "卷", 7), SealPlan("年度统考", 45), path
    )
    seal = offices.d.unsealing.take_in(path)
    paper = offices.d.unsealing.open(seal, code)
    hold(offices.d, paper, *invite(offices.d, 30), 30)

    def unearned(acts):
        marked = ops(acts, "marking")[-1][5]
        assert marked["marks"]["1"] == 0
        marked["marks"]["1"] = 20
        marked["passed"] = not marked["passed"]

    city.sync.take_in(doctor(offices, offices.export("d", "city"), "d", "city", unearned))
    found = row(offices, seal, offices.code("d"))
    assert (found.returned, found.sound) == (2, 1)
    assert [(doubt.name, doubt.sentence, doubt.grave) for doubt in found.doubts] == [
        ("王芳", "第 1 题报 2 分，按答卷应得 0 分", True),
        ("王芳", "总分报 18 分，各题合计 20 分", True),
        ("王芳", "是否合格和分数对不上", True),
    ]
