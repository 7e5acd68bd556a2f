"""Lecturers, what they teach and feedback slips between offices that worked apart."""

import pytest

from jyguide.errors import RuleError
from jyguide.training.feedback import Slip, read_ratings
from jyguide.training.lecturer import LecturerFacts, TeachingLine
from tests.jyguide.builders import a_plan


def numbers(app, session):
    return [(row.slip.number, len(row.slip.ratings)) for row in app.feedback.slips(session)]


def test_two_pcs_of_a_station_key_in_one_sessions_slips_and_lecturers(offices):
    """One slip keyed in twice is one row, one share too; the city's lecturer serves all."""
    a, b, city = offices.a, offices.b, offices.city
    zhao = city.teaching.add(LecturerFacts("赵教授", "市委党校"))
    session = a.training.plan(a_plan(lecturer=""))
    offices.round(["a", "b"])
    offices.send("city", "b")
    assert [row.own for row in b.teaching.lecturers()] == [False]
    with pytest.raises(RuleError, match="由中共江阴市委组织部维护"):
        b.teaching.change(zhao, LecturerFacts("赵教授"))
    for app, hours, digits in ((a, 30, "55555"), (b, 40, "44444")):
        app.teaching.assign(session, [TeachingLine(zhao, "赵教授", "党章", hours)])
        app.feedback.put(session, Slip(1, read_ratings(digits)))
    a.feedback.put(session, Slip(2, read_ratings("55550")))
    mine = b.teaching.add(LecturerFacts("钱书记", "红豆村"))
    offices.settle_down(["a", "b"])
    for app in (a, b, city):
        (line,) = app.teaching.lines(session).lines
        assert (line.lecturer_id, line.hours) == (zhao, 40)
        assert numbers(app, session) == [(1, 5), (2, 4)]
        assert app.feedback.slips(session)[0].slip.ratings == read_ratings("44444")
        known = {
            row.id: (row.station, row.sessions, row.hours) for row in app.teaching.lecturers()
        }
        assert known == {zhao: ("", 1, 40), mine: ("周庄镇", 0, 0)}
    offices.send("city", "c")
    assert [row.facts.name for row in offices.c.teaching.lecturers()] == ["赵教授"]
    theirs = offices.c.teaching.add(LecturerFacts("孙书记"))
    offices.send("c", "city")
    with pytest.raises(RuleError, match="“孙书记”在华士镇的师资库里"):
        city.teaching.assign(session, [TeachingLine(theirs, "孙书记")])
