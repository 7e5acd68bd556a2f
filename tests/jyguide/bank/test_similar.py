"""What is alike is found, whatever was changed in it, and what differs is shown side by side."""

import random
from dataclasses import replace

import pytest
from rapidfuzz.fuzz import ratio

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.side_by_side import key_text, side_by_side
from jyguide.bank.similar import LIKE_ENOUGH, compared_text, similar_pairs
from jyguide.bank.unified import read_unified_bank
from jyguide.errors import Cancelled

SINGLE = ItemContent(ItemKind.SINGLE, "预备党员的预备期为（   ）。", ("半年", "一年", "两年"), "B")
ORDER = ItemContent(
    ItemKind.ORDERING, "发展党员的顺序是（   ）。", ("甲步", "乙步", "丙步"), "BAC"
)


def pairs(*contents, **more):
    return similar_pairs(list(enumerate(contents)), **more)


def changed(content, **what):
    return replace(content, **what)


@pytest.mark.parametrize(
    "other",
    [
        changed(SINGLE, options=("两年", "半年", "一年"), answer="C"),
        changed(SINGLE, stem="预备党员的预备期为：（ ）！"),
        changed(SINGLE, explanation="见细则。", category="发展党员", difficulty=3),
    ],
)
def test_order_marks_and_explanations_make_no_difference(other):
    (pair,) = pairs(SINGLE, other)
    assert (pair.first, pair.second, pair.likeness, pair.same_answer) == (0, 1, 100, True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SINGLE, changed(SINGLE, answer="A"), False),
        (SINGLE, changed(SINGLE, answer=None), False),
        (SINGLE, changed(SINGLE, options=("一年", "半年", "两年"), answer="A"), True),
        (ORDER, changed(ORDER, answer="CAB"), False),
        (ORDER, changed(ORDER, options=("乙步", "甲步", "丙步"), answer="ABC"), True),
    ],
)
def test_keys_are_compared_by_their_words(one, other, same):
    (pair,) = pairs(one, other)
    assert pair.same_answer is same


def test_items_of_two_kinds_are_no_pair():
    judged = ItemContent(ItemKind.TRUE_FALSE, SINGLE.stem + "".join(SINGLE.options), answer="T")
    assert pairs(SINGLE, judged) == []


def test_only_pairs_with_something_fresh_are_named():
    assert [(p.first, p.second) for p in pairs(SINGLE, SINGLE, SINGLE, fresh=1)] == [
        (0, 2),
        (1, 2),
    ]


def test_the_likest_come_first():
    near = changed(SINGLE, stem="关于预备党员的预备期为（   ）。")
    found = pairs(SINGLE, near, SINGLE, threshold=70)
    assert [pair.likeness for pair in found] == sorted((p.likeness for p in found), reverse=True)
    assert found[0].likeness == 100


def test_a_search_can_be_stopped():
    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        pairs(SINGLE, SINGLE, check=stop)


def test_whatever_was_changed_the_like_are_found():
    """Items of the shipped bank with stretches taken out, put in and replaced, up to the limit."""
    chance = random.Random(5)
    known = [one.content for one in read_unified_bank() if one.content.kind is ItemKind.SINGLE]
    fresh = [changed(one, stem=_altered(one.stem, chance)) for one in known]
    fresh = [
        (at, other)
        for at, (one, other) in enumerate(zip(known, fresh, strict=True))
        if ratio(compared_text(one), compared_text(other)) >= LIKE_ENOUGH
    ]
    assert len(fresh) > 100
    items = [*enumerate(known), *((("new", at), other) for at, other in fresh)]
    found = {(p.first, p.second) for p in similar_pairs(items, fresh=len(fresh))}
    missed = [at for at, _other in fresh if (at, ("new", at)) not in found]
    assert missed == []


def _altered(text, chance):
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(text)), chance.randint(0, 4)
        text = text[:at] + chance.choice(("", "其中", "按照规定", "一般")) + text[at + length :]
    return text


def test_a_thousand_forms_of_one_question_are_searched_in_time():
    forms = [changed(SINGLE, stem=f"第{n}号预备党员的预备期为（   ）。") for n in range(1500)]
    found = similar_pairs(list(enumerate(forms)))
    named = {at for pair in found for at in (pair.first, pair.second)}
    assert len(named) > 1450
    assert len(found) < 1500 * 400


def text_of(pieces):
    return "".join(text for _own, text in pieces)


def own(pieces):
    return [text for marked, text in pieces if marked]


def test_parts_stand_side_by_side_with_what_differs_marked():
    other = changed(SINGLE, stem="预备党员的考察期为（   ）。", answer="A", explanation="见细则。")
    parts = {part.name: part for part in side_by_side(SINGLE, other) if part.name}
    assert list(parts) == ["题干", "选项", "答案", "解析"]
    assert (own(parts["题干"].left), own(parts["题干"].right)) == (["预备"], ["考察"])
    assert parts["答案"].differs
    assert text_of(parts["答案"].right) == "A 半年"
    assert (text_of(parts["解析"].left), own(parts["解析"].right)) == ("—", [])


def test_options_stand_beside_their_like_whatever_their_letters():
    other = changed(SINGLE, options=("两年", "三年", "一年"), answer="C")
    rows = [
        (text_of(part.left), text_of(part.right), part.differs)
        for part in side_by_side(SINGLE, other)
        if part.name in ("选项", "")
    ]
    assert rows == [
        ("A　半年", "B　三年", True),
        ("B　一年", "C　一年", False),
        ("C　两年", "A　两年", False),
    ]
    (key,) = [part for part in side_by_side(SINGLE, other) if part.name == "答案"]
    assert not key.differs


def test_options_that_only_one_has_are_shown_alone():
    other = changed(SINGLE, options=("半年", "一年"))
    rows = [(text_of(p.left), text_of(p.right)) for p in side_by_side(other, SINGLE) if not p.name]
    assert rows == [("B　一年", "B　一年"), ("", "C　两年")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SINGLE, "B 一年"),
        (changed(SINGLE, answer=None), "没有答案"),
        (ORDER, "B 乙步 → A 甲步 → C 丙步"),
        (ItemContent(ItemKind.TRUE_FALSE, "甲", answer="T"), "正确"),
        (ItemContent(ItemKind.FILL_IN, "____", answer=(("二", "两"),)), "二或两"),
    ],
)
def test_a_key_is_given_in_words(content, words):
    assert key_text(content) == words
