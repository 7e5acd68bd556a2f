"""Two PCs that merge the same two people apart agree on who lives on, and on all he did."""

from __future__ import annotations

from jyguide.people.merging import LEFT, RIGHT, chosen_facts
from tests.jyguide.builders import a_person, a_plan


def test_two_pcs_that_merge_the_same_pair_apart_agree(offices):
    a = offices.a
    one = a.people.add(a_person("解珍", 1, phone="13900000001"))
    two = a.people.add(a_person("解珍", 2, phone="13900000002", id_number=""))
    session = a.training.plan(a_plan())
    a.training.enrol(session, [one, two])
    a.training.sign_in(session, two)
    offices.round(["a"])
    for app, first, second in ((a, one, two), (offices.city, two, one)):
        rows = {row.id: row for row in app.people.people(ids=[one, two])}
        sides = {"id_number": LEFT if rows[first].id_number else RIGHT, "phone": LEFT}
        app.doubles.merge(first, second, chosen_facts(rows[first], rows[second], sides))
    offices.settle_down(["a"])
    for app in (a, offices.city):
        (row,) = [each for each in app.people.people() if each.name == "解珍"]
        assert row.id == min(one, two)
        assert [(each.person_id, each.attended) for each in app.training.enrolments(session)] == [
            (row.id, True)
        ]
    assert a.people.person(one).phone == offices.city.people.person(one).phone
