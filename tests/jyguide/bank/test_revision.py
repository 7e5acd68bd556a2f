"""A difference can be read back: what stayed and went is the old text, the rest the new."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.revision import Piece, difference, marked

SINGLE = ItemContent(ItemKind.SINGLE, "多久一次（   ）", ("每月", "每季度"), "B")
words = st.text(st.sampled_from("党员大会，每月季度\n1"), max_size=12)
contents = st.builds(
    ItemContent,
    st.sampled_from(list(ItemKind)),
    words,
    st.lists(words, max_size=4).map(tuple),
    st.none() | words,
    words,
    st.lists(st.builds(KeyPoint, words, st.integers(1, 9), st.booleans()), max_size=3).map(tuple),
    words,
    st.integers(1, 3),
    words,
    words,
    words,
    words,
)


@given(words, words)
def test_pieces_join_back_to_both_texts(old, new):
    pieces = marked(old, new)
    assert "".join(text for what, text in pieces if what is not Piece.NEW) == old
    assert "".join(text for what, text in pieces if what is not Piece.GONE) == new
    assert all(text for _what, text in pieces)


@given(contents, contents)
def test_a_difference_names_a_part_once_and_only_what_differs(before, after):
    changes = difference(before, after)
    assert len({change.name for change in changes}) == len(changes)
    for change in changes:
        assert any(what is not Piece.SAME for what, _text in change.pieces)
    assert bool(changes) == any(change.pieces for change in difference(after, before)), (
        "both ways or neither"
    )


@given(contents)
def test_nothing_differs_from_itself(content):
    assert difference(content, content) == ()


def test_parts_in_reading_order():
    after = ItemContent(
        ItemKind.MULTIPLE,
        "每隔多久（   ）",
        ("每月", "每半年", "每年"),
        "AB",
        "解析",
        (KeyPoint("要点", 2, True),),
        "类别",
        3,
        "条例",
        "新版",
        "第一条",
        "次数",
    )
    assert [change.name for change in difference(SINGLE, after)] == [
        *("题型", "题干", "选项 B", "选项 C", "答案", "要点", "解析", "考查"),
        *("类别", "难度", "依据", "版本", "条款"),
    ]


def test_weights_and_what_is_required_are_part_of_a_point():
    oral = ItemContent(ItemKind.ORAL, "问", answer="答", key_points=(KeyPoint("甲"),))
    heavier = replace(oral, key_points=(KeyPoint("甲", 3, True),))
    (change,) = difference(oral, heavier)
    assert change.name == "要点"
    assert change.pieces == ((Piece.SAME, "甲"), (Piece.NEW, "（3 份，必答）"))
