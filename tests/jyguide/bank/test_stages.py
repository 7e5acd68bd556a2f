"""From draft to withdrawn: every step is either open or refused with a sentence."""

from dataclasses import replace
from itertools import product

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import STATUS_NAMES, ItemStatus
from jyguide.bank.stages import NEXT, refuse_step
from jyguide.errors import RuleError

GOOD = ItemContent(ItemKind.SINGLE, "题（   ）", ("甲", "乙"), "A")
DRAFT, REVIEW, IN_FORCE, WITHDRAWN = ItemStatus


@pytest.mark.parametrize(("now", "wanted"), list(product(ItemStatus, ItemStatus)))
def test_a_step_is_open_or_refused_by_name(now, wanted):
    if now is wanted or wanted in NEXT[now]:
        refuse_step("7", GOOD, now, wanted)
        return
    with pytest.raises(RuleError) as caught:
        refuse_step("7", GOOD, now, wanted)
    assert f"第 7 题现在是“{STATUS_NAMES[now]}”" in caught.value.message
    assert f"“{STATUS_NAMES[wanted]}”" in caught.value.message
    assert caught.value.hint


def test_what_nobody_has_looked_at_is_not_put_in_force():
    assert IN_FORCE not in NEXT[DRAFT]
    assert all(REVIEW in NEXT[status] for status in ItemStatus if status is not REVIEW)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (replace(GOOD, answer=None), "没有答案，不能启用"),
        (replace(GOOD, options=("甲", "甲")), "有两个选项相同"),
        (replace(GOOD, stem=""), "没有题干"),
    ],
)
def test_what_is_not_fit_is_not_put_in_force(content, sentence):
    with pytest.raises(RuleError, match=sentence):
        refuse_step("7", content, REVIEW, IN_FORCE)
    refuse_step("7", content, DRAFT, REVIEW)
    refuse_step("7", content, IN_FORCE, IN_FORCE)
