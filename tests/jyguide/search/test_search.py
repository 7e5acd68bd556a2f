"""People, organisations, trainings, branches, items and deeds found from one field."""

import pytest

from jyguide.people.organisation_search import comparable
from jyguide.search.hit import Hit, HitKind, Spoken, found_among, found_as_written
from tests.jyguide.builders import a_person


def deed(title, words="", detail=""):
    return Spoken(Hit(HitKind.DEED, title, detail, title), words)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("学时", ["学时", "学时规则", "登记学时", "培训"]),
        ("xs", ["学时", "学时规则", "登记学时", "培训"]),
        ("规则 xs", ["学时规则"]),
        ("ＸＳ", ["学时", "学时规则", "登记学时", "培训"]),
        ("没有", []),
        ("  ", []),
    ],
)
def test_what_is_called_so_comes_before_what_holds_it(typed, wanted):
    deeds = [deed("培训", "学时 办班"), deed("登记学时"), deed("学时规则"), deed("学时")]
    assert {hit.title for hit in found_among(deeds, typed, 9)} == set(wanted)
    if wanted and typed == "学时":
        assert [hit.title for hit in found_among(deeds, typed, 9)] == wanted
    as_written = found_as_written(deeds, typed, 9)
    assert as_written == ([] if "xs" in comparable(typed) else found_among(deeds, typed, 9))
    assert found_among(deeds, typed, 1) == found_among(deeds, typed, 9)[:1]


def test_everything_is_found_from_a_few_signs_and_what_is_new_at_once(app):
    named = app.people.add(a_person("单雄信"))
    hits = app.search.find("sxx")
    assert [hit.place for hit in hits if hit.kind is HitKind.PERSON] == [f"people:person:{named}"]
    assert app.search.find("") == []
    kinds = {hit.kind for hit in app.search.find("周庄", [deed("周庄报表")])}
    assert {HitKind.DEED, HitKind.ORGANISATION} <= kinds
    questions = [hit for hit in app.search.find("党支部") if hit.kind is HitKind.ITEM]
    assert questions
    assert all(hit.place.startswith("bank:item:") for hit in questions)
    assert app.search.find("查无此人此事") == []
