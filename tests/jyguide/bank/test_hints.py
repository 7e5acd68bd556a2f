"""What a form says beside its fields: faults where they belong, and what is worth knowing."""

from dataclasses import replace

import pytest

from jyguide.bank.edition import Edition
from jyguide.bank.hints import (
    ANSWER,
    BASIS,
    EXPLANATION,
    NO_ANSWER_IN_FORCE,
    NO_REASON,
    POINTS,
    REASON,
    STEM,
    hints,
    placed_faults,
)
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus

GOOD = ItemContent(
    ItemKind.SINGLE, "题（   ）", ("甲", "乙"), "A", regulation="条例", edition="新版"
)
EDITIONS = (Edition("条例", "新版"), Edition("条例", "旧版", superseded_by="新版"))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (replace(GOOD, stem=""), STEM),
        (replace(GOOD, stem="题（ A ）"), STEM),
        (ItemContent(ItemKind.FILL_IN, "没有空", answer=(("甲",),)), STEM),
        (replace(GOOD, options=("甲",)), ANSWER),
        (replace(GOOD, options=("甲", "甲")), ANSWER),
        (ItemContent(ItemKind.FILL_IN, "一____", answer=(("甲",), ("乙",))), ANSWER),
        (ItemContent(ItemKind.ORAL, "问", answer="答", key_points=(KeyPoint(""),)), POINTS),
    ],
)
def test_a_fault_stands_where_it_is_put_right(content, part):
    found = placed_faults(content, ItemStatus.DRAFT, changed=True, reason="")
    assert list(found) == [part]


def test_only_what_exams_draw_wants_a_reason_and_an_answer():
    asked = {"changed": True, "reason": " "}
    assert placed_faults(GOOD, ItemStatus.DRAFT, **asked) == {}
    assert placed_faults(GOOD, ItemStatus.IN_FORCE, **asked) == {REASON: NO_REASON}
    open_ = replace(GOOD, answer=None)
    assert placed_faults(open_, ItemStatus.DRAFT, **asked) == {}
    found = placed_faults(open_, ItemStatus.IN_FORCE, changed=True, reason="改")
    assert found == {ANSWER: NO_ANSWER_IN_FORCE}
    assert placed_faults(GOOD, ItemStatus.IN_FORCE, changed=False, reason="") == {}


@pytest.mark.parametrize(
    ("content", "part", "words"),
    [
        (replace(GOOD, options=("甲", "以上都对")), ANSWER, "“以上都对”固定在最后"),
        (replace(GOOD, options=("甲", "乙", "A和B")), ANSWER, "保持原来的顺序"),
        (replace(GOOD, options=("一个长得多也详细得多的选项", "短")), ANSWER, "不会做也猜得到"),
        (replace(GOOD, answer=None), ANSWER, "还没有答案"),
        (replace(GOOD, explanation="故选A。"), EXPLANATION, "选项字母"),
        (replace(GOOD, regulation=""), BASIS, "写上依据"),
        (replace(GOOD, edition="旧版"), BASIS, "已被“新版”取代"),
    ],
)
def test_what_is_worth_knowing(content, part, words):
    assert words in hints(content, EDITIONS)[part]


def test_nothing_to_say_of_a_good_item():
    assert hints(GOOD, EDITIONS) == {}
