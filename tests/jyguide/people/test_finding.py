"""What is searched of a person, what a typed word means, and lists ordered by hand."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import OrganisationId, PersonId
from jyguide.people.finding import PeopleView, Searched
from jyguide.people.names import search_text
from jyguide.people.ordering import moved, place_after_step
from jyguide.people.people_index import PeopleIndex

VILLAGE, BRANCH = OrganisationId(UUID(int=90)), OrganisationId(UUID(int=91))


def searched(key, name, **more):
    facts = {
        "organisation": "",
        "id_number": "",
        "phone": "",
        "station": "",
        "kind": "",
        "role": "",
        "organisation_id": None,
    }
    return Searched(
        PersonId(UUID(int=key)), f"{key:02}", name, search_text(name), **(facts | more)
    )


AT_BRANCH = {"organisation": "祝塘镇 文林村 第一党支部", "organisation_id": BRANCH}
PEOPLE = (
    searched(0, "张三", phone="13912345678", **AT_BRANCH),
    searched(1, "单雄信", organisation="华士镇A区党总支第3支部", id_number="32028119700101998X"),
    searched(2, "阿卜杜拉·买买提", station="祝塘镇", kind="full_time", phone="13600001998"),
    searched(3, "𠮷田吕", role="other", organisation_id=VILLAGE),
    searched(4, "李四", station="华士镇", phone="13912349999"),
)  # fmt: skip
INDEX = PeopleIndex(PEOPLE)


def found(view, **more):
    return [PEOPLE[key.int].name for key in INDEX.find(view, **more)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", "张三 单雄信 阿卜杜拉·买买提 𠮷田吕 李四"),
        ("三", "张三"),
        ("zs", "张三"),
        ("ZHANGS", "张三"),
        ("zhang san", "张三"),
        ("hang", ""),
        ("祝塘 zs", "张三"),
        ("祝塘", "张三 阿卜杜拉·买买提"),
        ("sxx", "单雄信"),
        ("danx", "单雄信"),
        ("chanxiong", "单雄信"),
        ("998x", "单雄信"),
        ("９９８Ｘ", "单雄信"),
        ("a区", "单雄信"),
        ("第3", "单雄信"),
        ("3", "单雄信"),
        ("5678", "张三"),
        ("1998", "阿卜杜拉·买买提"),
        ("13912", ""),
        ("139123", "张三 李四"),
        ("13912345678", "张三"),
        ("320281", "单雄信"),
        ("买买提", "阿卜杜拉·买买提"),
        ("𠮷", "𠮷田吕"),
        ("jtl", "𠮷田吕"),
        ("lv", ""),
        ("华士 9999", "李四"),
        ("a-1", ""),
        ("%", ""),
        ("\x01三", "张三"),
    ],
)
def test_people_are_found_as_people_type(typed, names):
    assert found(PeopleView(typed)) == names.split()


def test_a_list_is_narrowed_and_put_in_order():
    assert found(PeopleView(kind="full_time")) == ["阿卜杜拉·买买提"]
    assert found(PeopleView(role="other", station="祝塘镇")) == []
    assert found(PeopleView(station="华士镇", search="李")) == ["李四"]
    below = frozenset({VILLAGE, BRANCH})
    view = PeopleView(organisation_id=VILLAGE)
    assert found(view, below=below, order=[4, 3, 2, 1, 0]) == ["𠮷田吕", "张三"]


@given(st.text("张三祝塘zs139 x", max_size=6))
def test_words_narrow_and_never_widen(typed):
    everybody = set(found(PeopleView()))
    hits = set(found(PeopleView(typed)))
    assert hits <= everybody
    assert set(found(PeopleView(f"{typed} 祝塘"))) <= set(found(PeopleView("祝塘")))


_LISTS = st.lists(st.integers(1, 9), max_size=6).map(sorted).map(lambda ns: list(enumerate(ns)))


@given(_LISTS, st.sets(st.integers(0, 8), min_size=1, max_size=3), st.integers(-1, 9))
def test_whoever_is_moved_stands_there_and_the_others_keep_their_order(numbered, chosen, place):
    chosen = sorted(chosen)
    listed = numbered + [(key, None) for key in range(len(numbered), 9)]
    after = dict(listed) | moved(listed, chosen, place)
    order = sorted(after, key=lambda key: (after[key] is None, after[key] or 0))
    given = [number for number in after.values() if number is not None]
    assert len(set(given)) == len(given) or after == dict(listed)
    others = [key for key, _ in listed if key not in chosen]
    at = min(max(place, 0), len(others))
    assert order == [*others[:at], *chosen, *others[at:]]


@pytest.mark.parametrize(
    ("chosen", "step", "order"),
    [
        (["c"], -1, "acbxyz"),
        (["a"], -1, "abcxyz"),
        (["a"], 1, "bacxyz"),
        (["a", "c"], -1, "acbxyz"),
        (["a", "b"], 1, "cabxyz"),
        (["c"], 1, "abxcyz"),
        (["x"], -1, "abxcyz"),
        (["z"], -1, "abcxzy"),
        (["x"], 1, "abcyxz"),
        (["z"], 1, "abcxyz"),
    ],
)
def test_one_up_and_one_down(chosen, step, order):
    listed = [("a", 10), ("b", 20), ("c", 30), ("x", None), ("y", None), ("z", None)]
    changes = moved(listed, chosen, place_after_step("abcxyz", chosen, step))
    after = dict(listed) | changes
    place = {key: at for at, key in enumerate("abcxyz")}
    assert "".join(sorted(after, key=lambda key: (after[key] or 99, place[key]))) == order
    if chosen == ["c"] and step < 0:
        assert changes == {"c": 20, "b": 30}
    if chosen == ["z"] and step < 0:
        assert changes == {"x": 31, "z": 32}
    if order == "abcxyz":
        assert changes == {}
