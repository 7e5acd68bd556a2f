"""Variants ask the same for the same points, and their keys name the same texts."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.exam.composing.blueprint import KIND_ORDER, DrawnItem
from jyguide.exam.composing.variants import LETTERS, Shape, variants
from jyguide.exam.paper import printed

PINNED = (ItemKind.SINGLE, ItemKind.MULTIPLE)
LETTERED = (ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING)


@st.composite
def contents(draw):
    kind = draw(st.sampled_from([*LETTERED, ItemKind.TRUE_FALSE, ItemKind.FILL_IN]))
    if kind is ItemKind.TRUE_FALSE:
        return ItemContent(kind, "题", (), draw(st.sampled_from("TF")))
    if kind is ItemKind.FILL_IN:
        return ItemContent(kind, "题____", (), (("三", "3"),))
    count = draw(st.integers(2, 6))
    last = draw(st.sampled_from([(), ("以上都对",)]))
    options = (*(f"选项{at}" for at in range(count - len(last))), *last)
    letters = OPTION_LETTERS[:count]
    if kind is ItemKind.ORDERING:
        return ItemContent(kind, "题", options, "".join(draw(st.permutations(letters))))
    most = 1 if kind is ItemKind.SINGLE else count
    chosen = draw(st.sets(st.sampled_from(letters), min_size=1, max_size=most))
    return ItemContent(kind, "题", options, "".join(sorted(chosen)))


@st.composite
def papers(draw):
    """A paper of up to nine items in their sections, by key of the revision."""
    found = draw(st.lists(contents(), min_size=1, max_size=9))
    found.sort(key=lambda content: KIND_ORDER.index(content.kind))
    said = {UUID(int=at): content for at, content in enumerate(found)}
    items = []
    for key, content in said.items():
        order = ()
        if content.kind in LETTERED and draw(st.booleans()):
            order = tuple(draw(st.permutations(range(len(content.options)))))
        items.append(DrawnItem(key, draw(st.integers(1, 50)), order))
    return said, tuple(items)


def in_words(content):
    """The key as texts, whatever letters stand before them."""
    if content.kind not in LETTERED:
        return content.answer
    named = dict(zip(OPTION_LETTERS, content.options, strict=False))
    texts = [named[letter] for letter in content.answer]
    return texts if content.kind is ItemKind.ORDERING else set(texts)


@given(papers(), st.integers(0, 999_999), st.integers(1, 4))
def test_every_variant_asks_the_same_for_the_same_points(paper, seed, count):
    said, items = paper
    shapes = {key: Shape.of(content) for key, content in said.items()}
    made = variants(items, shapes, seed, count)
    assert len(made) == count
    assert made[0] == items
    assert variants(items, shapes, seed, 4)[:count] == made
    for other in made:
        assert Counter((one.revision_id, one.points) for one in other) == Counter(
            (one.revision_id, one.points) for one in items
        )
        kinds = [KIND_ORDER.index(said[one.revision_id].kind) for one in other]
        assert kinds == sorted(kinds)
        for one in other:
            content = said[one.revision_id]
            shown = printed(content, one.order)
            assert sorted(shown.options) == sorted(content.options)
            assert in_words(shown) == in_words(content)
            if other != items and content.kind in PINNED and "以上都对" in content.options:
                assert shown.options[-1] == "以上都对"


def test_variants_differ_wherever_they_can():
    said = {
        UUID(int=at): ItemContent(ItemKind.SINGLE, f"题{at}", ("甲", "乙", "丙", "丁"), "A")
        for at in range(6)
    }
    shapes = {key: Shape.of(content) for key, content in said.items()}
    items = tuple(DrawnItem(key, 10) for key in said)
    for seed in range(30):
        made = variants(items, shapes, seed, len(LETTERS))
        assert len(set(made)) == len(LETTERS)
        for other in made[1:]:
            assert all(one.order != (0, 1, 2, 3) for one in other)
    alone = variants(items[:1], {key: Shape(ItemKind.TRUE_FALSE, 0) for key in said}, 1, 3)
    assert alone == [items[:1]] * 3


@pytest.mark.parametrize("seed", range(5))
def test_the_paper_as_kept_carries_the_key_of_each_letter(seed):
    """Options pinned all together keep the order of the bank in every variant."""
    content = ItemContent(ItemKind.SINGLE, "题", ("甲", "乙", "A和B", "都不对"), "C")
    key = UUID(int=1)
    made = variants([DrawnItem(key, 10)], {key: Shape.of(content)}, seed, 4)
    assert {printed(content, one.order).answer for (one,) in made} == {"C"}
