"""Options that speak of the others stay where they are right, whatever the seed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.pinning import fixed_places, names_letters, pinned, speaks_of_others
from jyguide.bank.unified import read_unified_bank
from jyguide.exam.composing.drawing import order_options
from jyguide.exam.paper import printed

OF_OTHERS = """
以上都对 以上都不对 以上皆是 以上均正确 全都正确 上述都是 都不是 都对 都是 均正确 均不正确 以上全部
以上 以上各项 以上各项均是 以上三项都是 以上选项都不正确 上述说法均错误 以上说法都正确 以上全对
以上都有可能 以上所有选项 前三项都对 三者都是 两者皆可 都可以 全选 以上答案都不对 没有正确答案
以上都没有 无正确选项 以上情形都属于 全部正确 上述各项均符合 以上都不是 以上都应 都不对
以上都是正确的 都是错误的 以上皆非 皆非 一个都不对 没有一个是正确的 前两项 前三者 以上均属于的
以上内容均包括 上述选项都不正确。 “以上都对” 以上　都对 不属于以上情形
"""
ORDINARY = """
都江堰 都江堰水利工程 都市农业 都要经过支部大会讨论 三分之二以上 半数以上同意 全体党员 全部党员
全部 以上党组织都要报告 上述人员均须报上级党委审批 三名以上 村民会议 全面从严治党 均等化 皆大欢喜
都由支部委员会决定 全国人民代表大会 没有错误 前任书记 一年以上 对 是 有 正确 两个月 三个月
两个维护 三会一课 五项 全过程人民民主 以上一年度为准 全部收入 都是党员 一人一票 可以 两种
"""


@pytest.mark.parametrize("option", OF_OTHERS.strip().replace("\n", " ").split(" "))
def test_it_speaks_of_the_others(option):
    assert speaks_of_others(option)
    assert 1 in pinned(["甲村", option, "乙村"])


@pytest.mark.parametrize("option", ORDINARY.split())
def test_it_is_an_option_like_any_other(option):
    assert not speaks_of_others(option)
    assert pinned([option, "甲", "乙"]) == ()


@pytest.mark.parametrize(
    "text",
    ["A和B", "A、C都对", "以上A、B正确", "Ａ、Ｂ", "AB都对", "选项A", "A项正确", "A对B错", "仅A",
     "只有AB", "A或C", "A，B，C均是", "故选B", "答案为AC", "A与B都不对", "B选项错误，因为…"],
)  # fmt: skip
def test_it_names_letters(text):
    assert names_letters(text, 4)
    assert pinned(["甲", "乙", "丙", text]) == (0, 1, 2, 3)


@pytest.mark.parametrize(
    "text",
    ["A4纸", "5A级社区", "AAA级", "KTV", "C型钢", "A村、B村", "A股", "GDP", "H和J", "党支部",
     "APP", "A级、B级"],
)  # fmt: skip
def test_letters_that_name_no_option(text):
    assert not names_letters(text, 4)


def test_all_in_their_order_wherever_they_stand():
    assert pinned(["以上都对", "甲", "以上都不对", "乙"]) == (0, 2)
    assert pinned(["甲", "乙"]) == ()
    assert pinned([]) == ()


def test_so_many_as_there_are_may_be_counted_and_fewer_may_not_move():
    assert pinned(["甲", "乙", "丙", "以上三项都对"]) == (3,)
    assert pinned(["甲", "乙", "丙", "前两项都对"]) == (0, 1, 2, 3)
    assert pinned(["甲", "一个都不对", "乙", "以上几项都对"]) == (1, 3)


def test_an_explanation_that_names_letters_holds_the_options():
    content = ItemContent(
        ItemKind.SINGLE, "题", ("甲", "乙"), "A", explanation="B项说的是旧规定。"
    )
    assert fixed_places(content) == (0, 1)
    steps = ItemContent(ItemKind.ORDERING, "题", ("甲", "乙", "都对"), "ABC")
    assert fixed_places(steps) == ()


def test_hardly_an_item_of_the_unified_bank_is_held_whole():
    held = [
        item.code
        for item in read_unified_bank()
        if item.content.options and len(fixed_places(item.content)) == len(item.content.options)
    ]
    assert len(held) <= 3, held


texts = st.sampled_from(
    ["甲", "乙", "丙", "丁", "都江堰", "以上都对", "以上都不对", "都不是", "A和B", "前两项都对"]
)
contents = st.lists(texts, min_size=2, max_size=8, unique=True).flatmap(
    lambda options: st.builds(
        ItemContent,
        st.sampled_from([ItemKind.SINGLE, ItemKind.MULTIPLE]),
        st.just("题"),
        st.just(tuple(options)),
        st.sets(st.sampled_from(OPTION_LETTERS[: len(options)]), min_size=1).map(
            lambda letters: "".join(sorted(letters))
        ),
    )
)


@given(contents, st.integers(0, 2**32))
def test_for_any_seed_they_stand_last_and_the_key_names_the_same_texts(content, seed):
    held = fixed_places(content)
    order = order_options(content.kind, len(content.options), held, random.Random(seed))
    shown = printed(content, order)
    assert shown.options[len(shown.options) - len(held) :] == tuple(
        content.options[at] for at in held
    )
    assert sorted(shown.options) == sorted(content.options)
    assert key_texts(shown) == key_texts(content)


def key_texts(content):
    return {content.options[OPTION_LETTERS.index(letter)] for letter in content.answer}


def test_the_others_do_move():
    orders = {order_options(ItemKind.SINGLE, 4, (1,), random.Random(seed)) for seed in range(60)}
    assert len(orders) == 6
    assert all(order[-1] == 1 for order in orders)
