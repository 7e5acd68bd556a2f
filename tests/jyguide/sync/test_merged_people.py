"""Two PCs that merge the same two people apart agree on who lives on, and on all he did."""

from __future__ import annotations

from datetime import date, timedelta

from jyguide.people.merging import LEFT, RIGHT, chosen_facts
from jyguide.people.posting import PostingFacts, Transfer
from jyguide.training.reserve import ReserveFacts
from tests.jyguide.builders import DAY, a_person, a_plan


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


def test_what_one_person_did_in_two_stations_comes_to_the_one_he_lives_on_in(offices):
    a, c = offices.a, offices.c
    here = a.people.add(a_person("解珍", 1))
    there = c.people.add(a_person("解珍", 2, station="华士镇", id_number=""))
    c.postings.add(there, PostingFacts("华士某村", "委员", began_on=DAY))
    offices.round(["a", "c"])
    city = offices.city
    rows = {row.id: row for row in city.people.people(ids=[here, there])}
    facts = chosen_facts(rows[here], rows[there], {"station": LEFT})
    survivor = city.doubles.merge(here, there, facts)
    offices.settle_down(["a", "c"])
    for app in (a, city):
        (term,) = app.postings.of_person(survivor)
        assert term.facts.organisation == "华士某村"
    assert "解珍" in {row.name for row in a.people.people()}
    assert "解珍" not in {row.name for row in c.people.people()}
    city.history.undo(city.history.latest_in_force())
    offices.settle_down(["a", "c"])
    assert a.postings.of_person(here) == []
    assert [row.facts.post for row in c.postings.of_person(there)] == ["委员"]


def test_what_is_kept_of_somebody_goes_along_to_his_new_station_and_back(offices):
    a, c, city = offices.a, offices.c, offices.city
    one = a.people.add(a_person("解珍", 1))
    a.postings.add(one, PostingFacts("周庄某村", "委员", began_on=date(2020, 1, 1)))
    a.reserve.add([one], ReserveFacts(DAY, "书记"))
    c.people.add(a_person("王芳", 5, station="华士镇"))  # c has written, so it is known
    offices.round(["a", "c"])
    city.postings.transfer([one], Transfer(DAY, "工作调动", station="华士镇", post="书记"))
    offices.settle_down(["a", "c"])
    both = [("书记", DAY, None), ("委员", date(2020, 1, 1), DAY - timedelta(days=1))]
    for app in (city, c):
        assert terms(app, one) == both
        assert [row.facts.target for row in app.reserve.rows()] == ["书记"]
    assert terms(a, one) == both[1:]
    city.history.undo(city.history.latest_in_force())
    offices.settle_down(["a", "c"])
    for app in (city, a):
        assert terms(app, one) == [("委员", date(2020, 1, 1), None)]
    assert a.people.person(one).station == "周庄镇"
    for app in (city, a, c):
        assert app.sync.waiting() == app.sync.refused() == []


def terms(app, person):
    found = [row.facts for row in app.postings.of_person(person)]
    return [(facts.post, facts.began_on, facts.ended_on) for facts in found]
