"""Who may have been entered twice, and what becomes of two who are merged: rules alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import PersonId
from jyguide.people.doubles import DoubleReason, find_doubles
from jyguide.people.merging import (
    CHOICES,
    RIGHT,
    Merged,
    chosen_facts,
    differing,
    facts_of,
    suggested,
    value_text,
)
from jyguide.people.names import search_text
from jyguide.people.row import PersonRow
from tests.jyguide.builders import an_id


def key(number: int) -> PersonId:
    return PersonId(uuid.UUID(int=number))


def row(number: int, name: str = "陈明", **changes: object) -> PersonRow:
    facts: dict[str, object] = {
        "id": key(number),
        "name": name,
        "sex": "女",
        "ethnic": "",
        "birth": None,
        "id_number": "",
        "phone": "",
        "education": "",
        "joined": None,
        "organisation": "",
        "post": "",
        "station": "周庄镇",
        "kind": "",
        "search": search_text(name),
        "pinyin_key": "",
        "stroke_key": "",
    }
    return PersonRow(**(facts | changes))  # type: ignore[arg-type]


def one_off(number: str) -> str:
    return number[:15] + str((int(number[15]) + 1) % 10) + number[16:]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (row(1, "陈明", id_number=an_id(1)), row(2, "陈铭", id_number=an_id(1)), "SAME_ID"),
        (
            row(1, id_number=an_id(1)),
            row(2, id_number=one_off(an_id(1))),
            "ID_ONE_DIGIT_OFF",
        ),
        (
            row(1, birth=date(1980, 1, 2)),
            row(2, birth=date(1980, 1, 2)),
            "SAME_NAME_AND_BIRTH",
        ),
        (row(1, phone="13900000001"), row(2, phone="13900000001"), "SAME_NAME_AND_PHONE"),
        (
            row(1, "阿卜杜拉·买买提", phone="13900000001"),
            row(2, "阿卜杜拉", phone="13900000001"),
            "SAME_PHONE_LIKE_NAME",
        ),
        (
            row(1, "陈建国", phone="13900000001"),
            row(2, "陈健国", phone="13900000001"),
            "SAME_PHONE_LIKE_NAME",
        ),
        (
            row(1, "张力", phone="13900000001"),
            row(2, "张立", phone="13900000001"),
            "SAME_PHONE_LIKE_NAME",
        ),
        (
            row(1, "𠮷田", phone="13900000001"),
            row(2, "𠮷田", phone="13900000001"),
            "SAME_NAME_AND_PHONE",
        ),
    ],
)
def test_two_who_may_be_one_are_found_with_the_reason(one, other, reason):
    (pair,) = find_doubles([other, one])
    assert pair.key == (key(1), key(2))
    assert pair.reasons == (DoubleReason[reason],)


def test_two_of_one_name_or_on_one_phone_alone_are_not_suspected():
    couple = [row(1, "陈明", phone="13900000001"), row(2, "王芳", phone="13900000001")]
    namesakes = [row(3, "解珍", id_number=an_id(1)), row(4, "解珍", id_number=an_id(4))]
    assert find_doubles([*couple, *namesakes]) == []


def test_another_id_number_is_said_and_comes_last():
    born = date(1980, 1, 2)
    unsure = [row(n, birth=born, id_number=an_id(n)) for n in (1, 2)]
    sure = [row(n, "王芳", phone="13900000001") for n in (3, 4)]
    first, last = find_doubles([*unsure, *sure])
    assert first.first.name == "王芳"
    assert last.why == "姓名和出生日期相同，但身份证号不同"


def test_a_pair_told_apart_is_not_named_again():
    people = [row(n, phone="13900000001") for n in (1, 2, 3)]
    found = find_doubles(people, {(key(1), key(2))})
    assert {pair.key for pair in found} == {(key(1), key(3)), (key(2), key(3))}


def test_of_thousands_who_share_a_mark_one_is_compared_with_the_others_and_then_the_next():
    people = [row(n, "陈明", phone="13900000001") for n in range(1, 3001)]
    found = find_doubles(people)
    assert len(found) == 2999
    assert found[0].why == "姓名和手机号相同（共 3000 人如此，先逐个与其中一人核对）"
    then = find_doubles(people, {pair.key for pair in found})
    assert [pair.first.id for pair in then] == [key(2)] * 2998


def test_on_the_phone_of_an_office_names_alike_say_nothing_without_the_day_of_birth():
    names = [f"王{one}{other}" for one in "建国明华英" for other in "芳军伟强丽"]
    born = date(1980, 1, 2)
    office = [row(n, name, phone="051086261234") for n, name in enumerate(names, 1)]
    assert find_doubles(office) == []
    office[0], office[1] = (replace(one, birth=born) for one in office[:2])
    (pair,) = find_doubles(office)
    assert pair.why == "手机号相同，姓名相近"
    assert {pair.first.name, pair.second.name} == {"王建芳", "王建军"}


people = st.integers(0, 9).map(key)


@given(st.lists(st.tuples(people, people).filter(lambda pair: pair[0] < pair[1])))
def test_chains_of_merges_end_at_one_person_whoever_is_asked(pairs):
    merged = Merged({larger: smaller for smaller, larger in pairs})
    for person in map(key, range(10)):
        whole = merged.keys_of(person)
        assert person in whole
        assert all(merged.keys_of(other) == whole for other in whole)
        assert whole[0] == min(whole)


def test_even_a_ring_ends():
    merged = Merged({key(1): key(2), key(2): key(1), key(3): key(2)})
    assert set(merged.keys_of(key(3))) == {key(1), key(2), key(3)}


def test_what_stays_is_the_only_value_there_is_else_that_of_the_fuller():
    left = row(1, phone="13900000001", post="委员")
    right = row(2, post="书记", education="本科", note="由村里转来", kind="part_time")
    facts = chosen_facts(left, right, {})
    assert (facts.phone, facts.post, facts.education) == ("13900000001", "书记", "本科")
    assert facts.kind == "part_time"
    assert chosen_facts(left, right, {"post": 0}).post == "委员"
    assert set(differing(left, right)) == {"phone", "post", "education", "note", "kind"}


@given(st.sampled_from([name for name, _ in CHOICES if name not in ("kind", "role", "birth")]))
def test_no_value_is_lost_where_only_one_side_has_it(field):
    left, right = row(1), replace(row(2), **{field: "某值"})
    if field == "joined":
        right = replace(right, joined=date(2001, 7, 1))
    if not value_text(left, field):
        assert suggested(left, right)[field] == RIGHT


def test_facts_of_a_row_are_all_that_is_kept_of_it():
    whole = row(1, phone="13900000001", kind="full_time", note="注", position=3)
    facts = facts_of(whole)
    assert (facts.kind, facts.note, facts.position) == ("full_time", "注", 3)
    assert chosen_facts(whole, whole, {}) == facts
