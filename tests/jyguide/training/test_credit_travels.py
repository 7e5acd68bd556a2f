"""What somebody attended at one station, seen at the next one that the city moves him to."""

from datetime import timedelta

import pytest

from jyguide.approval.gate import Gate
from jyguide.errors import RuleError
from jyguide.people.posting import Transfer
from jyguide.training.credit import CreditSource, Gained
from jyguide.training.session import Attendance
from tests.jyguide.builders import DAY, a_person, a_plan

DOWN, SIGNED = CreditSource.HANDED_DOWN, CreditSource.SESSION


@pytest.fixture
def dialect():
    """Offices are tested on both databases by the exchange itself."""
    return "sqlite"


def held(app, person, title):
    session = app.training.plan(a_plan(title=title, starts_on=DAY, ends_on=DAY))
    app.training.enrol(session, [person])
    app.training.settle(session, [person], Attendance.PRESENT)
    return session


def had(app, person):
    return [(one.title, one.days, one.source) for one in app.credit.entries(person, DAY.year)]


def moved(offices):
    """Somebody the city moved, with a day it knew of by then and one entered afterwards."""
    city, here = offices.city, offices.a
    person = here.people.add(a_person("王伟"))
    held(here, person, "任前培训")
    offices.send("a", "city")
    late = held(here, person, "补训")
    move = Transfer(DAY - timedelta(days=1), "工作调动", station="华士镇")
    city.postings.transfer([person], move)
    offices.send("city", "c")
    assert had(offices.c, person) == [("任前培训", 10, DOWN)]
    offices.send("a", "city")
    offices.send("city", "c")
    return person, late


def test_days_go_along_to_the_station_somebody_is_moved_to(offices):
    """Those his old station enters after he left too; at no office does a session count twice."""
    person, late = moved(offices)
    city, here, there = offices.city, offices.a, offices.c
    assert had(there, person) == [("任前培训", 10, DOWN), ("补训", 10, DOWN)]
    assert had(city, person) == [("任前培训", 10, SIGNED), ("补训", 10, SIGNED)]
    gained = [app.credit.year(DAY.year).lines[0].gained for app in (there, city)]
    assert gained == [Gained(hours=160, township_days=20, township_times=2)] * 2
    standing = there.approvals.standing(person).standing
    assert standing.gate(Gate.TRAINING).source == "任前培训（周庄镇）"
    assert "他曾在周庄镇" in standing.gate(Gate.EXAM).way
    with pytest.raises(RuleError, match="市级下发"):
        there.credit.remove_records([there.credit.entries(person, DAY.year)[0].record_id])

    held(there, person, "在新站")
    offices.send("c", "city")
    last = city.history.latest_in_force()
    offices.export("city", "c")  # nothing new of other stations' sessions, and so no action
    assert city.history.latest_in_force() == last
    here.training.settle(late, [person], Attendance.ABSENT)
    offices.send("a", "city")
    offices.send("city", "c")
    assert had(there, person) == [("任前培训", 10, DOWN), ("在新站", 10, SIGNED)]
    city.postings.transfer([person], Transfer(DAY, "调回", station="周庄镇"))
    offices.send("city", "a")
    assert had(here, person) == [("任前培训", 10, SIGNED), ("在新站", 10, DOWN)]
