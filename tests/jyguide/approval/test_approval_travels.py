from datetime import date

import pytest

from jyguide.approval.gate import State
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.step import DutyStep, NominationOutcome, SubmissionKind
from tests.jyguide.builders import DAY, a_person

DECREE = Decree("澄组〔2026〕12号", DAY, DAY, date(2029, 11, 19))


@pytest.fixture
def dialect():
    """Offices are tested on both databases by the exchange itself."""
    return "sqlite"


def names(app, key):
    return [NameKey(key, row.person.id) for row in app.submissions.names(key)]


def state(app, person):
    return app.approvals.standing(person).standing.state


def test_lists_go_to_the_city_and_its_documents_come_back(offices):
    lists, people = [], []
    for at, name in enumerate(("a", "c")):
        app = offices[name]
        person = app.people.add(a_person("王伟", at, station=app.place.station_name))
        for step in (DutyStep.TRAINING_RECOGNISED, DutyStep.EXAM_RECOGNISED):
            app.approvals.decide(step, [person], DAY, "市委党校")
        (made,) = app.submissions.draft([person], SubmissionKind.FIRST)
        app.submissions.submit(made, DAY)
        lists.append(made)
        people.append(person)
    offices.round(["a", "c"])
    city = offices.city
    assert {row.station for row in city.submissions.lists()} == {"周庄镇", "华士镇"}
    assert [state(city, person) for person in people] == [State.SUBMITTED] * 2
    city.outcomes.approve([key for made in lists for key in names(city, made)], DECREE)
    # one of the stations had the paper in hand too, and typed the very same
    offices.a.outcomes.approve(names(offices.a, lists[0]), DECREE)
    offices.settle_down(["a", "c"])
    for office, made, person in zip("ac", lists, people, strict=True):
        for app in (city, offices[office]):
            row = app.approvals.standing(person)
            assert row.standing.state is State.ON_DUTY
            assert len(row.evidence.appointments) == 1
            assert app.submissions.names(made)[0].outcome is NominationOutcome.APPROVED
    assert len(offices.c.submissions.lists()) == 1


def test_withdrawn_here_while_the_city_approves_there(offices):
    app, city = offices.a, offices.city
    person = app.people.add(a_person("王伟"))
    for step in (DutyStep.TRAINING_RECOGNISED, DutyStep.EXAM_RECOGNISED):
        app.approvals.decide(step, [person], DAY, "市委党校")
    (made,) = app.submissions.draft([person], SubmissionKind.FIRST)
    app.submissions.submit(made, DAY)
    offices.round(["a"])
    city.outcomes.approve(names(city, made), DECREE)
    app.outcomes.withdraw(names(app, made), DAY, "本人放弃")
    offices.settle_down(["a"])
    here, there = (one.approvals.standing(person).standing for one in (app, city))
    assert here == there
    assert here.state is State.ON_DUTY  # what the city decided stands
    assert app.submissions.names(made)[0].outcome is NominationOutcome.WITHDRAWN
    assert "已批复，但现在缺：上报" in here.warnings[0]  # and both see that they disagreed
