"""Where a roster puts people: by the name of their organisation, or at another station."""

from datetime import timedelta

import pytest

from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Decision, Fate, Policy
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import PersonRole
from jyguide.people.posting import Transfer
from tests.jyguide.builders import HEADINGS, a_person, a_roster, a_row, table

HEADS = (*HEADINGS, "职务", "所在党组织")
GUESSING = Decision(suggestions=True)


@pytest.fixture
def dialect():
    """Nothing here is read otherwise on a server."""
    return "sqlite"


def town(app, name):
    return next(row.id for row in app.organisations.rows() if row.name == name)


def village(app, name="周西村", station="周庄镇"):
    facts = OrganisationFacts(name, OrganisationKind.VILLAGE, town(app, station))
    return app.organisations.add(facts)


def plan_of(app, tmp_path, *rows):
    return app.rosters.plan(a_roster(tmp_path / "r.xlsx", list(rows), HEADS))


def test_who_writes_the_name_of_one_organisation_is_put_there_if_wanted(city, tmp_path):
    here, _ = village(city), village(city, station="华士镇")
    for parent in (village(city, "周东村"), village(city, "周南村")):
        city.organisations.add(OrganisationFacts("一支部", OrganisationKind.BRANCH, parent))
    kept = city.people.add(a_person("单雄", 1, station="周庄镇", organisation="周西村村委会"))
    firm = OrganisationFacts("三房巷集团", OrganisationKind.TWO_NEW, town(city, "周庄镇"))
    firm_id = city.organisations.add(firm)
    city.people.add(a_person("解磊", 3, station="周庄镇", organisation_id=firm_id))
    at_firm = (*a_row("解磊", 3), "书记", "周西村")
    (row,) = plan_of(city, tmp_path, at_firm).rows
    assert dict(row.suggested) == {"role": PersonRole.TWO_NEW_SECRETARY}
    plan = plan_of(
        city,
        tmp_path,
        (*a_row("陈明", 0), "党总支书记", "周庄镇周西村"),
        (*a_row("单雄", 1), None, None),
        (*a_row("仇英", 2), None, "一支部"),
    )
    guessed = [row.suggested.get("organisation_id") for row in plan.rows]
    assert [one and one.label for one in guessed] == ["周庄镇/周西村", "周庄镇/周西村", None]
    assert plan.counts() == {Fate.NEW: 2, Fate.UNCHANGED: 1}
    assert plan.counts(GUESSING) == {Fate.NEW: 2, Fate.UPDATE: 1}
    result = city.rosters.take_in(plan, GUESSING)
    placed = {row.name: row.organisation_id for row in city.people.people()}
    assert placed == {"陈明": here, "单雄": here, "仇英": None, "解磊": firm_id}
    assert city.people.people("陈明")[0].role is PersonRole.VILLAGE_SECRETARY
    city.history.undo(result.action_id)
    assert city.people.person(kept).organisation_id is None
    again = plan_of(city, tmp_path, (*a_row("陈明", 0), None, "周西村"))
    city.organisations.remove(here)
    with pytest.raises(RuleError, match="组织“周庄镇/周西村”又有改动"):
        city.rosters.take_in(again, GUESSING)
    assert len(city.people.people()) == 2


def test_who_comes_to_another_station_is_moved_from_today_and_leaves_the_tree(
    city, tmp_path, clock
):
    there = village(city, station="华士镇")
    facts = a_person("陈明", 0, station="华士镇", organisation_id=there, post="委员")
    key = city.people.add(facts)
    plan = plan_of(city, tmp_path, (*a_row("陈明", 0), "书记", None))
    (row,) = plan.rows
    assert "按今天调动登记" in row.doubt
    assert row.note == "他在组织树中属于“周西村”，调走后不再属于它"
    result = city.rosters.take_in(plan, Decision().about([row.place], Policy.UPDATE))
    person, today = city.people.person(key), clock.now.date()
    assert (person.station, person.post, person.organisation) == ("周庄镇", "书记", "周西村")
    assert person.organisation_id is None
    now, before = city.postings.of_person(key)
    assert (now.station, now.facts.began_on, now.facts.post) == ("周庄镇", today, "书记")
    assert (before.station, before.facts.ended_on, before.facts.post) == (
        "华士镇",
        today - timedelta(days=1),
        "委员",
    )
    assert [post["ended_on"] is None for post in table(city, "instructor")] == [False, True]
    city.history.undo(result.action_id)
    assert city.people.person(key).organisation_id == there
    assert city.postings.of_person(key) == []


def test_whose_move_of_today_is_kept_already_is_put_right(city, tmp_path, clock):
    key = city.people.add(a_person("陈明", 0, station="华士镇", post="委员"))
    city.postings.transfer([key], Transfer(clock.now.date(), "换届", post="书记"))
    terms = city.postings.of_person(key)
    plan = plan_of(city, tmp_path, (*a_row("陈明", 0), None, None))
    decided = Decision().about([plan.rows[0].place], Policy.UPDATE)
    assert city.rosters.take_in(plan, decided).updated == 1
    assert city.people.person(key).station == "周庄镇"
    assert city.postings.of_person(key) == terms


def test_nobody_is_placed_where_his_station_receives_nothing(city, clock):
    there = village(city, station="华士镇")
    key = city.people.add(a_person("陈明", 0, station="华士镇", organisation_id=there))
    with pytest.raises(RuleError, match="属于另一个指导站"):
        city.people.change(key, a_person("陈明", 0, station="周庄镇", organisation_id=there))
    with pytest.raises(RuleError, match="属于另一个指导站"):
        city.people.add(a_person("单雄", 1, station="周庄镇", organisation_id=there))
    here = village(city)
    with pytest.raises(RuleError, match="属于另一个指导站"):
        city.postings.transfer([key], Transfer(clock.now.date(), "调动", organisation_id=here))
    city.postings.transfer([key], Transfer(clock.now.date(), "调动", station="周庄镇"))
    row = city.people.person(key)
    assert (row.station, row.organisation_id, row.organisation) == ("周庄镇", None, "周西村")
