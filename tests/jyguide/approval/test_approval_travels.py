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


def listed(app, index):
    """Somebody trained and examined, on a list that was submitted."""
    person = app.people.add(a_person("王伟", index, station=app.place.station_name))
    for step in (DutyStep.TRAINING_RECOGNISED, DutyStep.EXAM_RECOGNISED):
        app.approvals.decide(step, [person], DAY, "市委党校")
    (made,) = app.submissions.draft([person], SubmissionKind.FIRST)
    app.submissions.submit(made, DAY)
    return made, person


def test_lists_go_to_the_city_and_its_documents_come_back(offices):
    """One of three lists is approved by both offices, one withdrawn here and approved there."""
    sent = [listed(offices[name], at) for at, name in enumerate("aca")]
    offices.round(["a", "c"])
    city, here = offices.city, offices.a
    assert {row.station for row in city.submissions.lists()} == {"周庄镇", "华士镇"}
    assert [state(city, person) for _, person in sent] == [State.SUBMITTED] * 3
    city.outcomes.approve([key for made, _ in sent for key in names(city, made)], DECREE)
    here.outcomes.approve(names(here, sent[0][0]), DECREE)  # it had the paper in hand too
    here.outcomes.withdraw(names(here, sent[2][0]), DAY, "本人放弃")
    offices.settle_down(["a", "c"])
    for office, (made, person) in zip("ac", sent, strict=False):
        for app in (city, offices[office]):
            row = app.approvals.standing(person)
            assert row.standing.state is State.ON_DUTY
            assert len(row.evidence.appointments) == 1
            assert app.submissions.names(made)[0].outcome is NominationOutcome.APPROVED
    assert len(offices.c.submissions.lists()) == 1
    one, other = (app.approvals.standing(sent[2][1]).standing for app in (here, city))
    assert one == other
    assert one.state is State.ON_DUTY  # what the city decided stands
    assert here.submissions.names(sent[2][0])[0].outcome is NominationOutcome.WITHDRAWN
    assert "已批复，但现在缺：上报" in one.warning  # and both see that they disagreed
