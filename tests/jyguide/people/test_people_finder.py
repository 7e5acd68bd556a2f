"""The list of people as the window asks for it, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from jyguide.errors import RuleError
from jyguide.people.finding import PeopleOrder, PeopleView
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.people.service.finding import PeopleFinder
from tests.jyguide.builders import a_person, run_sql, table
from tests.postgres import only_sqlite

NAMES = ("田大利", "田富", "单雄", "曾国强", "𠮷田", "阿依古丽·买买提")


def names(app, view=PeopleView(), **more):  # noqa: B008 - frozen
    return [row.name for row in app.finder.find(view, **more).rows]


def fill(app):
    """Six people, some of them placed, numbered or of a kind."""
    town = next(row for row in app.organisations.rows() if row.name == "周庄镇")
    village = app.organisations.add(OrganisationFacts("周西村", OrganisationKind.VILLAGE, town.id))
    more = (
        {"organisation_id": village, "position": 2},
        {"position": 1, "kind": InstructorKind.FULL_TIME},
        {"reading": "dan xiong"},
        {"role": PersonRole.VILLAGE_SECRETARY, "organisation": "三房巷集团"},
        {"birth": date(1960, 1, 1), "id_number": "", "kind": None},
        {},
    )
    keys = [
        app.people.add(a_person(name, at, **facts))
        for at, (name, facts) in enumerate(zip(NAMES, more, strict=True))
    ]
    return town.id, village, keys


def test_orders_words_and_filters(app):
    town, _, keys = fill(app)
    opening = app.finder.opening()
    by_pinyin = ["阿依古丽·买买提", "单雄", "𠮷田", "田大利", "田富", "曾国强"]
    assert [row.name for row in opening.rows] == by_pinyin == names(app)
    assert (opening.total, opening.count, opening.keys) == (6, 6, ())
    for order, expected in (
        (PeopleOrder.SURNAME_STROKES, "田富 田大利 𠮷田 阿依古丽·买买提 单雄 曾国强"),
        (PeopleOrder.NAME_STROKES, "田大利 田富 𠮷田 阿依古丽·买买提 单雄 曾国强"),
        (PeopleOrder.POSITION, "田富 田大利 阿依古丽·买买提 单雄 𠮷田 曾国强"),
    ):
        assert names(app, PeopleView(order=order)) == expected.split()
    backwards = PeopleView(order=PeopleOrder.POSITION, descending=True)
    assert names(app, backwards)[:3] == ["田大利", "田富", "阿依古丽·买买提"]
    assert names(app, PeopleView(order=PeopleOrder.BIRTH))[0] == "𠮷田"
    assert names(app, PeopleView(order=PeopleOrder.ROLE))[0] == "曾国强"
    assert names(app, PeopleView(order=PeopleOrder.KIND))[0] == "田富"
    assert names(app, PeopleView(order=PeopleOrder.ORGANISATION))[1] in {"曾国强", "田大利"}
    for order in PeopleOrder:
        assert len(names(app, PeopleView(order=order, descending=True))) == 6
    assert names(app, PeopleView("周西村 t")) == ["田大利"]
    assert names(app, PeopleView(organisation_id=town)) == ["田大利"]
    assert names(app, PeopleView("dx")) == ["单雄"] == names(app, PeopleView("shanxiong"))
    assert names(app, PeopleView(kind="full_time")) == ["田富"]
    part = app.finder.find(PeopleView(), start=2, count=2)
    assert ([row.name for row in part.rows], part.start) == (by_pinyin[2:4], 2)
    assert len(part.keys) == part.count == 6
    app.people.remove([keys[4]])
    assert names(app, PeopleView("田")) == ["田大利", "田富"]
    assert app.finder.opening().total == 5
    assert app.finder.rows([keys[4], keys[1]])[0].name == "田富"
    app.history.undo(app.history.actions(limit=1)[0].id)
    assert names(app, PeopleView("𠮷")) == ["𠮷田"]


@only_sqlite
def test_what_is_looked_for_follows_every_change(app):
    town, village, keys = fill(app)
    assert names(app, PeopleView("tdl")) == ["田大利"]
    app.people.change(keys[0], a_person("安大利", 0, organisation_id=village))
    assert names(app, PeopleView("周西")) == ["安大利"]
    assert names(app, PeopleView("tdl")) == []
    app.organisations.change(village, OrganisationFacts("山西村", OrganisationKind.VILLAGE, town))
    assert names(app, PeopleView("山西")) == ["安大利"]
    anew = PeopleFinder(app._store)
    for order in PeopleOrder:
        assert app.finder.find(PeopleView(order=order)) == anew.find(PeopleView(order=order))


@only_sqlite
def test_who_has_a_place_in_the_tree_is_shown_there_and_keeps_what_was_written(app):
    _, village, keys = fill(app)
    row = app.people.person(keys[3])
    assert row.organisation == "三房巷集团"
    facts = a_person("曾国强", 3, organisation_id=village)
    app.people.change(keys[3], facts, row.version)
    assert app.people.person(keys[3]).organisation == "周西村"
    assert table(app, "person")[3]["organisation"] == "三房巷集团"
    with pytest.raises(RuleError, match="音节"):
        app.people.change(keys[3], replace(facts, reading="zeng"))


@only_sqlite
def test_people_are_moved_by_hand_and_back_with_one_undo(app):
    _, _, keys = fill(app)
    view = PeopleView(order=PeopleOrder.POSITION)
    before = names(app, view)
    shown = app.finder.find(view).keys
    action = app.ordering.step([keys[0]], shown, -1)
    assert names(app, view)[:2] == ["田大利", "田富"]
    assert app.history.undo(action) == 2
    assert names(app, view) == before
    assert app.ordering.step([keys[1]], shown, -1) is None
    moved = app.ordering.move_to([keys[3], keys[4]], shown, 2)
    assert names(app, view)[:4] == ["田富", "曾国强", "𠮷田", "田大利"]
    assert app.history.undo(moved) == 3
    assert [row["position"] for row in table(app, "person")][:2] == [2, 1]
    last = app.finder.find(view).keys[-1]
    up = app.ordering.step([last], app.finder.find(view).keys, -1)
    assert names(app, view) == ["田富", "田大利", "阿依古丽·买买提", "单雄", "曾国强", "𠮷田"]
    assert app.history.undo(up) == 3
    assert names(app, view) == before
    app.people.remove([keys[4]])
    with pytest.raises(RuleError, match="已被删除"):
        app.ordering.move_to([keys[4]], shown, 1)


@only_sqlite
def test_keys_of_an_older_release_are_renewed_once_and_nobody_is_told(new_folder, open_at):
    folder = new_folder()
    app = open_at(folder)
    fill(app)
    kept = table(app, "person")
    actions = len(app.history.actions())
    run_sql(app, "UPDATE person SET name_stroke_key = '', stroke_key = '99', search = ''")
    run_sql(app, "DELETE FROM setting WHERE key = 'person_derivation'")
    app.close()
    again = open_at(folder)
    assert table(again, "person") == kept
    assert len(again.history.actions()) == actions
    run_sql(again, "UPDATE person SET search = ''")
    again.close()
    assert {row["search"] for row in table(open_at(folder), "person")} == {""}
