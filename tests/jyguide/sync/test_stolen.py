"""A PC that was stolen and stopped, and has its keys: what comes to the city by its sibling."""

import pytest

from db.keys import new_key
from tests.jyguide.builders import a_person
from tests.jyguide.sync.offices import doctor, ops


@pytest.fixture
def stolen(offices):
    """周庄镇 A delivered one person and was stopped; its sibling B has not heard of that."""
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    offices.city.devices.revoke(offices.keys("a").device, "失窃")
    return offices


def names(app):
    return {row.name for row in app.people.people()}


def test_force_takes_nothing_that_a_stolen_pc_wrote_since(stolen):
    stolen.a.people.add(a_person("单雄", 2))
    stolen.b.sync.take_in(stolen.export("a", "b"))
    stolen.send("b", "city")
    report = stolen.city.sync.force()
    assert names(stolen.city) == {"陈明"}
    assert any("已停用" in row.what for row in report.waiting)


def test_a_stolen_pc_rewrites_nothing_of_its_history(stolen):
    """A second beginning of its own stream, no longer than what it had delivered."""

    def another(acts):
        ops(acts, "person")[0][2] = new_key().hex

    sent = stolen.export("a", "b")
    stolen.b.sync.take_in(doctor(stolen, sent, "a", "b", another, previous=""))
    assert len(stolen.b.people.people()) == 1
    stolen.send("b", "city")
    assert len(stolen.city.people.people()) == 1
